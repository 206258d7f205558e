#include "db/export_place.h"
#include "exchange/place_write.h"

#define POOL_CEILING	(256u << 20)	/* a bound; a county's worth */

/* The element up to where its children may follow. */
static void
start(struct place_write *p, enum entity_kind kind, const void *hand,
    const void *row)
{
	row_write_open(p->rows, kind, hand);
	dictionary_write_row(&p->fields, kind, row);
}

static void
write_places(struct place_write *p, const struct export_places *at)
{
	size_t i, hamlet = 0;

	if (at->county_row.count > 0) {
		start(p, ENTITY_COUNTY, &at->county, at->county_row.at[0]);
		row_write_close(p->rows, ENTITY_COUNTY);
		p->counties++;
	}
	for (i = 0; i < at->village_rows.count; i++) {
		start(p, ENTITY_VILLAGE, &at->villages[i],
		    at->village_rows.at[i]);
		for (; hamlet < at->hamlet_rows.count &&
		    at->hamlets[hamlet].area <= at->villages[i].area;
		    hamlet++) {
			/* One whose village has no file waits for it. */
			if (at->hamlets[hamlet].area < at->villages[i].area)
				continue;
			start(p, ENTITY_HAMLET, &at->hamlets[hamlet],
			    at->hamlet_rows.at[hamlet]);
			row_write_close(p->rows, ENTITY_HAMLET);
			p->hamlets++;
		}
		row_write_close(p->rows, ENTITY_VILLAGE);
		p->villages++;
	}
}

static enum err
write_county(struct place_write *p, struct pool *pool,
    const struct who *inside, int64_t county)
{
	struct export_places at;
	enum err e = export_places(p->db, pool, inside, county, &at);

	if (e != OK)
		return e;
	p->fields.pool = pool;
	row_write_texts(p->rows, pool);
	write_places(p, &at);
	return p->fields.w->flaw;
}

enum err
place_write(struct place_write *p)
{
	struct who inside = *p->who;
	struct scope scope;
	struct pool *pool, *list;
	int64_t *codes;
	size_t count, i;
	enum err e;

	if (dictionary_of(DICTIONARY_VILLAGE)->count == 0)
		return OK;
	scope = area_scope(p->who, p->area);
	inside.low = scope.low;
	inside.high = scope.high;
	inside.year = p->year;
	pool = pool_new(POOL_CEILING);
	list = pool_new(POOL_CEILING);
	e = export_counties(p->db, list, &inside, &codes, &count);
	for (i = 0; e == OK && i < count; i++) {
		pool_reset(pool);
		e = write_county(p, pool, &inside, codes[i]);
	}
	pool_free(list);
	pool_free(pool);
	return e;
}
