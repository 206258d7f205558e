/*
 * session: who is signed in.  The token is only in the cookie; the table
 * holds its hash.  One read gives everything that a request needs of its
 * asker, the open year and the generation of the settings.
 */
#ifndef DB_SESSION_H
#define DB_SESSION_H

#include "db/db.h"

#define SESSION_HASH 32		/* bytes */

struct session {
	int64_t user_id;
	const char *login;
	const char *name;
	const char *role;
	int64_t area;
	int64_t helper_id;
	bool must_change;		/* S0-004 */
	struct moment created_at;
	struct moment seen_at;
	const char *area_name;
	int64_t year;			/* the open year: the living file */
	int64_t looked;			/* the year he chose; 0: none */
	int64_t generation;		/* of the settings */
};
extern const struct shape session_shape;
extern const struct query *const session_queries[];

/** session_read(db, pool, hash, session): ERR_ABSENT where nobody (or a
 * disabled user) holds the token. */
MUST enum err session_read(struct db *db, struct pool *pool,
    const uint8_t *hash, struct session *session);

/* A new session. */
struct session_start {
	struct bytes token_hash;
	int64_t user_id;
	struct moment created_at, seen_at;
	const char *address, *agent;
};
/** session_add(db, start): ${start->user_id} is signed in from now on. */
MUST enum err session_add(struct db *db, const struct session_start *start);

/** session_touch(db, hash, now): last seen; at most once a minute. */
MUST enum err session_touch(struct db *db, const uint8_t *hash,
    struct moment now);

/** session_look(db, hash, year): the year he looks at from now on; 0: the
 * living file. */
MUST enum err session_look(struct db *db, const uint8_t *hash,
    int64_t year);

/** session_end(db, hash): sign out.  session_end_all: everywhere, but for
 * the session of ${except} (NULL: none).  session_sweep: the idle ones. */
MUST enum err session_end(struct db *db, const uint8_t *hash);
MUST enum err session_end_all(struct db *db, int64_t user_id,
    const uint8_t *except);
MUST enum err session_sweep(struct db *db, struct moment before);

/* One of a user's own sessions (我的会话). */
struct session_line {
	struct bytes token_hash;
	struct moment created_at, seen_at;
	const char *address, *agent;
};
extern const struct shape session_line_shape;
/** session_list(db, pool, user_id, lines, count): his own, the last seen
 * first. */
MUST enum err session_list(struct db *db, struct pool *pool, int64_t user_id,
    struct session_line **lines, size_t *count);

#endif
