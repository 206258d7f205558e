/*
 * report: 月收入登记表, a household's year: twelve rows, months down (S4-024),
 * saved together, and sent back by the township.
 */
#ifndef PAGES_REPORT_H
#define PAGES_REPORT_H

#include "fcgi/http/route.h"

extern const struct route report_routes[];

#endif
