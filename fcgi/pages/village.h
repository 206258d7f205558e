/*
 * village: 村月报, choosing a village, and typing the paper 汇总表 of a whole
 * village (S4-003) in one grid: saved as one form, or row by row.
 */
#ifndef PAGES_VILLAGE_H
#define PAGES_VILLAGE_H

#include "fcgi/http/route.h"

extern const struct route village_routes[];

#endif
