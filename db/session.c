#include "db/session.h"

enum { SESSIONS_MOST = 100 };

SHAPE(session, COLUMN(session, user_id), COLUMN(session, login),
    COLUMN(session, name), COLUMN(session, role), COLUMN(session, area),
    COLUMN(session, helper_id), COLUMN(session, must_change),
    COLUMN(session, created_at), COLUMN(session, seen_at),
    COLUMN(session, area_name), COLUMN(session, year),
    COLUMN(session, looked), COLUMN(session, generation));

struct session_key {
	struct bytes token_hash;
};
static SHAPE(session_key, COLUMN(session_key, token_hash));

static const struct query read = {
	"SELECT u.user_id, u.login, u.name, u.role, u.area,"
	" IFNULL(u.helper_id, 0) AS helper_id, u.must_change,"
	" s.created_at, s.seen_at, s.area_name, n.year,"
	" IFNULL(s.year, 0) AS looked, n.generation"
	" FROM session s JOIN user u ON u.user_id = s.user_id"
	" JOIN registry_now n ON n.one = 1"
	" LEFT JOIN helper k ON k.helper_id = u.helper_id"
	" WHERE s.token_hash = ? AND u.disabled = 0 AND IFNULL(k.active, 1)",
	&session_key_shape, &session_shape
};

static SHAPE(session_start, COLUMN(session_start, token_hash),
    COLUMN(session_start, created_at), COLUMN(session_start, seen_at),
    COLUMN(session_start, address), COLUMN(session_start, agent),
    COLUMN(session_start, user_id));

static const struct query add = {
	"INSERT INTO session (token_hash, created_at, seen_at, address,"
	" agent, user_id, area_name)"
	" SELECT ?, ?, ?, ?, ?, u.user_id, IFNULL(a.name, '')"
	" FROM user u LEFT JOIN area a ON a.code = u.area"
	" WHERE u.user_id = ?",
	&session_start_shape, NULL
};

struct session_seen {
	struct moment seen_at;
	struct bytes token_hash;
};
static SHAPE(session_seen, COLUMN(session_seen, seen_at),
    COLUMN(session_seen, token_hash));

static const struct query touch = {
	"UPDATE session SET seen_at = ? WHERE token_hash = ?",
	&session_seen_shape, NULL
};

struct session_year {
	int64_t year;
	struct bytes token_hash;
};
static SHAPE(session_year, COLUMN(session_year, year),
    COLUMN(session_year, token_hash));

static const struct query look = {
	"UPDATE session SET year = NULLIF(?, 0) WHERE token_hash = ?",
	&session_year_shape, NULL
};

static const struct query end = {
	"DELETE FROM session WHERE token_hash = ?", &session_key_shape, NULL
};

struct session_others {
	int64_t user_id;
	struct bytes token_hash;
};
static SHAPE(session_others, COLUMN(session_others, user_id),
    COLUMN(session_others, token_hash));

static const struct query end_all = {
	"DELETE FROM session WHERE user_id = ? AND token_hash <> ?",
	&session_others_shape, NULL
};

struct session_idle {
	struct moment before;
};
static SHAPE(session_idle, COLUMN(session_idle, before));

static const struct query sweep = {
	"DELETE FROM session WHERE seen_at < ? LIMIT 1000",
	&session_idle_shape, NULL
};

SHAPE(session_line, COLUMN(session_line, token_hash),
    COLUMN(session_line, created_at), COLUMN(session_line, seen_at),
    COLUMN(session_line, address), COLUMN(session_line, agent));

struct session_user {
	int64_t user_id;
};
static SHAPE(session_user, COLUMN(session_user, user_id));

static const struct query list = {
	"SELECT token_hash, created_at, seen_at, address, agent FROM session"
	" WHERE user_id = ? ORDER BY seen_at DESC",
	&session_user_shape, &session_line_shape
};

const struct query *const session_queries[] = {
	&read, &add, &touch, &look, &end, &end_all, &sweep, &list, NULL
};

static struct bytes
hash_of(const uint8_t *hash)
{
	static const uint8_t nobody[SESSION_HASH];

	return (struct bytes){ hash != NULL ? hash : nobody, SESSION_HASH };
}

enum err
session_read(struct db *db, struct pool *pool, const uint8_t *hash,
    struct session *session)
{
	return db_one(db, pool, &read, &(struct session_key){ hash_of(hash) },
	    session);
}

enum err
session_add(struct db *db, const struct session_start *start)
{
	return db_do(db, &add, start, NULL);
}

enum err
session_touch(struct db *db, const uint8_t *hash, struct moment now)
{
	return db_do(db, &touch,
	    &(struct session_seen){ now, hash_of(hash) }, NULL);
}

enum err
session_look(struct db *db, const uint8_t *hash, int64_t year)
{
	return db_do(db, &look,
	    &(struct session_year){ year, hash_of(hash) }, NULL);
}

enum err
session_end(struct db *db, const uint8_t *hash)
{
	return db_do(db, &end, &(struct session_key){ hash_of(hash) }, NULL);
}

enum err
session_end_all(struct db *db, int64_t user_id, const uint8_t *except)
{
	return db_do(db, &end_all,
	    &(struct session_others){ user_id, hash_of(except) }, NULL);
}

enum err
session_sweep(struct db *db, struct moment before)
{
	return db_do(db, &sweep, &(struct session_idle){ before }, NULL);
}

enum err
session_list(struct db *db, struct pool *pool, int64_t user_id,
    struct session_line **lines, size_t *count)
{
	return db_all(db, pool, &list, &(struct session_user){ user_id },
	    SESSIONS_MOST, lines, count);
}
