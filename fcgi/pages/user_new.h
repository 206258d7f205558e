/*
 * user_new: adding an account: login, name, bureau, role no higher than the
 * asker's, area inside his own, an initial password (S0-004).
 */
#ifndef PAGES_USER_NEW_H
#define PAGES_USER_NEW_H

#include "fcgi/http/route.h"

extern const struct route user_new_routes[];

/** user_new_password(pool): a simple initial password, easy to read out:
 * four letters and four digits, none that look alike. */
const char *user_new_password(struct pool *pool);

#endif
