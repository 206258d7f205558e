/*
 * name: how the names of the registry sound, so that a name is found by
 * another with the same sound (S1-251).  Whoever stores a name tells it here;
 * what was stored otherwise is made good by bangfu-db migrate.
 */
#ifndef DB_NAME_H
#define DB_NAME_H

#include "db/db.h"

/** name_learn(db, pool, name): it can be found by its sound from now on.
 * Inside the transaction that stores it; one statement. */
MUST enum err name_learn(struct db *db, struct pool *pool, const char *name);

/** name_sweep(db, learned): the names of all heads and members that are not
 * known yet, many at a time; ${learned} is told how many. */
MUST enum err name_sweep(struct db *db, int64_t *learned);

extern const struct query *const name_queries[];

#endif
