#include <assert.h>
#include <string.h>

#include "core/text.h"
#include "db/dictionary_sql.h"

#define HEAD	6	/* columns before the dictionary's */

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

struct dictionary_key
dictionary_sql_key(struct scope scope, int64_t year)
{
	return (struct dictionary_key){ .scope = scope, .year = year,
	    .above = scope_above(scope.low, scope.high) };
}

/* How the parents of rows are named: one; from … to; by a sheet's lines. */
enum named { NAMED_ONE, NAMED_RANGE, NAMED_CHOSEN, NAMED__MAX };

static const struct column scope[] = {
	SCOPE_COLUMNS(dictionary_key, scope)
}, above[] = {
	SCOPE_ABOVE_COLUMNS(dictionary_key, above)
}, range[] = {
	COLUMN(dictionary_key, year), COLUMN(dictionary_key, first),
	COLUMN(dictionary_key, last)
}, chosen[] = {
	COLUMN(dictionary_key, year), COLUMN(dictionary_key, batch),
	COLUMN(dictionary_key, first), COLUMN(dictionary_key, last)
};

/* The parameters in the order of select_of's marks. */
static const struct shape *
key_of(struct pool *pool, const struct dictionary_table *t, enum named by)
{
	static const size_t named[NAMED__MAX] = { 2, LEN(range), LEN(chosen) };
	const struct column *rest = by == NAMED_CHOSEN ? chosen : range;
	size_t areas = t->above ? LEN(above) : t->by_area ? 2 : LEN(scope);
	size_t skip = t->lasting ? 1 : 0, ids = named[by] - skip;
	struct shape *s = pool_take(pool, sizeof *s);
	struct column *c = pool_array(pool, areas + ids, sizeof *c);

	memcpy(c, t->above ? above : scope, areas * sizeof *c);
	memcpy(c + areas, rest + skip, ids * sizeof *c);
	*s = (struct shape){ c, areas + ids,
	    sizeof(struct dictionary_key) };
	return s;
}

/* A whole row, as row_shape has it. */
static void
add_row(struct text *t, const struct dictionary_book *b)
{
	size_t i;

	add_column(t, b, b->table->key);
	text_add(t, " AS id, ");
	add_column(t, b, b->table->parent);
	text_add(t, " AS parent");
	for (i = 2; i < HEAD; i++) {
		text_add(t, ", ");
		if (b->table->lasting && head_columns[i].offset ==
		    offsetof(struct dictionary_head, year))
			text_add(t, "0 AS year");
		else
			add_column(t, b, head_columns[i].name);
	}
	for (i = 0; b->table->base != NULL && i < b->table->base->count;
	    i++) {
		text_add(t, ", ");
		add_column(t, b, b->table->base->columns[i].name);
	}
	for (i = 0; i < b->d.shape.count; i++) {
		text_add(t, ", ");
		add_column(t, b, b->d.shape.columns[i].name);
	}
}

static const struct shape *
row_shape(struct pool *pool, const struct dictionary_book *b)
{
	const struct shape heads = { head_columns, HEAD, 0 };

	return joined(pool, &b->d, b->table->base == NULL ? &heads :
	    joined(pool, &b->d, &heads, b->table->base), &b->d.shape);
}

/* SELECT … FROM … WHERE the scope and the year */
static struct text
select_of(struct pool *pool, const struct dictionary_book *b)
{
	struct text t = text_start(pool);

	text_add(&t, "SELECT ");
	add_row(&t, b);
	text_add(&t, b->table->from);
	text_add(&t, b->table->above ? " WHERE" SCOPE_ABOVE_SQL :
	    b->table->by_area ? " WHERE h.area BETWEEN ? AND ?" :
	    " WHERE" SCOPE_SQL);
	text_add(&t, b->table->lasting ? " AND h." :
	    " AND h.year = ? AND h.");
	add_name(&t, b->table->parent);
	return t;
}

static void
make_reads(struct pool *pool, struct dictionary_book *b)
{
	const struct shape *out = row_shape(pool, b);
	struct text t = select_of(pool, b);

	text_add(&t, " = ?");
	text_add(&t, b->table->order);
	b->read = (struct query){ t.at, key_of(pool, b->table, NAMED_ONE),
	    out };
	t = select_of(pool, b);
	text_add(&t, " BETWEEN ? AND ?");
	text_add(&t, b->table->range_order);
	b->range = (struct query){ t.at, key_of(pool, b->table, NAMED_RANGE),
	    out };
	t = select_of(pool, b);
	text_add(&t, " IN (SELECT r.household_id FROM import_row r"
	    " WHERE r.import_id = ? AND r.home BETWEEN ? AND ?)");
	text_add(&t, b->table->range_order);
	b->chosen = (struct query){ t.at, key_of(pool, b->table,
	    NAMED_CHOSEN), out };
}

/* ---- a household and its members --------------------------------------- */

/* What is asked about the phone and the natural village that are going to be
 * saved, and about the warnings that were explained (db/dictionary_file.h). */
