#include <assert.h>

#include "db/generate_cells.h"

void
generate_cells_find(struct generate_cells *c)
{
	const struct dictionary *d = dictionary_of(c->entity);
	const struct dictionary_line *l;
	size_t i;

	assert(c->count <= LEN(c->at));
	if (c->of == d && c->lines == d->lines)
		return;
	c->of = d;
	c->lines = d->lines;
	for (i = 0; i < c->count; i++) {
		l = dictionary_find(d, c->names[i]);
		c->at[i] = l != NULL ? l->column : NULL;
	}
}

void
generate_cells_int(const struct generate_cells *c, int i, void *row,
    int64_t value)
{
	if (c->at[i] != NULL && c->at[i]->cell == CELL_OPT)
		*(struct opt_int *)shape_at(c->at[i], row) =
		    (struct opt_int){ true, value };
}

void
generate_cells_text(const struct generate_cells *c, int i, void *row,
    const char *value)
{
	if (c->at[i] != NULL && c->at[i]->cell == CELL_TEXT)
		*(const char **)shape_at(c->at[i], row) = value;
}

void
generate_cells_day(const struct generate_cells *c, int i, void *row,
    struct date value)
{
	if (c->at[i] != NULL && c->at[i]->cell == CELL_DATE)
		*(struct date *)shape_at(c->at[i], row) = value;
}
