/*
 * generate_month: what was reported of a household, month by month: most in
 * time, some late, some drafts, some sent back, some not at all; some with a
 * problem that lasts for months.
 */
#ifndef DB_GENERATE_MONTH_H
#define DB_GENERATE_MONTH_H

#include "db/generate_plan.h"

/** generate_month_fill(plan, village, household, rows): all its months. */
void generate_month_fill(struct generate_plan *plan,
    const struct generate_village *village,
    const struct generate_household *household, struct generate_rows *rows);

#endif
