/*
 * home: 待办: what is due, what came back, and how far the area has come with
 * the month, worst first (ui.md, S4-028).  Each line leads to where the work
 * is done.
 */
#ifndef PAGES_HOME_H
#define PAGES_HOME_H

#include "fcgi/http/route.h"

extern const struct route home_routes[];

#endif
