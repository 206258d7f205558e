/*
 * answer: what a message does: pure decision over the helper's world.
 * First answer_decide says what to store; when the receipts are numbered,
 * answer_text says it in one SMS.  The processor and the case table of the
 * tests use the same two functions.
 */
#ifndef SMS_ANSWER_H
#define SMS_ANSWER_H

#include <stdbool.h>
#include <stdint.h>

#include "core/date.h"
#include "core/pool.h"
#include "core/report.h"
#include "sms/grammar.h"

/* A household's month as stored; the decision changes it in place. */
struct answer_month {
	int64_t household_id;
	int period;
	enum report_state state;	/* REPORT_NONE: no row */
	bool late;
	struct report_month month;
	int64_t receipt;		/* serial; 0: none yet */
	int64_t version;		/* 0: no row */
	const char *return_reason;	/* carried along */
	bool pending;			/* the caller's: not written yet */
	/* the caller's: as it was written last, and which helper did */
	struct report_month written;
	int64_t writer;			/* 0: no helper */
};

/* A household beside grammar_household: the registry's part. */
struct answer_household {
	int64_t id;
	int64_t area;
	int free_after;			/* period; 0: not deregistered */
};

/* A closing or re-opening of a month for areas low..high. */
struct answer_gate {
	int64_t low, high;
	int period;
	bool closed;			/* else re-opened until … */
	struct date until;
};

struct answer_world {
	struct grammar_world language;
	const struct answer_household *households;	/* as language.at */
	/* the due month of each household, and every month named */
	struct answer_month *const *months;
	int month_count;
	const struct answer_gate *gates;		/* newest first */
	int gate_count;
	int first_period;				/* 0: any */
	struct report_rules rules;
};

enum verdict {
	VERDICT_REFUSED,	/* nothing stored */
	VERDICT_REPORTED,	/* stored; month is what to write */
	VERDICT_CORRECTED,	/* stored over an earlier report */
	VERDICT_DRAFTED,	/* stored, not reported yet */
	VERDICT_AGAIN,		/* the same as stored: nothing to write */
	VERDICT__MAX
};

/* One household of the message. */
struct answer_deed {
	enum verdict verdict;
	const struct grammar_report *report;
	struct answer_month *month;	/* NULL where there is no household */
	enum report_gate gate;		/* why refused, beside mistakes */
	bool already;			/* refused: reported, and not whole */
	bool unresolved;		/* refused: no problem text */
	bool zero;			/* no income named, stored as 0 */
	int64_t old_fen;		/* CORRECTED: the total before */
};

struct answer {
	const struct grammar *grammar;
	struct answer_deed *deeds;	/* one for each report */
	int left;			/* households owing the due month */
	bool due;			/* a due month was reported */
};

/** answer_decide(pool, world, grammar): decide, and change world->months to
 * what is to be stored (receipts of new reports stay 0). */
struct answer answer_decide(struct pool *pool, struct answer_world *world,
    const struct grammar *grammar);

/** answer_stores(deed): whether deed->month must be written. */
bool answer_stores(const struct answer_deed *deed);

/** answer_text(pool, world, answer): the one SMS that goes back. */
char *answer_text(struct pool *pool, const struct answer_world *world,
    const struct answer *answer);

/** answer_month_of(world, household, period): its entry, or NULL. */
struct answer_month *answer_month_of(const struct answer_world *world,
    int household, int period);

/** answer_gate(world, household, period): what the calendar says of it. */
enum report_gate answer_gate(const struct answer_world *world, int household,
    int period);

/** answer_owes(world, household, period): not deregistered, not reported. */
bool answer_owes(const struct answer_world *world, int household,
    int period);

#endif
