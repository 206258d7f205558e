/*
 * missing: people without a number of their own (S1-191, S1-192), until it is
 * completed.
 */
#ifndef PAGES_MISSING_H
#define PAGES_MISSING_H

#include "fcgi/http/route.h"

/* /missing */
extern const struct route missing_routes[];

#endif
