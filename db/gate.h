/*
 * gate: closings (封账) and re-openings of months for an area, S4-023: what
 * may still be written.  The newest line that covers a household's area and
 * the month decides; a re-opening lasts until its day.
 */
#ifndef DB_GATE_H
#define DB_GATE_H

#include "core/report.h"
#include "db/db.h"

struct gate {
	int64_t gate_id;
	int64_t low, high;
	const char *area_name;	/* NULL if unknown */
	int64_t period;
	const char *deed;	/* close, reopen */
	struct date until;	/* of a re-opening */
	const char *reason;
	int64_t changed_by;
	const char *user_name;	/* NULL: the system */
	struct moment at;
};
extern const struct shape gate_shape;

struct gate_list {
	struct gate *at;
	size_t count;
};

/* What is asked or done. */
struct gate_ask {
	int64_t area;
	int64_t first, last;	/* periods */
};
struct gate_edit {
	int64_t area;
	int64_t period;
	struct date until;	/* of a re-opening: the last day */
	const char *reason;	/* required */
};

/** gate_list(db, pool, ask, list): what touches the area and the periods,
 * newest first; at most GATE_MOST. */
#define GATE_MOST 500
MUST enum err gate_list(struct db *db, struct pool *pool,
    const struct gate_ask *ask, struct gate_list *list);

/** gate_year(db, pool, area, year, months): the calendar of the twelve
 * months for a village: closed and reopened of each; the rest of the
 * calendar stays as the caller set it.  One query. */
MUST enum err gate_year(struct db *db, struct pool *pool,
    const struct gate_ask *ask, struct report_calendar months[12]);

/** gate_close / gate_reopen(db, who, edit): for the area and all below.
 * Errors: ERR_DENIED below county level or outside of who's scope;
 * ERR_INPUT without a reason, for no month, or for a day gone by. */
MUST enum err gate_close(struct db *db, const struct who *who,
    const struct gate_edit *edit);
MUST enum err gate_reopen(struct db *db, const struct who *who,
    const struct gate_edit *edit);

extern const struct query *const gate_queries[];

#endif
