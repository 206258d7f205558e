/*
 * household_list: the list of households (S4-022, S4-035): filters as chips,
 * the whole state in the address, so that it can be sent to a colleague.
 */
#ifndef PAGES_HOUSEHOLD_LIST_H
#define PAGES_HOUSEHOLD_LIST_H

#include "fcgi/http/route.h"

extern const struct form household_list_form;

/** household_list_show(r): GET /household. */
MUST enum err household_list_show(struct req *r);

#endif
