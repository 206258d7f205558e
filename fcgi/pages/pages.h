/*
 * pages: every noun's routes, gathered.  A new page file adds one line to
 * pages.c and nothing else.
 */
#ifndef PAGES_PAGES_H
#define PAGES_PAGES_H

#include "fcgi/http/route.h"

extern const struct kit pages_kit;
/* The queries that are made as the program starts, checked by each worker
 * beside those of db/noun.h. */
extern const struct query *const *const pages_queries[];

#endif
