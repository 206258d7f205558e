#include <string.h>

#include "db/household_sql.h"
#include "db/import.h"

#define I(m) COLUMN(import, m)
SHAPE(import, I(import_id), I(user_id), I(year), I(kind), I(name), I(head),
    I(made_at));
#define R(m) COLUMN(import_row, m)
SHAPE(import_row, R(import_id), R(home), R(line), R(number),
    R(household_id), R(version), R(state), R(cells), R(told));
#define N(m) COLUMN(import_count, m)
SHAPE(import_count, N(read), N(change), N(warn), N(same), N(refuse), N(done));

#define ROW_SQL                                                         \
	"SELECT import_id, home, line, number, household_id, version,"  \
	" state, cells, told FROM import_row"

static const char *const states[IMPORT_STATE__MAX] = {
	[IMPORT_READ] = "read", [IMPORT_CHANGE] = "change",
	[IMPORT_WARN] = "warn", [IMPORT_SAME] = "same",
	[IMPORT_REFUSE] = "refuse", [IMPORT_DONE] = "done",
};

const char *
import_state_name(enum import_state state)
{
	return states[state];
}

enum import_state
import_state_of(const char *name)
{
	int i;

	for (i = 0; i < IMPORT_STATE__MAX; i++)
		if (strcmp(states[i], name) == 0)
			break;
	return (enum import_state)i;
}

/* ---- the keys ---------------------------------------------------------- */

struct key {
	struct import_range range;
	struct import_next next;
	struct import_look look;
	struct scope scope;
	const char *state, *state_again, *other;
	int64_t user_id, year, kept;
	struct moment before;
};
#define K(m) { #m, CELL_OF(((struct key *)0)->m), offsetof(struct key, m) }
#define KEY_SHAPE(name, ...)                                            \
	static const struct shape name = {                              \
		(const struct column[]){ __VA_ARGS__ },                 \
		LEN(((const struct column[]){ __VA_ARGS__ })),          \
		sizeof(struct key) }
KEY_SHAPE(id_key, K(range.import_id));
KEY_SHAPE(one_key, K(range.import_id), K(user_id));
KEY_SHAPE(user_key, K(user_id), K(kept));
KEY_SHAPE(range_key, K(range.import_id), K(range.first), K(range.last));
KEY_SHAPE(next_key, K(next.import_id), K(state), K(other), K(next.after),
    K(next.most));
KEY_SHAPE(look_key, K(look.import_id), K(state), K(state_again),
    K(look.most), K(look.offset));
KEY_SHAPE(total_key, K(look.import_id), K(state), K(state_again));
KEY_SHAPE(scope_key, SCOPE_COLUMNS(key, scope), K(year), K(range.import_id),
    K(range.first), K(range.last));
KEY_SHAPE(before_key, K(before));

/* ---- writing ----------------------------------------------------------- */

static const struct shape new_shape = {
	(const struct column[]){ I(user_id), I(year), I(kind), I(name),
	    I(head), I(made_at) }, 6, sizeof(struct import)
};
static const struct query add = {
	"INSERT INTO import (user_id, year, kind, name, head, made_at)"
	" VALUES (?, ?, ?, ?, ?, ?)",
	.in = &new_shape
};
/* All but the newest. */
#define OLD_SQL " FROM import WHERE user_id = ? AND import_id <= ?"
struct oldest {
	int64_t import_id;
};
static SHAPE(oldest, COLUMN(oldest, import_id));
static const struct query oldest = {
	"SELECT import_id FROM import WHERE user_id = ?"
	" ORDER BY import_id DESC LIMIT 1 OFFSET ?",
	.in = &user_key, .out = &oldest_shape
};
static const struct query forget_rows = {
	"DELETE r FROM import_row r JOIN import i USING (import_id)"
	" WHERE i.user_id = ? AND i.import_id <= ?", .in = &user_key
};
static const struct query forget = { "DELETE" OLD_SQL, .in = &user_key };
static const struct query sweep_rows = {
	"DELETE r FROM import_row r JOIN import i USING (import_id)"
	" WHERE i.made_at < ?", .in = &before_key
};
static const struct query sweep = {
	"DELETE FROM import WHERE made_at < ?", .in = &before_key
};

