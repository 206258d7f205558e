/*
 * division: 区划调整: a village gets another name, becomes part of another,
 * is split, or goes to another township (S0-010).
 */
#ifndef PAGES_DIVISION_H
#define PAGES_DIVISION_H

#include "fcgi/http/route.h"

extern const struct route division_routes[];

#endif
