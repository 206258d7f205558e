/*
 * version_record: what a helper, a helper unit, a work team and its members
 * were: each version of their rows from the history.
 *
 * SECURITY: puts SQL together as db/dictionary_sql.h does.  Every reading
 * carries the areas of who asks; whether he sees the record is its noun's
 * question, asked before.
 */
#ifndef DB_VERSION_RECORD_H
#define DB_VERSION_RECORD_H

#include "db/version_row.h"

/** version_record_start(): after dictionary_start.  version_record_stop():
 * after the last connection. */
void version_record_start(void);
void version_record_stop(void);

/** version_record_of(entity): the dictionary of the rows: every line, and
 * where the record belongs to. */
const struct dictionary *version_record_of(enum dictionary_entity entity);

/* Of which record; of a team's members: the team, and one of them. */
struct version_record {
	enum dictionary_entity entity;
	int64_t parent;
	int64_t area;		/* of the record: what the mask asks */
	int64_t id;		/* 0: all that the parent has */
};

/** version_records(db, pool, who, record, rows): all of them, by identity
 * and time. */
MUST enum err version_records(struct db *db, struct pool *pool,
    const struct who *who, const struct version_record *record,
    struct version_rows *rows);

extern const struct query *const version_record_queries[];

#endif
