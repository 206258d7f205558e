/*
 * place_history: 变更记录 of a village with its natural villages, or of a
 * county: field, old, new, who, when, by which door.
 */
#ifndef PAGES_PLACE_HISTORY_H
#define PAGES_PLACE_HISTORY_H

#include "fcgi/http/route.h"

/* /place/#/history */
extern const struct route place_history_routes[];

#endif
