/*
 * checksum: a number for the content of each table, to compare a restored
 * database with the one that was backed up.
 */
#ifndef DB_CHECKSUM_H
#define DB_CHECKSUM_H

#include "db/db.h"

/** checksum_print(db, pool): table, tab, number, one line each on stdout, of
 * every table whose rows must survive (sessions and leases need not). */
MUST enum err checksum_print(struct db *db, struct pool *pool);

extern const struct query *const checksum_queries[];

#endif
