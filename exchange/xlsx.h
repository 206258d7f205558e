/*
 * xlsx: a workbook of one sheet, made row by row in constant memory in a file
 * without a name; the only door to libxlsxwriter.
 *
 * SECURITY: a text is always a text cell, so that no spreadsheet runs it; the
 * file has no name, so that nobody else reads it and nothing of it stays.
 */
#ifndef EXCHANGE_XLSX_H
#define EXCHANGE_XLSX_H

#include <stddef.h>

#include "core/err.h"

#define XLSX_TYPE                                                       \
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

struct xlsx;

/** xlsx_new(dir, sheet): a workbook whose sheet has that name, its files in
 * the folder ${dir}; NULL, logged, where there is no room for it.
 * Owns: the caller, until xlsx_free; xlsx_free(NULL) is nothing. */
struct xlsx *xlsx_new(const char *dir, const char *sheet);
void xlsx_free(struct xlsx *x);

/** xlsx_text(x, s): one more cell of the row, as it is; NULL is empty.
 * xlsx_number(x, s): the same as a number where ${s} is one.
 * xlsx_head(x, s): a cell of the first row, which stays in sight. */
void xlsx_text(struct xlsx *x, const char *s);
void xlsx_number(struct xlsx *x, const char *s);
void xlsx_head(struct xlsx *x, const char *s);

/** xlsx_end(x): the end of the row.  Errors: ERR_BROKEN, logged, where a
 * cell could not be written. */
MUST enum err xlsx_end(struct xlsx *x);

/** xlsx_send(x, write, cookie): the whole workbook, piece by piece; nothing
 * is added behind.  Errors: ERR_BROKEN, logged; what ${write} says. */
MUST enum err xlsx_send(struct xlsx *x,
    enum err (*write)(void *cookie, const char *at, size_t len),
    void *cookie);

#endif
