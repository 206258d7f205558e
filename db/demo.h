/*
 * demo: a county that can be looked at: accounts for each role, and a file
 * that says how to sign in and whose phone may send which short numbers.
 */
#ifndef DB_DEMO_H
#define DB_DEMO_H

#include "core/who.h"
#include "db/db.h"

#define DEMO_PASSWORD	"bangfu1234"
#define DEMO_BUREAU	"130630"
#define DEMO_HOUSEHOLDS	2000
#define DEMO_HELPERS	200

/** demo_accounts(db, pool, who): one account for each role, and one whose
 * password must be changed first; those that are there stay as they are. */
MUST enum err demo_accounts(struct db *db, struct pool *pool,
    const struct who *who);

/** demo_write(db, pool, who, path): accounts and some helpers with their
 * households as JSON, mode 0600, replaced at once. */
MUST enum err demo_write(struct db *db, struct pool *pool,
    const struct who *who, const char *path);

extern const struct query *const demo_queries[];

#endif
