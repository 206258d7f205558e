#include "core/run.h"
#include "core/text.h"
#include "db/inbox.h"
#include "db/secret.h"

struct arrival {
	const char *gateway, *provider_id, *sender, *recipient;
	struct bytes raw, raw_hash;
	const char *provider_time;
	struct moment received_at;
	struct opt_int replay_of;
};
static SHAPE(arrival, COLUMN(arrival, gateway), COLUMN(arrival, provider_id),
    COLUMN(arrival, sender), COLUMN(arrival, recipient),
    COLUMN(arrival, raw), COLUMN(arrival, raw_hash),
    COLUMN(arrival, provider_time), COLUMN(arrival, received_at),
    COLUMN(arrival, replay_of));

static const struct query add = {
	"INSERT INTO inbox (gateway, provider_id, sender, recipient, raw,"
	" raw_hash, provider_time, received_at, replay_of)"
	" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
	.in = &arrival_shape
};

/* What is known already stays as it is, and the others of the trip go in. */
static const struct query add_all = {
	"INSERT INTO inbox (gateway, provider_id, sender, recipient, raw,"
	" raw_hash, provider_time, received_at, replay_of)"
	" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
	" ON DUPLICATE KEY UPDATE inbox_id = inbox_id",
	.in = &arrival_shape
};

const SHAPE(inbox_row, COLUMN(inbox_row, inbox_id), COLUMN(inbox_row, tries),
    COLUMN(inbox_row, gateway),
    COLUMN(inbox_row, sender), COLUMN(inbox_row, recipient),
    COLUMN(inbox_row, raw), COLUMN(inbox_row, received_at),
    COLUMN(inbox_row, helper_id), COLUMN(inbox_row, helper_name));

struct most {
	int64_t most;
};
static SHAPE(most, COLUMN(most, most));

static const struct query waiting = {
	"SELECT i.inbox_id, i.tries, i.gateway, i.sender, i.recipient, i.raw,"
	" i.received_at, IFNULL(k.helper_id, 0) AS helper_id,"
	" k.name AS helper_name"
	"  FROM inbox i"
	"  LEFT JOIN helper_phone n ON n.phone = i.sender"
	"  LEFT JOIN helper k ON k.helper_id = n.helper_id AND k.active"
	" WHERE i.state = 'new' ORDER BY i.inbox_id LIMIT ?",
	.in = &most_shape, .out = &inbox_row_shape
};

static SHAPE(inbox_range, COLUMN(inbox_range, low),
    COLUMN(inbox_range, high));

static const struct query try = {
	"UPDATE inbox SET tries = tries + 1"
	" WHERE state = 'new' AND inbox_id BETWEEN ? AND ?",
	.in = &inbox_range_shape
};

static const struct query attempt = {
	"UPDATE inbox_attempt SET low = ?, high = ? WHERE one = 1",
	.in = &inbox_range_shape
};

static const struct query attempted = {
	"SELECT low, high FROM inbox_attempt WHERE one = 1",
	.out = &inbox_range_shape
};

/* A helper sends one after the other: one statement for them, which stops at
 * the last: the next one may be still being written. */
struct ended {
	struct inbox_outcome how;
	int64_t last, count;
};
static SHAPE(ended, COLUMN(ended, how.state), COLUMN(ended, how.outcome),
    COLUMN(ended, how.note), COLUMN(ended, how.helper_id),
    COLUMN(ended, how.done_at), COLUMN(ended, how.inbox_id),
    COLUMN(ended, last), COLUMN(ended, count));

static const struct query done = {
	"UPDATE inbox FORCE INDEX (PRIMARY) SET state = ?, outcome = ?,"
	" note = ?, helper_id = ?, done_at = ?"
	" WHERE inbox_id BETWEEN ? AND ? ORDER BY inbox_id LIMIT ?",
	.in = &ended_shape
};

struct told {
	const char *sender;
	struct date day;
};
static SHAPE(told, COLUMN(told, sender), COLUMN(told, day));

static const struct query tell = {
	"INSERT IGNORE INTO sender_told (sender, day) VALUES (?, ?)",
	.in = &told_shape
};

const struct query *const inbox_queries[] = {
	&add, &add_all, &waiting, &try, &attempt, &attempted, &done, &tell, NULL
};

static struct arrival
arrival_of(const struct inbox_new *msg, uint8_t *hash)
{
	secret_hash(msg->raw.at, msg->raw.len, hash);
	return (struct arrival){ msg->gateway, msg->provider_id, msg->sender,
	    msg->recipient, msg->raw, { hash, SECRET_TOKEN },
	    msg->provider_time, msg->received_at, msg->replay_of };
}

enum err
inbox_add(struct db *db, const struct inbox_new *msg, bool *fresh)
{
	uint8_t hash[SECRET_TOKEN];
	struct arrival a = arrival_of(msg, hash);
	enum err e;

	e = db_do(db, &add, &a, NULL);
	*fresh = e == OK;
	return e == ERR_CONFLICT ? OK : e;
}

enum err
inbox_add_all(struct db *db, struct pool *pool, const struct inbox_new *msgs,
    size_t count)
{
	struct arrival *rows = pool_array(pool, count, sizeof *rows);
	size_t i;

	for (i = 0; i < count; i++)
		rows[i] = arrival_of(&msgs[i], pool_take(pool, SECRET_TOKEN));
	return db_bulk(db, &add_all, rows, count);
}

enum err
inbox_waiting(struct db *db, struct pool *pool, int64_t most,
    struct inbox_rows *rows)
{
	return db_all(db, pool, &waiting, &(struct most){ most },
	    (size_t)most, &rows->at, &rows->count);
}

enum err
inbox_attempt(struct db *db, struct inbox_range range)
{
	return db_do(db, &attempt, &range, NULL);
}

enum err
inbox_try(struct db *db, struct inbox_range range)
{
	return db_do(db, &try, &range, NULL);
}

enum err
inbox_attempted(struct db *db, struct pool *pool)
{
	struct inbox_range range;
	enum err e;

	if ((e = db_one(db, pool, &attempted, NULL, &range)) == OK &&
	    range.high > 0 && (e = inbox_try(db, range)) == OK)
		e = inbox_attempt(db, (struct inbox_range){ 0, 0 });
	return e;
}

static bool
ends_alike(const void *before, const void *row)
{
	const struct inbox_outcome *a = before, *b = row;

	return b->inbox_id == a->inbox_id + 1 &&
	    b->helper_id.given == a->helper_id.given &&
	    b->helper_id.value == a->helper_id.value &&
	    b->done_at.utc == a->done_at.utc && text_is(b->note, a->note) &&
	    text_is(b->outcome, a->outcome) && text_is(b->state, a->state);
}

enum err
inbox_done(struct db *db, struct pool *pool,
    const struct inbox_outcome *outcomes, size_t count)
{
	struct ended *ended = pool_array(pool, count, sizeof *ended);
	size_t i, n, runs = 0;

	for (i = 0; i < count; i += n) {
		n = run_length(&outcomes[i], count - i, sizeof *outcomes,
		    ends_alike);
		ended[runs++] = (struct ended){ outcomes[i],
		    outcomes[i + n - 1].inbox_id, (int64_t)n };
	}
	return db_bulk(db, &done, ended, runs);
}

enum err
inbox_told(struct db *db, const char *sender, struct date day, bool *first)
{
	struct db_deed deed;
	enum err e = db_do(db, &tell, &(struct told){ sender, day }, &deed);

	*first = e == OK && deed.changed > 0;
	return e;
}
