/*
 * household_list: the list of households (S4-022, S4-035) and the search for
 * them (S1-220 … S1-222, S1-250): filters as chips, the whole state in the
 * address, so that it can be kept and sent to a colleague.
 */
#ifndef PAGES_HOUSEHOLD_LIST_H
#define PAGES_HOUSEHOLD_LIST_H

#include "fcgi/http/route.h"

/* Households of a workbook: it leaves only when it is whole, and more would
 * not be waited for. */
#define HOUSEHOLD_LIST_BOOK_MOST	50000

/** household_list_show(r): GET /household; also what a form of that page
 * shows again, with what was wrong at its field. */
MUST enum err household_list_show(struct req *r);

#endif
