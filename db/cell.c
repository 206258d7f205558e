#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "db/cell.h"

#define TEXT_ROOM	256	/* longer texts are fetched once more */

void *
cell_zeroed(size_t count, size_t size)
{
	void *p = calloc(count > 0 ? count : 1, size);

	if (p == NULL)
		abort();
	return p;
}

/* ---- parameters ------------------------------------------------------ */

static MYSQL_TIME
time_of(struct date day, int seconds)
{
	return (MYSQL_TIME){ .year = (unsigned)day.year,
	    .month = (unsigned)day.month, .day = (unsigned)day.day,
	    .hour = (unsigned)seconds / 3600,
	    .minute = (unsigned)seconds / 60 % 60,
	    .second = (unsigned)seconds % 60,
	    .time_type = MYSQL_TIMESTAMP_DATETIME };
}

static MYSQL_TIME
time_of_moment(struct moment m)
{
	struct wall w = wall_of(m, 0);

	return time_of(w.day, w.hour * 3600 + w.minute * 60 + w.second);
}

/* The type, place and length of one cell of ${row}; NULL place for NULL. */
struct place {
	enum enum_field_types type;
	const void *at;
	unsigned long len;
};

static struct place
place_of(const struct column *col, const void *row, union cell_in *hold)
{
	const void *p = shape_in(col, row);
	const struct opt_int *opt = p;
	const struct bytes *bytes = p;
	const struct moment *m = p;
	const struct date *day = p;
	const char *text;

	switch (col->cell) {
	case CELL_INT:
	case CELL_MONEY:
		return (struct place){ MYSQL_TYPE_LONGLONG, p, 0 };
	case CELL_OPT:
		return (struct place){ MYSQL_TYPE_LONGLONG,
		    opt->given ? &opt->value : NULL, 0 };
	case CELL_FLAG:
		hold->flag = *(const bool *)p;
		return (struct place){ MYSQL_TYPE_TINY, &hold->flag, 0 };
	case CELL_TEXT:
		text = *(const char *const *)p;
		return (struct place){ MYSQL_TYPE_STRING, text,
		    text != NULL ? strlen(text) : 0 };
	case CELL_BYTES:
		return (struct place){ MYSQL_TYPE_BLOB, bytes->at,
		    bytes->len };
	case CELL_DATE:
		hold->time = time_of(*day, 0);
		hold->time.time_type = MYSQL_TIMESTAMP_DATE;
		return (struct place){ MYSQL_TYPE_DATE,
		    day->year != 0 ? &hold->time : NULL, 0 };
	case CELL_TIME:
		hold->time = time_of_moment(*m);
		return (struct place){ MYSQL_TYPE_DATETIME,
		    m->utc != 0 ? &hold->time : NULL, 0 };
	case CELL__MAX:
		break;
	}
	assert(!"a cell of no kind");
	return (struct place){ MYSQL_TYPE_NULL, NULL, 0 };
}

/* The client library wants its input writable, and does not write. */
static void *
unconst(const void *p)
{
	return (void *)(uintptr_t)p;
}

void
cell_in(MYSQL_BIND *b, const struct column *col, const void *row,
    union cell_in *hold)
{
	struct place p = place_of(col, row, hold);

	*b = (MYSQL_BIND){ .buffer_type = p.at != NULL ? p.type :
	    MYSQL_TYPE_NULL, .buffer = unconst(p.at),
	    .buffer_length = p.len };
}

/* One column of all rows: numbers side by side, the rest by pointer. */
void
cell_in_array(struct pool *pool, MYSQL_BIND *b, const struct column *col,
    const struct cell_rows *rows)
{
	size_t count = rows->count, i;
	union cell_in *hold = pool_array(pool, count, sizeof *hold);
	int64_t *numbers = pool_array(pool, count, sizeof *numbers);
	const void **at = pool_array(pool, count, sizeof *at);
	unsigned long *len = pool_array(pool, count, sizeof *len);
	char *mark = pool_array(pool, count, 1);
	enum enum_field_types type = MYSQL_TYPE_LONGLONG;

	for (i = 0; i < count; i++) {
		struct place p = place_of(col,
		    (const char *)rows->at + i * rows->stride, &hold[i]);

		type = p.type;
		mark[i] = p.at == NULL ? STMT_INDICATOR_NULL :
		    STMT_INDICATOR_NONE;
		at[i] = p.at;
		len[i] = p.len;
		if (p.at != NULL && type == MYSQL_TYPE_LONGLONG)
			numbers[i] = *(const int64_t *)p.at;
		else if (p.at != NULL && type == MYSQL_TYPE_TINY)
			numbers[i] = *(const signed char *)p.at;
	}
	if (type == MYSQL_TYPE_TINY)
		type = MYSQL_TYPE_LONGLONG;
	*b = (MYSQL_BIND){ .buffer_type = type, .u.indicator = mark,
	    .length = len, .buffer = type == MYSQL_TYPE_LONGLONG ?
	    (void *)numbers : (void *)at };
}

