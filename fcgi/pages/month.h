/*
 * month: which months may be written in which area (S4-023): closing (封账),
 * and re-opening until a day, with a reason; the list of all of them.
 */
#ifndef PAGES_MONTH_H
#define PAGES_MONTH_H

#include "fcgi/http/route.h"

extern const struct route month_routes[];

#endif
