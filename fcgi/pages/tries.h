/*
 * tries: wrong passwords slow down and lock (S0-003), wherever a password is
 * asked for.
 *
 * SECURITY: guesses made at once are judged one after the other; a name that
 * is nobody's waits as a user's does, so that waiting tells nothing.
 */
#ifndef PAGES_TRIES_H
#define PAGES_TRIES_H

#include "db/user.h"
#include "fcgi/http/req.h"

/** tries_hold(r, login, user): the user of that name with his tries so far,
 * held until the end of the transaction; user_id 0 and no password for a name
 * that is nobody's.  Before any other read in the transaction. */
MUST enum err tries_hold(struct req *r, const char *login,
    struct user *user);

/** tries_wait(r, user): why he may not try now; NULL where he may. */
const char *tries_wait(struct req *r, const struct user *user);

/** tries_count(r, login, user): it was wrong.  Counts where the transaction
 * is committed: the handler shows its page itself and returns OK. */
MUST enum err tries_count(struct req *r, const char *login,
    const struct user *user);

#endif
