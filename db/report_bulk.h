/*
 * report_bulk: writing many households' months in few trips, for doors that
 * decide by the rules of core/report.h themselves (a batch of messages).
 * Inside the caller's transaction; whoever was faster shows as ERR_CONFLICT,
 * and the caller starts over with fresh eyes.
 */
#ifndef DB_REPORT_BULK_H
#define DB_REPORT_BULK_H

#include "db/report.h"

struct report_list {
	struct report *at;	/* version: that was seen; 0: no row */
	size_t count;
};

/** report_bulk_receipts(db, pool, list): give each month of the list that is
 * to be reported its receipt number, the one it has or a new one. */
MUST enum err report_bulk_receipts(struct db *db, struct pool *pool,
    struct report_list *list);

/** report_bulk_write(db, pool, list): insert or update each (no month twice),
 * with its line in the ledger of changes.
 * Errors: ERR_CONFLICT where a month is not as it was seen. */
MUST enum err report_bulk_write(struct db *db, struct pool *pool,
    const struct report_list *list);

extern const struct query *const report_bulk_queries[];

#endif
