/*
 * xml_book: the first sheet of a workbook (xlsx, as Excel, WPS and
 * LibreOffice write it) → a table.
 *
 * SECURITY: reads what strangers send: parts of the archive, rows, columns
 * and cells are bounded; formulas are not computed, what they came to is
 * read.
 */
#ifndef EXCHANGE_XML_BOOK_H
#define EXCHANGE_XML_BOOK_H

#include "exchange/table.h"
#include "exchange/xml_pull.h"

/** xml_book_read(pool, file, table): its rows in ${pool}, which has
 * TABLE_CEILING.  A number of more digits than a spreadsheet keeps is told as
 * 1.23456789012346E+17, so that nobody takes it for whole. */
enum table_flaw xml_book_read(struct pool *pool, struct bytes file,
    struct table *table);

/** xml_book_rows(pool, texts, sheet, table): the same of the two documents
 * alone: the texts that cells share (empty: none), and the sheet. */
enum table_flaw xml_book_rows(struct pool *pool, struct bytes texts,
    struct bytes sheet, struct table *table);

#endif
