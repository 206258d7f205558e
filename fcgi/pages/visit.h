/*
 * visit: what was done for a household or a village (走访, 追踪; S0-092,
 * S0-104): the tab of a household, the page of a village.
 */
#ifndef PAGES_VISIT_H
#define PAGES_VISIT_H

#include "fcgi/http/route.h"

extern const struct route visit_routes[];

#endif
