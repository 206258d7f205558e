/*
 * report_save: writing a household's month, whichever door it came by.  The
 * rules of core/report.h hold here, so no door can forget one.
 */
#ifndef DB_REPORT_SAVE_H
#define DB_REPORT_SAVE_H

#include "db/report.h"
#include "db/setting.h"

/* Whatever stands there may be replaced (a door that shows nothing first). */
#define REPORT_ANY	(-1)

struct report_edit {
	int64_t household_id;
	int period;
	struct report_month month;
	int64_t version;	/* that the editor saw; 0: saw no row */
	const char *reason;	/* for the ledger; may be NULL */
	/* As the process keeps them; NULL: read them (one query more). */
	const struct settings *settings;
};

/* What came of it; also what to tell where nothing did. */
struct report_done {
	/* The household, where it is in scope. */
	int64_t area;
	const char *number, *head_name;
	/* Why not: the first of these that is not its zero. */
	enum report_gate gate;
	enum report_flaw flaw;
	int which;		/* income or answer of the flaw, or -1 */
	/* What stands now. */
	bool changed;		/* false: it said so already */
	bool created;		/* there was no row before */
	enum report_state state;
	bool late;
	bool warn;		/* an income above the warning line */
	int64_t version;
	int64_t receipt_id;	/* 0 while never reported */
	/* What stood before; after ERR_CONFLICT what somebody else wrote:
	 * reporter, door, reported_at, version, month. */
	struct report before;
};

/**
 * report_save(db, pool, who, edit, done):
 * Store the month: as reported with all four answers, as a draft with less;
 * inside the caller's transaction, which he rolls back unless OK.  An
 * unchanged month writes nothing and succeeds.  A month once reported can't
 * become a draft again; one that was sent back stays so until complete.
 * "late" is fixed when it first becomes reported.
 * Cost: one query, and three statements (a correction: two).
 * In a closed year every month is closed.
 * Errors: ERR_ABSENT outside of scope; ERR_INPUT, see done->gate and
 * done->flaw; ERR_CONFLICT where edit->version is not what stands; ERR_BUSY.
 * Source: S4-023, S4-025, S4-026, S4-028; spec of messages, section 8.
 */
MUST enum err report_save(struct db *db, struct pool *pool,
    const struct who *who, const struct report_edit *edit,
    struct report_done *done);

/**
 * report_return(db, pool, who, edit, done):
 * Send a reported month back (退回) with edit->reason; edit->month is not
 * read.  Sent back twice is once.
 * Errors: as report_save; ERR_DENIED below township level; ERR_INPUT
 * without a reason; ERR_CONFLICT where it is not reported (any more).
 */
MUST enum err report_return(struct db *db, struct pool *pool,
    const struct who *who, const struct report_edit *edit,
    struct report_done *done);

extern const struct query *const report_save_queries[];

#endif
