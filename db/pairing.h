/*
 * pairing: which helper (帮扶责任人) stands by which household, from day to
 * day; dated, never overwritten (S1-311, S2-017).
 */
#ifndef DB_PAIRING_H
#define DB_PAIRING_H

#include "db/db.h"

struct pairing {
	int64_t pairing_id;
	int64_t household_id;
	int64_t helper_id;
	int64_t short_no;	/* 1…n of the helper, while it lasts */
	struct date from_day, to_day;
	bool current;		/* on who->today */
	/* the helper */
	const char *name, *unit, *duty;
	struct opt_int sex;	/* 1 男, 2 女 */
	const char *politics;	/* code list politics; NULL */
	const char *phone;	/* NULL: none */
	/* the household; NULL where it is not in the open year */
	const char *number, *head_name;
	struct opt_int free_after;
};
extern const struct shape pairing_shape;

struct pairing_list {
	struct pairing *at;
	size_t count;
};
#define PAIRING_MOST 1000

/** pairing_of_household(db, pool, who, household_id, list): all, the current
 * first, newest first; empty for a household out of scope. */
MUST enum err pairing_of_household(struct db *db, struct pool *pool,
    const struct who *who, int64_t household_id, struct pairing_list *list);

/** pairing_of_helper(db, pool, who, helper_id, list): the households he has
 * on who->today, by short number, as far as they are in who's scope: the
 * pocket card, and whose household "3" is in a message. */
MUST enum err pairing_of_helper(struct db *db, struct pool *pool,
    const struct who *who, int64_t helper_id, struct pairing_list *list);

/** pairing_by_id: with a household in who's scope, else ERR_ABSENT. */
MUST enum err pairing_by_id(struct db *db, struct pool *pool,
    const struct who *who, int64_t pairing_id, struct pairing *pairing);

struct pairing_edit {
	int64_t household_id;
	int64_t helper_id;
	struct date from_day;
};
struct pairing_done {
	int64_t short_no;
	bool had;		/* the two were paired already: nothing new */
};
/** pairing_add(db, pool, who, edit, done): from that day on, with the
 * least number the helper never had; an existing pairing of the two that
 * lasts to that day or longer stays.  Inside a transaction.
 * Errors: ERR_ABSENT where household or helper is out of scope or the
 * helper is stopped; ERR_INPUT where the household had left by then (户注销);
 * ERR_DENIED in a closed year. */
MUST enum err pairing_add(struct db *db, struct pool *pool,
    const struct who *who, const struct pairing_edit *edit,
    struct pairing_done *done);

enum pairing_flaw {
	PAIRING_OK,
	PAIRING_PERIOD,		/* ends before it begins */
	PAIRING_TWICE,		/* the two are paired then already */
	PAIRING_STALE,		/* somebody was faster */
	PAIRING__MAX
};
/** pairing_change(db, pool, who, seen, to, flaw): another period (S1-311)
 * for the pairing that ${seen} shows; its number stays.
 * Errors: ERR_ABSENT out of scope; ERR_INPUT, ERR_CONFLICT with ${flaw};
 * ERR_DENIED in a closed year. */
struct pairing_period {
	struct date from_day, to_day;
};
MUST enum err pairing_change(struct db *db, struct pool *pool,
    const struct who *who, const struct pairing *seen,
    const struct pairing_period *to, enum pairing_flaw *flaw);

/** pairing_end(db, who, pairing_id, last): the last day it holds.
 * ERR_ABSENT where it is out of scope, over already, or begins later. */
MUST enum err pairing_end(struct db *db,
    const struct who *who, int64_t pairing_id, struct date last);

extern const struct query *const pairing_queries[];

#endif
