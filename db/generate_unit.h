/*
 * generate_unit: made-up helper units, the work teams they sent with their
 * members, and the helpers who belong to these units.
 */
#ifndef DB_GENERATE_UNIT_H
#define DB_GENERATE_UNIT_H

#include "db/generate_plan.h"

/** generate_unit_write(db, pool, plan): and the helpers themselves; sets
 * unit_id of plan->helpers. */
MUST enum err generate_unit_write(struct db *db, struct pool *pool,
    struct generate_plan *plan);

extern const struct query *const generate_unit_queries[];

#endif
