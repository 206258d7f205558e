#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "core/money.h"
#include "core/shape.h"
#include "core/text.h"

const struct column *
shape_column(const struct shape *shape, const char *name)
{
	size_t i;

	for (i = 0; i < shape->count; i++)
		if (strcmp(shape->columns[i].name, name) == 0)
			return &shape->columns[i];
	return NULL;
}

static const char *
time_plain(struct pool *pool, struct moment m)
{
	struct wall w = wall_of(m, 0);

	if (m.utc == 0)
		return NULL;
	return pool_print(pool, "%04d-%02d-%02dT%02d:%02d:%02dZ",
	    w.day.year, w.day.month, w.day.day, w.hour, w.minute, w.second);
}

const char *
shape_plain(struct pool *pool, const struct column *c, const void *row)
{
	const void *p = shape_in(c, row);
	const struct opt_int *opt = p;
	const struct date *day = p;

	switch (c->cell) {
	case CELL_INT:
		return pool_print(pool, "%" PRId64, *(const int64_t *)p);
	case CELL_OPT:
		return opt->given ?
		    pool_print(pool, "%" PRId64, opt->value) : NULL;
	case CELL_FLAG:
		return *(const bool *)p ? "1" : "0";
	case CELL_TEXT:
		return *(const char *const *)p;
	case CELL_DATE:
		return day->year == 0 ? NULL : date_iso(pool, *day);
	case CELL_TIME:
		return time_plain(pool, *(const struct moment *)p);
	case CELL_MONEY:
		return money_plain(pool, *(const int64_t *)p);
	case CELL_BYTES:
	case CELL__MAX:
		break;
	}
	return NULL;
}

bool
shape_same(const struct column *c, const void *a, const void *b)
{
	const void *p = shape_in(c, a), *q = shape_in(c, b);
	const struct opt_int *o = p, *u = q;
	const struct bytes *x = p, *y = q;

	switch (c->cell) {
	case CELL_INT:
	case CELL_MONEY:
		return *(const int64_t *)p == *(const int64_t *)q;
	case CELL_OPT:
		return o->given == u->given &&
		    (!o->given || o->value == u->value);
	case CELL_FLAG:
		return *(const bool *)p == *(const bool *)q;
	case CELL_TEXT:
		return text_is(*(const char *const *)p,
		    *(const char *const *)q);
	case CELL_DATE:
		return date_compare(*(const struct date *)p,
		    *(const struct date *)q) == 0;
	case CELL_TIME:
		return ((const struct moment *)p)->utc ==
		    ((const struct moment *)q)->utc;
	case CELL_BYTES:
		return x->len == y->len &&
		    (x->len == 0 || memcmp(x->at, y->at, x->len) == 0);
	case CELL__MAX:
		break;
	}
	assert(false && "a cell of no kind");
	return false;
}
