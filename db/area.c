#include "core/text.h"
#include "db/area.h"

SHAPE(area, COLUMN(area, code), COLUMN(area, parent), COLUMN(area, level),
    COLUMN(area, name));

struct area_key {
	int64_t code;
};
static SHAPE(area_key, COLUMN(area_key, code));

static const struct query by_code = {
	"SELECT code, parent, level, name FROM area WHERE code = ?",
	.in = &area_key_shape, .out = &area_shape
};

struct area_codes {
	int64_t province, city, county, township, village;
};
static SHAPE(area_codes, COLUMN(area_codes, province),
    COLUMN(area_codes, city), COLUMN(area_codes, county),
    COLUMN(area_codes, township), COLUMN(area_codes, village));

static const struct query path = {
	"SELECT code, parent, level, name"
	"  FROM area"
	" WHERE code IN (?, ?, ?, ?, ?)"
	" ORDER BY level",
	.in = &area_codes_shape, .out = &area_shape
};

/* What it was called in a year. */
#define THEN_SQL	"IFNULL(f.name, a.name)"
#define FORMER_SQL                                                      \
	" LEFT JOIN area_former f ON f.code = a.code"                   \
	"  AND ? BETWEEN f.first_year AND f.last_year"

struct area_range {
	int64_t year, low, high, year_again;
};
static SHAPE(area_range, COLUMN(area_range, year), COLUMN(area_range, low),
    COLUMN(area_range, high), COLUMN(area_range, year_again));

static const struct query within = {
	"SELECT a.code, a.parent, a.level, " THEN_SQL " AS name"
	"  FROM area a" FORMER_SQL
	" WHERE a.code BETWEEN ? AND ?"
	"   AND ? BETWEEN a.first_year AND a.last_year"
	" ORDER BY a.code",
	.in = &area_range_shape, .out = &area_shape
};

struct area_below {
	int64_t year, parent, year_again;
};
static SHAPE(area_below, COLUMN(area_below, year),
    COLUMN(area_below, parent), COLUMN(area_below, year_again));

static const struct query children_then = {
	"SELECT a.code, a.parent, a.level, " THEN_SQL " AS name"
	"  FROM area a" FORMER_SQL
	" WHERE a.parent = ? AND ? BETWEEN a.first_year AND a.last_year"
	" ORDER BY a.code",
	.in = &area_below_shape, .out = &area_shape
};

struct area_name {
	int64_t year, low, high, year_again;
	const char *name;
};
static SHAPE(area_name, COLUMN(area_name, year), COLUMN(area_name, low),
    COLUMN(area_name, high), COLUMN(area_name, year_again),
    COLUMN(area_name, name));

static const struct query named = {
	"SELECT a.code, a.parent, a.level, " THEN_SQL " AS name"
	"  FROM area a" FORMER_SQL
	" WHERE a.code BETWEEN ? AND ?"
	"   AND ? BETWEEN a.first_year AND a.last_year"
	"   AND " THEN_SQL " = ?"
	" LIMIT 2",
	.in = &area_name_shape, .out = &area_shape
};

/* By what it, or a village that became part of it, was called once. */
struct area_once {
	const char *name;
	int64_t year;
	const char *name_again;
	int64_t low, high, year_again;
};
static SHAPE(area_once, COLUMN(area_once, name), COLUMN(area_once, year),
    COLUMN(area_once, name_again), COLUMN(area_once, low),
    COLUMN(area_once, high), COLUMN(area_once, year_again));

static const struct query named_once = {
	"SELECT DISTINCT a.code, a.parent, a.level, a.name FROM"
	" (SELECT code FROM area WHERE name = ? AND last_year < ?"
	"   UNION SELECT code FROM area_former WHERE name = ?) o"
	"  JOIN area g ON g.code = o.code"
	"  JOIN area a ON a.code = IFNULL(g.successor, g.code)"
	" WHERE a.code BETWEEN ? AND ?"
	"   AND ? BETWEEN a.first_year AND a.last_year"
	" LIMIT 2",
	.in = &area_once_shape, .out = &area_shape
};

