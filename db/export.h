/*
 * export: the rows that leave the house, in the order of their identities.
 * Households come in batches; of each batch the children come in one go, to
 * be merged by household_id: a join would cost more than all the rest.
 *
 * SECURITY: the households carry the asker's scope.  Children are asked for
 * by a range of identities that may hold strangers' rows too: whoever merges
 * drops every child whose household is not in the batch.
 */
#ifndef DB_EXPORT_H
#define DB_EXPORT_H

#include "db/report.h"

/* What is exported, and how far it has come. */
struct export_key {
	int64_t area;		/* 0: the whole scope */
	int64_t year;		/* of the households' file: export_year */
	int64_t period_year;	/* of the months */
	int64_t after;		/* the last household_id so far */
	int64_t most;		/* households in a batch */
};

/* Attributes first, by name: the order of canonical XML. */
struct export_household {
	int64_t household_id;	/* column id */
	int64_t area;
	const char *number;
	int64_t year;
	const char *head_name;
	const char *phone;	/* NULL: none */
	bool exited;
	struct opt_int exit_year;
	int64_t monitor_class;
	bool risk_removed;
	int64_t member_count;
	struct opt_int free_after;
};
extern const struct shape export_household_shape;

struct export_member {
	int64_t household_id;
	int64_t member_id;	/* column id */
	const char *name;
	int64_t sex;
	const char *idno;
	struct date birth;
	const char *relation;
	bool active;
};
extern const struct shape export_member_shape;

struct export_pairing {
	int64_t household_id;
	int64_t pairing_id;	/* column id */
	int64_t helper_id;
	int64_t short_no;
	struct date from_day, to_day;	/* no to_day: still holds */
};
extern const struct shape export_pairing_shape;

/* household_id, period, the month, then what became of it. */
extern const struct shape export_report_shape;	/* of struct report */

struct export_batch {
	struct export_household *households;
	size_t household_count;
	struct export_member *members;
	size_t member_count;
	struct export_pairing *pairings;
	size_t pairing_count;
};
#define EXPORT_BATCH_MOST	1000	/* households */
#define EXPORT_CHILDREN_MOST	200000	/* of one kind in a batch */

/** export_known(db, pool, year): ERR_ABSENT where the year has no file of its
 * own.  export_year(db, pool, who, year, out): the year whose file holds the
 * households: ${year} if there is one, else the open one. */
MUST enum err export_known(struct db *db, struct pool *pool, int64_t year);
MUST enum err export_year(struct db *db, struct pool *pool,
    const struct who *who, int64_t year, int64_t *out);

/** export_households(db, pool, who, key, batch): the next ones; none at the
 * end. */
MUST enum err export_households(struct db *db, struct pool *pool,
    const struct who *who, const struct export_key *key,
    struct export_batch *batch);

/** export_members / export_pairings(db, pool, who, key, batch): of the
 * households in ${batch}, and only theirs. */
MUST enum err export_members(struct db *db, struct pool *pool,
    const struct who *who, const struct export_key *key,
    struct export_batch *batch);
MUST enum err export_pairings(struct db *db, struct pool *pool,
    const struct who *who, const struct export_key *key,
    struct export_batch *batch);

/* Where report rows go: one after the other, never all at once. */
struct export_taker {
	enum err (*take)(void *cookie, const void *row);
	void *cookie;
};

/** export_reports(db, who, key, batch, taker): the months of
 * key->period_year of the range of identities that ${batch} covers, ordered
 * by household and period; see SECURITY. */
MUST enum err export_reports(struct db *db, const struct who *who,
    const struct export_key *key, const struct export_batch *batch,
    const struct export_taker *taker);

extern const struct query *const export_queries[];

#endif
