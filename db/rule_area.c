#include <stdint.h>
#include <string.h>

#include "db/area.h"
#include "db/rule_area.h"

#define VILLAGES_MOST	20000
#define GROUP_POOL	(256u << 20)
#define GROUP_LEAST	500	/* households, where there are so many */

struct village {
	int64_t area, households;
	const char *name;
};
static SHAPE(village, COLUMN(village, area), COLUMN(village, households),
    COLUMN(village, name));

struct area_key {
	struct scope scope;
	int64_t year;
};
static SHAPE(area_key, SCOPE_COLUMNS(area_key, scope),
    COLUMN(area_key, year));

static const struct query villages = {
	"SELECT k.area, k.households, IFNULL(v.name, '') AS name"
	"  FROM (SELECT h.area, COUNT(*) AS households FROM household h"
	"   WHERE" SCOPE_SQL " AND h.year = ? GROUP BY h.area) k"
	"  LEFT JOIN area v ON v.code = k.area"
	" ORDER BY k.area",
	.in = &area_key_shape, .out = &village_shape
};

struct named {
	int64_t household_id;
	const char *number, *head_name;
};
static SHAPE(named, COLUMN(named, household_id), COLUMN(named, number),
    COLUMN(named, head_name));
static const struct query names = {
	"SELECT h.household_id, h.number, h.head_name"
	"  FROM household h"
	" WHERE" SCOPE_SQL " AND h.year = ?"
	" ORDER BY h.household_id",
	.in = &area_key_shape, .out = &named_shape
};

struct note {
	int64_t household_id, member_id;
	const char *rule;
};
static SHAPE(note, COLUMN(note, household_id), COLUMN(note, member_id),
    COLUMN(note, rule));
static const struct query notes = {
	"SELECT DISTINCT n.household_id, n.member_id, n.rule"
	"  FROM household h"
	"  JOIN rule_note n"
	"    ON n.household_id = h.household_id AND n.year = h.year"
	" WHERE" SCOPE_SQL " AND h.year = ?"
	" ORDER BY n.household_id",
	.in = &area_key_shape, .out = &note_shape
};

struct shared {
	int64_t household_id, households;
};
static SHAPE(shared, COLUMN(shared, household_id),
    COLUMN(shared, households));
static const struct query phones = {
	"SELECT h.household_id, COUNT(*) AS households"
	"  FROM household h"
	"  JOIN household o ON o.year = h.year AND o.phone = h.phone"
	"    AND o.household_id <> h.household_id"
	" WHERE" SCOPE_SQL " AND h.year = ? AND h.phone <> ''"
	" GROUP BY h.household_id ORDER BY h.household_id",
	.in = &area_key_shape, .out = &shared_shape
};

const struct query *const rule_area_queries[] = {
	&villages, &names, &notes, &phones, NULL
};

/* Some villages that follow one another, while they are judged. */
struct judging {
	struct db *db;
	struct pool *pool;		/* of the page */
	struct pool *own;		/* of the group */
	struct who who;			/* narrowed to it */
	struct rule_area *out;
	const struct village *villages;
	size_t village_count;
	struct area_key key;
	struct dictionary_rows households, members;
	struct note *notes;
	size_t note_count, note_at, member_at;
	size_t first;			/* of the page's rows: the group's */
};

static bool
explained(const struct judging *j, int64_t household_id, int64_t member_id,
    const struct rule *rule)
{
	size_t i;

	if (rule->severity == RULE_BLOCK)
		return false;
	for (i = j->note_at; i < j->note_count &&
	    j->notes[i].household_id == household_id; i++)
		if (j->notes[i].member_id == member_id &&
		    strcmp(j->notes[i].rule, rule->name) == 0)
			return true;
	return false;
}

static const char *
village_of(const struct judging *j, const struct dictionary_head *h)
{
	size_t i;

	for (i = 0; i < j->village_count; i++)
		if (j->villages[i].area == h->base.area)
			return j->villages[i].name;
	return "";
}

static void
put(struct judging *j, const struct rule_problem *p)
{
	struct rule_area *a = j->out;
	int64_t from = (a->page - 1) * RULE_AREA_PAGE;

	if (a->found >= from && a->found < from + RULE_AREA_PAGE)
		a->at[a->count++] = *p;
	a->found++;
}

