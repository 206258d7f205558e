/*
 * health: whether the parts that have no door of their own are alive: they
 * renew their lease rows (processor, sender).
 */
#ifndef DB_HEALTH_H
#define DB_HEALTH_H

#include "db/db.h"

struct health {
	int64_t processor;	/* seconds since its lease ran out; ≤ 0: up */
	int64_t sender;
	int64_t waiting;	/* messages not yet processed */
	int64_t unsent;		/* answers not yet taken by a gateway */
};
extern const struct query *const health_queries[];

/** health_read(db, pool, now, out): a part that never ran counts as down. */
MUST enum err health_read(struct db *db, struct pool *pool,
    struct moment now, struct health *out);

#endif
