/*
 * past: a page of a file (a household's, a place's, a helper's, a unit's, a
 * work team's) as it stood on a day (?day=2022-03-01): the same page, read
 * from the history, read-only.
 */
#ifndef PAGES_PAST_H
#define PAGES_PAST_H

#include "fcgi/http/route.h"

/** past_show(r, show): ${show}, with what stood at the end of the address's
 * day; now, where it names none.  A day that can't be is told (422). */
MUST enum err past_show(struct req *r, handler *show);

/** past_record(r): what is counted of a record without years, whose page it
 * is, is of the day that is shown too.  Returns whether it can only be looked
 * at: that is not now, or the year is closed. */
bool past_record(struct req *r);

/** past_with(r, address): ${address} for the same day. */
const char *past_with(struct req *r, const char *address);

#endif
