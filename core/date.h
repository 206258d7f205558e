/*
 * date: calendar days, months ("periods") and moments.  No clock: "today"
 * and "now" are always arguments (db/clock.h is the only clock).
 */
#ifndef CORE_DATE_H
#define CORE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/pool.h"

/* A calendar day; year 0 means no day. */
struct date {
	int16_t year;
	int8_t month;		/* 1..12 */
	int8_t day;		/* 1..31 */
};

/* A point in time, seconds since 1970 in UTC; 0 means none. */
struct moment {
	int64_t utc;
};

/* The wall clock of the place, from a moment. */
struct wall {
	struct date day;
	int hour, minute, second;
};

/* A day that never comes: the open end of a pairing. */
#define DATE_NEVER ((struct date){ .year = 9999, .month = 12, .day = 31 })

/** date_ok(d): whether ${d} is a real day of the years 1900..9999. */
bool date_ok(struct date d);

/** date_compare(a, b): negative, 0, positive as ${a} is before … ${b}. */
int date_compare(struct date a, struct date b);

/** date_read(s, d): an ISO day (2022-03-05) and nothing else. */
bool date_read(const char *s, struct date *d);

/** date_iso(pool, d): 2022-03-05; "" for no day. */
char *date_iso(struct pool *pool, struct date d);

/** date_days(d): days since 1970-01-01.  date_of_days: back. */
int64_t date_days(struct date d);
struct date date_of_days(int64_t days);

/** wall_of(m, zone): the wall clock ${zone} seconds east of UTC.
 * moment_of: back. */
struct wall wall_of(struct moment m, int zone);
struct moment moment_of(struct wall w, int zone);

/**
 * A period is a month written as a number: 202203.
 * period_ok: 190001..999912 with a month 1..12.
 * period_add: ${months} later (or earlier).
 * period_of: the month of a day.
 * period_label: "2022年3月".
 */
bool period_ok(int64_t period);
int period_add(int period, int months);
int period_of(struct date d);
char *period_label(struct pool *pool, int period);

#endif
