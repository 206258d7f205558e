/*
 * query: a constant: SQL, the shape of what goes in, the shape of what comes
 * out; and the scope that every query over registry data carries.
 */
#ifndef DB_QUERY_H
#define DB_QUERY_H

#include <stdint.h>

#include "core/shape.h"
#include "core/who.h"

struct query {
	const char *sql;
	const struct shape *in;		/* NULL: no ? */
	const struct shape *out;	/* NULL: no rows */
};

/* ---- scope: in every query over registry data ------------------------ */

/* The first members of an in-shape that carries the scope. */
struct scope {
	int64_t low, high;
	int64_t helper, helper_again;
	struct date day;
};
#define SCOPE_COLUMNS(T, m)                                             \
	{ "low", CELL_INT, offsetof(struct T, m.low) },                 \
	{ "high", CELL_INT, offsetof(struct T, m.high) },               \
	{ "helper", CELL_INT, offsetof(struct T, m.helper) },           \
	{ "helper_again", CELL_INT, offsetof(struct T, m.helper_again) }, \
	{ "day", CELL_DATE, offsetof(struct T, m.day) }
/* The condition; the households' alias is h.  Who is no helper has no
 * pairings: for him statement.c leaves SCOPE_PAIRED_SQL out (it costs a third
 * of a query even where it is not looked at). */
#define SCOPE_SQL " h.area BETWEEN ? AND ?" SCOPE_PAIRED_SQL
#define SCOPE_PAIRED_SQL                                                \
	" AND (? = 0 OR EXISTS (SELECT 1 FROM pairing sp"               \
	"  WHERE sp.household_id = h.household_id AND sp.helper_id = ?" \
	"    AND ? BETWEEN sp.from_day AND sp.to_day))"

/** scope_of(who): the five parameters of SCOPE_SQL. */
struct scope scope_of(const struct who *who);

/* ---- what the areas above have, too ----------------------------------- */

/* A unit helps all the areas in its own (S0-090): it is seen from each. */
struct scope_above {
	int64_t low, high;
	int64_t township, county, city, province;
};
#define SCOPE_ABOVE_COLUMNS(T, m)                                       \
	{ "low", CELL_INT, offsetof(struct T, m.low) },                 \
	{ "high", CELL_INT, offsetof(struct T, m.high) },               \
	{ "township", CELL_INT, offsetof(struct T, m.township) },       \
	{ "county", CELL_INT, offsetof(struct T, m.county) },           \
	{ "city", CELL_INT, offsetof(struct T, m.city) },               \
	{ "province", CELL_INT, offsetof(struct T, m.province) }
/* The condition, of the alias h. */
#define SCOPE_ABOVE_SQL                                                 \
	" (h.area BETWEEN ? AND ? OR h.area IN (?, ?, ?, ?))"

/** scope_above(low, high): the six parameters of SCOPE_ABOVE_SQL. */
struct scope_above scope_above(int64_t low, int64_t high);

#endif
