/*
 * import: sheets that were sent in (S1-215): the rows as they came and what
 * would become of each.  A household's rows are written together or not at
 * all, and once: its state says which.
 *
 * SECURITY: a sheet is found by the user who sent it alone; the households it
 * names are read within his scope.
 */
#ifndef DB_IMPORT_H
#define DB_IMPORT_H

#include "db/household.h"

struct import {
	int64_t import_id, user_id;
	int64_t year;
	const char *kind;		/* household, member */
	const char *name;		/* of the file */
	const char *head;		/* cells of the first row */
	struct moment made_at;
};
extern const struct shape import_shape;

/* What becomes of a household. */
enum import_state {
	IMPORT_READ,			/* not looked at yet */
	IMPORT_CHANGE,			/* written when it is asked for */
	IMPORT_WARN,			/* … with an explanation */
	IMPORT_SAME,
	IMPORT_REFUSE,
	IMPORT_DONE,
	IMPORT_STATE__MAX
};

/** import_state_name(state): change, warn …  import_state_of: back,
 * IMPORT_STATE__MAX where there is none. */
const char *import_state_name(enum import_state state);
enum import_state import_state_of(const char *name);

struct import_row {
	int64_t import_id;
	int64_t home, line;	/* the household's first line, its own */
	const char *number;	/* NULL: none is said */
	struct opt_int household_id;
	int64_t version;	/* of what it is about when it was looked at */
	const char *state;
	const char *cells;	/* parted by IMPORT_PART */
	const char *told;	/* NULL: nothing */
};
extern const struct shape import_row_shape;
#define IMPORT_PART	"\x1f"

struct import_rows {
	struct import_row *at;
	size_t count;
};

/* Households of a sheet, by their first lines. */
struct import_range {
	int64_t import_id, first, last;
};

#define IMPORT_NUMBER_MOST	16	/* characters of a number */
#define IMPORT_BULK		200	/* rows in one trip */
#define IMPORT_HOME_MOST	100	/* rows of one household */

/** import_add(db, import, id): a sheet; the oldest of the user's go, but for
 * his IMPORT_KEPT newest. */
#define IMPORT_KEPT		10
MUST enum err import_add(struct db *db, const struct import *import,
    int64_t *id);

/** import_put(db, rows, count): its rows.  import_find(db, import_id): whose
 * numbers they are, as soon as all are there. */
MUST enum err import_put(struct db *db, const struct import_row *rows,
    size_t count);
MUST enum err import_find(struct db *db, int64_t import_id);

/** import_by_id(db, pool, user_id, id, out): ERR_ABSENT where it is another's.
 * import_hold: … and whoever else writes from it waits until this transaction
 * ends. */
MUST enum err import_by_id(struct db *db, struct pool *pool, int64_t user_id,
    int64_t id, struct import *out);
MUST enum err import_hold(struct db *db, struct pool *pool, int64_t user_id,
    int64_t id, struct import *out);

/** import_next(db, pool, import_id, after, rows): the first rows of the next
 * households, ${most} at most, whose state is IMPORT_READ, or that are to be
 * written. */
struct import_next {
	int64_t import_id, after, most;
	bool write;
};
MUST enum err import_next(struct db *db, struct pool *pool,
    const struct import_next *next, struct import_rows *rows);

/** import_of(db, pool, range, rows): all rows of those households. */
MUST enum err import_of(struct db *db, struct pool *pool,
    const struct import_range *range, struct import_rows *rows);

struct import_homes {
	struct household *at;
	size_t count;
};

/** import_households(db, pool, who, range, homes): the households that they
 * name, of the year and within who's scope, by identity. */
MUST enum err import_households(struct db *db, struct pool *pool,
    const struct who *who, const struct import_range *range,
    struct import_homes *homes);

/** import_judged(db, rows, count): their states, versions and told. */
MUST enum err import_judged(struct db *db, const struct import_row *rows,
    size_t count);

/* How many households of a sheet are in which state. */
struct import_count {
	int64_t read, change, warn, same, refuse, done;
};
extern const struct shape import_count_shape;

/** import_count(db, pool, import_id, out): a household counts once. */
MUST enum err import_count(struct db *db, struct pool *pool,
    int64_t import_id, struct import_count *out);

/* Some of its rows, of one state; IMPORT_STATE__MAX: of any. */
struct import_look {
	int64_t import_id;
	enum import_state state;
	int64_t offset, most;
};

/** import_look(db, pool, look, rows): in the sheet's order.
 * import_look_total(db, pool, look, total): how many rows are in that state,
 * not households. */
MUST enum err import_look_total(struct db *db, struct pool *pool,
    const struct import_look *look, int64_t *total);
MUST enum err import_look(struct db *db, struct pool *pool,
    const struct import_look *look, struct import_rows *rows);

struct import_list {
	struct import *at;
	size_t count;
};

/** import_list(db, pool, user_id, list): his, the newest first. */
MUST enum err import_list(struct db *db, struct pool *pool, int64_t user_id,
    struct import_list *list);

/** import_sweep(db, before, swept): those sent before then go. */
MUST enum err import_sweep(struct db *db, struct moment before,
    int64_t *swept);

extern const struct query *const import_queries[];

#endif