static void
judge(struct judging *j, const void *household)
{
	const struct rule_book *book = rule_all();
	const struct dictionary_head *h = household, *m;
	struct rule_facts facts = { household,
	    &j->members.at[j->member_at], 0, j->who.today };
	struct rule_problem p = { .household_id = h->id,
	    .village = village_of(j, h) };
	const struct rule *last = NULL;
	struct rule_findings f;
	size_t i;

	while (j->member_at + facts.member_count < j->members.count) {
		m = j->members.at[j->member_at + facts.member_count];
		if (m->parent != h->id)
			break;
		facts.member_count++;
	}
	while (j->note_at < j->note_count &&
	    j->notes[j->note_at].household_id < h->id)
		j->note_at++;
	f = rule_judge(j->own, book, &facts, &(struct rule_part){ 0 });
	for (i = 0; i < f.count; i++) {
		const struct rule *rule = f.at[i].rule;

		m = rule->member ? facts.members[f.at[i].member] : NULL;
		if (explained(j, h->id, m != NULL ? m->id : 0, rule))
			continue;
		p.open++;
		p.blocks += rule->severity == RULE_BLOCK;
		if (p.first == NULL && (j->out->only == NULL ||
		    j->out->only == rule))
			p.first = rule;
		if (rule != last)
			j->out->counts[rule - book->rules]++;
		last = rule;
	}
	j->member_at += facts.member_count;
	if (p.first != NULL)
		put(j, &p);
}

/* Numbers and names of those that came onto the page. */
static enum err
name_them(struct judging *j)
{
	struct named *at;
	size_t count, i, k = 0;
	enum err e;

	if (j->out->count == j->first)
		return OK;
	if ((e = db_all(j->db, j->own, &names, &j->key, RULE_AREA_MOST, &at,
	    &count)) != OK)
		return e;
	for (i = j->first; i < j->out->count; i++) {
		struct rule_problem *p = &j->out->at[i];

		while (k < count && at[k].household_id < p->household_id)
			k++;
		if (k == count)
			break;
		p->number = pool_copy(j->pool, at[k].number);
		p->head_name = pool_copy(j->pool, at[k].head_name);
	}
	return OK;
}

/* Who else has their phones. */
static enum err
count_phones(struct judging *j)
{
	struct shared *at;
	size_t count, i, k = 0;
	enum err e;

	if ((e = db_all(j->db, j->own, &phones, &j->key, RULE_AREA_MOST, &at,
	    &count)) != OK)
		return e;
	for (i = 0; i < j->households.count && k < count; i++) {
		struct dictionary_head *h = j->households.at[i];

		while (k < count && at[k].household_id < h->id)
			k++;
		if (k < count && at[k].household_id == h->id)
			h->base.phone_shared = at[k].households;
	}
	return OK;
}

static enum err
judge_group(struct judging *j)
{
	const struct dictionary_range range = { 0, j->who.year, 0,
	    INT64_MAX };
	enum err e;
	size_t i;

	j->key = (struct area_key){ scope_of(&j->who), j->who.year };
	j->note_at = j->member_at = 0;
	j->first = j->out->count;
	if ((e = dictionary_export(j->db, j->own, &j->who,
	    DICTIONARY_HOUSEHOLD, &range, &j->households)) != OK ||
	    (e = dictionary_export(j->db, j->own, &j->who,
	    DICTIONARY_MEMBER, &range, &j->members)) != OK ||
	    (e = db_all(j->db, j->own, &notes, &j->key, RULE_AREA_MOST,
	    &j->notes, &j->note_count)) != OK ||
	    (e = count_phones(j)) != OK)
		return e;
	for (i = 0; i < j->households.count; i++)
		judge(j, j->households.at[i]);
	e = name_them(j);
	pool_reset(j->own);
	return e;
}

/* The villages from ${at} that make up a group; how many. */
static size_t
group(struct judging *j, const struct village *at, size_t count)
{
	int64_t households = 0;
	size_t n = 0;

	while (n < count && (n == 0 || households < GROUP_LEAST))
		households += at[n++].households;
	j->villages = at;
	j->village_count = n;
	j->who.low = at[0].area;
	j->who.high = at[n - 1].area;
	return n;
}

enum err
rule_area(struct db *db, struct pool *pool, const struct who *who,
    struct rule_area *a)
{
	struct area_key key = { area_scope(who, a->area), who->year };
	struct judging j = { .db = db, .pool = pool, .who = *who, .out = a };
	struct village *at;
	size_t count, i;
	enum err e;

	a->page = a->page < 1 ? 1 : a->page;
	a->counts = pool_array(pool, rule_all()->count + 1,
	    sizeof *a->counts);
	a->at = pool_array(pool, RULE_AREA_PAGE, sizeof *a->at);
	if ((e = db_all(db, pool, &villages, &key, VILLAGES_MOST, &at,
	    &count)) != OK)
		return e;
	for (i = 0; i < count; i++)
		a->households += at[i].households;
	if (a->households > RULE_AREA_MOST)
		return ERR_INPUT;
	j.own = pool_new(GROUP_POOL);
	for (i = 0; e == OK && i < count;) {
		i += group(&j, &at[i], count - i);
		e = judge_group(&j);
	}
	pool_free(j.own);
	a->pages = (a->found + RULE_AREA_PAGE - 1) / RULE_AREA_PAGE;
	return e;
}
