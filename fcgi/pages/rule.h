/*
 * rule: 问题数据: what the rules have against one household, with the
 * explanations that were kept; and the households of an area where something
 * is open, with how many each rule finds (values.md 3.11).
 */
#ifndef PAGES_RULE_H
#define PAGES_RULE_H

#include "fcgi/http/route.h"

/* /household/#/problem */
extern const struct route rule_routes[];

#endif
