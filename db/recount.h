/*
 * recount: what is computed of the official forms, anew for all households
 * of the open year: after the divisor of income per head was changed.  It is
 * asked for on a page and done by whoever runs recount_next, some hundred
 * households a transaction; broken off, it goes on where it was.
 */
#ifndef DB_RECOUNT_H
#define DB_RECOUNT_H

#include "db/db.h"

/* What was asked for last. */
struct recount {
	struct moment asked_at;		/* none: never */
	struct moment done_at;		/* none: it is going on */
	int64_t next, last;		/* identities it goes on and ends at */
	int64_t households;		/* as many there were to look at */
	int64_t seen, changed;		/* … were and are by now */
};
extern const struct shape recount_shape;

/** recount_ask(db, who): all of them, from the beginning; inside a
 * transaction.  Errors: ERR_DENIED below ROLE_ADMIN. */
MUST enum err recount_ask(struct db *db, const struct who *who);

/** recount_read(db, pool, out): how far it is. */
MUST enum err recount_read(struct db *db, struct pool *pool,
    struct recount *out);

/** recount_waits(recount): whether there is anything left to do. */
bool recount_waits(const struct recount *recount);

/** recount_household(db, pool, who, household_id, residents): one alone,
 * after its members changed; inside the transaction.  ${residents}: as
 * dictionary_divide's. */
MUST enum err recount_household(struct db *db, struct pool *pool,
    const struct who *who, int64_t household_id, bool residents);

/** recount_next(db, who, out): the next of them, in a transaction of its own;
 * what is right already is not written.  *${out}: how far it is then. */
MUST enum err recount_next(struct db *db, const struct who *who,
    struct recount *out);

extern const struct query *const recount_queries[];

#endif
