/*
 * rule_list: 问题数据 of an area: households where a rule speaks up.
 */
#ifndef PAGES_RULE_LIST_H
#define PAGES_RULE_LIST_H

#include "fcgi/http/route.h"

/* /problem */
extern const struct route rule_list_routes[];

#endif
