/*
 * indicator: 指标维护 (S1-010): what a field is called, means, asks for and
 * allows, by area and year; an area's own fields; 银行维护.  Administrators,
 * and counties for themselves.
 */
#ifndef PAGES_INDICATOR_H
#define PAGES_INDICATOR_H

#include "fcgi/http/route.h"

/* /indicator, /indicator/one, /indicator/forget, /indicator/divisor */
extern const struct route indicator_routes[];

#endif
