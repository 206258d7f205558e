/*
 * version: what a household and its members, a village and a county were:
 * each version of their rows from the history, and their rows of two years,
 * whole.
 *
 * SECURITY: puts SQL together as db/dictionary_sql.h does.  Every reading
 * carries the scope: the household as it is now.
 */
#ifndef DB_VERSION_H
#define DB_VERSION_H

#include "db/report.h"
#include "db/version_row.h"

/** version_start(): after dictionary_start. */
void version_start(void);

/** version_stop(): after the last connection. */
void version_stop(void);

/** version_of(member): the dictionary of the rows: every line that has a
 * column; those of the hand-made schema and DICTIONARY_LOCAL too. */
const struct dictionary *version_of(bool member);

/** version_list(db, pool, who, household_id, member, rows): all versions of
 * the household's row of who->year, or of its members', by identity and
 * time. */
MUST enum err version_list(struct db *db, struct pool *pool,
    const struct who *who, int64_t household_id, bool member,
    struct version_rows *rows);

/** version_now: the same, only what stands. */
MUST enum err version_now(struct db *db, struct pool *pool,
    const struct who *who, int64_t household_id, bool member,
    struct version_rows *rows);

/** version_of_place(entity): that of a county, a village, a natural village.
 * version_places(db, pool, who, entity, area, rows): all versions of the
 * county's or the village's row of who->year, or of those of the village's
 * natural villages. */
const struct dictionary *version_of_place(enum dictionary_entity entity);
MUST enum err version_places(struct db *db, struct pool *pool,
    const struct who *who, enum dictionary_entity entity, int64_t area,
    struct version_rows *rows);

/* A version of a household's month. */
struct version_report {
	struct moment since;
	struct report r;
};

/** version_reports(db, pool, who, household_id, list, count): of the months
 * of who->year, by month and time. */
MUST enum err version_reports(struct db *db, struct pool *pool,
    const struct who *who, int64_t household_id,
    struct version_report **list, size_t *count);

/* A version of one of a household's pairings. */
struct version_pairing {
	struct moment since;
	int64_t pairing_id;
	const char *user, *door;
	const char *helper, *unit;
	struct date from_day, to_day;
};
extern const struct shape version_pairing_shape;

/** version_pairings: all of them, by identity and time. */
MUST enum err version_pairings(struct db *db, struct pool *pool,
    const struct who *who, int64_t household_id,
    struct version_pairing **list, size_t *count);

/* A version of what was written of a visit (追踪). */
struct version_visit {
	struct moment since;
	int64_t visit_id;
	int64_t version;		/* of one saving, its photos counted */
	const char *user, *door;
	const char *method;
	struct date on_day;
	const char *theme, *detail;
	int64_t photo_count;
	const char *state, *reason;	/* as struct visit's */
	int64_t author;			/* user */
	bool ended;			/* it is withdrawn or removed by now */
};
extern const struct shape version_visit_shape;

/** version_visits: of the household's of who->year, by identity and time.
 * version_place_visits: of the village's own. */
MUST enum err version_visits(struct db *db, struct pool *pool,
    const struct who *who, int64_t household_id,
    struct version_visit **list, size_t *count);
MUST enum err version_place_visits(struct db *db, struct pool *pool,
    const struct who *who, int64_t area, struct version_visit **list,
    size_t *count);

extern const struct query *const version_queries[];

#endif
