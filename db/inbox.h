/*
 * inbox: messages as they came.  Added durably before the gateway hears 200;
 * two unique keys, kept for good, see to it that nothing counts twice:
 * (gateway, provider's id) and (sender, provider's time, hash of the bytes).
 */
#ifndef DB_INBOX_H
#define DB_INBOX_H

#include "db/db.h"

#define INBOX_BYTES	60000	/* of one message; the rest is cut off */
#define INBOX_TRIES	3	/* then it is dead */

struct inbox_new {
	const char *gateway;
	const char *provider_id;	/* NULL: none */
	const char *sender;		/* bare digits where it is a phone */
	const char *recipient;
	struct bytes raw;
	const char *provider_time;	/* NULL: none */
	struct moment received_at;
	struct opt_int replay_of;	/* an operator's: the one it repeats */
};

/** inbox_add(db, msg, fresh): commit it, unless it is known already: then
 * ${fresh} is false and all is well too.
 * Errors: ERR_BUSY where the database is not there. */
MUST enum err inbox_add(struct db *db, const struct inbox_new *msg,
    bool *fresh);

/** inbox_add_all(db, pool, msgs, count): the same of many in one trip, all
 * or none; inside a transaction. */
MUST enum err inbox_add_all(struct db *db, struct pool *pool,
    const struct inbox_new *msgs, size_t count);

/* A message that waits, and the active helper whose phone sent it. */
struct inbox_row {
	int64_t inbox_id;
	int64_t tries;			/* before this one */
	const char *gateway;
	const char *sender, *recipient;
	struct bytes raw;
	struct moment received_at;
	int64_t helper_id;		/* 0: nobody's phone */
	const char *helper_name;	/* NULL: the same */
};
extern const struct shape inbox_row_shape;

struct inbox_rows {
	struct inbox_row *at;
	size_t count;
};

/** inbox_waiting(db, pool, most, rows): the oldest first. */
MUST enum err inbox_waiting(struct db *db, struct pool *pool, int64_t most,
    struct inbox_rows *rows);

/* The messages of a batch; 0 and 0: none. */
struct inbox_range {
	int64_t low, high;
};

/** inbox_attempt(db, range): these are about to be processed: committed
 * before, and set to none in the transaction that finishes them. */
MUST enum err inbox_attempt(struct db *db, struct inbox_range range);

/** inbox_attempted(db, pool): whoever was at it is gone: count a try of what
 * still waits among them; inside a transaction. */
MUST enum err inbox_attempted(struct db *db, struct pool *pool);

/** inbox_try(db, range): count a try of what waits among these. */
MUST enum err inbox_try(struct db *db, struct inbox_range range);

/* What became of a message; outcome: answered silent dead. */
struct inbox_outcome {
	const char *state;	/* done, dead */
	const char *outcome;
	const char *note;	/* which silence and why; NULL */
	struct opt_int helper_id;
	struct moment done_at;
	int64_t inbox_id;
};

/** inbox_done(db, pool, outcomes, count): inside the transaction of the
 * deed. */
MUST enum err inbox_done(struct db *db, struct pool *pool,
    const struct inbox_outcome *outcomes, size_t count);

/** inbox_told(db, sender, day, first): an unknown sender is told once a day:
 * whether this is the ${first} time. */
MUST enum err inbox_told(struct db *db, const char *sender, struct date day,
    bool *first);

extern const struct query *const inbox_queries[];

#endif
