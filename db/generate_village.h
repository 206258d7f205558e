/*
 * generate_village: the files of generated counties and villages, and the
 * natural villages in which their households live.
 */
#ifndef DB_GENERATE_VILLAGE_H
#define DB_GENERATE_VILLAGE_H

#include "db/generate_plan.h"

/** generate_village_hamlets(plan, village): how many natural villages it
 * has; generate_village_hamlet(i): the name of the ${i}th, from 0. */
int64_t generate_village_hamlets(const struct generate_plan *plan,
    const struct generate_village *village);
const char *generate_village_hamlet(int64_t i);

/** generate_village_write(db, plan): all of them, inside a transaction. */
MUST enum err generate_village_write(struct db *db,
    const struct generate_plan *plan);

extern const struct query *const generate_village_queries[];

#endif
