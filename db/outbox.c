#include <stdlib.h>

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

static const struct query due_rows = {
	"SELECT outbox_id, phone, text, gateway, priority, tries FROM outbox"
	" WHERE state = 'queued' AND next_at <= ?"
	" ORDER BY state, priority, next_at LIMIT ?",
	.in = &due_shape, .out = &outbox_row_shape
};

static SHAPE(outbox_result, COLUMN(outbox_result, tries),
    COLUMN(outbox_result, next_at), COLUMN(outbox_result, sent_at),
    COLUMN(outbox_result, gateway), COLUMN(outbox_result, note),
    COLUMN(outbox_result, state), COLUMN(outbox_result, outbox_id));

/* A delivery report may have been faster: its state stays, and when it was
 * sent is noted all the same. */
static const struct query result = {
	"UPDATE outbox SET tries = ?, next_at = IFNULL(?, next_at),"
	" sent_at = ?, gateway = ?, note = ?,"
	" state = IF(state = 'queued', ?, state)"
	" WHERE outbox_id = ? AND (state = 'queued' OR"
	" state IN ('delivered', 'failed') AND sent_at IS NULL)",
	.in = &outbox_result_shape
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

static SHAPE(outbox_report, COLUMN(outbox_report, dlr),
    COLUMN(outbox_report, outbox_id));

/* Whatever is told of was sent, if nobody has noted that yet. */
static const struct query delivered = {
	"UPDATE outbox SET state = 'delivered', dlr = ?"
	" WHERE outbox_id = ? AND state <> 'delivered'",
	.in = &outbox_report_shape
};

static const struct query failed = {
	"UPDATE outbox SET state = 'failed', dlr = ?"
	" WHERE outbox_id = ? AND state IN ('queued', 'sent')",
	.in = &outbox_report_shape
};

static const struct query on_its_way = {
	"UPDATE outbox SET dlr = ? WHERE outbox_id = ?"
	" AND state IN ('queued', 'sent') AND dlr IN (0, 4)",
	.in = &outbox_report_shape
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

enum err
outbox_results(struct db *db, const struct outbox_result *results,
    size_t count)
{
	return db_bulk(db, &result, results, count);
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
	    &(struct outbox_report){ dlr, outbox_id }, NULL);
}

static int
by_id(const void *a, const void *b)
{
	const struct outbox_report *x = a, *y = b;

	return (x->outbox_id > y->outbox_id) - (x->outbox_id < y->outbox_id);
}

enum err
outbox_dlr_all(struct db *db, struct pool *pool,
    const struct outbox_report *reports, size_t count)
{
	/* the strongest last; rows in one order, so that two who tell of the
	 * same ones wait for each other rather than deadlock */
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
		qsort(some, n, sizeof *some, by_id);
		e = db_bulk(db, order[k], some, n);
	}
	return e;
}
