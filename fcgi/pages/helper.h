/*
 * helper: the helpers (帮扶责任人) of the asker's area: who they are, the phone
 * that speaks for each, and his households by short number (pocket card).
 */
#ifndef PAGES_HELPER_H
#define PAGES_HELPER_H

#include "fcgi/http/route.h"

extern const struct route helper_routes[];

#endif