/* ---- results --------------------------------------------------------- */

void
cell_out(MYSQL_BIND *b, struct cell_out *c, const struct column *col,
    void *row)
{
	b->is_null = &c->null;
	b->length = &c->len;
	b->error = &c->cut;
	switch (col->cell) {
	case CELL_INT:
	case CELL_MONEY:
		b->buffer_type = MYSQL_TYPE_LONGLONG;
		b->buffer = shape_at(col, row);
		break;
	case CELL_OPT:
		b->buffer_type = MYSQL_TYPE_LONGLONG;
		b->buffer = &((struct opt_int *)shape_at(col, row))->value;
		break;
	case CELL_FLAG:
		b->buffer_type = MYSQL_TYPE_TINY;
		b->buffer = &c->flag;
		break;
	case CELL_DATE:
		b->buffer_type = MYSQL_TYPE_DATE;
		b->buffer = &c->time;
		break;
	case CELL_TIME:
		b->buffer_type = MYSQL_TYPE_DATETIME;
		b->buffer = &c->time;
		break;
	case CELL_TEXT:
	case CELL_BYTES:
	case CELL__MAX:
		c->text = cell_zeroed(1, TEXT_ROOM);
		b->buffer_type = col->cell == CELL_TEXT ?
		    MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB;
		b->buffer = c->text;
		b->buffer_length = TEXT_ROOM - 1;
		break;
	}
}

void
cell_free(struct cell_out *c)
{
	free(c->text);
	free(c->more);
}

/* A text longer than its room: fetch it whole. */
static unsigned
fetch_more(MYSQL_STMT *st, struct cell_out *c, size_t i, enum cell kind)
{
	MYSQL_BIND b = { .buffer_type = kind == CELL_TEXT ?
	    MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB };

	if (c->more_room <= c->len) {
		free(c->more);
		c->more_room = c->len + 1;
		c->more = cell_zeroed(1, c->more_room);
	}
	b.buffer = c->more;
	b.buffer_length = c->len;
	b.length = &c->len;
	b.is_null = &c->null;
	b.error = &c->cut;
	if (mysql_stmt_fetch_column(st, &b, (unsigned)i, 0) != 0)
		return mysql_stmt_errno(st);
	c->more[c->len] = '\0';
	return 0;
}

static unsigned
text_out(MYSQL_STMT *st, struct cell_out *c, size_t i, enum cell kind,
    const char **at)
{
	unsigned number;

	*at = NULL;
	if (c->null)
		return 0;
	if (c->len < TEXT_ROOM) {
		c->text[c->len] = '\0';
		*at = c->text;
		return 0;
	}
	if ((number = fetch_more(st, c, i, kind)) == 0)
		*at = c->more;
	return number;
}

unsigned
cell_settle(MYSQL_STMT *st, const struct shape *shape,
    struct cell_out *cells, void *row)
{
	const struct moment never = { 0 };
	unsigned number;
	size_t i;

	for (i = 0; i < shape->count; i++) {
		const struct column *col = &shape->columns[i];
		struct cell_out *c = &cells[i];
		void *p = shape_at(col, row);
		struct date day = { (int16_t)c->time.year,
		    (int8_t)c->time.month, (int8_t)c->time.day }, none = { 0 };
		const char *at;

		switch (col->cell) {
		case CELL_INT:
		case CELL_MONEY:
			if (c->null)
				*(int64_t *)p = 0;
			break;
		case CELL_OPT:
			((struct opt_int *)p)->given = !c->null;
			if (c->null)
				((struct opt_int *)p)->value = 0;
			break;
		case CELL_FLAG:
			*(bool *)p = !c->null && c->flag != 0;
			break;
		case CELL_DATE:
			*(struct date *)p = c->null ? none : day;
			break;
		case CELL_TIME:
			*(struct moment *)p = c->null ? never :
			    moment_of((struct wall){ day, (int)c->time.hour,
			    (int)c->time.minute, (int)c->time.second }, 0);
			break;
		case CELL_TEXT:
			if ((number = text_out(st, c, i, col->cell, p)) != 0)
				return number;
			break;
		case CELL_BYTES:
		case CELL__MAX:
			if ((number = text_out(st, c, i, col->cell, &at)) != 0)
				return number;
			*(struct bytes *)p = (struct bytes){ at,
			    at != NULL ? c->len : 0 };
			break;
		}
	}
	return 0;
}
