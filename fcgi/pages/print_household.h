/*
 * print_household: the forms of one household on paper: 新识别贫困户信息采集表
 * (附件1), up to 2017 贫困户信息采集表, and 边缘易致贫户信息采集表 (附件4).
 * Their fields are the dictionary's: one line more there is one more here.
 */
#ifndef PAGES_PRINT_HOUSEHOLD_H
#define PAGES_PRINT_HOUSEHOLD_H

#include "fcgi/pages/paper.h"

/** One form of the household found in scope each: print_household_poor,
 * print_household_marginal. */
MUST enum err print_household_poor(struct paper *p,
    const struct household *h);
MUST enum err print_household_marginal(struct paper *p,
    const struct household *h);

#endif
