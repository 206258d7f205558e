/*
 * generate_visit: entries of visits to generated households and villages, and
 * a few drawn pictures for them.
 */
#ifndef DB_GENERATE_VISIT_H
#define DB_GENERATE_VISIT_H

#include "db/generate_plan.h"

struct generate_visits;

/** generate_visit_start(db, pool, plan, visits): room for a batch, and the
 * pictures (db/picture) put among the files of BANGFU_VAR; without a
 * BANGFU_VAR there are none. */
MUST enum err generate_visit_start(struct db *db, struct pool *pool,
    const struct generate_plan *plan, struct generate_visits **visits);

/** generate_visit_fill(visits, village, household, index): the visits to that
 * household, and to its village with the first. */
void generate_visit_fill(struct generate_visits *visits,
    const struct generate_village *village,
    const struct generate_household *h, int64_t index);

/** generate_visit_write(db, visits): those of the batch, inside a
 * transaction. */
MUST enum err generate_visit_write(struct db *db,
    struct generate_visits *visits);

extern const struct query *const generate_visit_queries[];

#endif
