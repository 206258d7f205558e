/*
 * csv: rows of comma-separated values that spreadsheets open as they are:
 * UTF-8 with a mark, CRLF, and no cell that a spreadsheet would run.
 */
#ifndef EXCHANGE_CSV_H
#define EXCHANGE_CSV_H

#include "core/text.h"

/** The bytes a file begins with, by which spreadsheets know its letters. */
#define CSV_MARK "\xef\xbb\xbf"

/** csv_cell(line, s): one more cell; NULL is empty.  What begins like a
 * formula gets an apostrophe in front; numbers of more than 11 digits, which
 * a spreadsheet would round, too. */
void csv_cell(struct text *line, const char *s);

/** csv_signed(s): whether it begins as a formula does. */
bool csv_signed(const char *s);

/** csv_end(line): the end of the row. */
void csv_end(struct text *line);

#endif
