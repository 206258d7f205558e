/*
 * outbox: messages to be sent, written in the transaction of the deed they
 * tell of.  queued → sent → delivered | failed | expired; a state never goes
 * back.  What is on its way to the gateway is queued still: there is one
 * sender, and the next one could not know what became of it either.
 */
#ifndef DB_OUTBOX_H
#define DB_OUTBOX_H

#include "db/db.h"

/* One answer, or a notice of our own. */
struct outbox_new {
	struct opt_int inbox_id;	/* one answer per message */
	const char *phone, *text;
	const char *kind;		/* reply notice reminder */
	const char *gateway;		/* whence it was asked; NULL: any */
	int64_t priority;		/* least first: replies are 0 */
	struct moment created_at;	/* due at once */
	struct moment expires_at;	/* not sent after it */
};

/** outbox_add(db, rows, count): all in one trip. */
MUST enum err outbox_add(struct db *db, const struct outbox_new *rows,
    size_t count);

struct outbox_row {
	int64_t outbox_id;
	const char *phone, *text;
	const char *gateway;		/* whence it was asked; NULL: any */
	int64_t priority, tries;
};
/* Answers to an operator's simulator: the page shows them, nobody sends. */
#define OUTBOX_SIMULATOR	"simulator"
struct outbox_rows {
	struct outbox_row *at;
	size_t count;
};

/** outbox_due(db, pool, now, most, rows): what waits to be sent, replies
 * first.  For the holder of the lease "sender" only. */
MUST enum err outbox_due(struct db *db, struct pool *pool, struct moment now,
    int64_t most, struct outbox_rows *rows);

/* How the sending of one ended. */
struct outbox_result {
	const char *state;	/* sent, queued (again later), failed */
	int64_t tries;
	struct moment next_at;	/* queued: when */
	struct moment sent_at;	/* sent: when */
	const char *gateway;
	const char *note;	/* what the gateway said, short; NULL */
	int64_t outbox_id;
};

/** outbox_results(db, pool, results, count): what came of them; a delivery
 * report that was faster stays. */
MUST enum err outbox_results(struct db *db, struct pool *pool,
    const struct outbox_result *results, size_t count);

/** outbox_expire(db, now): what is too old to be true is never sent. */
MUST enum err outbox_expire(struct db *db, struct moment now);

/* Kannel's delivery reports. */
enum outbox_dlr {
	DLR_DELIVERED = 1,
	DLR_FAILED = 2,
	DLR_BUFFERED = 4,
	DLR_ACCEPTED = 8,
	DLR_REJECTED = 16
};

/** outbox_dlr(db, id, dlr): states go forward only: delivered is final,
 * 1 may come before 8, a report of nothing is fine.
 * Errors: ERR_INPUT for another number. */
MUST enum err outbox_dlr(struct db *db, int64_t outbox_id, int dlr);

/* One of them. */
struct outbox_report {
	int64_t dlr, outbox_id;
};

/** outbox_dlr_all(db, pool, reports, count): the same of many; inside a
 * transaction. */
MUST enum err outbox_dlr_all(struct db *db, struct pool *pool,
    const struct outbox_report *reports, size_t count);

extern const struct query *const outbox_queries[];

#endif
