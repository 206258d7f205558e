/*
 * setting: what an administrator may set.  Kept by each process together
 * with its generation; a request that reads another generation with its
 * session reads them anew (architecture.md, dictionary).
 */
#ifndef DB_SETTING_H
#define DB_SETTING_H

#include "core/report.h"
#include "db/db.h"

/* A year that can be looked at (S1-100). */
struct settings_year {
	int64_t year;
	bool closed;			/* read-only */
};
#define SETTINGS_YEARS	40

struct settings {
	int64_t generation;		/* as the reader knows it */
	struct report_rules rules;	/* due_day, warn_fen */
	int64_t idle_minutes;		/* a session's */
	int64_t first_period;		/* earliest month that can be entered */
	bool per_resident;		/* 人均: by 常住人口, not 登记人口 */
	struct settings_year years[SETTINGS_YEARS];	/* newest first */
	size_t year_count;
};
extern const struct query *const setting_queries[];

/** setting_save(db, name, value): everywhere; inside a transaction. */
MUST enum err setting_save(struct db *db, const char *name,
    const char *value);

/** settings_read(db, pool, out): what is stored and makes sense (a due day is
 * 1 to 28, an idle time 1 to 1440 minutes …), the rest as usual. */
MUST enum err settings_read(struct db *db, struct pool *pool,
    struct settings *out);

/** settings_year(settings, year): that year, or NULL where it can't be
 * looked at. */
const struct settings_year *settings_year(const struct settings *settings,
    int64_t year);

#endif
