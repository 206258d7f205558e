/*
 * household: a household of the open year.  Lists of them are db/search.h's.
 *
 * SECURITY: every call carries the asker's scope; what lies outside of it is
 * ERR_ABSENT, not ERR_DENIED, so that nobody learns what exists elsewhere.
 */
#ifndef DB_HOUSEHOLD_H
#define DB_HOUSEHOLD_H

#include "core/report.h"
#include "db/db.h"

/* 监测对象类别 (S4-001). */
enum household_monitor {
	MONITOR_NONE,
	MONITOR_UNSTABLE,	/* 脱贫不稳定户 */
	MONITOR_MARGINAL,	/* 边缘易致贫户 */
	MONITOR_SUDDEN,		/* 突发严重困难户 */
	MONITOR__MAX
};

struct household {
	int64_t household_id;
	int64_t year;
	const char *number;	/* 10 or 16 digits */
	int64_t area;		/* the village */
	const char *village, *township;		/* names; NULL if unknown */
	const char *head_name;
	const char *phone;
	bool exited;		/* 脱贫户 */
	struct opt_int exit_year;
	int64_t monitor_class;	/* enum household_monitor */
	bool risk_removed;
	int64_t member_count;
	struct opt_int free_after;	/* month of deregistration */
};
extern const struct shape household_shape;

/* A household in the list, with its report of the list's month. */
struct household_item {
	struct household h;
	const char *state;	/* as stored; NULL: no row */
	bool late;
};
extern const struct shape household_item_shape;

enum household_class {
	CLASS_ALL,		/* 全部户 */
	CLASS_EXITED,		/* 脱贫户 */
	CLASS_MONITORED,	/* 监测户 */
	CLASS__MAX
};

enum household_risk {
	RISK_ALL,
	RISK_OPEN,		/* 未消除 */
	RISK_REMOVED,		/* 已消除 */
	RISK__MAX
};

/** household_by_id: within who's scope, else ERR_ABSENT. */
MUST enum err household_by_id(struct db *db, struct pool *pool,
    const struct who *who, int64_t household_id, struct household *out);

/* Which households of a village. */
struct household_choice {
	int64_t area;			/* the village */
	int64_t monitor;		/* that class alone; 0: all */
	int64_t period;			/* deregistered before: not; 0: all */
};
struct household_ids {
	int64_t *at;
	size_t count;
};
#define HOUSEHOLD_VILLAGE_MOST	5000

/** household_of_village(db, pool, who, choice, ids): by identity, of the year
 * and within who's scope; HOUSEHOLD_VILLAGE_MOST at most. */
MUST enum err household_of_village(struct db *db, struct pool *pool,
    const struct who *who, const struct household_choice *choice,
    struct household_ids *ids);

/** household_view(item, period, today, rules): what to show for its month:
 * report_view_of, and VIEW_FREE where it owes nothing. */
enum report_view household_view(const struct household_item *item,
    int period, struct date today, const struct report_rules *rules);

/** household_monitor_label: "", 脱贫不稳定户 … */
const char *household_monitor_label(int64_t monitor);

extern const struct query *const household_queries[];

#endif
