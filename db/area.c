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

static const struct query children = {
	"SELECT code, parent, level, name"
	"  FROM area"
	" WHERE parent = ? AND last_year = 9999"
	" ORDER BY code",
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

struct area_range {
	int64_t low, high;
};
static SHAPE(area_range, COLUMN(area_range, low), COLUMN(area_range, high));

static const struct query within = {
	"SELECT code, parent, level, name"
	"  FROM area"
	" WHERE code BETWEEN ? AND ? AND last_year = 9999"
	" ORDER BY code",
	.in = &area_range_shape, .out = &area_shape
};

struct area_name {
	int64_t low, high;
	const char *name;
};
static SHAPE(area_name, COLUMN(area_name, low), COLUMN(area_name, high),
    COLUMN(area_name, name));

static const struct query named = {
	"SELECT code, parent, level, name"
	"  FROM area"
	" WHERE code BETWEEN ? AND ? AND last_year = 9999 AND name = ?"
	" LIMIT 2",
	.in = &area_name_shape, .out = &area_shape
};

static const struct query save = {
	"INSERT INTO area (code, parent, level, name)"
	" VALUES (?, ?, ?, ?)"
	" ON DUPLICATE KEY UPDATE parent = VALUES(parent),"
	"  level = VALUES(level), name = VALUES(name)",
	.in = &area_shape
};

const struct query *const area_queries[] = {
	&by_code, &children, &within, &named, &path, &save, NULL
};

enum err
area_by_code(struct db *db, struct pool *pool, int64_t code,
    struct area *area)
{
	return db_one(db, pool, &by_code, &(struct area_key){ code }, area);
}

enum err
area_children(struct db *db, struct pool *pool, int64_t code,
    struct area_list *list)
{
	return db_all(db, pool, &children, &(struct area_key){ code },
	    AREA_CHILDREN_MOST, &list->at, &list->count);
}

enum err
area_within(struct db *db, struct pool *pool, const struct who *who,
    struct area_list *list)
{
	return db_all(db, pool, &within, &(struct area_range){ who->low,
	    who->high }, AREA_CHILDREN_MOST, &list->at, &list->count);
}

enum err
area_named(struct db *db, struct pool *pool, const struct who *who,
    const char *name, struct area *area)
{
	struct area *found;
	size_t count;
	enum err e;

	if ((e = db_all(db, pool, &named, &(struct area_name){ who->low,
	    who->high, name }, 2, &found, &count)) != OK)
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
