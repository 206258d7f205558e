/*
 * user_edit: another role or area for an account.  His sessions end: what he
 * may see is read when he signs in.
 */
#ifndef PAGES_USER_EDIT_H
#define PAGES_USER_EDIT_H

#include "db/user.h"
#include "fcgi/http/route.h"

extern const struct route user_edit_routes[];

/** user_edit_refusal(r, user): why the asker may not change the account;
 * NULL where he may. */
const char *user_edit_refusal(const struct req *r, const struct user *user);

/** user_edit_take(r, user): the account r->id[0], if the asker may change
 * it; ERR_DENIED or ERR_ABSENT. */
MUST enum err user_edit_take(struct req *r, struct user *user);

#endif
