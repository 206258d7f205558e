/*
 * print: the official forms on A4, by the browser's own print (S1-202, S1-308,
 * S2-010 … S2-031, S4-003): of one household, of those that were ticked, or
 * of a village.
 */
#ifndef PAGES_PRINT_H
#define PAGES_PRINT_H

#include "fcgi/http/route.h"

extern const struct route print_routes[];

#endif
