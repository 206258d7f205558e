#include <string.h>

#include "db/area.h"
#include "db/rule_places.h"

#define OWN_POOL	(256u << 20)
#define ROWS_MOST	100000

struct key {
	struct scope scope;
	int64_t year;
};
static SHAPE(key, SCOPE_COLUMNS(key, scope), COLUMN(key, year));

/* What the households of a natural village have in all; of those that name
 * none, too. */
struct homes {
	int64_t area;
	const char *hamlet;
	int64_t homes, persons, arable_mu_100, forest_mu_100;
};
static SHAPE(homes, COLUMN(homes, area), COLUMN(homes, hamlet),
    COLUMN(homes, homes), COLUMN(homes, persons),
    COLUMN(homes, arable_mu_100), COLUMN(homes, forest_mu_100));
static const struct query homes_of = {
	"SELECT h.area, IFNULL(h.hamlet, '') AS hamlet, COUNT(*) AS homes,"
	" CAST(IFNULL(SUM(h.member_count), 0) AS SIGNED) AS persons,"
	" CAST(IFNULL(SUM(h.arable_mu_100), 0) AS SIGNED) AS arable_mu_100,"
	" CAST(IFNULL(SUM(h.forest_mu_100), 0) AS SIGNED) AS forest_mu_100"
	"  FROM household h"
	" WHERE" SCOPE_SQL " AND h.year = ? AND h.free_after IS NULL"
	" GROUP BY h.area, h.hamlet ORDER BY h.area",
	.in = &key_shape, .out = &homes_shape
};

struct range {
	int64_t low, high, year;
};
#define RANGE(...) &(const struct shape){                               \
	(const struct column[]){ __VA_ARGS__ }, 3, sizeof(struct range) }

struct note {
	const char *entity;
	int64_t record_id;
	const char *rule;
};
static SHAPE(note, COLUMN(note, entity), COLUMN(note, record_id),
    COLUMN(note, rule));
static const struct query notes_of = {
	"SELECT p.entity, p.record_id, p.rule FROM place_note p"
	"  LEFT JOIN hamlet n ON p.entity = 'hamlet' AND n.year = p.year"
	"    AND n.hamlet_id = p.record_id"
	" WHERE p.year = ? AND p.told_of = 0"
	"   AND IFNULL(n.area, p.record_id) BETWEEN ? AND ?",
	.in = RANGE(COLUMN(range, year), COLUMN(range, low),
	    COLUMN(range, high)), .out = &note_shape
};

struct named {
	int64_t code;
	const char *name;
};
static SHAPE(named, COLUMN(named, code), COLUMN(named, name));
static const struct query names_of = {
	"SELECT a.code, IFNULL(f.name, a.name) AS name FROM area a"
	"  LEFT JOIN area_former f ON f.code = a.code"
	"    AND ? BETWEEN f.first_year AND f.last_year"
	" WHERE a.code BETWEEN ? AND ?",
	.in = RANGE(COLUMN(range, year), COLUMN(range, low),
	    COLUMN(range, high)), .out = &named_shape
};

const struct query *const rule_places_queries[] = {
	&homes_of, &notes_of, &names_of, NULL
};

struct judging {
	struct pool *pool;		/* of the page */
	struct pool *own;
	const struct who *who;
	struct rule_places *out;
	struct homes *homes;
	struct note *notes;
	struct named *names;
	size_t home_count, note_count, name_count;
};

static bool
explained(const struct judging *j, enum dictionary_entity entity, int64_t id,
    const struct rule *rule)
{
	const char *name = dictionary_of(entity)->entity;
	size_t i;

	for (i = 0; rule->severity == RULE_WARN && i < j->note_count; i++)
		if (j->notes[i].record_id == id &&
		    strcmp(j->notes[i].rule, rule->name) == 0 &&
		    strcmp(j->notes[i].entity, name) == 0)
			return true;
	return false;
}

