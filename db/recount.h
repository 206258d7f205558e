/*
 * recount: what is computed of the official forms, anew for all households
 * of the open year: after the divisor of income per head was changed.
 */
#ifndef DB_RECOUNT_H
#define DB_RECOUNT_H

#include "db/db.h"

struct recount_done {
	int64_t seen, changed;		/* households */
};

/** recount_run(db, who, done): each batch a transaction; what is right
 * already is not written. */
MUST enum err recount_run(struct db *db, const struct who *who,
    struct recount_done *done);

extern const struct query *const recount_queries[];

#endif
