/*
 * identity: what is locked on a member's page, changed by the county with a
 * reason (S1-185, S1-223, S1-316): name, type and number; and members added
 * later, those without a number among them (S1-189, S1-191, S1-192).
 *
 * SECURITY: numbers are shown masked; a number of another area is told of
 * without saying whose.
 */
#ifndef PAGES_IDENTITY_H
#define PAGES_IDENTITY_H

#include "fcgi/http/route.h"

/* /household/#/member/#/identity, /household/#/member/new */
extern const struct route identity_routes[];

#endif
