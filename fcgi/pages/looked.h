/*
 * looked: the year and the day that are looked at, around every page.
 */
#ifndef PAGES_LOOKED_H
#define PAGES_LOOKED_H

#include "fcgi/http/route.h"

/** looked_fill(r, top, bar): the switch of years in the bar, and a banner
 * where another year than the living file, or another day, is shown. */
void looked_fill(struct req *r, struct page *top, struct page *bar);

/** looked_now(r): this page's address without a day. */
const char *looked_now(struct req *r);

#endif
