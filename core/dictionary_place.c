#include <stdlib.h>
#include <string.h>

#include "core/dictionary.h"
#include "core/local.h"
#include "core/money.h"

static const struct {
	enum cell cell;
	size_t size;
} places[DICTIONARY_KIND__MAX] = {
	[DICTIONARY_TEXT] = { CELL_TEXT, sizeof(const char *) },
	[DICTIONARY_INT] = { CELL_OPT, sizeof(struct opt_int) },
	[DICTIONARY_MONEY] = { CELL_OPT, sizeof(struct opt_int) },
	[DICTIONARY_DECIMAL1] = { CELL_OPT, sizeof(struct opt_int) },
	[DICTIONARY_DECIMAL2] = { CELL_OPT, sizeof(struct opt_int) },
	[DICTIONARY_DATE] = { CELL_DATE, 8 },
	[DICTIONARY_CODE] = { CELL_TEXT, sizeof(const char *) },
	[DICTIONARY_CODES] = { CELL_TEXT, sizeof(const char *) },
	[DICTIONARY_FLAG] = { CELL_OPT, sizeof(struct opt_int) },
	[DICTIONARY_PHONE] = { CELL_TEXT, sizeof(const char *) },
	[DICTIONARY_IDNO] = { CELL_TEXT, sizeof(const char *) },
};

static const struct column *
add_column(struct dictionary *d, const char *name,
    enum dictionary_kind kind)
{
	/* The shape is ours while it grows. */
	struct column *columns = (struct column *)(uintptr_t)d->shape.columns;

	columns[d->shape.count] = (struct column){ name, places[kind].cell,
	    d->shape.size };
	d->shape.size += places[kind].size;
	return &columns[d->shape.count++];
}

void
dictionary_place(struct dictionary *d, struct dictionary_line *l)
{
	if (l->keep != DICTIONARY_BASE && l->keep != DICTIONARY_COUNTED)
		l->column = add_column(d, l->name, l->kind);
}

void
dictionary_add_base(struct dictionary *d)
{
	size_t i;

	for (i = 0; i < d->count; i++) {
		struct dictionary_line *l = &d->lines[i];

		if (l->keep == DICTIONARY_BASE)
			l->column = add_column(d, l->name, l->kind);
	}
}

void
dictionary_add_local(struct dictionary *d)
{
	add_column(d, DICTIONARY_LOCAL, DICTIONARY_TEXT);
}

struct dictionary
dictionary_with(struct pool *pool, const struct dictionary *d,
    const struct dictionary_line *more, size_t count)
{
	struct dictionary with = *d;
	struct column *columns = pool_array(pool, d->shape.count + count,
	    sizeof *columns);
	size_t i;

	with.lines = pool_array(pool, d->count + count, sizeof *with.lines);
	memcpy(with.lines, d->lines, d->count * sizeof *with.lines);
	memcpy(columns, d->shape.columns, d->shape.count * sizeof *columns);
	with.shape.columns = columns;
	for (i = 0; i < count; i++) {
		with.lines[with.count] = more[i];
		dictionary_place(&with, &with.lines[with.count++]);
	}
	return with;
}

/* The other way of dictionary_plain. */
static void
take_plain(const struct dictionary_line *l, const char *s, void *row)
{
	void *p = shape_at(l->column, row);
	struct opt_int n = { .given = true };

	if (l->column->cell == CELL_TEXT)
		*(const char **)p = s;
	else if (l->column->cell == CELL_DATE)
		(void)date_read(s, p);
	else if (l->kind == DICTIONARY_INT || l->kind == DICTIONARY_FLAG) {
		n.value = strtoll(s, NULL, 10);
		*(struct opt_int *)p = n;
	} else if (money_read(s, &n.value) == MONEY_OK)
		*(struct opt_int *)p = n;
}

void *
dictionary_unpack(struct pool *pool, const struct dictionary *d,
    const struct dictionary *with, const void *row)
{
	const struct column *c = shape_column(&d->shape, DICTIONARY_LOCAL);
	void *whole = dictionary_row(pool, with);
	struct locals locals;
	const char *value;
	size_t i;

	memcpy(whole, row, d->shape.size);
	if (c == NULL || with->count == d->count)
		return whole;
	locals = local_read(pool, *(const char *const *)shape_in(c, row));
	for (i = d->count; i < with->count; i++)
		if ((value = local_get(&locals, with->lines[i].name)) != NULL)
			take_plain(&with->lines[i], value, whole);
	return whole;
}

void
dictionary_pack(struct pool *pool, const struct dictionary *d,
    const struct dictionary *with, void *row)
{
	const struct column *c = shape_column(&d->shape, DICTIONARY_LOCAL);
	struct locals locals;
	const char **json;
	size_t i;

	if (c == NULL || with->count == d->count)
		return;
	json = shape_at(c, row);
	locals = local_read(pool, *json);
	for (i = d->count; i < with->count; i++)
		local_set(pool, &locals, with->lines[i].name,
		    dictionary_plain(pool, &with->lines[i], row));
	*json = local_write(pool, &locals);
}
