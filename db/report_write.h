/*
 * report_write: how a row of report is written, once for every door: one row
 * (report_save) or many in one trip (report_bulk).
 */
#ifndef DB_REPORT_WRITE_H
#define DB_REPORT_WRITE_H

#include "db/report.h"

/* struct report in; a row of version 1.  Where the area is 0 the database
 * looks it up, which costs more than all the rest of the row. */
extern const struct query report_write_insert;

/* struct report in, with the version that it replaces; none is changed where
 * that is not what stands. */
extern const struct query report_write_update;

extern const struct query *const report_write_queries[];

#endif
