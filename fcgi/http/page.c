#include "core/money.h"
#include "db/clock.h"
#include "fcgi/http/page.h"

const char *
page_day(struct pool *pool, struct date d)
{
	if (d.year == 0)
		return NULL;
	return pool_print(pool, "%d年%d月%d日", d.year, d.month, d.day);
}

const char *
page_time(struct pool *pool, struct moment m)
{
	struct wall w = wall_of(m, clock_zone());

	if (m.utc == 0)
		return NULL;
	if (w.day.year != clock_today().year)
		return pool_print(pool, "%d年%d月%d日 %02d:%02d", w.day.year,
		    w.day.month, w.day.day, w.hour, w.minute);
	return pool_print(pool, "%d月%d日 %02d:%02d", w.day.month, w.day.day,
	    w.hour, w.minute);
}

/* One cell as people read it. */
static const char *
label_of(struct pool *pool, const struct column *c, const void *row)
{
	const void *p = shape_in(c, row);

	switch (c->cell) {
	case CELL_MONEY:
		return money_label(pool, *(const int64_t *)p);
	case CELL_DATE:
		return page_day(pool, *(const struct date *)p);
	case CELL_TIME:
		return page_time(pool, *(const struct moment *)p);
	default:
		return shape_plain(pool, c, row);
	}
}

void
page_fill(struct page *page, struct pool *pool, const struct shape *shape,
    const void *row)
{
	size_t i;

	for (i = 0; i < shape->count; i++)
		page_text(page, shape->columns[i].name,
		    label_of(pool, &shape->columns[i], row));
}

void
page_plain(struct page *page, struct pool *pool, const struct shape *shape,
    const void *row)
{
	size_t i;

	for (i = 0; i < shape->count; i++)
		page_text(page, shape->columns[i].name,
		    shape_plain(pool, &shape->columns[i], row));
}
