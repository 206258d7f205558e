/*
 * print_village: the forms of a village on paper: 家庭成员自然减少情况表
 * (附件3) and 脱贫不稳定户信息采集表 (附件5).
 */
#ifndef PAGES_PRINT_VILLAGE_H
#define PAGES_PRINT_VILLAGE_H

#include "db/area.h"
#include "fcgi/pages/paper.h"

/** One form each of a village in scope: print_village_decrease,
 * print_village_unstable. */
MUST enum err print_village_decrease(struct paper *p,
    const struct area *village);
MUST enum err print_village_unstable(struct paper *p,
    const struct area *village);

#endif
