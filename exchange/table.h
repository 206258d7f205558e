/*
 * table: what people send as a sheet: rows of cells, whatever file it came
 * in.  The first row that says anything is the head.
 */
#ifndef EXCHANGE_TABLE_H
#define EXCHANGE_TABLE_H

#include <stdint.h>

#include "core/pool.h"

#define TABLE_BYTES_MOST	(8 * 1024 * 1024)	/* of the file */
#define TABLE_ROWS_MOST		6000
#define TABLE_COLUMNS_MOST	300
#define TABLE_CELL_MOST		4000			/* bytes of a cell */
#define TABLE_TEXT_MOST		(16 * 1024 * 1024)	/* … of all cells */
/* A pool that holds any table within these bounds, with what it is read
 * from. */
#define TABLE_CEILING		((size_t)256 << 20)

struct table_row {
	int64_t line;			/* in the sheet, from 1 */
	const char **cells;		/* UTF-8, trimmed, never NULL */
	size_t count;
};

struct table {
	struct table_row *rows;		/* those that say anything */
	size_t count;
};

/* Why a file is no table. */
enum table_flaw {
	TABLE_RIGHT,
	TABLE_EMPTY,
	TABLE_LARGE,			/* too many bytes */
	TABLE_LETTERS,			/* not UTF-8, not GB18030 */
	TABLE_QUOTE,			/* a quotation mark is not closed */
	TABLE_ROWS,
	TABLE_COLUMNS,
	TABLE_CELL,
	TABLE_KIND,			/* another kind of file */
	TABLE_BROKEN,			/* a workbook that can't be read */
	TABLE_FLAW__MAX
};

/** table_clause(flaw): the same in Chinese, a clause behind the file's name;
 * NULL for TABLE_RIGHT. */
const char *table_clause(enum table_flaw flaw);

/** table_cell(row, i): the cell, "" where the row is shorter. */
const char *table_cell(const struct table_row *row, size_t i);

#endif
