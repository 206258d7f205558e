#include "db/village.h"

#define C(m) COLUMN(village_counts, m)
SHAPE(village_counts, C(households), C(persons), C(poor_households),
    C(poor_persons), C(exited_households), C(exited_persons),
    C(monitored_households), C(monitored_persons), C(unstable_households),
    C(marginal_households), C(sudden_households), C(risk_households),
    C(subsistence_households), C(subsistence_persons));

/* The scope twice: of the members, then of the households. */
struct count_key {
	struct scope scope;
	int64_t year;
	const char *hamlet, *hamlet_again;
};
#define GROUP_COLUMNS                                                   \
	{ "low", CELL_INT, offsetof(struct count_key, scope.low) },     \
	{ "high", CELL_INT, offsetof(struct count_key, scope.high) },   \
	COLUMN(count_key, year), SCOPE_COLUMNS(count_key, scope),       \
	{ "year_again", CELL_INT, offsetof(struct count_key, year) }
static const struct shape group_key_shape = {
	(const struct column[]){ GROUP_COLUMNS }, 9,
	sizeof(struct count_key)
};
static const struct shape count_key_shape = {
	(const struct column[]){ GROUP_COLUMNS, COLUMN(count_key, hamlet),
		COLUMN(count_key, hamlet_again) },
	11, sizeof(struct count_key)
};

#define IF_SQL(what, of)						\
	" CAST(IFNULL(SUM(CASE WHEN " what " THEN " of " ELSE 0 END), 0)" \
	" AS SIGNED)"
#define BOTH_SQL(what, households, persons)				\
	IF_SQL(what, "1") " AS " households ","				\
	IF_SQL(what, "h.member_count") " AS " persons
#define ONE_SQL(what, households)					\
	IF_SQL(what, "1") " AS " households

#define COUNTS_SQL                                                      \
	BOTH_SQL("1 = 1", "households", "persons") ","                  \
	BOTH_SQL("NOT h.exited AND h.monitor_class = 0",                \
	    "poor_households", "poor_persons") ","                      \
	BOTH_SQL("h.exited", "exited_households", "exited_persons") "," \
	BOTH_SQL("h.monitor_class > 0",                                 \
	    "monitored_households", "monitored_persons") ","            \
	ONE_SQL("h.monitor_class = 1", "unstable_households") ","       \
	ONE_SQL("h.monitor_class = 2", "marginal_households") ","       \
	ONE_SQL("h.monitor_class = 3", "sudden_households") ","         \
	ONE_SQL("h.monitor_class > 0 AND NOT h.risk_removed",           \
	    "risk_households") ","                                      \
	ONE_SQL("l.persons > 0", "subsistence_households") ","          \
	IF_SQL("l.persons > 0", "l.persons") " AS subsistence_persons"  \
	"  FROM household h"                                            \
	"  LEFT JOIN (SELECT g.household_id, COUNT(*) AS persons"       \
	"     FROM household g JOIN member m"                           \
	"       ON m.year = g.year AND m.household_id = g.household_id" \
	"    WHERE g.area BETWEEN ? AND ? AND g.year = ?"               \
	"      AND m.active AND m.subsistence = 1"                      \
	"    GROUP BY g.household_id) l"                                \
	"    ON l.household_id = h.household_id"                        \
	" WHERE" SCOPE_SQL                                              \
	"   AND h.year = ? AND h.free_after IS NULL"

static const struct query count_of = {
	"SELECT" COUNTS_SQL
	"   AND (? = '' OR h.hamlet = ?)",
	.in = &count_key_shape, .out = &village_counts_shape
};

static SHAPE(village_group, COLUMN(village_group, area),
    COLUMN(village_group, hamlet), VILLAGE_COUNTS(village_group));
static const struct query groups_of = {
	"SELECT h.area, h.hamlet," COUNTS_SQL
	" GROUP BY h.area, h.hamlet ORDER BY h.area",
	.in = &group_key_shape, .out = &village_group_shape
};

SHAPE(village_line, COLUMN(village_line, code), COLUMN(village_line, name),
    COLUMN(village_line, villages), COLUMN(village_line, filled),
    COLUMN(village_line, hamlets), COLUMN(village_line, households),
    COLUMN(village_line, persons), COLUMN(village_line, exited_households),
    COLUMN(village_line, monitored_households));

