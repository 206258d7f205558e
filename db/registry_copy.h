/*
 * registry_copy: the rows of a year into another one.
 *
 * SECURITY: puts SQL together from the names of the tables of the dictionary
 * and of their columns in the database alone, and from numbers.
 */
#ifndef DB_REGISTRY_COPY_H
#define DB_REGISTRY_COPY_H

#include "db/db.h"

struct registry_copy {
	int64_t from, into;
	int64_t user_id;		/* who had it done */
	/* What stands in the new row instead of the column, as an expression
	 * over the row it is made from; NULL: the column itself, or nothing
	 * where it begins empty.  A whole NULL: as a year is opened. */
	const char *(*value)(struct pool *pool, const struct registry_copy *,
	    const char *table, const char *column);
	/* " AND …" of the rows of a table; "" for all.  NULL: all of all. */
	const char *(*where)(struct pool *pool, const struct registry_copy *,
	    const char *table);
};

/** registry_copy(db, pool, copy): the rows of each of the dictionary's
 * tables that has a year, some thousands a statement.  Inside a transaction.
 * What begins empty is said in db/registry.h. */
MUST enum err registry_copy(struct db *db, struct pool *pool,
    const struct registry_copy *copy);

extern const struct query *const registry_copy_queries[];

#endif
