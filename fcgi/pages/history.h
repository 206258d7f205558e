/*
 * history: 变更记录 of a household, its members, its months, its helpers
 * and its visits:
 * field, old, new, who, when, by which door, the newest first.
 */
#ifndef PAGES_HISTORY_H
#define PAGES_HISTORY_H

#include "fcgi/http/route.h"
#include "fcgi/pages/deed.h"

/** history_page(r, page, deeds): {{#DEED}} for those of the address's page,
 * {{#NOTHING}}, count and the pager. */
void history_page(struct req *r, struct page *page,
    const struct deeds *deeds);

/* /household/#/history */
extern const struct route history_routes[];

#endif