static const struct query put = {
	"INSERT INTO import_row (import_id, home, line, number,"
	" household_id, version, state, cells, told)"
	" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
	.in = &import_row_shape
};
static const struct query find = {
	"UPDATE import_row r JOIN household_key k ON k.number = r.number"
	"   SET r.household_id = k.household_id"
	" WHERE r.import_id = ?", .in = &id_key
};
static const struct shape judged_shape = {
	(const struct column[]){ R(household_id), R(version), R(state),
	    R(told), R(import_id), R(home), R(line) }, 7,
	sizeof(struct import_row)
};
static const struct query judged = {
	"UPDATE import_row SET household_id = ?, version = ?, state = ?,"
	" told = ? WHERE import_id = ? AND home = ? AND line = ?",
	.in = &judged_shape
};

/* ---- reading ----------------------------------------------------------- */

#define IMPORT_SQL                                                      \
	"SELECT import_id, user_id, year, kind, name, head, made_at"    \
	" FROM import WHERE "
static const struct query by_id = {
	IMPORT_SQL "import_id = ? AND user_id = ?",
	.in = &one_key, .out = &import_shape
};
static const struct query hold = {
	IMPORT_SQL "import_id = ? AND user_id = ? FOR UPDATE",
	.in = &one_key, .out = &import_shape
};
static const struct query of_user = {
	IMPORT_SQL "user_id = ? ORDER BY import_id DESC LIMIT ?",
	.in = &user_key, .out = &import_shape
};
static const struct query next = {
	ROW_SQL " WHERE import_id = ? AND state IN (?, ?) AND home > ?"
	"   AND line = home ORDER BY home LIMIT ?",
	.in = &next_key, .out = &import_row_shape
};
static const struct query of_range = {
	ROW_SQL " WHERE import_id = ? AND home BETWEEN ? AND ?"
	" ORDER BY home, line",
	.in = &range_key, .out = &import_row_shape
};
static const struct query look = {
	ROW_SQL " WHERE import_id = ? AND (? = '' OR state = ?)"
	" ORDER BY home, line LIMIT ? OFFSET ?",
	.in = &look_key, .out = &import_row_shape
};
struct total {
	int64_t total;
};
static SHAPE(total, COLUMN(total, total));
static const struct query look_total = {
	"SELECT COUNT(*) AS total FROM import_row"
	" WHERE import_id = ? AND (? = '' OR state = ?)",
	.in = &total_key, .out = &total_shape
};
/* A household is as its first line. */
#define HOMES(state) " IFNULL(SUM(state = '" state "'), 0) AS `" state "`"
static const struct query counts = {
	"SELECT" HOMES("read") "," HOMES("change") "," HOMES("warn") ","
	HOMES("same") "," HOMES("refuse") "," HOMES("done")
	"  FROM import_row WHERE import_id = ? AND line = home",
	.in = &id_key, .out = &import_count_shape
};
static const struct query households = {
	"SELECT" HOUSEHOLD_SQL
	"  FROM household h" AREA_SQL
	" WHERE" SCOPE_SQL
	"   AND h.year = ? AND h.household_id IN (SELECT r.household_id"
	"  FROM import_row r"
	" WHERE r.import_id = ? AND r.home BETWEEN ? AND ?)"
	" ORDER BY h.household_id",
	.in = &scope_key, .out = &household_shape
};

const struct query *const import_queries[] = {
	&add, &oldest, &forget_rows, &forget, &sweep_rows, &sweep, &put,
	&find, &judged, &by_id, &hold, &of_user, &next, &of_range, &look,
	&look_total, &counts, &households, NULL
};

/* ---- typed ------------------------------------------------------------- */

/* Of a user's, all up to the first that is one too many. */
static enum err
bound(struct db *db, int64_t user_id)
{
	struct key key = { .user_id = user_id, .kept = IMPORT_KEPT };
	struct pool *pool = pool_new(1u << 16);
	struct oldest first;
	enum err e = db_one(db, pool, &oldest, &key, &first);

	key.kept = first.import_id;
	if (e == OK && (e = db_do(db, &forget_rows, &key, NULL)) == OK)
		e = db_do(db, &forget, &key, NULL);
	pool_free(pool);
	return e == ERR_ABSENT ? OK : e;
}

