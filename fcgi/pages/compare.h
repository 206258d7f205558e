/*
 * compare: 年度对比, a household and its members in two years, field by
 * field (S1-202).
 */
#ifndef PAGES_COMPARE_H
#define PAGES_COMPARE_H

#include "fcgi/http/route.h"

/* /household/#/compare */
extern const struct route compare_routes[];

#endif
