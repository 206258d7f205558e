/*
 * generate_random: numbers, names and days that depend on seed, kind and
 * index only, never on the order in which they are drawn.
 */
#ifndef DB_GENERATE_RANDOM_H
#define DB_GENERATE_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

#include "core/date.h"
#include "core/pool.h"

struct random {
	uint64_t state;
};

enum random_kind {
	RANDOM_VILLAGE, RANDOM_HOUSEHOLD, RANDOM_HELPER, RANDOM_MONTH,
	RANDOM_FORM, RANDOM_VISIT,
	RANDOM_KIND__MAX
};

/** random_of(seed, kind, a, b): the stream of the ${a}th thing's ${b}th. */
struct random random_of(uint64_t seed, enum random_kind kind, int64_t a,
    int64_t b);

/** random_below(r, limit): 0 … limit - 1. */
int64_t random_below(struct random *r, int64_t limit);

/** random_chance(r, share): true ${share} times in 1000. */
bool random_chance(struct random *r, int share);

/** random_surname / random_given: of a generated name.  random_name: both,
 * in ${pool}. */
const char *random_surname(struct random *r);
const char *random_given(struct pool *pool, struct random *r, bool male);
const char *random_name(struct pool *pool, struct random *r, bool male);

/** random_of_list(r, list, count): one of them. */
const char *random_of_list(struct random *r, const char *const *list,
    size_t count);

/** random_day(r, year): any day of the year. */
struct date random_day(struct random *r, int year);

#endif