#define BESIDE_SQL                                                      \
	"SELECT (SELECT COUNT(*) FROM household o WHERE o.year = h.year" \
	"   AND o.phone = NULLIF(IFNULL(?, h.phone), '')"               \
	"   AND o.household_id <> h.household_id) AS phone_shared,"     \
	" (SELECT COUNT(*) = 0 OR"                                      \
	"    SUM(n.active AND n.name COLLATE utf8mb4_bin = ?) > 0"      \
	"   FROM hamlet n WHERE n.year = h.year AND n.area = h.area)"   \
	"  AS hamlet_good,"                                             \
	" (SELECT GROUP_CONCAT(DISTINCT n.rule, ':', n.member_id"       \
	"     SEPARATOR ' ') FROM rule_note n"                          \
	"   WHERE n.household_id = h.household_id AND n.year = h.year)" \
	"  AS noted, h.head_name, "
#define BOTH_FROM_SQL                                                   \
	" FROM household h LEFT JOIN member m FORCE INDEX (by_household)" \
	" ON m.year = h.year AND m.household_id = h.household_id"       \
	" WHERE" SCOPE_SQL " AND h.year = ? AND h.household_id = ?"

static SHAPE(dictionary_both_key, COLUMN(dictionary_both_key, phone),
    COLUMN(dictionary_both_key, hamlet),
    SCOPE_COLUMNS(dictionary_both_key, scope),
    COLUMN(dictionary_both_key, year), COLUMN(dictionary_both_key, id));
static SHAPE(dictionary_both, COLUMN(dictionary_both, phone_shared),
    COLUMN(dictionary_both, hamlet_good), COLUMN(dictionary_both, noted),
    COLUMN(dictionary_both, head_name));

/* ${s}'s columns, ${offset} bytes further behind; the end of them. */
static struct column *
put_columns(struct column *at, const struct shape *s, size_t offset)
{
	size_t i;

	for (i = 0; i < s->count; i++) {
		*at = s->columns[i];
		at++->offset += offset;
	}
	return at;
}

static const struct shape *
both_shape(struct pool *pool, const struct dictionary_book *home,
    const struct dictionary_book *people)
{
	const struct shape *front = &dictionary_both_shape;
	const struct shape *h = row_shape(pool, home);
	const struct shape *m = row_shape(pool, people);
	size_t count = front->count + h->count + m->count;
	struct shape *s = pool_take(pool, sizeof *s);
	struct column *c = pool_array(pool, count, sizeof *c);

	*s = (struct shape){ c, count, front->size + h->size + m->size };
	c = put_columns(c, front, 0);
	c = put_columns(c, h, front->size);
	(void)put_columns(c, m, front->size + h->size);
	return s;
}

void
dictionary_sql_both(struct pool *pool, struct dictionary_book *home,
    const struct dictionary_book *people)
{
	struct text t = text_start(pool);

	text_add(&t, BESIDE_SQL);
	add_row(&t, home);
	text_add(&t, ", ");
	add_row(&t, people);
	text_add(&t, BOTH_FROM_SQL);
	text_add(&t, people->table->order);
	home->both = (struct query){ pool_copy(pool, t.at),
	    &dictionary_both_key_shape, both_shape(pool, home, people) };
	text_add(&t, " FOR UPDATE");
	home->held = home->both;
	home->held.sql = t.at;
}

/* ---- writing ----------------------------------------------------------- */

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
	if (!b->table->lasting)
		make_update(pool, b);
	if (b->table->grows)
		make_insert(pool, b);
}

/* Whether it is the row's to write: not what is there by hand. */
static bool
own(const struct dictionary *d, const struct column *c)
{
	const struct dictionary_line *l = dictionary_find(d, c->name);

	return l == NULL || l->keep != DICTIONARY_BASE;
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
		const struct column *o = shape_column(&d->shape,
		    front->columns[i].name);

		if (o != NULL && own(d, o))
			continue;
		c[s->count] = front->columns[i];
		c[s->count++].offset += d->shape.size;
	}
	for (i = 0; i < d->shape.count; i++)
		if (own(d, &d->shape.columns[i]))
			c[s->count++] = d->shape.columns[i];
	return s;
}

static struct query
insert_of(struct pool *pool, const struct dictionary_book *b,
    const struct shape *all)
{
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
	return (struct query){ t.at, all, NULL };
}

void
dictionary_sql_fill(struct pool *pool, struct dictionary_book *b,
    const struct shape *front)
{
	b->fill = insert_of(pool, b, behind(pool, &b->d, front));
}

static const struct column seen[] = {
	COLUMN(dictionary_head, id), COLUMN(dictionary_head, version),
};

void
dictionary_sql_put(struct pool *pool, struct dictionary_book *b,
    const struct shape *front)
{
	const struct shape keys = { seen, LEN(seen), 0 };
	const struct shape *all = behind(pool, &b->d, front);
	struct text t = text_start(pool);
	size_t i;

	b->insert = insert_of(pool, b, all);
	text_add(&t, "UPDATE ");
	add_name(&t, b->table->name);
	text_add(&t, " SET ");
	for (i = 0; i < all->count; i++) {
		add_name(&t, all->columns[i].name);
		text_add(&t, " = ?, ");
	}
	text_add(&t, "version = version + 1 WHERE ");
	add_name(&t, b->table->key);
	text_add(&t, " = ? AND version = ?");
	b->update = (struct query){ t.at, joined(pool, &b->d, all, &keys),
	    NULL };
}
