/*
 * cell: a cell of a row as the client library wants it bound.  Only
 * db/statement.c needs this, and only these two know what a MYSQL_BIND is.
 */
#ifndef DB_CELL_H
#define DB_CELL_H

#include <mysql.h>
#include <stddef.h>

#include "core/pool.h"
#include "core/shape.h"

/* A parameter that needs a place of its own. */
union cell_in {
	MYSQL_TIME time;
	signed char flag;
};

/* A column of the result: what does not go straight into the row. */
struct cell_out {
	MYSQL_TIME time;
	unsigned long len;
	my_bool null, cut;
	signed char flag;
	char *text;		/* longer texts are fetched once more */
	char *more;		/* grown for these */
	size_t more_room;
};

/** cell_zeroed(count, size): as calloc, never NULL; to be freed. */
void *cell_zeroed(size_t count, size_t size);

/** cell_in(bind, column, row, hold): bind the cell of ${row} as a
 * parameter; what has no place in the row is put into ${hold}. */
void cell_in(MYSQL_BIND *bind, const struct column *col, const void *row,
    union cell_in *hold);

/** cell_in_array(pool, bind, column, rows, stride, count): bind the cells
 * of ${count} rows, ${stride} bytes from each other; memory in ${pool}. */
struct cell_rows {
	const void *at;
	size_t stride, count;
};
void cell_in_array(struct pool *pool, MYSQL_BIND *bind,
    const struct column *col, const struct cell_rows *rows);

/** cell_out(bind, cell, column, row): bind a column of the result to its
 * place in ${row}.  cell_free(cell): what it took. */
void cell_out(MYSQL_BIND *bind, struct cell_out *cell,
    const struct column *col, void *row);
void cell_free(struct cell_out *cell);

/** cell_settle(st, shape, cells, row): after a fetch, what the binding
 * alone can't put into the row.  Returns: the client's error, or 0. */
unsigned cell_settle(MYSQL_STMT *st, const struct shape *shape,
    struct cell_out *cells, void *row);

#endif
