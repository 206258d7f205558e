/*
 * session: cookies, who asks, and the CSRF token.
 *
 * SECURITY: the cookie holds 32 random bytes, HttpOnly and SameSite=Lax; the
 * table holds only their hash.  The CSRF token is derived from the cookie, so
 * it needs no storage and no other site can know it.  Guests hold a random
 * cookie of their own, so that signing in is protected the same way.
 */
#ifndef HTTP_SESSION_H
#define HTTP_SESSION_H

#include "fcgi/http/req.h"

/** session_load(r): fill r->session, r->who, r->key, r->settings; a guest
 * where nobody is signed in or the session was idle too long. */
MUST enum err session_load(struct req *r);

/** session_begin(r, user_id): a new session and its cookie. */
MUST enum err session_begin(struct req *r, int64_t user_id);

/** session_become(r): be the user of the session just begun, within the same
 * request (coming back to a form after signing in). */
MUST enum err session_become(struct req *r);

/** session_year(r, year): look at another year within this request; false,
 * and nothing changes, where there is no such year. */
bool session_year(struct req *r, int64_t year);

/** session_leave(r): end this session and its cookie. */
MUST enum err session_leave(struct req *r);

/** session_hash(r, hash): of this session's token, as in the table. */
void session_hash(const struct req *r, uint8_t hash[SESSION_HASH]);

#endif
