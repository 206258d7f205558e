#include <stdio.h>
#include <string.h>

#include "db/folder.h"
#include "db/rule.h"

#define POOL_CEILING	(8u << 20)

/* What the process knows, read once. */
static struct rule_book book;
static struct pool *book_pool;

/* ---- the file -------------------------------------------------------- */

enum err
rule_start(void)
{
	const struct rule_fields fields = {
		dictionary_of(DICTIONARY_HOUSEHOLD),
		dictionary_of(DICTIONARY_MEMBER),
	};
	struct folder_file file;
	const char *dir;
	enum err e;
	size_t i;

	rule_stop();
	book_pool = pool_new(POOL_CEILING);
	dir = folder_find(book_pool, "dictionary", "BANGFU_DICTIONARY");
	if (dir == NULL)
		return ERR_ABSENT;
	if ((e = folder_read(book_pool, dir, "rule.csv", &file)) != OK)
		return e;
	e = rule_read(book_pool, &fields, file.at, file.len, &book);
	for (i = 0; i < book.flaw_count; i++)
		fprintf(stderr, "%s/rule.csv line %d: %s\n", dir,
		    book.flaws[i].line, book.flaws[i].why);
	return e;
}

void
rule_stop(void)
{
	pool_free(book_pool);
	book_pool = NULL;
	book = (struct rule_book){ NULL, 0, NULL, 0 };
}

const struct rule_book *
rule_all(void)
{
	return &book;
}

/* ---- explanations ---------------------------------------------------- */

#define NOTE(m) COLUMN(rule_note, m)
SHAPE(rule_note, NOTE(household_id), NOTE(member_id), NOTE(rule),
    NOTE(explanation), NOTE(name), NOTE(door), NOTE(at));

struct rule_note_key {
	struct scope scope;
	int64_t year, household_id;
};
static SHAPE(rule_note_key, SCOPE_COLUMNS(rule_note_key, scope),
    COLUMN(rule_note_key, year), COLUMN(rule_note_key, household_id));

static const struct query of_household = {
	"SELECT n.household_id, n.member_id, n.rule, n.explanation, n.name,"
	" n.door, n.at"
	"  FROM household h"
	"  JOIN rule_note n"
	"    ON n.household_id = h.household_id AND n.year = h.year"
	" WHERE" SCOPE_SQL
	"   AND h.year = ? AND h.household_id = ?"
	" ORDER BY n.note_id DESC",
	.in = &rule_note_key_shape, .out = &rule_note_shape
};

struct new_note {
	struct rule_note note;
	int64_t year, changed_by;
};
#define NEW(m) { #m, CELL_OF(((struct rule_note *)0)->m),               \
	offsetof(struct new_note, note.m) }
static const struct shape new_note_shape = {
	(const struct column[]){ COLUMN(new_note, year), NEW(household_id),
	    NEW(member_id), NEW(rule), NEW(explanation),
	    COLUMN(new_note, changed_by), NEW(name), NEW(door), NEW(at) },
	9, sizeof(struct new_note)
};
static const struct query add_note = {
	"INSERT INTO rule_note (year, household_id, member_id, rule,"
	" explanation, changed_by, name, door, at)"
	" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
	.in = &new_note_shape
};

struct shared {
	int64_t households;
};
static SHAPE(shared, COLUMN(shared, households));
static const struct query same_phone = {
	"SELECT COUNT(*) AS households"
	"  FROM household h"
	"  JOIN household o ON o.year = h.year AND o.phone = h.phone"
	"    AND o.household_id <> h.household_id"
	" WHERE" SCOPE_SQL
	"   AND h.year = ? AND h.household_id = ? AND h.phone <> ''",
	.in = &rule_note_key_shape, .out = &shared_shape
};

const struct query *const rule_queries[] = {
	&of_household, &add_note, &same_phone, NULL
};

enum err
rule_phone(struct db *db, struct pool *pool, const struct who *who,
    void *household)
{
	struct dictionary_head *h = household;
	struct shared n;
	enum err e = db_one(db, pool, &same_phone, &(struct rule_note_key){
	    scope_of(who), who->year, h->id }, &n);

	if (e == OK)
		h->base.phone_shared = n.households;
	return e;
}

enum err
rule_notes(struct db *db, struct pool *pool, const struct who *who,
    int64_t household_id, struct rule_notes *notes)
{
	return db_all(db, pool, &of_household, &(struct rule_note_key){
	    scope_of(who), who->year, household_id }, RULE_NOTES_MOST,
	    &notes->at, &notes->count);
}

enum err
rule_note_add(struct db *db, const struct who *who,
    const struct rule_note *note, struct moment now)
{
	struct new_note row = { .note = *note, .year = who->year,
	    .changed_by = who->user_id };

	row.note.name = who->name;
	row.note.door = who->door;
	row.note.at = now;
	return db_do(db, &add_note, &row, NULL);
}

/* ---- the check ------------------------------------------------------- */

int64_t
rule_subject(const struct rule_check *check,
    const struct rule_finding *finding)
{
	const struct dictionary_head *h;

	if (!finding->rule->member)
		return 0;
	h = check->members.at[finding->member];
	return h->id;
}

static bool
explained(const struct rule_notes *notes, const struct rule *rule,
    int64_t member_id)
{
	size_t i;

	for (i = 0; i < notes->count; i++)
		if (notes->at[i].member_id == member_id &&
		    strcmp(notes->at[i].rule, rule->name) == 0)
			return true;
	return false;
}

static void
leave_out(struct rule_check *c, const struct rule_notes *notes)
{
	size_t i, n = 0;

	for (i = 0; i < c->open.count; i++) {
		const struct rule_finding *f = &c->open.at[i];

		if (f->rule->severity == RULE_BLOCK ||
		    !explained(notes, f->rule, rule_subject(c, f)))
			c->open.at[n++] = *f;
	}
	c->explained = c->open.count - n;
	c->open.count = n;
}

enum err
rule_check(struct db *db, struct pool *pool, const struct who *who,
    struct rule_check *c)
{
	const struct dictionary_head *h = c->household;
	const struct rule_facts facts = { c->household, c->members.at,
	    c->members.count, who->today };
	struct rule_notes notes;
	bool warned = false;
	enum err e;
	size_t i;

	c->explained = 0;
	c->open = rule_judge(pool, &book, &facts, &c->part);
	for (i = 0; i < c->open.count; i++)
		warned |= c->open.at[i].rule->severity == RULE_WARN;
	if (!warned)
		return OK;
	if ((e = rule_notes(db, pool, who, h->id, &notes)) == OK)
		leave_out(c, &notes);
	return e;
}
