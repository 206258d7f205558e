/*
 * hamlet: the natural villages of a village (S1-205): the list, a new one,
 * another name, giving one up, and the file of each.
 */
#ifndef PAGES_HAMLET_H
#define PAGES_HAMLET_H

#include "fcgi/http/route.h"

/* /place/#/hamlet … */
extern const struct route hamlet_routes[];

#endif