struct line_key {
	int64_t span;
	struct scope scope;
	int64_t year, parent;
};
#define LINE_SCOPE(n)							\
	COLUMN(line_key, span),						\
	{ "low" #n, CELL_INT, offsetof(struct line_key, scope.low) },	\
	{ "high" #n, CELL_INT, offsetof(struct line_key, scope.high) }
#define LINE_YEAR	COLUMN(line_key, year)
static const struct shape line_key_shape = {
	(const struct column[]){
		LINE_SCOPE(1), LINE_SCOPE(2), LINE_YEAR, LINE_SCOPE(3),
		LINE_YEAR, COLUMN(line_key, span),
		SCOPE_COLUMNS(line_key, scope), LINE_YEAR,
		COLUMN(line_key, parent) },
	19, sizeof(struct line_key)
};

/* Villages, their forms, natural villages and households, each added up by
 * the area below that holds them. */
static const struct query lines_below = {
	"SELECT a.code, a.name, IFNULL(v.villages, 0) AS villages,"
	" IFNULL(f.filled, 0) AS filled, IFNULL(n.hamlets, 0) AS hamlets,"
	" IFNULL(s.households, 0) AS households,"
	" CAST(IFNULL(s.persons, 0) AS SIGNED) AS persons,"
	" CAST(IFNULL(s.exited, 0) AS SIGNED) AS exited_households,"
	" CAST(IFNULL(s.monitored, 0) AS SIGNED) AS monitored_households"
	"  FROM area a"
	"  LEFT JOIN (SELECT b.code - MOD(b.code, ?) AS below,"
	"     COUNT(*) AS villages FROM area b"
	"    WHERE b.code BETWEEN ? AND ? AND b.level = 5"
	"      AND b.last_year = 9999 GROUP BY below) v ON v.below = a.code"
	"  LEFT JOIN (SELECT g.area - MOD(g.area, ?) AS below,"
	"     COUNT(*) AS filled FROM village g"
	"    WHERE g.area BETWEEN ? AND ? AND g.year = ?"
	"    GROUP BY below) f ON f.below = a.code"
	"  LEFT JOIN (SELECT k.area - MOD(k.area, ?) AS below,"
	"     COUNT(*) AS hamlets FROM hamlet k"
	"    WHERE k.area BETWEEN ? AND ? AND k.year = ? AND k.active"
	"    GROUP BY below) n ON n.below = a.code"
	"  LEFT JOIN (SELECT h.area - MOD(h.area, ?) AS below,"
	"     COUNT(*) AS households, SUM(h.member_count) AS persons,"
	"     SUM(h.exited) AS exited, SUM(h.monitor_class > 0) AS monitored"
	"    FROM household h WHERE" SCOPE_SQL
	"      AND h.year = ? AND h.free_after IS NULL"
	"    GROUP BY below) s ON s.below = a.code"
	" WHERE a.parent = ? AND a.last_year = 9999"
	" ORDER BY a.code",
	.in = &line_key_shape, .out = &village_line_shape
};

const struct query *const village_queries[] = {
	&count_of, &groups_of, &lines_below, NULL
};

enum dictionary_entity
village_entity(int64_t area)
{
	switch (area_level(area)) {
	case AREA_VILLAGE:
		return DICTIONARY_VILLAGE;
	case AREA_COUNTY:
		return DICTIONARY_COUNTY;
	case AREA_COUNTRY:
	case AREA_PROVINCE:
	case AREA_CITY:
	case AREA_TOWNSHIP:
	case AREA__MAX:
		break;
	}
	return DICTIONARY_ENTITY__MAX;
}

enum err
village_file(struct db *db, struct pool *pool, const struct who *who,
    int64_t area, void **row)
{
	enum dictionary_entity entity = village_entity(area);
	struct dictionary_head *head;
	struct area there;
	enum err e;

	if (entity == DICTIONARY_ENTITY__MAX || area < who->low ||
	    area_last(area) > who->high || who->role < ROLE_VILLAGE)
		return ERR_ABSENT;
	e = dictionary_one(db, pool, who, entity, area, row);
	if (e != ERR_ABSENT)
		return e;
	if ((e = area_by_code(db, pool, area, &there)) != OK)
		return e;
	head = *row = dictionary_row(pool, dictionary_of(entity));
	head->id = head->parent = area;
	head->year = who->year;
	return OK;
}

enum err
village_count(struct db *db, struct pool *pool, const struct who *who,
    int64_t area, const char *hamlet, struct village_counts *counts)
{
	if (hamlet == NULL)
		hamlet = "";
	return db_one(db, pool, &count_of, &(struct count_key){
	    area_scope(who, area), who->year, hamlet, hamlet }, counts);
}

enum err
village_groups(struct db *db, struct pool *pool, const struct who *who,
    int64_t area, struct village_group **groups, size_t *count)
{
	return db_all(db, pool, &groups_of, &(struct count_key){
	    area_scope(who, area), who->year, NULL, NULL },
	    VILLAGE_GROUPS_MOST, groups, count);
}

void
village_counts_add(struct village_counts *sum,
    const struct village_counts *more)
{
	size_t i;

	for (i = 0; i < village_counts_shape.count; i++) {
		const struct column *c = &village_counts_shape.columns[i];

		*(int64_t *)shape_at(c, sum) +=
		    *(const int64_t *)shape_in(c, more);
	}
}

static void
add(struct village_line *sum, const struct village_line *l)
{
	sum->villages += l->villages;
	sum->filled += l->filled;
	sum->hamlets += l->hamlets;
	sum->households += l->households;
	sum->persons += l->persons;
	sum->exited_households += l->exited_households;
	sum->monitored_households += l->monitored_households;
}

enum err
village_list(struct db *db, struct pool *pool, const struct who *who,
    int64_t area, struct village_lines *lines)
{
	struct line_key key = { area_span_below(area), area_scope(who, area),
	    who->year, area };
	struct village_line *all;
	size_t count, i;
	enum err e;

	*lines = (struct village_lines){ 0 };
	if ((e = db_all(db, pool, &lines_below, &key, AREA_CHILDREN_MOST,
	    &all, &count)) != OK)
		return e;
	lines->at = all;
	for (i = 0; i < count; i++) {
		if (all[i].code > key.scope.high ||
		    all[i].code + key.span - 1 < key.scope.low)
			continue;
		add(&lines->sum, &all[i]);
		lines->at[lines->count++] = all[i];
	}
	return OK;
}
