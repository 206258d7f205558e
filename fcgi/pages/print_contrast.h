/*
 * print_contrast: what changed since last year, on paper: 贫困户信息对照表
 * (S1-202), last year's value beside an empty cell; and
 * 家庭成员自然增加情况表 (附件2).
 */
#ifndef PAGES_PRINT_CONTRAST_H
#define PAGES_PRINT_CONTRAST_H

#include "fcgi/pages/paper.h"

/** One form of the household found in scope each: print_contrast_household,
 * print_contrast_increase. */
MUST enum err print_contrast_household(struct paper *p,
    const struct household *h);
MUST enum err print_contrast_increase(struct paper *p,
    const struct household *h);

#endif
