/*
 * elsewhere: a household or a place that is not in the year (or on the day)
 * that is looked at says so, and where it is.
 */
#ifndef PAGES_ELSEWHERE_H
#define PAGES_ELSEWHERE_H

#include "fcgi/http/route.h"

/** elsewhere_fill(r, page): on the page of what was not found: title,
 * sentence and {{#ELSEWHERE}}, where the asker may see it elsewhere. */
void elsewhere_fill(struct req *r, struct page *page);

#endif
