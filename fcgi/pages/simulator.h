/*
 * simulator: a message as if from a phone.  It goes into the durable inbox
 * by the same call as a gateway's, the real processor answers it, and the
 * answer stands here instead of going out.
 */
#ifndef PAGES_SIMULATOR_H
#define PAGES_SIMULATOR_H

#include "fcgi/http/route.h"

extern const struct route simulator_routes[];

#endif
