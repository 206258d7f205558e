#include <string.h>

#include "core/run.h"
#include "db/change.h"
#include "db/clock.h"

#define PUBLISH_MOST 5000	/* lines in one transaction */

struct line {
	struct moment at;
	int64_t user_id, helper_id;
	const char *door;
	const char *entity;
	int64_t record_id, period;
	const char *deed, *reason;
};
static SHAPE(line, COLUMN(line, at), COLUMN(line, user_id),
    COLUMN(line, helper_id), COLUMN(line, door), COLUMN(line, entity),
    COLUMN(line, record_id), COLUMN(line, period), COLUMN(line, deed),
    COLUMN(line, reason));

static const struct query insert = {
	"INSERT INTO `change` (at, user_id, helper_id, door, entity,"
	" record_id, period, deed, reason)"
	" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
	.in = &line_shape
};

static struct line
line_of(const struct who *who, const struct change *change)
{
	return (struct line){ clock_now(), who->user_id, who->helper_id,
	    who->door, change->entity, change->record_id, change->period,
	    change->deed, change->reason };
}

enum err
change_write(struct db *db, const struct who *who,
    const struct change *change)
{
	struct line line = line_of(who, change);

	return db_do(db, &insert, &line, NULL);
}

enum err
change_write_all(struct db *db, struct pool *pool, const struct who *who,
    const struct change *changes, size_t count)
{
	struct line *lines = pool_array(pool, count, sizeof *lines);
	size_t i;

	for (i = 0; i < count; i++)
		lines[i] = line_of(who, &changes[i]);
	return db_bulk(db, &insert, lines, count);
}

/* ---- the publisher --------------------------------------------------- */

struct limit {
	int64_t most;
};
static SHAPE(limit, COLUMN(limit, most));
struct pending {
	int64_t change_id;
};
static SHAPE(pending, COLUMN(pending, change_id));

/* A plain read sees what is committed and nothing else.  Left to himself the
 * optimiser walks the whole ledger in the order asked for. */
static const struct query pending_lines = {
	"SELECT change_id FROM `change` FORCE INDEX (seq) WHERE seq IS NULL"
	" ORDER BY change_id LIMIT ?",
	.in = &limit_shape, .out = &pending_shape
};

struct number {
	int64_t seq;
};
static SHAPE(number, COLUMN(number, seq));
static const struct query last_number = {
	"SELECT IFNULL(MAX(seq), 0) AS seq FROM `change`",
	.out = &number_shape
};

/* Lines whose ids have no gap: their numbers have none either.  It stops at
 * the last one: the next may be another's who is long in writing. */
struct give {
	int64_t ahead;		/* of the ids */
	int64_t low, high, count;
};
static SHAPE(give, COLUMN(give, ahead), COLUMN(give, low),
    COLUMN(give, high), COLUMN(give, count));
static const struct query number_run = {
	"UPDATE `change` FORCE INDEX (PRIMARY) SET seq = change_id + ?"
	" WHERE change_id BETWEEN ? AND ? AND seq IS NULL"
	" ORDER BY change_id LIMIT ?",
	.in = &give_shape
};

/* The time is the database's: machines may disagree.  The second assignment
 * sees the first. */
struct lease {
	const char *holder;
	int64_t seconds;
};
static SHAPE(lease, COLUMN(lease, holder), COLUMN(lease, seconds));
static const struct query take_lease = {
	"INSERT INTO lease (name, holder, until)"
	" VALUES ('publish', ?, UTC_TIMESTAMP() + INTERVAL ? SECOND)"
	" ON DUPLICATE KEY UPDATE"
	" holder = IF(until < UTC_TIMESTAMP(), VALUES(holder), holder),"
	" until = IF(holder = VALUES(holder), VALUES(until), until)",
	.in = &lease_shape
};

struct held {
	const char *holder;
};
static SHAPE(held, COLUMN(held, holder));
static const struct query who_holds = {
	"SELECT holder FROM lease WHERE name = 'publish' FOR UPDATE",
	.out = &held_shape
};

const struct query *const change_queries[] = {
	&insert, &pending_lines, &last_number, &number_run, &take_lease,
	&who_holds, NULL
};

enum err
change_last(struct db *db, struct pool *pool, int64_t *seq)
{
	struct number last;
	enum err e = db_one(db, pool, &last_number, NULL, &last);

	if (e == OK)
		*seq = last.seq;
	return e;
}

static bool
is_next(const void *before, const void *line)
{
	const struct pending *a = before, *b = line;

	return b->change_id == a->change_id + 1;
}

static enum err
give_numbers(struct db *db, struct pool *pool,
    const struct pending *lines, size_t count)
{
	struct give *give = pool_array(pool, count, sizeof *give);
	struct number last;
	enum err e;
	size_t i, n, runs = 0;

	if ((e = db_one(db, pool, &last_number, NULL, &last)) != OK)
		return e;
	for (i = 0; i < count; i += n) {
		n = run_length(&lines[i], count - i, sizeof *lines, is_next);
		give[runs++] = (struct give){
		    last.seq + 1 + (int64_t)i - lines[i].change_id,
		    lines[i].change_id, lines[i + n - 1].change_id,
		    (int64_t)n };
	}
	return db_bulk(db, &number_run, give, runs);
}

/* The lease's row stays locked until the end of the transaction, so that
 * even a holder who slept past his time can't number beside the next. */
static enum err
publish(struct db *db, struct pool *pool, const char *holder, int64_t most,
    int64_t *done)
{
	struct pending *lines;
	struct held held;
	size_t count;
	enum err e;

	e = db_do(db, &take_lease, &(struct lease){ holder, CHANGE_LEASE },
	    NULL);
	if (e == OK)
		e = db_one(db, pool, &who_holds, NULL, &held);
	if (e == OK && strcmp(held.holder, holder) != 0)
		e = ERR_CONFLICT;
	if (e == OK)
		e = db_all(db, pool, &pending_lines, &(struct limit){ most },
		    (size_t)most, &lines, &count);
	if (e == OK && count > 0)
		e = give_numbers(db, pool, lines, count);
	if (e == OK)
		*done = (int64_t)count;
	return e;
}

enum err
change_publish(struct db *db, struct pool *pool, const char *holder,
    int64_t most, int64_t *done)
{
	struct pending *lines;
	size_t count;
	enum err e;

	*done = 0;
	e = db_all(db, pool, &pending_lines, &(struct limit){ 1 }, 1, &lines,
	    &count);
	if (e != OK || count == 0)
		return e;
	if ((e = db_begin(db)) != OK)
		return e;
	e = publish(db, pool, holder,
	    most < PUBLISH_MOST ? most : PUBLISH_MOST, done);
	if (e == OK)
		e = db_commit(db);
	if (e != OK)
		db_rollback(db);
	return e;
}
