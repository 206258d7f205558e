#include <assert.h>
#include <string.h>

#include "db/dictionary_build.h"

#define ROOM	40	/* parameters that most statements have */

void
dictionary_build_add(struct build *b, const char *sql)
{
	text_add(&b->sql, sql);
}

/* Twice the room for parameters. */
static void
grow(struct build *b)
{
	struct build_value *values = pool_array(b->pool, b->room * 2,
	    sizeof *values);
	struct column *columns = pool_array(b->pool, b->room * 2,
	    sizeof *columns);

	memcpy(values, b->values, b->count * sizeof *values);
	memcpy(columns, b->columns, b->count * sizeof *columns);
	b->values = values;
	b->columns = columns;
	b->room *= 2;
}

static struct build_value *
param(struct build *b, const char *name, enum cell cell, size_t offset)
{
	struct build_value *v;

	assert(b->count < DICTIONARY_BUILD_MOST);
	if (b->count == b->room)
		grow(b);
	v = &b->values[b->count];
	b->columns[b->count] = (struct column){ name, cell,
	    b->count * sizeof *v + offset };
	b->count++;
	return v;
}

/* A query's parameters are numbers, words and days alone. */
void
dictionary_build_query(struct build *b, const struct query *q,
    const void *in)
{
	size_t i;

	text_add(&b->sql, q->sql);
	for (i = 0; i < q->in->count; i++) {
		const struct column *c = &q->in->columns[i];
		const void *cell = shape_in(c, in);

		assert(c->cell == CELL_INT || c->cell == CELL_FLAG ||
		    c->cell == CELL_TEXT || c->cell == CELL_DATE);
		if (c->cell == CELL_TEXT)
			dictionary_build_word(b, *(const char *const *)cell);
		else if (c->cell == CELL_DATE)
			dictionary_build_day(b, *(const struct date *)cell);
		else
			dictionary_build_number(b, c->cell == CELL_FLAG ?
			    *(const bool *)cell : *(const int64_t *)cell);
	}
}

void
dictionary_build_number(struct build *b, int64_t value)
{
	param(b, "number", CELL_INT, offsetof(struct build_value,
	    number))->number = value;
}

void
dictionary_build_word(struct build *b, const char *value)
{
	param(b, "word", CELL_TEXT, offsetof(struct build_value,
	    text))->text = value;
}

void
dictionary_build_day(struct build *b, struct date value)
{
	param(b, "day", CELL_DATE, offsetof(struct build_value,
	    day))->day = value;
}

/* Only what may name a column becomes part of a statement. */
void
dictionary_build_column(struct build *b, const char *alias,
    const char *name)
{
	assert(dictionary_column_name(name));
	text_add(&b->sql, alias);
	text_add(&b->sql, ".`");
	text_add(&b->sql, name);
	text_add(&b->sql, "`");
}

const char *
dictionary_build_pattern(struct build *b, const char *head, const char *s,
    const char *tail)
{
	struct text t = text_start(b->pool);

	text_add(&t, head);
	for (; *s != '\0'; s++) {
		if (*s == '%' || *s == '_' || *s == '\\')
			text_add(&t, "\\");
		text_add_len(&t, s, 1);
	}
	text_add(&t, tail);
	return t.at;
}

void
dictionary_build_scope(struct build *b, const struct scope *scope)
{
	dictionary_build_number(b, scope->low);
	dictionary_build_number(b, scope->high);
	/* by this name it is known whether to ask for pairings at all */
	param(b, "helper", CELL_INT, offsetof(struct build_value,
	    number))->number = scope->helper;
	dictionary_build_number(b, scope->helper);
	dictionary_build_day(b, scope->day);
}

struct build
dictionary_build_start(struct pool *pool, const struct who *who,
    const struct search *search)
{
	return (struct build){ .pool = pool, .who = who, .search = search,
	    .period = search_form_period(search, who),
	    .sql = text_start(pool),
	    .room = ROOM, .values = pool_array(pool, ROOM,
		sizeof(struct build_value)),
	    .columns = pool_array(pool, ROOM, sizeof(struct column)) };
}

/* ---- statements that are kept ------------------------------------------ */

#define KEPT		64	/* the oldest make room */
#define KEPT_CEILING	(1u << 20)
static struct {
	struct pool *pool;
	struct query query;
	struct shape in, out;
} kept[KEPT];
static size_t kept_next;

static struct shape
shape_copy(struct pool *pool, const struct shape *s)
{
	struct column *c = pool_array(pool, s->count, sizeof *c);

	memcpy(c, s->columns, s->count * sizeof *c);
	return (struct shape){ c, s->count, s->size };
}

const struct query *
dictionary_build_keep(const struct build *b, const struct shape *out)
{
	const struct shape in = { b->columns, b->count,
	    b->count * sizeof *b->values };
	size_t i;

	for (i = 0; i < KEPT; i++)
		if (kept[i].pool != NULL &&
		    strcmp(kept[i].query.sql, b->sql.at) == 0)
			return &kept[i].query;
	i = kept_next++ % KEPT;
	pool_free(kept[i].pool);
	kept[i].pool = pool_new(KEPT_CEILING);
	kept[i].in = shape_copy(kept[i].pool, &in);
	kept[i].out = shape_copy(kept[i].pool, out);
	kept[i].query = (struct query){
	    pool_copy(kept[i].pool, b->sql.at), &kept[i].in, &kept[i].out };
	return &kept[i].query;
}
