/*
 * generate_past: the files of earlier years of a made-up county: what is in
 * the living file, as it may have been.
 *
 * SECURITY: makes expressions of SQL for db/registry_copy.h out of names of
 * columns of the database and numbers.
 */
#ifndef DB_GENERATE_PAST_H
#define DB_GENERATE_PAST_H

#include "db/db.h"

/** generate_past(db, pool, year): that year, made from the one after it,
 * closed; inside a transaction.  Some households were not there yet, incomes
 * were lower, babies not born, some who left still there. */
MUST enum err generate_past(struct db *db, struct pool *pool, int64_t year);

extern const struct query *const generate_past_queries[];

#endif
