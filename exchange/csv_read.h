/*
 * csv_read: comma-separated values as spreadsheets write them → a table.
 * UTF-8, with its mark or without, or GB18030 (GBK, GB 2312), which Chinese
 * spreadsheets still write; parted by commas, or by tabs where the first line
 * has no comma.
 *
 * SECURITY: reads what strangers send; everything is bounded before memory
 * is taken for it.
 */
#ifndef EXCHANGE_CSV_READ_H
#define EXCHANGE_CSV_READ_H

#include "core/shape.h"
#include "exchange/table.h"

/** csv_read(pool, file, table): the rows of ${file} in ${pool}, which has
 * TABLE_CEILING.  The apostrophe that csv_cell puts before what a spreadsheet
 * would run or round is taken away again. */
enum table_flaw csv_read(struct pool *pool, struct bytes file,
    struct table *table);

#endif
