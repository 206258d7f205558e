/*
 * pairing_one: the period of one pairing (修改时间, S1-311).
 */
#ifndef PAGES_PAIRING_ONE_H
#define PAGES_PAIRING_ONE_H

#include "fcgi/http/route.h"

extern const struct route pairing_one_routes[];

/** pairing_one_day_flaw(r, day): a day on which no pairing can begin or end:
 * too early, or more than a year ahead; a clause, or NULL. */
const char *pairing_one_day_flaw(const struct req *r, struct date day);

#endif
