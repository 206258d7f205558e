/*
 * report: what is stored of households' months, and the pages' views of it.
 * The rules of a month are core/report.h; writing is db/report_save.h.
 *
 * SECURITY: every call carries the asker's scope; counts do too.
 */
#ifndef DB_REPORT_H
#define DB_REPORT_H

#include "core/report.h"
#include "db/db.h"

/* A month as it stands.  The columns of month are named as in
 * report_incomes and report_answers: wage, business … housing … */
struct report {
	int64_t household_id;
	int64_t period;
	struct report_month month;
	const char *state;	/* as stored; NULL: no row */
	bool late;
	int64_t version;	/* 0: no row */
	const char *door;	/* web, sms … */
	int64_t changed_by;	/* user, or 0 */
	int64_t helper_id;	/* helper, or 0 */
	const char *reporter;	/* name of whoever wrote it last */
	struct moment reported_at;
	const char *return_reason;
	int64_t receipt_id;	/* receipt_print's serial; 0: none yet */
	int64_t area;		/* of a made-up row: its village; else 0 */
};
extern const struct shape report_shape;

/* The columns of a report at ${m} of struct T, for shapes of other nouns. */
#define REPORT_CELL(T, m, name, cell, at)                               \
	{ name, cell, offsetof(struct T, m at) }
#define REPORT_MONTH_COLUMNS(T, m)                                      \
	REPORT_CELL(T, m, "wage", CELL_MONEY, income_fen[INCOME_WAGE]), \
	REPORT_CELL(T, m, "business", CELL_MONEY,                       \
	    income_fen[INCOME_BUSINESS]),                               \
	REPORT_CELL(T, m, "land", CELL_MONEY, income_fen[INCOME_LAND]), \
	REPORT_CELL(T, m, "dividend", CELL_MONEY,                       \
	    income_fen[INCOME_DIVIDEND]),                               \
	REPORT_CELL(T, m, "solar", CELL_MONEY, income_fen[INCOME_SOLAR]), \
	REPORT_CELL(T, m, "property", CELL_MONEY,                       \
	    income_fen[INCOME_PROPERTY]),                               \
	REPORT_CELL(T, m, "policy", CELL_MONEY,                         \
	    income_fen[INCOME_POLICY]),                                 \
	REPORT_CELL(T, m, "transfer", CELL_MONEY,                       \
	    income_fen[INCOME_TRANSFER]),                               \
	REPORT_CELL(T, m, "housing", CELL_OPT, answer[ANSWER_HOUSING]), \
	REPORT_CELL(T, m, "water", CELL_OPT, answer[ANSWER_WATER]),     \
	REPORT_CELL(T, m, "dropout", CELL_OPT, answer[ANSWER_DROPOUT]), \
	REPORT_CELL(T, m, "insurance", CELL_OPT,                        \
	    answer[ANSWER_INSURANCE]),                                  \
	REPORT_CELL(T, m, "problem", CELL_TEXT, problem)
/* Behind household_id and period. */
#define REPORT_REST_COLUMNS(T, m)                                       \
	REPORT_MONTH_COLUMNS(T, m month.),                              \
	REPORT_CELL(T, m, "state", CELL_TEXT, state),                   \
	REPORT_CELL(T, m, "late", CELL_FLAG, late),                     \
	REPORT_CELL(T, m, "version", CELL_INT, version),                \
	REPORT_CELL(T, m, "door", CELL_TEXT, door),                     \
	REPORT_CELL(T, m, "changed_by", CELL_INT, changed_by),          \
	REPORT_CELL(T, m, "helper_id", CELL_INT, helper_id),            \
	REPORT_CELL(T, m, "reporter", CELL_TEXT, reporter),             \
	REPORT_CELL(T, m, "reported_at", CELL_TIME, reported_at),       \
	REPORT_CELL(T, m, "return_reason", CELL_TEXT, return_reason),   \
	REPORT_CELL(T, m, "receipt_id", CELL_INT, receipt_id)
#define REPORT_MONTH_SQL                                                \
	" r.wage_fen AS wage, r.business_fen AS business,"              \
	" r.land_fen AS land, r.dividend_fen AS dividend,"              \
	" r.solar_fen AS solar, r.property_fen AS property,"            \
	" r.policy_fen AS policy, r.transfer_fen AS transfer,"          \
	" r.housing, r.water, r.dropout, r.insurance, r.problem"
/* The same, with r (report) and c (receipt) in the FROM. */
#define REPORT_REST_SQL                                                 \
	REPORT_MONTH_SQL ", r.state, r.late, r.version, r.door,"        \
	" r.changed_by, r.helper_id, r.reporter, r.reported_at,"        \
	" r.return_reason, c.receipt_id"

/** report_state_of(report): REPORT_NONE where there is no row. */
enum report_state report_state_of(const struct report *r);

/* Which months. */
struct report_key {
	int64_t household_id;
	int year;
};

/** report_year(db, pool, who, key, months): the twelve months
 * of a household in ${months}[0..11]; where there is no row, state is NULL,
 * version 0 and period still set.  One query.
 * Errors: none for a foreign household: its months are simply empty. */
MUST enum err report_year(struct db *db, struct pool *pool,
    const struct who *who, const struct report_key *key,
    struct report months[12]);

/* A version of a month. */
struct report_at {
	int64_t household_id;
	int64_t period;
	int64_t version;
};

/** report_at_version(db, pool, who, at, report): the month as that version
 * had it, from the history: what an editor saw.  ERR_ABSENT out of scope. */
MUST enum err report_at_version(struct db *db, struct pool *pool,
    const struct who *who, const struct report_at *at, struct report *report);

/* A household's row in a grid of one month. */
struct report_row {
	int64_t household_id;
	const char *number;
	int64_t area;
	const char *village;	/* NULL if unknown */
	const char *head_name;
	const char *phone;
	int64_t member_count;
	bool exited;
	int64_t monitor_class;
	struct opt_int free_after;
	int64_t short_no;	/* of the asking helper; 0 else */
	struct opt_int last_total;	/* fen of the month before */
	struct report r;
};
extern const struct shape report_row_shape;

struct report_rows {
	struct report_row *at;
	size_t count;
};

#define REPORT_ROWS_MOST 3000	/* households of the largest village */

struct report_ask {
	int64_t area;		/* a village; 0: the whole scope */
	int period;
};

/** report_village(db, pool, who, ask, rows): the month of every household of
 * the area within scope, by identity: one query. */
MUST enum err report_village(struct db *db, struct pool *pool,
    const struct who *who, const struct report_ask *ask,
    struct report_rows *rows);

/** report_helper(db, pool, who, period, rows): the month of every household
 * paired today with the helper who->helper_id, by short number. */
MUST enum err report_helper(struct db *db, struct pool *pool,
    const struct who *who, int period, struct report_rows *rows);

/** report_unreported(rows, period): only the rows that still owe their
 * month, in place (for report_helper, report_village). */
void report_unreported(struct report_rows *rows, int period);

/** report_row_view(row, period, today, rules): what to show. */
enum report_view report_row_view(const struct report_row *row, int period,
    struct date today, const struct report_rules *rules);

extern const struct query *const report_queries[];

#endif
