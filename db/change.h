/*
 * change: the ledger.  One line for each changed record, written in the
 * transaction of the change; one publisher numbers the lines after they are
 * committed, so that a reader who remembers a number never misses a late
 * commit.
 */
#ifndef DB_CHANGE_H
#define DB_CHANGE_H

#include "db/db.h"

struct change {
	const char *entity;	/* report, helper, household … */
	int64_t record_id;	/* household_id of a report */
	int64_t period;		/* of a report; 0 else */
	const char *deed;	/* insert, update, delete */
	const char *reason;	/* NULL: none needed */
};

/** change_write(db, who, change): one line; inside the transaction. */
MUST enum err change_write(struct db *db, const struct who *who,
    const struct change *change);

/** change_write_all(db, pool, who, changes, count): a line for each of them,
 * by one statement. */
MUST enum err change_write_all(struct db *db, struct pool *pool,
    const struct who *who, const struct change *changes, size_t count);

/** change_publish(db, pool, holder, most, done): number up to ${most}
 * committed lines in the order of their identities; how many.  One holder at
 * a time: a lease row, kept for CHANGE_LEASE seconds while there is work.
 * A transaction of its own.  Errors: ERR_CONFLICT while another holds it. */
#define CHANGE_LEASE 5
MUST enum err change_publish(struct db *db, struct pool *pool,
    const char *holder, int64_t most, int64_t *done);

/** change_last(db, pool, seq): the greatest number given so far, or 0. */
MUST enum err change_last(struct db *db, struct pool *pool, int64_t *seq);

extern const struct query *const change_queries[];

#endif
