/*
 * health: GET /health: what is up, for a monitor: 503 where something is not.
 */
#ifndef PAGES_HEALTH_H
#define PAGES_HEALTH_H

#include "fcgi/http/route.h"

extern const struct route health_routes[];

#endif
