/*
 * spool: what a gateway handed over while the database was away, one file
 * each, on disk (file and directory fsynced) before the gateway hears 200.
 * Replayed in the order of arrival, under a lock; the unique keys of the
 * inbox make a second replay harmless.
 */
#ifndef SMS_SPOOL_H
#define SMS_SPOOL_H

#include <stdbool.h>

#include "db/inbox.h"

/** spool_start(): VAR/spool of BANGFU_VAR, made if missing and rid of what
 * was half put by processes that died; false with a sentence where it can't
 * be used. */
bool spool_start(void);

/** spool_put(pool, msg): keep it.  Errors: ERR_BROKEN where the disk does
 * not take it. */
MUST enum err spool_put(struct pool *pool, const struct inbox_new *msg);

/* A delivery report. */
struct spool_dlr {
	int64_t outbox_id;
	int64_t dlr;
};

/** spool_put_dlr(pool, dlr): keep it.  Errors: as spool_put. */
MUST enum err spool_put_dlr(struct pool *pool, const struct spool_dlr *dlr);

/** spool_waiting(): whether anything is kept. */
bool spool_waiting(void);

/** spool_replay(db, pool, most): at most ${most} into the database, oldest
 * first.  The pool is reset between files.  What the database refuses for
 * good is set aside as NAME.bad.
 * Errors: ERR_BUSY where the database is still away; ERR_CONFLICT where more
 * is left, or somebody else is at it. */
#define SPOOL_ALL	5000
MUST enum err spool_replay(struct db *db, struct pool *pool, size_t most);

#endif
