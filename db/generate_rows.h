/*
 * generate_rows: generated rows, gathered and written many at a time.
 */
#ifndef DB_GENERATE_ROWS_H
#define DB_GENERATE_ROWS_H

#include "db/report.h"

struct generate_household {
	int64_t year, household_id;
	const char *number;
	int64_t area;
	const char *head_name, *phone;
	bool exited;
	struct opt_int exit_year;
	int64_t monitor_class;
	bool risk_removed;
	int64_t member_count;
	struct opt_int free_after;
	/* not stored */
	int64_t helper;		/* index from 0; -1: none */
	bool pupil;		/* someone of 6 to 15 years */
	int64_t workers;	/* members of 18 to 62 years */
};

struct generate_member {
	int64_t year, member_id, household_id;
	const char *name;
	int64_t sex;
	const char *idno;
	struct date birth;
	const char *relation;
	bool active;
};

struct generate_helper {
	int64_t helper_id;
	const char *name, *unit, *duty;
	int64_t area;
	const char *phone;
	struct opt_int unit_id;
	int64_t sex;
	const char *politics;
	/* of the dictionary */
	const char *idno, *education, *skill;
};

struct generate_pairing {
	int64_t household_id, helper_id, short_no;
	struct date from_day, to_day;
};

struct generate_receipt {
	int64_t receipt_id, household_id, period;
};

/* What is written at once. */
#define GENERATE_BATCH		((size_t)2000)	/* households */
#define GENERATE_MEMBERS_MOST	8	/* of a household */
#define GENERATE_MONTHS_MOST	15
#define GENERATE_PAIRINGS_MOST	2

struct generate_rows {
	struct pool *pool;	/* texts of the rows */
	/* Each household's and member's row of the dictionary, with room for
	 * the hand-made columns behind it. */
	char *household_forms, *member_forms;
	size_t household_size, member_size;	/* from one to the next */
	struct generate_household *households;
	struct generate_member *members;
	struct generate_pairing *pairings;
	struct report *reports;
	struct generate_receipt *receipts;
	size_t household_count, member_count, pairing_count, report_count,
	    receipt_count;
};

/** generate_rows_start(pool, rows): room for a batch in ${pool}; rows->pool,
 * which holds the texts, is set by the caller and reset after each write. */
void generate_rows_start(struct pool *pool, struct generate_rows *rows);

/** generate_trips(db, q, rows, count): the rows of q->in, two thousand
 * a trip to the server. */
MUST enum err generate_trips(struct db *db, const struct query *q,
    const void *rows, size_t count);

/** generate_rows_write(db, rows): all of them, inside a transaction. */
MUST enum err generate_rows_write(struct db *db,
    const struct generate_rows *rows);

/** generate_rows_household / _member(rows, i): the row of the dictionary of
 * the ${i}th. */
void *generate_rows_household(const struct generate_rows *rows, size_t i);
void *generate_rows_member(const struct generate_rows *rows, size_t i);

extern const struct query *const generate_rows_queries[];

#endif
