/*
 * history: 变更记录 of a household, its members, its months and its helpers:
 * field, old, new, who, when, by which door, the newest first.
 */
#ifndef PAGES_HISTORY_H
#define PAGES_HISTORY_H

#include "fcgi/http/route.h"

/* /household/#/history */
extern const struct route history_routes[];

#endif
