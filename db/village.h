/*
 * village: the file of a village or county of a year, and what is counted of
 * the households that live there (S0-100, S1-225, S1-313).
 */
#ifndef DB_VILLAGE_H
#define DB_VILLAGE_H

#include "db/area.h"
#include "db/dictionary.h"

/* Of the households of the year that are not deregistered; the names are
 * those of the dictionary's counted lines.  Poor is who has not left poverty
 * and is no more than that; monitored are the three kinds of S4-001. */
struct village_counts {
	int64_t households, persons;
	int64_t poor_households, poor_persons;
	int64_t exited_households, exited_persons;
	int64_t monitored_households, monitored_persons;
	int64_t unstable_households, marginal_households, sudden_households;
	int64_t risk_households;
	int64_t subsistence_households, subsistence_persons;
};
extern const struct shape village_counts_shape;

/** village_entity(area): DICTIONARY_VILLAGE or _COUNTY; _ENTITY__MAX for an
 * area of a level that has no file. */
enum dictionary_entity village_entity(int64_t area);

/**
 * village_file(db, pool, who, area, row):
 * Its row of the year; where nothing was filled in yet an empty one of
 * version 0.
 * Errors: ERR_ABSENT where it is no village or county in who's scope.
 */
MUST enum err village_file(struct db *db, struct pool *pool,
    const struct who *who, int64_t area, void **row);

/** village_count(db, pool, who, area, hamlet, counts): of a village, a county
 * or any area; of a natural village alone where ${hamlet} names one. */
MUST enum err village_count(struct db *db, struct pool *pool,
    const struct who *who, int64_t area, const char *hamlet,
    struct village_counts *counts);

/* The households of one natural village, or of a name that is none. */
struct village_group {
	int64_t area;
	const char *hamlet;		/* NULL: not told */
	struct village_counts counts;
};

/** village_groups(db, pool, who, area, groups, count): of all villages of an
 * area, by village. */
#define VILLAGE_GROUPS_MOST	200000
MUST enum err village_groups(struct db *db, struct pool *pool,
    const struct who *who, int64_t area, struct village_group **groups,
    size_t *count);

/** village_counts_add(sum, more). */
void village_counts_add(struct village_counts *sum,
    const struct village_counts *more);

/* The columns of the counts inside of a larger row: */
#define VILLAGE_COUNT(T, n)	{ #n, CELL_INT, offsetof(struct T, counts.n) }
#define VILLAGE_COUNTS(T)                                               \
	VILLAGE_COUNT(T, households), VILLAGE_COUNT(T, persons),        \
	VILLAGE_COUNT(T, poor_households),                              \
	VILLAGE_COUNT(T, poor_persons),                                 \
	VILLAGE_COUNT(T, exited_households),                            \
	VILLAGE_COUNT(T, exited_persons),                               \
	VILLAGE_COUNT(T, monitored_households),                         \
	VILLAGE_COUNT(T, monitored_persons),                            \
	VILLAGE_COUNT(T, unstable_households),                          \
	VILLAGE_COUNT(T, marginal_households),                          \
	VILLAGE_COUNT(T, sudden_households),                            \
	VILLAGE_COUNT(T, risk_households),                              \
	VILLAGE_COUNT(T, subsistence_households),                       \
	VILLAGE_COUNT(T, subsistence_persons)

/* A line of the list: a village, or the area above it with its sums. */
struct village_line {
	int64_t code;
	const char *name;
	int64_t villages;	/* 1 of a village */
	int64_t filled;		/* … whose form was filled in */
	int64_t hamlets;	/* natural villages */
	int64_t households, persons;
	int64_t exited_households, monitored_households;
};
extern const struct shape village_line_shape;

struct village_lines {
	struct village_line *at;
	size_t count;
	struct village_line sum;
};

/** village_list(db, pool, who, area, lines): the areas right below ${area}
 * that are in who's scope, by code. */
MUST enum err village_list(struct db *db, struct pool *pool,
    const struct who *who, int64_t area, struct village_lines *lines);

extern const struct query *const village_queries[];

#endif
