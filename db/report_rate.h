/*
 * report_rate: how far the areas have come with a month.
 */
#ifndef DB_REPORT_RATE_H
#define DB_REPORT_RATE_H

#include "db/report.h"

/* How far an area has come with a month. */
struct report_rate {
	int64_t code;
	const char *name;
	int64_t households;	/* all */
	int64_t owed;		/* less the deregistered */
	int64_t reported;	/* in time or late */
	int64_t late;		/* of these, late */
	int64_t draft, returned;
	int64_t unresolved;	/* of those reported, with a problem */
};
extern const struct shape report_rate_shape;

struct report_rates {
	struct report_rate *at;
	size_t count;
	struct report_rate sum;	/* name NULL */
};

/** report_rates(db, pool, who, ask, rates): one line for each area right
 * below ask->area that lies in scope, by code, and their sum: one query. */
MUST enum err report_rates(struct db *db, struct pool *pool,
    const struct who *who, const struct report_ask *ask,
    struct report_rates *rates);

extern const struct query *const report_rate_queries[];

#endif
