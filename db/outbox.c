#include <stdlib.h>

#include "core/run.h"
#include "core/text.h"
#include "db/outbox.h"

static SHAPE(outbox_new, COLUMN(outbox_new, inbox_id),
    COLUMN(outbox_new, phone), COLUMN(outbox_new, text),
    COLUMN(outbox_new, kind), COLUMN(outbox_new, gateway),
    COLUMN(outbox_new, priority),
    { "next_at", CELL_TIME, offsetof(struct outbox_new, created_at) },
    COLUMN(outbox_new, created_at), COLUMN(outbox_new, expires_at));

static const struct query add = {
	"INSERT INTO outbox (inbox_id, phone, text, kind, gateway, priority,"
	" next_at, created_at, expires_at)"
	" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
	.in = &outbox_new_shape
};

static SHAPE(outbox_row, COLUMN(outbox_row, outbox_id),
    COLUMN(outbox_row, phone), COLUMN(outbox_row, text),
    COLUMN(outbox_row, gateway), COLUMN(outbox_row, priority),
    COLUMN(outbox_row, tries));

struct due {
	struct moment now;
	int64_t most;
};
static SHAPE(due, COLUMN(due, now), COLUMN(due, most));

/* Named in the order too, the one state would have them all sorted: by_work
 * has them in this order as they are. */
static const struct query due_rows = {
	"SELECT outbox_id, phone, text, gateway, priority, tries"
	" FROM outbox FORCE INDEX (by_work)"
	" WHERE state = 'queued' AND next_at <= ?"
	" ORDER BY priority, next_at, outbox_id LIMIT ?",
	.in = &due_shape, .out = &outbox_row_shape
};

/* Many ended the same way at the same time, and each statement costs: what
 * follows one another is noted by one, which stops at the last: the next one
 * may be still being written. */
struct ended {
	struct outbox_result how;
	int64_t last, count;
};
static SHAPE(ended, COLUMN(ended, how.tries), COLUMN(ended, how.next_at),
    COLUMN(ended, how.sent_at), COLUMN(ended, how.gateway),
    COLUMN(ended, how.note), COLUMN(ended, how.state),
    COLUMN(ended, how.outbox_id), COLUMN(ended, last),
    COLUMN(ended, count));

/* A delivery report may have been faster: its state stays, and when it was
 * sent is noted all the same. */
static const struct query result = {
	"UPDATE outbox FORCE INDEX (PRIMARY)"
	" SET tries = ?, next_at = IFNULL(?, next_at),"
	" sent_at = ?, gateway = ?, note = ?,"
	" state = IF(state = 'queued', ?, state)"
	" WHERE outbox_id BETWEEN ? AND ? AND (state = 'queued' OR"
	" state IN ('delivered', 'failed') AND sent_at IS NULL)"
	" ORDER BY outbox_id LIMIT ?",
	.in = &ended_shape
};

struct when {
	struct moment now;
};
static SHAPE(when, COLUMN(when, now));

static const struct query expire = {
	"UPDATE outbox SET state = 'expired'"
	" WHERE state = 'queued' AND expires_at < ?",
	.in = &when_shape
};

struct told {
	int64_t dlr, first, last, count;
};
static SHAPE(told, COLUMN(told, dlr), COLUMN(told, first),
    COLUMN(told, last), COLUMN(told, count));

/* Whatever is told of was sent, if nobody has noted that yet. */
static const struct query delivered = {
	"UPDATE outbox FORCE INDEX (PRIMARY) SET state = 'delivered', dlr = ?"
	" WHERE outbox_id BETWEEN ? AND ? AND state <> 'delivered'"
	" ORDER BY outbox_id LIMIT ?",
	.in = &told_shape
};

static const struct query failed = {
	"UPDATE outbox FORCE INDEX (PRIMARY) SET state = 'failed', dlr = ?"
	" WHERE outbox_id BETWEEN ? AND ? AND state IN ('queued', 'sent')"
	" ORDER BY outbox_id LIMIT ?",
	.in = &told_shape
};

static const struct query on_its_way = {
	"UPDATE outbox FORCE INDEX (PRIMARY) SET dlr = ?"
	" WHERE outbox_id BETWEEN ? AND ?"
	" AND state IN ('queued', 'sent') AND dlr IN (0, 4)"
	" ORDER BY outbox_id LIMIT ?",
	.in = &told_shape
};

