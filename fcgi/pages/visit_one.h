/*
 * visit_one: one entry with its photos; corrected and withdrawn by its author,
 * removed by the county with a reason.
 */
#ifndef PAGES_VISIT_ONE_H
#define PAGES_VISIT_ONE_H

#include "db/visit.h"
#include "fcgi/http/route.h"

/** visit_one_fill(r, part, visit): what it says, wherever it is shown. */
void visit_one_fill(struct req *r, struct page *p, const struct visit *v);

extern const struct route visit_one_routes[];

#endif