struct area_when {
	int64_t year, year_again, code, year_then;
};
static SHAPE(area_when, COLUMN(area_when, year),
    COLUMN(area_when, year_again), COLUMN(area_when, code),
    COLUMN(area_when, year_then));

static const struct query by_code_then = {
	"SELECT a.code, a.parent, a.level, " THEN_SQL " AS name"
	"  FROM area g JOIN area a ON a.code ="
	"    IF(? BETWEEN g.first_year AND g.last_year, g.code,"
	"     IFNULL(g.successor, g.code))" FORMER_SQL
	" WHERE g.code = ? AND ? BETWEEN a.first_year AND a.last_year",
	.in = &area_when_shape, .out = &area_shape
};

static const struct query save = {
	"INSERT INTO area (code, parent, level, name)"
	" VALUES (?, ?, ?, ?)"
	" ON DUPLICATE KEY UPDATE parent = VALUES(parent),"
	"  level = VALUES(level), name = IF(kept, name, VALUES(name))",
	.in = &area_shape
};

const struct query *const area_queries[] = {
	&by_code, &by_code_then, &children_then, &within, &named,
	&named_once, &path, &save, NULL
};

enum err
area_by_code(struct db *db, struct pool *pool, int64_t code,
    struct area *area)
{
	return db_one(db, pool, &by_code, &(struct area_key){ code }, area);
}

enum err
area_within(struct db *db, struct pool *pool, const struct who *who,
    struct area_list *list)
{
	return db_all(db, pool, &within, &(struct area_range){ who->year,
	    who->low, who->high, who->year }, AREA_CHILDREN_MOST, &list->at,
	    &list->count);
}

enum err
area_below(struct db *db, struct pool *pool, const struct who *who,
    int64_t code, struct area_list *list)
{
	return db_all(db, pool, &children_then, &(struct area_below){
	    who->year, code, who->year }, AREA_CHILDREN_MOST, &list->at,
	    &list->count);
}

enum err
area_in_year(struct db *db, struct pool *pool, const struct who *who,
    int64_t code, struct area *area)
{
	return db_one(db, pool, &by_code_then, &(struct area_when){
	    who->year, who->year, code, who->year }, area);
}

enum err
area_named(struct db *db, struct pool *pool, const struct who *who,
    const char *name, struct area *area)
{
	struct area *found;
	size_t count;
	enum err e;

	e = db_all(db, pool, &named, &(struct area_name){ who->year, who->low,
	    who->high, who->year, name }, 2, &found, &count);
	if (e == OK && count == 0)
		e = db_all(db, pool, &named_once, &(struct area_once){ name,
		    who->year, name, who->low, who->high, who->year }, 2,
		    &found, &count);
	if (e != OK)
		return e;
	if (count != 1)
		return count == 0 ? ERR_ABSENT : ERR_CONFLICT;
	*area = found[0];
	return OK;
}

enum err
area_path(struct db *db, struct pool *pool, int64_t code,
    struct area_list *list)
{
	int64_t codes[AREA__MAX] = { 0 };

	for (; code != 0; code = area_up(code))
		codes[area_level(code)] = code;
	return db_all(db, pool, &path, &(struct area_codes){
	    codes[AREA_PROVINCE], codes[AREA_CITY], codes[AREA_COUNTY],
	    codes[AREA_TOWNSHIP], codes[AREA_VILLAGE] },
	    AREA__MAX, &list->at, &list->count);
}

const char *
area_full_name(struct pool *pool, const struct area_list *list)
{
	struct text t = text_start(pool);
	size_t i;

	if (list->count == 0)
		return area_label(AREA_COUNTRY);
	for (i = 0; i < list->count; i++)
		text_add(&t, list->at[i].name);
	return t.at;
}

struct scope
area_scope(const struct who *who, int64_t area)
{
	struct scope s = scope_of(who);

	if (area == 0)
		return s;
	if (s.low < area)
		s.low = area;
	if (s.high > area_last(area))
		s.high = area_last(area);
	return s;
}

enum err
area_save(struct db *db, const struct area *areas, size_t count)
{
	return db_bulk(db, &save, areas, count);
}
