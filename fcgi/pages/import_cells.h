/*
 * import_cells: a row of a sheet as one text, as it waits to be written.
 */
#ifndef PAGES_IMPORT_CELLS_H
#define PAGES_IMPORT_CELLS_H

#include "exchange/table.h"

/** import_cells_join(pool, row), import_cells_split(pool, text, row): and
 * back. */
const char *import_cells_join(struct pool *pool, const struct table_row *row);
void import_cells_split(struct pool *pool, const char *text,
    struct table_row *row);

#endif
