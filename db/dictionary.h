/*
 * dictionary: the official forms' fields of households, members, villages,
 * natural villages, counties, helpers, their units and work teams in the
 * database: their columns, and reading and saving them.  A process reads the
 * files once.
 *
 * SECURITY: the one place where SQL is put together: from the names of
 * columns of the dictionary alone, which are [a-z][a-z0-9_]* and nothing
 * else; values are always parameters.  Every reading carries the scope.
 */
#ifndef DB_DICTIONARY_H
#define DB_DICTIONARY_H

#include "core/dictionary.h"
#include "db/dictionary_code.h"

enum dictionary_entity {
	DICTIONARY_HOUSEHOLD,
	DICTIONARY_MEMBER,		/* parent: the household */
	DICTIONARY_COUNTY,		/* id and parent: the area */
	DICTIONARY_VILLAGE,		/* the same */
	DICTIONARY_HAMLET,		/* parent: the village's area */
	/* kept by record, not by year: one row each (db/record.h) */
	DICTIONARY_HELPER, DICTIONARY_UNIT, DICTIONARY_TEAM,
	DICTIONARY_TEAM_MEMBER,		/* parent: the team */
	DICTIONARY_ENTITY__MAX
};

/** dictionary_start(): read household.csv and the others from where
 * BANGFU_DICTIONARY says or beside the program; before the first connection.
 * Each wrong line is told on stderr.  Errors: ERR_INPUT, ERR_ABSENT. */
MUST enum err dictionary_start(void);

/** dictionary_stop(): forget it; after the last connection. */
void dictionary_stop(void);

/** dictionary_of(entity): as it was read. */
const struct dictionary *dictionary_of(enum dictionary_entity entity);

/** dictionary_check(db): whether the columns are there. */
MUST enum err dictionary_check(struct db *db);

/** dictionary_both(hold): the statements of db/dictionary_file.c. */
const struct query *dictionary_both(bool hold);

/** dictionary_fill(entity, front): the statement that inserts whole rows of
 * an entity, for db_bulk: each a row of its dictionary and right behind it
 * one of ${front}, which is always the same for an entity. */
const struct query *dictionary_fill(enum dictionary_entity entity,
    const struct shape *front);

/** dictionary_put(entity, front, insert): the statement that inserts a row of
 * a lasting entity or updates it over the version it has; the row as
 * dictionary_fill's, ${front} with changed_by and door. */
const struct query *dictionary_put(enum dictionary_entity entity,
    const struct shape *front, bool insert);

/** dictionary_household(db, pool, who, household_id, row): the row of the
 * open year (dictionary_row of its dictionary), within who's scope. */
MUST enum err dictionary_household(struct db *db, struct pool *pool,
    const struct who *who, int64_t household_id, void **row);

/** dictionary_one(db, pool, who, entity, id, row): the same of a household,
 * a county or a village.  ERR_ABSENT where it has no row that year. */
MUST enum err dictionary_one(struct db *db, struct pool *pool,
    const struct who *who, enum dictionary_entity entity, int64_t id,
    void **row);

/** dictionary_tidy(d, row): an empty text becomes none, and so does a day that
 * never comes. */
void dictionary_tidy(const struct dictionary *d, void *row);

struct import_range;

struct dictionary_rows {
	void **at;
	size_t count;
};

/** dictionary_of_parent: the members of a household, the natural villages of
 * a village; none where it is out of scope. */
MUST enum err dictionary_of_parent(struct db *db, struct pool *pool,
    const struct who *who, enum dictionary_entity entity, int64_t parent,
    struct dictionary_rows *rows);

/** dictionary_members: of the household, in member_list's order; none where
 * it is out of scope. */
MUST enum err dictionary_members(struct db *db, struct pool *pool,
    const struct who *who, int64_t household_id, struct dictionary_rows *rows);

/* What belongs to the households (or areas) from ${first} to ${last} of an
 * area, of a year. */
struct dictionary_range {
	int64_t area;		/* 0: the whole scope */
	int64_t year, first, last;
};

/** dictionary_export(db, pool, who, entity, range, rows): their rows
 * within who's scope, by parent and identity. */
#define DICTIONARY_EXPORT_MOST	200000
MUST enum err dictionary_export(struct db *db, struct pool *pool,
    const struct who *who, enum dictionary_entity entity,
    const struct dictionary_range *range, struct dictionary_rows *rows);

/** dictionary_chosen(db, pool, who, entity, range, rows): the same of
 * the households that a sheet's range names (db/import.h), or their
 * members, of who's year. */
MUST enum err dictionary_chosen(struct db *db, struct pool *pool,
    const struct who *who, enum dictionary_entity entity,
    const struct import_range *range, struct dictionary_rows *rows);

/* One row as it was read within scope, and as it shall be.  A county's or a
 * village's that is not there yet has version 0, id, parent and year. */
struct dictionary_edit {
	enum dictionary_entity entity;
	const void *before;
	void *after;		/* totals are computed here */
	bool residents;		/* … per head of those who live there */
	int64_t version;	/* that the writer had seen */
	bool changed;		/* told: something was written */
};

/** dictionary_save(db, who, edit): compare, and write what differs with a
 * line in the ledger; inside a transaction.
 * Errors: ERR_DENIED below ROLE_VILLAGE or in a closed year; ERR_CONFLICT
 * where somebody was faster. */
MUST enum err dictionary_save(struct db *db, const struct who *who,
    struct dictionary_edit *edit);

extern const struct query *const dictionary_queries[];

#endif
