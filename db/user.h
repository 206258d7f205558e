/*
 * user: the people who sign in (S0-003, S0-004).  A user's scope is one area,
 * or one helper's pairings.
 */
#ifndef DB_USER_H
#define DB_USER_H

#include "db/db.h"

#define USER_LOGIN_MOST		40
#define USER_NAME_MOST		60
#define USER_PASSWORD_LEAST	8
#define USER_PASSWORD_MOST	128

struct user {
	int64_t user_id;
	const char *login;
	const char *bureau;		/* 委办局编号 */
	const char *name;
	const char *role;		/* role_name */
	int64_t area;
	int64_t helper_id;		/* 0 but for a helper */
	const char *password_hash;
	bool must_change;
	bool disabled;
	int64_t wrong_tries;
	struct moment locked_until;
	struct moment created_at;
	const char *area_name;		/* "" where the area is unknown */
};
extern const struct shape user_shape;
extern const struct query *const user_queries[];

/** user_by_login(db, pool, login, user): for signing in only: no scope.
 * Disabled where he is a helper who was stopped, too. */
MUST enum err user_by_login(struct db *db, struct pool *pool,
    const char *login, struct user *user);

/** user_lock(db, pool, login): nobody else signs in under that name, or tries
 * to, until the end of the transaction.  Before any other read in it. */
MUST enum err user_lock(struct db *db, struct pool *pool, const char *login);

/** user_by_id(db, pool, who, id, user): in the scope of ${who}'s area. */
MUST enum err user_by_id(struct db *db, struct pool *pool,
    const struct who *who, int64_t id, struct user *user);

struct user_filter {
	const char *find;		/* part of name or login; "" for all */
	const char *role;		/* role_name; "" for all */
	bool all;			/* the disabled too */
	int64_t page;			/* from 1 */
};
struct user_list {
	struct user *at;
	size_t count;
	int64_t users;			/* of all pages */
	int64_t page, pages;
};
#define USER_PAGE		20

/** user_list(db, pool, who, filter, list): those of the asker's area, by area
 * and login; two queries. */
MUST enum err user_list(struct db *db, struct pool *pool,
    const struct who *who, const struct user_filter *filter,
    struct user_list *list);

/** user_of_helper(db, pool, helper_id, user): his account that is not
 * disabled; ERR_ABSENT where he has none. */
MUST enum err user_of_helper(struct db *db, struct pool *pool,
    int64_t helper_id, struct user *user);

/** user_add(db, user, by, now, id): the hash, not the password.
 * Errors: ERR_CONFLICT where the login is taken. */
MUST enum err user_add(struct db *db, const struct user *user, int64_t by,
    struct moment now, int64_t *id);

/** user_set_place(db, user, by): role, area and helper_id of ${user}; his
 * sessions are to end. */
MUST enum err user_set_place(struct db *db, const struct user *user,
    int64_t by);

/** user_set_disabled / user_set_password: ${must_change} at next sign-in
 * (S0-004).  Both end the user's sessions: session_end_all. */
MUST enum err user_set_disabled(struct db *db, int64_t id, bool disabled,
    int64_t by);
MUST enum err user_set_password(struct db *db, int64_t id, const char *hash,
    bool must_change, int64_t by);

/** user_tried(db, id, wrong_tries, locked_until): after a sign-in. */
MUST enum err user_tried(struct db *db, int64_t id, int64_t wrong_tries,
    struct moment locked_until);

/* One line of the audit: signed in, exported … */
struct audit {
	struct moment at;
	int64_t user_id;
	const char *address;
	const char *deed;
	const char *about;	/* never personal data */
};
/** audit_add(db, audit): one more line, never changed again. */
extern const struct shape audit_shape;
MUST enum err audit_add(struct db *db, const struct audit *audit);

/** audit_add_id(db, audit, id): the same, and the line's number.
 * audit_by_id(db, pool, user_id, id, audit): one of that user's lines. */
MUST enum err audit_add_id(struct db *db, const struct audit *audit,
    int64_t *id);
MUST enum err audit_by_id(struct db *db, struct pool *pool, int64_t user_id,
    int64_t id, struct audit *audit);

/** audit_by_user(db, pool, user_id, lines, count): the newest AUDIT_MOST. */
#define AUDIT_MOST	10
MUST enum err audit_by_user(struct db *db, struct pool *pool,
    int64_t user_id, struct audit **lines, size_t *count);

#endif