enum err
import_add(struct db *db, const struct import *import, int64_t *id)
{
	struct db_deed deed;
	enum err e;

	if ((e = db_do(db, &add, import, &deed)) != OK)
		return e;
	*id = deed.id;
	return bound(db, import->user_id);
}

/* So many in a trip that a packet holds them. */
static enum err
in_bulk(struct db *db, const struct query *q, const struct import_row *rows,
    size_t count)
{
	enum err e = OK;
	size_t i, n;

	for (i = 0; e == OK && i < count; i += n) {
		n = count - i < IMPORT_BULK ? count - i : IMPORT_BULK;
		e = db_bulk(db, q, rows + i, n);
	}
	return e;
}

enum err
import_put(struct db *db, const struct import_row *rows, size_t count)
{
	return in_bulk(db, &put, rows, count);
}

enum err
import_judged(struct db *db, const struct import_row *rows, size_t count)
{
	return in_bulk(db, &judged, rows, count);
}

enum err
import_find(struct db *db, int64_t import_id)
{
	return db_do(db, &find, &(struct key){
	    .range.import_id = import_id }, NULL);
}

enum err
import_by_id(struct db *db, struct pool *pool, int64_t user_id, int64_t id,
    struct import *out)
{
	return db_one(db, pool, &by_id, &(struct key){
	    .range.import_id = id, .user_id = user_id }, out);
}

enum err
import_hold(struct db *db, struct pool *pool, int64_t user_id, int64_t id,
    struct import *out)
{
	return db_one(db, pool, &hold, &(struct key){
	    .range.import_id = id, .user_id = user_id }, out);
}

enum err
import_next(struct db *db, struct pool *pool, const struct import_next *n,
    struct import_rows *rows)
{
	return db_all(db, pool, &next, &(struct key){ .next = *n,
	    .state = states[n->write ? IMPORT_CHANGE : IMPORT_READ],
	    .other = states[n->write ? IMPORT_WARN : IMPORT_READ] },
	    (size_t)n->most, &rows->at, &rows->count);
}

enum err
import_of(struct db *db, struct pool *pool, const struct import_range *range,
    struct import_rows *rows)
{
	return db_all(db, pool, &of_range, &(struct key){ .range = *range },
	    IMPORT_BULK * IMPORT_HOME_MOST, &rows->at, &rows->count);
}

enum err
import_households(struct db *db, struct pool *pool, const struct who *who,
    const struct import_range *range, struct import_homes *homes)
{
	return db_all(db, pool, &households, &(struct key){ .range = *range,
	    .scope = scope_of(who), .year = who->year },
	    IMPORT_BULK * IMPORT_HOME_MOST, &homes->at, &homes->count);
}

enum err
import_count(struct db *db, struct pool *pool, int64_t import_id,
    struct import_count *out)
{
	return db_one(db, pool, &counts, &(struct key){
	    .range.import_id = import_id }, out);
}

static struct key
look_key_of(const struct import_look *l)
{
	const char *state = l->state == IMPORT_STATE__MAX ? "" :
	    states[l->state];

	return (struct key){ .look = *l, .state = state,
	    .state_again = state };
}

enum err
import_look(struct db *db, struct pool *pool, const struct import_look *l,
    struct import_rows *rows)
{
	struct key key = look_key_of(l);

	return db_all(db, pool, &look, &key, (size_t)l->most, &rows->at,
	    &rows->count);
}

enum err
import_look_total(struct db *db, struct pool *pool,
    const struct import_look *l, int64_t *total)
{
	struct key key = look_key_of(l);
	struct total row = { 0 };
	enum err e = db_one(db, pool, &look_total, &key, &row);

	*total = row.total;
	return e;
}

enum err
import_list(struct db *db, struct pool *pool, int64_t user_id,
    struct import_list *list)
{
	return db_all(db, pool, &of_user, &(struct key){ .user_id = user_id,
	    .kept = IMPORT_KEPT }, IMPORT_KEPT, &list->at, &list->count);
}

enum err
import_sweep(struct db *db, struct moment before, int64_t *swept)
{
	const struct key key = { .before = before };
	struct db_deed deed;
	enum err e;

	if ((e = db_do(db, &sweep_rows, &key, NULL)) != OK ||
	    (e = db_do(db, &sweep, &key, &deed)) != OK)
		return e;
	*swept = deed.changed;
	return OK;
}
