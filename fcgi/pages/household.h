/*
 * household: 住户, the list with its filters and totals (S4-035), and a
 * household's page: its people, its helpers, its year.
 */
#ifndef PAGES_HOUSEHOLD_H
#define PAGES_HOUSEHOLD_H

#include "fcgi/http/route.h"

extern const struct route household_routes[];

#endif
