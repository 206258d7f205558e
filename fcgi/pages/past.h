/*
 * past: a page of a household's or a place's file as it stood on a day (?day=2022-03-01):
 * the same page, read from the history, read-only.
 */
#ifndef PAGES_PAST_H
#define PAGES_PAST_H

#include "fcgi/http/route.h"

/** past_show(r, show): ${show}, with what stood at the end of the address's
 * day; now, where it names none.  A day that can't be is told (422). */
MUST enum err past_show(struct req *r, handler *show);

/** past_with(r, address): ${address} for the same day. */
const char *past_with(struct req *r, const char *address);

#endif
