/*
 * signin: 登录 with user name, password and 委办局编号 (S0-003), and coming
 * back to what was typed when the session had ended.
 */
#ifndef PAGES_SIGNIN_H
#define PAGES_SIGNIN_H

#include "fcgi/http/route.h"

extern const struct route signin_routes[];

/** signin_expired(r): a POST without a session: the sign-in page, holding
 * every word of the form. */
MUST enum err signin_expired(struct req *r);

#endif
