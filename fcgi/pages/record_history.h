/*
 * record_history: 变更记录 of a helper, a helper unit, a work team with its
 * members, and one of these: field, old, new, who, when, by which door.
 */
#ifndef PAGES_RECORD_HISTORY_H
#define PAGES_RECORD_HISTORY_H

#include "fcgi/http/route.h"

/* /helper/#/history, /unit/#/history, /team/#/history,
 * /team/#/member/#/history */
extern const struct route record_history_routes[];

#endif
