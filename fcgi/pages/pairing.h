/*
 * pairing: who helps whom (结对关系查询, S1-145): by household, helper, unit
 * and area.
 */
#ifndef PAGES_PAIRING_H
#define PAGES_PAIRING_H

#include "fcgi/http/route.h"

extern const struct route pairing_routes[];

#endif
