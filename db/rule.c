#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/text.h"
#include "db/area.h"
#include "db/clock.h"
#include "db/folder.h"
#include "db/rule.h"
#include "db/rule_count.h"

#define POOL_CEILING	(8u << 20)

/* What the process knows, read once: of members with the households. */
static struct rule_book books[DICTIONARY_ENTITY__MAX];
static struct pool *book_pool;

/* ---- the files ------------------------------------------------------- */

static enum err
read_book(const char *dir, const char *name, enum dictionary_entity entity)
{
	const struct rule_fields fields = { dictionary_of(entity),
	    entity == DICTIONARY_HOUSEHOLD ?
	    dictionary_of(DICTIONARY_MEMBER) : NULL };
	struct rule_book *book = &books[entity];
	struct folder_file file;
	enum err e;
	size_t i;

	if ((e = folder_read(book_pool, dir, name, &file)) != OK)
		return e;
	e = rule_read(book_pool, &fields, file.at, file.len, book);
	for (i = 0; i < book->flaw_count; i++)
		fprintf(stderr, "%s/%s line %d: %s\n", dir, name,
		    book->flaws[i].line, book->flaws[i].why);
	return e;
}

enum err
rule_start(void)
{
	static const enum dictionary_entity places[] = {
		DICTIONARY_COUNTY, DICTIONARY_VILLAGE, DICTIONARY_HAMLET,
	};
	const char *dir;
	enum err e;
	size_t i;

	rule_stop();
	book_pool = pool_new(POOL_CEILING);
	dir = folder_find(book_pool, "dictionary", "BANGFU_DICTIONARY");
	if (dir == NULL)
		return ERR_ABSENT;
	e = read_book(dir, "rule.csv", DICTIONARY_HOUSEHOLD);
	for (i = 0; e == OK && i < LEN(places); i++)
		e = read_book(dir, "rule_place.csv", places[i]);
	return e;
}

void
rule_stop(void)
{
	pool_free(book_pool);
	book_pool = NULL;
	memset(books, 0, sizeof books);
}

const struct rule_book *
rule_all(void)
{
	return &books[DICTIONARY_HOUSEHOLD];
}

const struct rule_book *
rule_of(enum dictionary_entity entity)
{
	return &books[entity];
}

/* ---- explanations ---------------------------------------------------- */

#define NOTE(m) COLUMN(rule_note, m)
SHAPE(rule_note, NOTE(household_id), NOTE(member_id), NOTE(rule),
    NOTE(explanation), NOTE(name), NOTE(door), NOTE(at), NOTE(merged));

struct rule_note_key {
	struct scope scope;
	int64_t year, household_id;
};
static SHAPE(rule_note_key, SCOPE_COLUMNS(rule_note_key, scope),
    COLUMN(rule_note_key, year), COLUMN(rule_note_key, household_id));

static const struct query of_household = {
	"SELECT n.household_id, n.member_id, n.rule, n.explanation, n.name,"
	" n.door, n.at, NULL AS merged"
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

/* Of a place. */
struct place_note_key {
	int64_t year;
	const char *entity;
	int64_t record_id;
};
static SHAPE(place_note_key, COLUMN(place_note_key, year),
    COLUMN(place_note_key, entity), COLUMN(place_note_key, record_id));
static const struct query of_place = {
	"SELECT 0 AS household_id, 0 AS member_id, n.rule, n.explanation,"
	" n.name, n.door, n.at, IF(n.told_of = 0, NULL,"
	"  IFNULL(v.name, n.told_of)) AS merged"
	"  FROM place_note n LEFT JOIN area v ON v.code = n.told_of"
	" WHERE n.year = ? AND n.entity = ? AND n.record_id = ?"
	" ORDER BY n.note_id DESC",
	.in = &place_note_key_shape, .out = &rule_note_shape
};

struct new_place_note {
	struct place_note_key key;
	struct rule_note note;
	int64_t changed_by;
};
#define PLACE_KEY(m) { #m, CELL_OF(((struct place_note_key *)0)->m),    \
	offsetof(struct new_place_note, key.m) }
#define PLACE_NOTE(m) { #m, CELL_OF(((struct rule_note *)0)->m),        \
	offsetof(struct new_place_note, note.m) }
static const struct query add_place_note = {
	"INSERT INTO place_note (year, entity, record_id, rule, explanation,"
	" changed_by, name, door, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
	.in = &(const struct shape){ (const struct column[]){
	    PLACE_KEY(year), PLACE_KEY(entity), PLACE_KEY(record_id),
	    PLACE_NOTE(rule), PLACE_NOTE(explanation),
	    COLUMN(new_place_note, changed_by), PLACE_NOTE(name),
	    PLACE_NOTE(door), PLACE_NOTE(at) },
	    9, sizeof(struct new_place_note) }
};

const struct query *const rule_queries[] = {
	&of_household, &add_note, &of_place, &add_place_note, NULL
};

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

static struct place_note_key
key_of(const struct rule_place *p)
{
	return (struct place_note_key){ p->row->year,
	    dictionary_of(p->entity)->entity, p->row->id };
}

