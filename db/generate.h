/*
 * generate: a county of made-up households, for demos, tests and benchmarks.
 * The same seed, size, area, year and day give the same rows.  Nobody of
 * this county exists: names are drawn from lists, ID numbers have the area
 * 999999 that is nobody's, phones are 1990000xxxx (helpers), 198000xxxxx
 * (households) and 1989000xxxx (villages).
 */
#ifndef DB_GENERATE_H
#define DB_GENERATE_H

#include "core/date.h"
#include "db/db.h"
#include "db/generate_plan.h"

struct generate_done {
	int64_t households, members, helpers, pairings, reports;
	int64_t names;		/* whose sound was not known yet */
	int first_period, last_period;
};

/**
 * generate_run(db, options, done):
 * Months from January of the due month's year, three at least, up to the due
 * month, which has gaps on any day.  One transaction for each GENERATE_BATCH
 * households and for each earlier year, what is written before in the
 * first: broken off, what was committed stays.  A county of one batch is
 * there whole or not at all.
 * Errors: ERR_INPUT for impossible options or an area without villages;
 * ERR_CONFLICT where the registry holds households of the area's year
 * already; one sentence on stderr.
 */
MUST enum err generate_run(struct db *db,
    const struct generate_options *options, struct generate_done *done);

/** generate_empty(db, pool, empty): whether there are no households. */
MUST enum err generate_empty(struct db *db, struct pool *pool, bool *empty);

extern const struct query *const generate_queries[];

#endif
