/*
 * user: the accounts of the asker's area (S0-003, S0-004): add, disable,
 * reset a password.  Nobody touches a role above his own, or himself.
 */
#ifndef PAGES_USER_H
#define PAGES_USER_H

#include "fcgi/http/route.h"

extern const struct route user_routes[];

#endif