enum err
rule_place_notes(struct db *db, struct pool *pool, const struct who *who,
    const struct rule_place *place, struct rule_notes *notes)
{
	struct place_note_key key = key_of(place);

	if (place->row->parent < who->low ||
	    area_last(place->row->parent) > who->high)
		return ERR_DENIED;
	return db_all(db, pool, &of_place, &key, RULE_NOTES_MOST, &notes->at,
	    &notes->count);
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
explained(struct pool *pool, const char *noted, const struct rule *rule,
    int64_t member_id)
{
	return noted != NULL && strstr(pool_print(pool, " %s ", noted),
	    pool_print(pool, " %s:%" PRId64 " ", rule->name, member_id)) !=
	    NULL;
}

static void
leave_out(struct pool *pool, struct rule_check *c, const char *noted)
{
	size_t i, n = 0;

	for (i = 0; i < c->open.count; i++) {
		const struct rule_finding *f = &c->open.at[i];

		if (f->rule->severity == RULE_BLOCK ||
		    !explained(pool, noted, f->rule, rule_subject(c, f)))
			c->open.at[n++] = *f;
	}
	c->explained = c->open.count - n;
	c->open.count = n;
}

static struct rule_facts
facts_of(const struct rule_check *c, const struct who *who)
{
	return (struct rule_facts){ c->household, c->members.at,
	    c->members.count, who->today };
}

/* What a rule asks for beyond the row, and nothing else. */
static enum err
count(struct db *db, struct pool *pool, const struct who *who,
    struct rule_check *c)
{
	static const char *const homes[] = { "homes", "homes_persons",
		"homes_arable_mu_100", "homes_forest_mu_100" };
	const struct rule_book *book = rule_of(c->entity);
	struct dictionary_head *h = c->household;
	size_t i;

	if (c->entity == DICTIONARY_HOUSEHOLD)
		return rule_looks(book, h->year, &c->part, "phone_shared") ?
		    rule_count_phone(db, pool, c->file, h) : OK;
	for (i = 0; i < LEN(homes); i++)
		if (rule_looks(book, h->year, &c->part, homes[i]))
			return rule_count_homes(db, pool, who, h);
	return OK;
}

/* Which warnings were explained: RULE:MEMBER, spaced. */
static enum err
noted_of(struct db *db, struct pool *pool, const struct who *who,
    const struct rule_check *c, const char **noted)
{
	const struct dictionary_head *h = c->household;
	struct text t = text_start(pool);
	struct rule_notes notes;
	enum err e;
	size_t i;

	if (c->file != NULL) {
		*noted = c->file->noted;
		return OK;
	}
	e = c->entity == DICTIONARY_HOUSEHOLD ? rule_notes(db, pool, who,
	    h->id, &notes) : rule_place_notes(db, pool, who,
	    &(struct rule_place){ c->entity, h }, &notes);
	if (e != OK)
		return e;
	for (i = 0; i < notes.count; i++)
		if (notes.at[i].merged == NULL)
			text_print(&t, " %s:%" PRId64, notes.at[i].rule,
			    notes.at[i].member_id);
	*noted = t.at;
	return OK;
}

enum err
rule_check(struct db *db, struct pool *pool, const struct who *who,
    struct rule_check *c)
{
	const struct rule_facts facts = facts_of(c, who);
	const char *noted;
	bool warned = false;
	enum err e;
	size_t i;

	c->explained = 0;
	if ((e = count(db, pool, who, c)) != OK)
		return e;
	c->open = rule_judge(pool, rule_of(c->entity), &facts, &c->part);
	for (i = 0; i < c->open.count; i++)
		warned |= c->open.at[i].rule->severity == RULE_WARN;
	if (!warned)
		return OK;
	if ((e = noted_of(db, pool, who, c, &noted)) == OK)
		leave_out(pool, c, noted);
	return e;
}

static enum err
keep_of_household(struct db *db, struct pool *pool, const struct who *who,
    const struct rule_notes *notes)
{
	struct new_note *rows = pool_array(pool, notes->count, sizeof *rows);
	size_t i;

	for (i = 0; i < notes->count; i++)
		rows[i] = (struct new_note){ notes->at[i], who->year,
		    who->user_id };
	return db_bulk(db, &add_note, rows, notes->count);
}

static enum err
keep_of_place(struct db *db, struct pool *pool, const struct who *who,
    const struct rule_place *place, const struct rule_notes *notes)
{
	struct new_place_note *rows = pool_array(pool, notes->count,
	    sizeof *rows);
	size_t i;

	for (i = 0; i < notes->count; i++)
		rows[i] = (struct new_place_note){ key_of(place),
		    notes->at[i], who->user_id };
	return db_bulk(db, &add_place_note, rows, notes->count);
}

enum err
rule_check_keep(struct db *db, struct pool *pool, const struct who *who,
    const struct rule_check *c, const char *const *whys)
{
	const struct dictionary_head *h = c->household;
	struct rule_notes notes = { pool_array(pool, c->open.count + 1,
	    sizeof *notes.at), 0 };
	size_t i;

	for (i = 0; i < c->open.count; i++) {
		const struct rule_finding *f = &c->open.at[i];

		if (whys[i] != NULL)
			notes.at[notes.count++] = (struct rule_note){
			    h->id, rule_subject(c, f), f->rule->name,
			    whys[i], who->name, who->door, clock_now(),
			    NULL };
	}
	if (notes.count == 0)
		return OK;
	return c->entity == DICTIONARY_HOUSEHOLD ?
	    keep_of_household(db, pool, who, &notes) :
	    keep_of_place(db, pool, who, &(struct rule_place){ c->entity,
	    h }, &notes);
}

const char *
rule_check_sentence(struct pool *pool, const struct who *who,
    const struct rule_check *c, size_t i)
{
	const struct rule_facts facts = facts_of(c, who);

	return rule_sentence(pool, &facts, &c->open.at[i]);
}
