#include "db/once.h"

struct row {
	int64_t user_id;
	const char *nonce;
	struct bytes words;
	struct moment taken_at;
};
static SHAPE(row, COLUMN(row, user_id), COLUMN(row, nonce),
    COLUMN(row, words), COLUMN(row, taken_at));
static const struct query take = {
	"INSERT INTO form_once (user_id, nonce, words, taken_at)"
	" VALUES (?, ?, ?, ?)"
	" ON DUPLICATE KEY UPDATE record_id = record_id",
	.in = &row_shape
};

struct key {
	int64_t record_id, user_id;
	const char *nonce;
	struct bytes words;
};
static const struct shape said_shape = {
	(const struct column[]){ COLUMN(key, user_id), COLUMN(key, nonce),
	    COLUMN(key, words) }, 3, sizeof(struct key)
};
static const struct shape made_shape = {
	(const struct column[]){ COLUMN(key, record_id),
	    COLUMN(key, user_id), COLUMN(key, nonce) }, 3,
	sizeof(struct key)
};
struct found {
	int64_t record_id;
};
static SHAPE(found, COLUMN(found, record_id));
/* What has just been committed by another is seen under a lock only. */
static const struct query same = {
	"SELECT record_id FROM form_once"
	" WHERE user_id = ? AND nonce = ? AND words = ? FOR UPDATE",
	.in = &said_shape, .out = &found_shape
};

static const struct query made = {
	"UPDATE form_once SET record_id = ? WHERE user_id = ? AND nonce = ?",
	.in = &made_shape
};

struct before {
	struct moment before;
};
static SHAPE(before, COLUMN(before, before));
static const struct query sweep = {
	"DELETE FROM form_once WHERE taken_at < ?", .in = &before_shape
};

const struct query *const once_queries[] = {
	&take, &same, &made, &sweep, NULL
};

enum err
once_take(struct db *db, struct pool *pool, const struct once *o,
    struct moment now, int64_t *id)
{
	struct found found;
	enum err e = db_do(db, &take, &(struct row){ o->user_id, o->nonce,
	    o->words, now }, NULL);

	*id = 0;
	if (e != OK)
		return e;
	e = db_one(db, pool, &same, &(struct key){ 0, o->user_id, o->nonce,
	    o->words }, &found);
	if (e == OK)
		*id = found.record_id;
	return e == ERR_ABSENT ? ERR_CONFLICT : e;
}

enum err
once_made(struct db *db, const struct once *o, int64_t id)
{
	return db_do(db, &made, &(struct key){ .record_id = id,
	    .user_id = o->user_id, .nonce = o->nonce }, NULL);
}

enum err
once_sweep(struct db *db, struct moment before)
{
	return db_do(db, &sweep, &(struct before){ before }, NULL);
}
