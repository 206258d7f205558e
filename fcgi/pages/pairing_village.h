/*
 * pairing_village: a village's households with their helpers, paired in
 * bulk: tick households, choose a helper and a day; or tick pairings and
 * choose their last day.
 */
#ifndef PAGES_PAIRING_VILLAGE_H
#define PAGES_PAIRING_VILLAGE_H

#include "fcgi/http/route.h"

extern const struct route pairing_village_routes[];

#endif
