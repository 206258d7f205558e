/*
 * print_month: the month's visit on paper (S4-003): 走访服务信息采集表 of a
 * household, signed by its head and the visitor, and the village's
 * 走访服务信息采集汇总表.
 */
#ifndef PAGES_PRINT_MONTH_H
#define PAGES_PRINT_MONTH_H

#include "db/area.h"
#include "fcgi/pages/paper.h"

/** print_month_household(p, household): as far as it is filled in, of
 * p->period. */
MUST enum err print_month_household(struct paper *p,
    const struct household *h);

/** print_month_village(p, village): every household of the village, with the
 * sums. */
MUST enum err print_month_village(struct paper *p,
    const struct area *village);

#endif
