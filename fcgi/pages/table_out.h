/*
 * table_out: a table that leaves, row by row, as CSV or as a workbook.
 */
#ifndef PAGES_TABLE_OUT_H
#define PAGES_TABLE_OUT_H

#include "exchange/xlsx.h"
#include "fcgi/http/req.h"

struct table_out_file {
	const char *name;		/* without its ending */
	const char *sheet;		/* of a workbook */
	bool book;
	size_t row_most;		/* bytes that a row takes to make */
};

struct table_out {
	struct req *r;
	struct xlsx *book;		/* NULL: CSV */
	struct pool *pool;		/* of a row */
	struct text line;
	bool head;			/* this row is the head */
};

/** table_out_start(r, file, out): the answer is that file.
 * table_out_end(out, e): the rest of it, unless ${e} is wrong; ${e}, or what
 * went wrong now. */
MUST enum err table_out_start(struct req *r, const struct table_out_file *file,
    struct table_out *out);
MUST enum err table_out_end(struct table_out *out, enum err e);

/** table_out_cell(out, s): one more cell.  table_out_number(out, s): one that
 * a workbook may add up.  table_out_row(out): the end of the row; the first
 * is the head. */
void table_out_cell(struct table_out *out, const char *s);
void table_out_number(struct table_out *out, const char *s);
MUST enum err table_out_row(struct table_out *out);

#endif
