/*
 * dictionary_migrate: the columns of the dictionary in the tables.
 */
#ifndef DB_DICTIONARY_MIGRATE_H
#define DB_DICTIONARY_MIGRATE_H

#include "db/dictionary.h"

/** dictionary_migrate(db, pool, added): add the columns that are missing,
 * at once and empty; never drop one.  How many.
 * Errors: ERR_CONFLICT where a column is there with another kind; then
 * nothing is added. */
MUST enum err dictionary_migrate(struct db *db, struct pool *pool,
    int *added);

extern const struct query *const dictionary_migrate_queries[];

#endif
