/*
 * registry: 年度管理, the years of the registry: looking at another one,
 * opening the next, closing one (S1-100 … S1-104).
 */
#ifndef PAGES_REGISTRY_H
#define PAGES_REGISTRY_H

#include "fcgi/http/route.h"

extern const struct route registry_routes[];

#endif
