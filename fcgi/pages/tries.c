#include "db/secret.h"
#include "db/stranger.h"
#include "fcgi/pages/tries.h"

#define FREE_TRIES	3	/* wrong passwords before it slows down */
#define LOCK_TRIES	10	/* … and before it locks */
#define LOCK_SECONDS	(15 * 60)

/* Seconds to wait after that many wrong passwords: 1, 2, 4 … then locked. */
static int64_t
wait_seconds(int64_t wrong)
{
	if (wrong < FREE_TRIES)
		return 0;
	return wrong >= LOCK_TRIES ? LOCK_SECONDS :
	    INT64_C(1) << (wrong - FREE_TRIES);
}

enum err
tries_hold(struct req *r, const char *login, struct user *user)
{
	uint8_t hash[SECRET_TOKEN];
	struct stranger s = { 0 };
	enum err e;

	if ((e = user_lock(r->db, r->pool, login)) == OK)
		return user_by_login(r->db, r->pool, login, user);
	stranger_hash(r->pool, login, hash);
	if (e == ERR_ABSENT)
		e = stranger_lock(r->db, r->pool, hash, r->now, &s);
	*user = (struct user){ .bureau = "", .wrong_tries = s.wrong_tries,
	    .locked_until = s.locked_until };
	return e;
}

const char *
tries_wait(struct req *r, const struct user *user)
{
	int64_t seconds = user->locked_until.utc - r->now.utc;

	return seconds <= 0 ? NULL : pool_print(r->pool,
	    "输错次数太多，请%d秒后再试", (int)seconds);
}

enum err
tries_count(struct req *r, const char *login, const struct user *user)
{
	int64_t wrong = user->wrong_tries >= LOCK_TRIES ? 1 :
	    user->wrong_tries + 1;
	struct moment until = { r->now.utc + wait_seconds(wrong) };
	uint8_t hash[SECRET_TOKEN];
	enum err e;

	if (user->user_id == 0) {
		stranger_hash(r->pool, login, hash);
		return stranger_tried(r->db, &(struct stranger){
		    { hash, sizeof hash }, wrong, until, r->now });
	}
	if ((e = user_tried(r->db, user->user_id, wrong, until)) != OK)
		return e;
	return audit_add(r->db, &(struct audit){ r->now, user->user_id,
	    req_address(r), "signin-wrong", "" });
}