/* Only a natural village has a name of its own in its row. */
static void
add_homes(const struct judging *j, struct dictionary_head *h)
{
	struct dictionary_base *b = &h->base;
	int64_t high = area_last(h->parent);
	size_t i;

	for (i = 0; i < j->home_count; i++) {
		const struct homes *one = &j->homes[i];

		if (one->area < h->parent || one->area > high ||
		    (b->name != NULL && strcmp(b->name, one->hamlet) != 0))
			continue;
		b->homes += one->homes;
		b->homes_persons += one->persons;
		b->homes_arable_mu_100 += one->arable_mu_100;
		b->homes_forest_mu_100 += one->forest_mu_100;
	}
}

static const char *
name_of(const struct judging *j, int64_t area)
{
	size_t i;

	for (i = 0; i < j->name_count; i++)
		if (j->names[i].code == area)
			return pool_copy(j->pool, j->names[i].name);
	return "";
}

static void
put(struct judging *j, const struct rule_facts *facts,
    const struct rule_finding *first, struct rule_places_one one)
{
	const struct dictionary_head *h = facts->household;

	j->out->found++;
	if (j->out->count == RULE_PLACES_MOST)
		return;
	one.area = h->parent;
	one.hamlet_id = one.entity == DICTIONARY_HAMLET ? h->id : 0;
	one.name = name_of(j, h->parent);
	one.hamlet = h->base.name == NULL ? NULL :
	    pool_copy(j->pool, h->base.name);
	one.first = first->rule;
	one.sentence = rule_sentence(j->pool, facts, first);
	j->out->at[j->out->count++] = one;
}

static void
judge(struct judging *j, enum dictionary_entity entity,
    struct dictionary_head *row)
{
	const struct rule_facts facts = { .household = row,
	    .today = j->who->today };
	struct rule_places_one one = { .entity = entity };
	const struct rule_finding *first = NULL;
	struct rule_findings f;
	size_t i;

	add_homes(j, row);
	f = rule_judge(j->own, rule_of(entity), &facts,
	    &(struct rule_part){ 0 });
	for (i = 0; i < f.count; i++) {
		const struct rule *rule = f.at[i].rule;

		if (explained(j, entity, row->id, rule))
			continue;
		first = first != NULL ? first : &f.at[i];
		one.open++;
		one.blocks += rule->severity == RULE_BLOCK;
	}
	j->out->looked++;
	if (first != NULL)
		put(j, &facts, first, one);
}

static enum err
judge_all(struct judging *j, struct db *db, enum dictionary_entity entity)
{
	const struct dictionary_range range = { j->out->area, j->who->year,
	    0, INT64_MAX };
	const struct dictionary_head *h;
	struct dictionary_rows rows;
	enum err e;
	size_t i;

	if ((e = dictionary_export(db, j->own, j->who, entity, &range,
	    &rows)) != OK)
		return e;
	for (i = 0; i < rows.count; i++) {
		h = rows.at[i];
		if (entity != DICTIONARY_HAMLET || h->base.active)
			judge(j, entity, rows.at[i]);
	}
	return OK;
}

static enum err
read_beside(struct judging *j, struct db *db)
{
	const struct key key = { area_scope(j->who, j->out->area),
	    j->who->year };
	const struct range range = { key.scope.low, key.scope.high,
	    key.year };
	enum err e;

	if ((e = db_all(db, j->own, &homes_of, &key, ROWS_MOST, &j->homes,
	    &j->home_count)) != OK || (e = db_all(db, j->own, &notes_of,
	    &range, ROWS_MOST, &j->notes, &j->note_count)) != OK)
		return e;
	return db_all(db, j->own, &names_of, &range, ROWS_MOST, &j->names,
	    &j->name_count);
}

enum err
rule_places(struct db *db, struct pool *pool, const struct who *who,
    struct rule_places *out)
{
	static const enum dictionary_entity entities[] = {
		DICTIONARY_COUNTY, DICTIONARY_VILLAGE, DICTIONARY_HAMLET,
	};
	struct judging j = { .pool = pool, .who = who, .out = out };
	enum err e;
	size_t i;

	*out = (struct rule_places){ .area = out->area,
	    .at = pool_array(pool, RULE_PLACES_MOST, sizeof *out->at) };
	j.own = pool_new(OWN_POOL);
	e = read_beside(&j, db);
	for (i = 0; e == OK && i < LEN(entities); i++)
		e = judge_all(&j, db, entities[i]);
	pool_free(j.own);
	return e;
}
