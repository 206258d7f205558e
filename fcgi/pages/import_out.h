/*
 * import_out: a sheet that leaves, row by row, as CSV or as a workbook.
 */
#ifndef PAGES_IMPORT_OUT_H
#define PAGES_IMPORT_OUT_H

#include "exchange/xlsx.h"
#include "fcgi/http/req.h"

struct import_out {
	struct req *r;
	struct xlsx *book;		/* NULL: CSV */
	struct pool *pool;		/* of a row */
	struct text line;
	bool head;			/* this row is the head */
};

/** import_out_start(r, name, book, out): the answer is a file of that name,
 * without its ending.  import_out_end(out, e): the rest of it, unless ${e} is
 * wrong; ${e}, or what went wrong now. */
MUST enum err import_out_start(struct req *r, const char *name, bool book,
    struct import_out *out);
MUST enum err import_out_end(struct import_out *out, enum err e);

/** import_out_cell(out, s): one more cell.  import_out_row(out): the end of
 * the row. */
void import_out_cell(struct import_out *out, const char *s);
MUST enum err import_out_row(struct import_out *out);

#endif
