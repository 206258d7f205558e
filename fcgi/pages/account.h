/*
 * account: one's own password (S0-004, S0-005) and sessions (我的会话).
 */
#ifndef PAGES_ACCOUNT_H
#define PAGES_ACCOUNT_H

#include "fcgi/http/route.h"

extern const struct route account_routes[];

/** account_password_flaw(answer): why a new password is too weak, or NULL;
 * for .also of a field. */
const char *account_password_flaw(const struct answer *a);

#endif