const struct query *const outbox_queries[] = {
	&add, &due_rows, &result, &expire, &delivered, &failed, &on_its_way,
	NULL
};

enum err
outbox_add(struct db *db, const struct outbox_new *rows, size_t count)
{
	return db_bulk(db, &add, rows, count);
}

enum err
outbox_due(struct db *db, struct pool *pool, struct moment now, int64_t most,
    struct outbox_rows *rows)
{
	return db_all(db, pool, &due_rows, &(struct due){ now, most },
	    (size_t)most, &rows->at, &rows->count);
}

static bool
ends_alike(const void *before, const void *row)
{
	const struct outbox_result *a = before, *b = row;

	return b->outbox_id == a->outbox_id + 1 && b->tries == a->tries &&
	    b->next_at.utc == a->next_at.utc &&
	    b->sent_at.utc == a->sent_at.utc &&
	    text_is(b->gateway, a->gateway) && text_is(b->note, a->note) &&
	    text_is(b->state, a->state);
}

enum err
outbox_results(struct db *db, struct pool *pool,
    const struct outbox_result *results, size_t count)
{
	struct ended *ended = pool_array(pool, count, sizeof *ended);
	size_t i, n, runs = 0;

	for (i = 0; i < count; i += n) {
		n = run_length(&results[i], count - i, sizeof *results,
		    ends_alike);
		ended[runs++] = (struct ended){ results[i],
		    results[i + n - 1].outbox_id, (int64_t)n };
	}
	return db_bulk(db, &result, ended, runs);
}

enum err
outbox_expire(struct db *db, struct moment now)
{
	return db_do(db, &expire, &(struct when){ now }, NULL);
}

/* What a delivery report does; NULL: it is none. */
static const struct query *
deed_of(int64_t dlr)
{
	switch (dlr) {
	case DLR_DELIVERED:
		return &delivered;
	case DLR_FAILED:
	case DLR_REJECTED:
		return &failed;
	case DLR_BUFFERED:
	case DLR_ACCEPTED:
		return &on_its_way;
	default:
		return NULL;
	}
}

enum err
outbox_dlr(struct db *db, int64_t outbox_id, int dlr)
{
	const struct query *q = deed_of(dlr);

	return q == NULL ? ERR_INPUT : db_do(db, q,
	    &(struct told){ dlr, outbox_id, outbox_id, 1 }, NULL);
}

static int
by_id(const void *a, const void *b)
{
	const struct outbox_report *x = a, *y = b;

	return (x->outbox_id > y->outbox_id) - (x->outbox_id < y->outbox_id);
}

/* The same told of it again, or of the next one. */
static bool
tells_alike(const void *before, const void *report)
{
	const struct outbox_report *a = before, *b = report;

	return b->dlr == a->dlr && b->outbox_id <= a->outbox_id + 1;
}

/* What ${q} does for ${some}, in the order of their ids: two who tell of the
 * same ones wait for each other rather than deadlock. */
static enum err
tell(struct db *db, struct pool *pool, const struct query *q,
    struct outbox_report *some, size_t count)
{
	struct told *told = pool_array(pool, count, sizeof *told);
	size_t i, n, runs = 0;

	qsort(some, count, sizeof *some, by_id);
	for (i = 0; i < count; i += n) {
		n = run_length(&some[i], count - i, sizeof *some,
		    tells_alike);
		told[runs++] = (struct told){ some[i].dlr,
		    some[i].outbox_id, some[i + n - 1].outbox_id,
		    some[i + n - 1].outbox_id - some[i].outbox_id + 1 };
	}
	return db_bulk(db, q, told, runs);
}

enum err
outbox_dlr_all(struct db *db, struct pool *pool,
    const struct outbox_report *reports, size_t count)
{
	/* the strongest last */
	static const struct query *const order[] = {
		&on_its_way, &failed, &delivered
	};
	struct outbox_report *some = pool_array(pool, count, sizeof *some);
	enum err e = OK;
	size_t i, k, n;

	for (i = 0; i < count; i++)
		if (deed_of(reports[i].dlr) == NULL)
			return ERR_INPUT;
	for (k = 0; k < LEN(order) && e == OK; k++) {
		for (n = 0, i = 0; i < count; i++)
			if (deed_of(reports[i].dlr) == order[k])
				some[n++] = reports[i];
		e = tell(db, pool, order[k], some, n);
	}
	return e;
}
