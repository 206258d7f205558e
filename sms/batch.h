/*
 * batch: answering a batch of messages in one transaction: what the senders
 * have is read in a few queries, sms/answer.h decides, and reports, receipts,
 * ledger, answers and outcomes are written together.
 */
#ifndef SMS_BATCH_H
#define SMS_BATCH_H

#include "db/inbox.h"
#include "db/lease.h"

/** batch_run(db, pool, rows, lease): all or nothing; every row of the same
 * local day.  The lease is renewed in the same transaction.
 * Errors: ERR_CONFLICT where somebody else changed a month meanwhile, or has
 * the lease: look again; ERR_BUSY; ERR_BROKEN where one of them can't be
 * done: try them one at a time. */
MUST enum err batch_run(struct db *db, struct pool *pool,
    const struct inbox_rows *rows, const struct lease *lease);

/** batch_bury(db, pool, row): give up on one; its sender is told. */
MUST enum err batch_bury(struct db *db, struct pool *pool,
    const struct inbox_row *row);

#endif
