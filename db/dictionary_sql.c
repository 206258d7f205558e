#include <assert.h>
#include <string.h>

#include "core/text.h"
#include "db/dictionary_sql.h"

#define HEAD	6	/* columns before the dictionary's */

#define KEY(m) COLUMN(dictionary_key, m)
#define SHAPE_OF(name, ...)                                             \
	static const struct shape name = {                              \
		(const struct column[]){ __VA_ARGS__ },                 \
		LEN(((const struct column[]){ __VA_ARGS__ })),          \
		sizeof(struct dictionary_key) }
#define AREA_COLUMNS                                                    \
	{ "low", CELL_INT, offsetof(struct dictionary_key, scope.low) },  \
	{ "high", CELL_INT, offsetof(struct dictionary_key, scope.high) }
SHAPE_OF(read_key, SCOPE_COLUMNS(dictionary_key, scope), KEY(year),
    KEY(first));
SHAPE_OF(range_key, SCOPE_COLUMNS(dictionary_key, scope), KEY(year),
    KEY(first), KEY(last));
SHAPE_OF(area_read_key, AREA_COLUMNS, KEY(year), KEY(first));
SHAPE_OF(area_range_key, AREA_COLUMNS, KEY(year), KEY(first), KEY(last));

static const struct column head_columns[HEAD] = {
	COLUMN(dictionary_head, id), COLUMN(dictionary_head, parent),
	COLUMN(dictionary_head, year), COLUMN(dictionary_head, version),
	COLUMN(dictionary_head, changed_by), COLUMN(dictionary_head, door),
};
static const struct column key_columns[] = {
	COLUMN(dictionary_head, changed_by), COLUMN(dictionary_head, door),
	COLUMN(dictionary_head, year), COLUMN(dictionary_head, id),
	COLUMN(dictionary_head, version),
};
#define INSERT_KEYS	4	/* a new row's version is 1 by itself */

/* A shape of two lists of columns, of rows of ${d}. */
static const struct shape *
joined(struct pool *pool, const struct dictionary *d,
    const struct shape *first, const struct shape *second)
{
	struct shape *s = pool_take(pool, sizeof *s);
	struct column *c = pool_array(pool, first->count + second->count,
	    sizeof *c);

	memcpy(c, first->columns, first->count * sizeof *c);
	memcpy(c + first->count, second->columns, second->count * sizeof *c);
	*s = (struct shape){ c, first->count + second->count,
	    d->shape.size };
	return s;
}

/* Only what may name a column becomes part of a statement. */
static void
add_name(struct text *t, const char *name)
{
	assert(dictionary_column_name(name));
	text_add(t, "`");
	text_add(t, name);
	text_add(t, "`");
}

static void
add_column(struct text *t, const struct dictionary_book *b,
    const char *name)
{
	text_add(t, b->table->alias);
	text_add(t, ".");
	add_name(t, name);
}

/* SELECT … FROM … WHERE the scope and the year */
static struct text
select_of(struct pool *pool, const struct dictionary_book *b)
{
	struct text t = text_start(pool);
	size_t i;

	text_add(&t, "SELECT ");
	add_column(&t, b, b->table->key);
	text_add(&t, " AS id, ");
	add_column(&t, b, b->table->parent);
	text_add(&t, " AS parent");
	for (i = 2; i < HEAD; i++) {
		text_add(&t, ", ");
		add_column(&t, b, head_columns[i].name);
	}
	for (i = 0; b->table->base != NULL && i < b->table->base->count;
	    i++) {
		text_add(&t, ", ");
		add_column(&t, b, b->table->base->columns[i].name);
	}
	for (i = 0; i < b->d.shape.count; i++) {
		text_add(&t, ", ");
		add_column(&t, b, b->d.shape.columns[i].name);
	}
	text_add(&t, b->table->from);
	text_add(&t, b->table->by_area ?
	    " WHERE h.area BETWEEN ? AND ? AND h.year = ? AND h." :
	    " WHERE" SCOPE_SQL " AND h.year = ? AND h.");
	add_name(&t, b->table->parent);
	return t;
}

