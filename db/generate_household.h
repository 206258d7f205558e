/*
 * generate_household: a household and the people in it.
 */
#ifndef DB_GENERATE_HOUSEHOLD_H
#define DB_GENERATE_HOUSEHOLD_H

#include "db/generate_plan.h"

/** generate_household_fill(plan, village, index, rows): the ${index}th
 * household, of that village: it, its members and pairings. */
void generate_household_fill(struct generate_plan *plan,
    const struct generate_village *village, int64_t index,
    struct generate_rows *rows);

#endif
