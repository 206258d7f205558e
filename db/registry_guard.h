/*
 * registry_guard: what keeps the rows of a closed year as they are, whoever
 * comes and by whatever door: triggers on the dictionary's tables.
 */
#ifndef DB_REGISTRY_GUARD_H
#define DB_REGISTRY_GUARD_H

#include "db/db.h"

/** registry_guard(db, pool): the triggers that are missing.  A connection
 * that has set @bangfu_repair (migrations) is not refused. */
MUST enum err registry_guard(struct db *db, struct pool *pool);

extern const struct query *const registry_guard_queries[];

#endif