static void
make_reads(struct pool *pool, struct dictionary_book *b)
{
	const struct shape heads = { head_columns, HEAD, 0 };
	const struct shape *front = b->table->base == NULL ? &heads :
	    joined(pool, &b->d, &heads, b->table->base);
	const struct shape *out = joined(pool, &b->d, front, &b->d.shape);
	struct text t = select_of(pool, b);

	text_add(&t, " = ?");
	text_add(&t, b->table->order);
	b->read = (struct query){ t.at, b->table->by_area ?
	    &area_read_key : &read_key, out };
	t = select_of(pool, b);
	text_add(&t, " BETWEEN ? AND ?");
	text_add(&t, b->table->range_order);
	b->range = (struct query){ t.at, b->table->by_area ?
	    &area_range_key : &range_key, out };
}

static void
make_update(struct pool *pool, struct dictionary_book *b)
{
	const struct shape keys = { key_columns, LEN(key_columns), 0 };
	struct text t = text_start(pool);
	size_t i;

	text_add(&t, "UPDATE ");
	add_name(&t, b->table->name);
	text_add(&t, " SET ");
	for (i = 0; i < b->d.shape.count; i++) {
		add_name(&t, b->d.shape.columns[i].name);
		text_add(&t, " = ?, ");
	}
	text_add(&t, "changed_by = ?, door = ?, version = version + 1"
	    " WHERE year = ? AND ");
	add_name(&t, b->table->key);
	text_add(&t, " = ? AND version = ?");
	b->update = (struct query){ t.at, joined(pool, &b->d, &b->d.shape,
	    &keys), NULL };
}

static void
make_insert(struct pool *pool, struct dictionary_book *b)
{
	const struct shape keys = { key_columns, INSERT_KEYS, 0 };
	struct text t = text_start(pool);
	size_t i;

	text_add(&t, "INSERT INTO ");
	add_name(&t, b->table->name);
	text_add(&t, " (");
	for (i = 0; i < b->d.shape.count; i++) {
		add_name(&t, b->d.shape.columns[i].name);
		text_add(&t, ", ");
	}
	text_add(&t, "changed_by, door, year, ");
	add_name(&t, b->table->key);
	text_add(&t, ") VALUES (");
	for (i = 0; i < b->d.shape.count; i++)
		text_add(&t, "?, ");
	text_add(&t, "?, ?, ?, ?)");
	b->insert = (struct query){ t.at, joined(pool, &b->d, &b->d.shape,
	    &keys), NULL };
}

void
dictionary_sql_make(struct pool *pool, struct dictionary_book *b)
{
	make_reads(pool, b);
	make_update(pool, b);
	if (b->table->grows)
		make_insert(pool, b);
}

/* The columns of ${front} as they stand behind a row, then the row's. */
static const struct shape *
behind(struct pool *pool, const struct dictionary *d,
    const struct shape *front)
{
	struct shape *s = pool_take(pool, sizeof *s);
	struct column *c = pool_array(pool, front->count + d->shape.count,
	    sizeof *c);
	size_t i;

	*s = (struct shape){ c, 0, d->shape.size + front->size };
	for (i = 0; i < front->count; i++) {
		if (shape_column(&d->shape, front->columns[i].name) != NULL)
			continue;
		c[s->count] = front->columns[i];
		c[s->count++].offset += d->shape.size;
	}
	memcpy(c + s->count, d->shape.columns,
	    d->shape.count * sizeof *c);
	s->count += d->shape.count;
	return s;
}

void
dictionary_sql_fill(struct pool *pool, struct dictionary_book *b,
    const struct shape *front)
{
	const struct shape *all = behind(pool, &b->d, front);
	struct text t = text_start(pool), marks = text_start(pool);
	size_t i;

	text_add(&t, "INSERT INTO ");
	add_name(&t, b->table->name);
	text_add(&t, " (");
	for (i = 0; i < all->count; i++) {
		text_add(&t, i > 0 ? ", " : "");
		add_name(&t, all->columns[i].name);
		text_join(&marks, ", ", "?");
	}
	text_add(&t, ") VALUES (");
	text_add(&t, marks.at);
	text_add(&t, ")");
	b->fill = (struct query){ t.at, all, NULL };
}
