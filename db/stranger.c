#include <ctype.h>
#include <string.h>

#include "db/stranger.h"

const SHAPE(stranger, COLUMN(stranger, name_hash),
    COLUMN(stranger, wrong_tries), COLUMN(stranger, locked_until),
    COLUMN(stranger, tried_at));

struct first {
	struct bytes name_hash;
	struct moment tried_at;
};
static SHAPE(first, COLUMN(first, name_hash), COLUMN(first, tried_at));

/* The one that is there already is locked by this too. */
static const struct query insert = {
	"INSERT INTO stranger (name_hash, tried_at) VALUES (?, ?)"
	" ON DUPLICATE KEY UPDATE wrong_tries = wrong_tries",
	.in = &first_shape
};

struct key {
	struct bytes name_hash;
};
static SHAPE(key, COLUMN(key, name_hash));

static const struct query read = {
	"SELECT name_hash, wrong_tries, locked_until, tried_at"
	"  FROM stranger WHERE name_hash = ? FOR UPDATE",
	.in = &key_shape, .out = &stranger_shape
};

static const struct shape tried_shape = {
	(const struct column[]){ COLUMN(stranger, wrong_tries),
	    COLUMN(stranger, locked_until), COLUMN(stranger, tried_at),
	    COLUMN(stranger, name_hash) }, 4, sizeof(struct stranger)
};
static const struct query tried = {
	"UPDATE stranger SET wrong_tries = ?, locked_until = ?, tried_at = ?"
	" WHERE name_hash = ?", .in = &tried_shape
};

struct idle {
	struct moment before;
};
static SHAPE(idle, COLUMN(idle, before));

static const struct query sweep = {
	"DELETE FROM stranger WHERE tried_at < ? LIMIT 1000",
	.in = &idle_shape
};

const struct query *const stranger_queries[] = {
	&insert, &read, &tried, &sweep, NULL
};

void
stranger_hash(struct pool *pool, const char *login,
    uint8_t hash[SECRET_TOKEN])
{
	char *lower = pool_copy(pool, login), *p;

	for (p = lower; *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	secret_hash(lower, strlen(lower), hash);
}

enum err
stranger_lock(struct db *db, struct pool *pool,
    const uint8_t hash[SECRET_TOKEN], struct moment now,
    struct stranger *stranger)
{
	struct bytes name = { hash, SECRET_TOKEN };
	enum err e = db_do(db, &insert, &(struct first){ name, now }, NULL);

	return e != OK ? e : db_one(db, pool, &read, &(struct key){ name },
	    stranger);
}

enum err
stranger_tried(struct db *db, const struct stranger *stranger)
{
	return db_do(db, &tried, stranger, NULL);
}

enum err
stranger_sweep(struct db *db, struct moment before)
{
	return db_do(db, &sweep, &(struct idle){ before }, NULL);
}
