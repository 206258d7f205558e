/*
 * pairing_find: who helps whom today (结对关系查询, S1-145): households with
 * their helpers, and the same counted by helper, by unit and by area.
 */
#ifndef DB_PAIRING_FIND_H
#define DB_PAIRING_FIND_H

#include "db/db.h"

/* A household beside one of its helpers; more helpers are more rows. */
struct pairing_row {
	int64_t household_id;
	const char *number, *head_name, *village;	/* village: or NULL */
	int64_t area;
	struct opt_int free_after;
	int64_t pairing_id;	/* 0: nobody */
	int64_t helper_id;
	const char *helper, *unit;
	struct date from_day, to_day;
};
extern const struct shape pairing_row_shape;

struct pairing_filter {
	int64_t area;		/* 0: the whole scope */
	bool alone;		/* only those whom nobody helps */
	int64_t helper_id, unit_id;	/* 0: any */
	const char *word;	/* part of the helper's name or unit; NULL */
	int64_t page;
	int64_t page_size;	/* households; 0: PAIRING_PAGE */
};
#define PAIRING_PAGE		20
#define PAIRING_PAGE_MOST	300
#define PAIRING_HELPERS		5	/* of one household, at most */

struct pairing_rows {
	struct pairing_row *at;
	size_t count;
	int64_t households, alone;	/* of all pages */
	int64_t page, pages;
};

/** pairing_find(db, pool, who, filter, rows): by area and identity; those
 * who left (户注销) before this month are not there.  Two queries. */
MUST enum err pairing_find(struct db *db, struct pool *pool,
    const struct who *who, const struct pairing_filter *filter,
    struct pairing_rows *rows);

/* How much a helper, a unit or an area does; what does not apply is 0. */
struct pairing_sum {
	int64_t id;		/* helper, unit (0: not registered), area */
	const char *name;
	const char *unit;	/* of a helper */
	int64_t helpers;
	int64_t households;	/* paired; of an area: all */
	int64_t villages;
	int64_t alone;		/* of an area */
};
extern const struct shape pairing_sum_shape;

struct pairing_sums {
	struct pairing_sum *at;
	size_t count;
	bool more;		/* there are more than PAIRING_SUMS */
};
#define PAIRING_SUMS	200

/** pairing_by_helper, _by_unit: those with the most households first; of the
 * filter area, unit_id (by_helper) and word.  _by_area: what lies right
 * below filter->area, by code. */
MUST enum err pairing_by_helper(struct db *db, struct pool *pool,
    const struct who *who, const struct pairing_filter *filter,
    struct pairing_sums *sums);
MUST enum err pairing_by_unit(struct db *db, struct pool *pool,
    const struct who *who, const struct pairing_filter *filter,
    struct pairing_sums *sums);
MUST enum err pairing_by_area(struct db *db, struct pool *pool,
    const struct who *who, const struct pairing_filter *filter,
    struct pairing_sums *sums);

extern const struct query *const pairing_find_queries[];

#endif
