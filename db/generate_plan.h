/*
 * generate_plan: what is settled before the first household is drawn:
 * villages and their sizes, helpers and their households, the months.
 */
#ifndef DB_GENERATE_PLAN_H
#define DB_GENERATE_PLAN_H

#include "db/generate_rows.h"

#define GENERATE_HOUSEHOLDS_MOST	5000000
#define GENERATE_HELPERS_MOST		100000

struct generate_options {
	int64_t households;
	int64_t helpers;	/* 0: one for each ten households */
	uint64_t seed;
	int64_t area;		/* its villages must be known */
	int64_t year;
	int64_t first_year;	/* earlier years' files too, from this; 0 */
	struct date today;
	int zone;		/* of today, seconds east */
};

/* Day numbers of birth days: 1900 … 2100. */
#define GENERATE_DAYS	74000

struct generate_village {
	int64_t code;
	const char *clerk;	/* who types for the village */
	int64_t first, count;	/* its households, by index */
};

struct generate_plan {
	const struct generate_options *options;
	struct pool *pool;
	/* the greatest identities there were */
	int64_t household_base, member_base, helper_base, receipt_base;
	struct generate_village *villages;
	size_t village_count;
	int64_t helper_count;
	struct generate_helper *helpers;
	int64_t *helper_of;		/* index by household index; -1 */
	int64_t *short_next;		/* by helper index */
	int periods[GENERATE_MONTHS_MOST];
	int period_count;
	/* ID numbers given so far for a birth day, by sex */
	int16_t *serial[2];
};

/** generate_plan_make(db, pool, options, plan): reads the areas and the
 * greatest identities; draws helpers. */
MUST enum err generate_plan_make(struct db *db, struct pool *pool,
    const struct generate_options *options, struct generate_plan *plan);

extern const struct query *const generate_plan_queries[];

#endif
