/*
 * desk: all that is needed to answer a batch of messages, in few queries:
 * the households of their senders with the month that is due.
 *
 * SECURITY: the scope of these queries is the pairing itself: a household is
 * there only for the helper whose phone sent a message, on the day it came.
 */
#ifndef DB_DESK_H
#define DB_DESK_H

#include "db/report.h"

/* A household of a sender. */
struct desk_row {
	int64_t helper_id;
	int64_t short_no;
	int64_t household_id;
	const char *number, *head_name;
	int64_t area;
	struct opt_int free_after;
	struct report r;	/* of the due month */
};
extern const struct shape desk_row_shape;

struct desk_rows {
	struct desk_row *at;
	size_t count;
};

struct desk_ask {
	int64_t low, high;	/* ids of the messages that wait */
	struct date day;	/* on which they came */
	int64_t year;		/* the open one */
	int64_t due;		/* the period */
};

#define DESK_ROWS	60000	/* households of the senders of a batch */

/** desk_households(db, pool, ask, rows): by helper and short number. */
MUST enum err desk_households(struct db *db, struct pool *pool,
    const struct desk_ask *ask, struct desk_rows *rows);

/** desk_month(db, pool, household_id, period, report): another month; state
 * NULL where there is no row. */
MUST enum err desk_month(struct db *db, struct pool *pool,
    int64_t household_id, int64_t period, struct report *report);

struct desk_gate {
	int64_t low, high, period;
	bool closed;
	struct date until;
};
struct desk_gates {
	struct desk_gate *at;
	size_t count;
};
#define DESK_GATES	2000

/** desk_gates(db, pool, gates): closings and re-openings, the newest
 * first, for each area and month the newest only. */
MUST enum err desk_gates(struct db *db, struct pool *pool,
    struct desk_gates *gates);

/** desk_year(db, pool, year): the open year. */
MUST enum err desk_year(struct db *db, struct pool *pool, int64_t *year);

extern const struct query *const desk_queries[];

#endif
