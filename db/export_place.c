#include <string.h>

#include "db/export_place.h"

SHAPE(export_place, COLUMN(export_place, area), COLUMN(export_place, year),
    COLUMN(export_place, name), VILLAGE_COUNTS(export_place));
SHAPE(export_hamlet,
    { "id", CELL_INT, offsetof(struct export_hamlet, hamlet_id) },
    COLUMN(export_hamlet, serial), COLUMN(export_hamlet, name),
    COLUMN(export_hamlet, active), VILLAGE_COUNTS(export_hamlet));

struct range {
	int64_t low, high;
};
static SHAPE(range, COLUMN(range, low), COLUMN(range, high));
struct county {
	int64_t code;
};
static SHAPE(county, COLUMN(county, code));
static const struct query counties = {
	"SELECT code FROM area"
	" WHERE code BETWEEN ? AND ? AND level = 3 ORDER BY code",
	.in = &range_shape, .out = &county_shape
};

struct named {
	int64_t code;
	const char *name;
};
static SHAPE(named, COLUMN(named, code), COLUMN(named, name));
static const struct query names = {
	"SELECT code, name FROM area"
	" WHERE code BETWEEN ? AND ? AND level IN (3, 5) ORDER BY code",
	.in = &range_shape, .out = &named_shape
};

struct serial_key {
	int64_t low, high, year;
};
static SHAPE(serial_key, COLUMN(serial_key, low), COLUMN(serial_key, high),
    COLUMN(serial_key, year));
struct serial {
	int64_t serial;
};
static SHAPE(serial, COLUMN(serial, serial));
/* In the order in which the dictionary reads them. */
static const struct query serials = {
	"SELECT serial FROM hamlet"
	" WHERE area BETWEEN ? AND ? AND year = ? ORDER BY area, serial",
	.in = &serial_key_shape, .out = &serial_shape
};

const struct query *const export_place_queries[] = {
	&counties, &names, &serials, NULL
};

enum err
export_counties(struct db *db, struct pool *pool, const struct who *who,
    int64_t **codes, size_t *count)
{
	/* A county is one number: its rows are the codes. */
	return db_all(db, pool, &counties, &(struct range){
	    who->low - who->low % 1000000, who->high },
	    EXPORT_COUNTIES_MOST, codes, count);
}

/* What is gathered for a county before it is put together. */
struct gathered {
	struct named *names;
	struct village_group *groups;
	struct serial *serials;
	size_t name_count, group_count, serial_count;
};

static enum err
gather(struct db *db, struct pool *pool, const struct who *who,
    int64_t county, struct gathered *g)
{
	struct scope s = area_scope(who, county);
	enum err e;

	if ((e = village_groups(db, pool, who, county, &g->groups,
	    &g->group_count)) != OK ||
	    (e = db_all(db, pool, &names, &(struct range){ county,
	    area_last(county) }, DICTIONARY_EXPORT_MOST, &g->names,
	    &g->name_count)) != OK)
		return e;
	return db_all(db, pool, &serials, &(struct serial_key){ s.low,
	    s.high, who->year }, DICTIONARY_EXPORT_MOST, &g->serials,
	    &g->serial_count);
}

static const char *
name_of(const struct gathered *g, int64_t code)
{
	size_t low = 0, high = g->name_count, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (g->names[mid].code == code)
			return g->names[mid].name;
		if (g->names[mid].code < code)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

/* Of the area; of one natural village alone where it has a name. */
static void
sum_up(const struct gathered *g, int64_t area, const char *hamlet,
    struct village_counts *sum)
{
	size_t i;

	for (i = 0; i < g->group_count; i++) {
		const struct village_group *o = &g->groups[i];

		if (o->area < area || o->area > area_last(area) ||
		    (hamlet != NULL && (o->hamlet == NULL ||
		    strcmp(o->hamlet, hamlet) != 0)))
			continue;
		village_counts_add(sum, &o->counts);
	}
}

static struct export_place
place_of(const struct gathered *g, const struct dictionary_head *head)
{
	struct export_place p = { .area = head->id, .year = head->year,
	    .name = name_of(g, head->id) };

	sum_up(g, p.area, NULL, &p.counts);
	return p;
}

static struct export_hamlet
hamlet_of(const struct gathered *g, size_t i,
    const struct dictionary_head *head)
{
	struct export_hamlet h = { .hamlet_id = head->id,
	    .area = head->parent, .name = head->base.name,
	    .active = head->base.active,
	    .serial = i < g->serial_count ? g->serials[i].serial : 0 };

	sum_up(g, h.area, h.name, &h.counts);
	return h;
}

enum err
export_places(struct db *db, struct pool *pool, const struct who *who,
    int64_t county, struct export_places *p)
{
	struct dictionary_range range = { county, who->year, county,
	    area_last(county) };
	struct gathered g;
	enum err e;
	size_t i;

	*p = (struct export_places){ 0 };
	if ((e = gather(db, pool, who, county, &g)) != OK ||
	    (e = dictionary_export(db, pool, who, DICTIONARY_COUNTY, &range,
	    &p->county_row)) != OK ||
	    (e = dictionary_export(db, pool, who, DICTIONARY_VILLAGE, &range,
	    &p->village_rows)) != OK ||
	    (e = dictionary_export(db, pool, who, DICTIONARY_HAMLET, &range,
	    &p->hamlet_rows)) != OK)
		return e;
	if (p->county_row.count > 0)
		p->county = place_of(&g, p->county_row.at[0]);
	p->villages = pool_array(pool, p->village_rows.count,
	    sizeof *p->villages);
	for (i = 0; i < p->village_rows.count; i++)
		p->villages[i] = place_of(&g, p->village_rows.at[i]);
	p->hamlets = pool_array(pool, p->hamlet_rows.count,
	    sizeof *p->hamlets);
	for (i = 0; i < p->hamlet_rows.count; i++)
		p->hamlets[i] = hamlet_of(&g, i, p->hamlet_rows.at[i]);
	return OK;
}
