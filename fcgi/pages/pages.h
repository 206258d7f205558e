/*
 * pages: every noun's routes, gathered.  A new page file adds one line to
 * pages.c and nothing else.
 */
#ifndef PAGES_PAGES_H
#define PAGES_PAGES_H

#include "fcgi/http/route.h"

extern const struct kit pages_kit;
/* Every query that the web uses, checked at the start of each worker. */
extern const struct query *const *const pages_queries[];

#endif
