#include <stdio.h>

#include "db/staged.h"

static SHAPE(staged, COLUMN(staged, staged_id), COLUMN(staged, file),
    COLUMN(staged, small));

/* ---- one more ---------------------------------------------------------- */

struct row {
	int64_t user_id;
	const char *form;
	struct bytes file, small;
	int64_t bytes, width, height;
	const char *kind;
	struct opt_int latitude_e6, longitude_e6;
	const char *taken_at;
	struct moment staged_at;
};
static SHAPE(row, COLUMN(row, user_id), COLUMN(row, form), COLUMN(row, file),
    COLUMN(row, small), COLUMN(row, bytes), COLUMN(row, width),
    COLUMN(row, height), COLUMN(row, kind), COLUMN(row, latitude_e6),
    COLUMN(row, longitude_e6), COLUMN(row, taken_at),
    COLUMN(row, staged_at));
static const struct query insert = {
	"INSERT INTO photo_staged (user_id, form, file, small, bytes, width,"
	" height, kind, latitude_e6, longitude_e6, taken_at, staged_at)"
	" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
	" ON DUPLICATE KEY UPDATE staged_at = VALUES(staged_at),"
	" staged_id = LAST_INSERT_ID(staged_id)",
	.in = &row_shape
};

enum err
staged_add(struct db *db, const struct staged_new *new, int64_t *id)
{
	const struct photo_head *h = new->head;
	struct db_deed deed;
	const char *at = NULL;
	char taken[32];
	int64_t t = h->taken;
	enum err e;

	if (t > 0 && snprintf(taken, sizeof taken, "%04d-%02d-%02d %02d:"
	    "%02d:%02d", (int)(t / 10000000000 % 10000),
	    (int)(t / 100000000 % 100), (int)(t / 1000000 % 100),
	    (int)(t / 10000 % 100), (int)(t / 100 % 100),
	    (int)(t % 100)) == 19)
		at = taken;
	e = db_do(db, &insert, &(struct row){ new->form.user_id,
	    new->form.nonce, new->hashes[0], new->hashes[1], h->len,
	    h->width, h->height, photo_kind_name((enum photo_kind)h->kind),
	    { h->placed, h->latitude_e6 }, { h->placed, h->longitude_e6 },
	    at, new->now }, &deed);
	*id = deed.id;
	return e;
}

/* ---- looking ----------------------------------------------------------- */

struct key {
	int64_t staged_id, user_id;
	const char *form;
};
static SHAPE(key, COLUMN(key, staged_id), COLUMN(key, user_id),
    COLUMN(key, form));
static const struct shape user_key = {
	(const struct column[]){ COLUMN(key, staged_id),
	    COLUMN(key, user_id) }, 2, sizeof(struct key)
};
#define STAGED_SQL	"SELECT staged_id, file, small FROM photo_staged"
static const struct query by_id = {
	STAGED_SQL " WHERE staged_id = ? AND user_id = ?",
	.in = &user_key, .out = &staged_shape
};
static const struct query of_form = {
	STAGED_SQL " WHERE staged_id = ? AND user_id = ? AND form = ?",
	.in = &key_shape, .out = &staged_shape
};

enum err
staged_by_id(struct db *db, struct pool *pool, int64_t user_id, int64_t id,
    struct staged *out)
{
	return db_one(db, pool, &by_id, &(struct key){ id, user_id, NULL },
	    out);
}

enum err
staged_of_form(struct db *db, struct pool *pool,
    const struct staged_form *form, int64_t id, struct staged *out)
{
	return db_one(db, pool, &of_form, &(struct key){ id, form->user_id,
	    form->nonce }, out);
}

/* ---- taking ------------------------------------------------------------ */

struct take {
	int64_t visit_id, changed_by;
	const char *door;
	int64_t staged_id, user_id;
	const char *form;
};
static SHAPE(take, COLUMN(take, visit_id), COLUMN(take, changed_by),
    COLUMN(take, door), COLUMN(take, staged_id), COLUMN(take, user_id),
    COLUMN(take, form));
static const struct query take = {
	"INSERT INTO photo (visit_id, file, small, bytes, width, height,"
	" kind, latitude_e6, longitude_e6, taken_at, changed_by, door)"
	" SELECT ?, file, small, bytes, width, height, kind, latitude_e6,"
	" longitude_e6, taken_at, ?, ? FROM photo_staged"
	" WHERE staged_id = ? AND user_id = ? AND form = ?",
	.in = &take_shape
};

struct form_key {
	int64_t user_id;
	const char *form;
};
static SHAPE(form_key, COLUMN(form_key, user_id), COLUMN(form_key, form));
static const struct query end = {
	"DELETE FROM photo_staged WHERE user_id = ? AND form = ?",
	.in = &form_key_shape
};

enum err
staged_take(struct db *db, const struct who *who,
    const struct staged_form *form, int64_t id, int64_t visit_id)
{
	struct db_deed deed;
	enum err e = db_do(db, &take, &(struct take){ visit_id,
	    who->user_id, who->door, id, form->user_id, form->nonce },
	    &deed);

	return e == OK && deed.changed == 0 ? ERR_ABSENT : e;
}

enum err
staged_end(struct db *db, const struct staged_form *form)
{
	return db_do(db, &end, &(struct form_key){ form->user_id,
	    form->nonce }, NULL);
}

/* ---- going ------------------------------------------------------------- */

struct bound {
	int64_t user_id, user_again, offset;
};
static SHAPE(bound, COLUMN(bound, user_id), COLUMN(bound, user_again),
    COLUMN(bound, offset));
static const struct query bound = {
	"DELETE FROM photo_staged WHERE user_id = ? AND staged_id <="
	" (SELECT staged_id FROM (SELECT staged_id FROM photo_staged"
	"   WHERE user_id = ? ORDER BY staged_id DESC LIMIT 1 OFFSET ?) o)",
	.in = &bound_shape
};

struct before {
	struct moment before;
};
static SHAPE(before, COLUMN(before, before));
static const struct query sweep = {
	"DELETE FROM photo_staged WHERE staged_at < ?",
	.in = &before_shape
};

const struct query *const staged_queries[] = {
	&insert, &by_id, &of_form, &take, &end, &bound, &sweep, NULL
};

enum err
staged_bound(struct db *db, int64_t user_id)
{
	return db_do(db, &bound, &(struct bound){ user_id, user_id,
	    STAGED_MOST }, NULL);
}

enum err
staged_sweep(struct db *db, struct moment before, int64_t *swept)
{
	struct db_deed deed;
	enum err e = db_do(db, &sweep, &(struct before){ before }, &deed);

	*swept = e == OK ? deed.changed : 0;
	return e;
}
