/*
 * generate_cells: cells of a dictionary's rows by name, found once.
 */
#ifndef DB_GENERATE_CELLS_H
#define DB_GENERATE_CELLS_H

#include "db/dictionary.h"

/* A cell of a row, by its place in a list of names; a dictionary without the
 * line has none, and nothing is set. */
struct generate_cells {
	enum dictionary_entity entity;
	const char *const *names;
	size_t count;
	const struct dictionary *of;	/* whose columns these are */
	const struct dictionary_line *lines;
	const struct column *at[80];
};

/** generate_cells_find(cells): the columns of the names, once for each
 * dictionary. */
void generate_cells_find(struct generate_cells *cells);

/** generate_cells_int / _text / _day(cells, i, row, value): set one. */
void generate_cells_int(const struct generate_cells *cells, int i, void *row,
    int64_t value);
void generate_cells_text(const struct generate_cells *cells, int i, void *row,
    const char *value);
void generate_cells_day(const struct generate_cells *cells, int i, void *row,
    struct date value);

#endif
