/*
 * lease: work that only one process may do at a time holds a row, renewed
 * while it lives (never a named lock: those are local to a cluster node).
 * The time is the caller's clock, which db/health.h compares with.
 */
#ifndef DB_LEASE_H
#define DB_LEASE_H

#include "db/db.h"

struct lease {
	const char *name;	/* processor, sender */
	const char *holder;	/* stays the same when it is started again */
	struct moment now, until;
};

/** lease_take(db, pool, lease): take or renew it.
 * Errors: ERR_CONFLICT while another holds it. */
MUST enum err lease_take(struct db *db, struct pool *pool,
    const struct lease *lease);

extern const struct query *const lease_queries[];

#endif
