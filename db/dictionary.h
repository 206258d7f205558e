/*
 * dictionary: the official forms' fields of a household and its members in
 * the database: their columns, and reading and saving them.  A process reads
 * the files once, and the code lists again with each generation.
 *
 * SECURITY: the one place where SQL is put together: from the names of
 * columns of the dictionary alone, which are [a-z][a-z0-9_]* and nothing
 * else; values are always parameters.  Every reading carries the scope.
 */
#ifndef DB_DICTIONARY_H
#define DB_DICTIONARY_H

#include "core/dictionary.h"
#include "db/db.h"

enum dictionary_entity {
	DICTIONARY_HOUSEHOLD, DICTIONARY_MEMBER, DICTIONARY_ENTITY__MAX
};

/** dictionary_start(): read household.csv and member.csv from where
 * BANGFU_DICTIONARY says or beside the program; before the first connection.
 * Each wrong line is told on stderr.  Errors: ERR_INPUT, ERR_ABSENT. */
MUST enum err dictionary_start(void);

/** dictionary_stop(): forget it; after the last connection. */
void dictionary_stop(void);

/** dictionary_of(entity): as it was read. */
const struct dictionary *dictionary_of(enum dictionary_entity entity);

/** dictionary_codes(db, generation, codes): all code lists, read again when
 * ${generation} is another than last time. */
MUST enum err dictionary_codes(struct db *db, int64_t generation,
    const struct dictionary_codes **codes);

/** dictionary_check(db): whether the columns are there. */
MUST enum err dictionary_check(struct db *db);

/** dictionary_household(db, pool, who, household_id, row): the row of the
 * open year (dictionary_row of its dictionary), within who's scope. */
MUST enum err dictionary_household(struct db *db, struct pool *pool,
    const struct who *who, int64_t household_id, void **row);

struct dictionary_rows {
	void **at;
	size_t count;
};

/** dictionary_members: of the household, in member_list's order; none where
 * it is out of scope. */
MUST enum err dictionary_members(struct db *db, struct pool *pool,
    const struct who *who, int64_t household_id, struct dictionary_rows *rows);

/* The households of an area from ${first} to ${last}, of a year. */
struct dictionary_range {
	int64_t area;		/* 0: the whole scope */
	int64_t year, first, last;
};

/** dictionary_export(db, pool, who, entity, range, rows): their rows (or of
 * their members) within who's scope, by household and identity. */
#define DICTIONARY_EXPORT_MOST	200000
MUST enum err dictionary_export(struct db *db, struct pool *pool,
    const struct who *who, enum dictionary_entity entity,
    const struct dictionary_range *range, struct dictionary_rows *rows);

/* One row as it was read within scope, and as it shall be. */
struct dictionary_edit {
	enum dictionary_entity entity;
	const void *before;
	void *after;		/* totals are computed here */
	int64_t version;	/* that the writer had seen */
	bool changed;		/* told: something was written */
};

/** dictionary_save(db, who, edit): compare, and write what differs with a
 * line in the ledger; inside a transaction.
 * Errors: ERR_DENIED below ROLE_VILLAGE; ERR_CONFLICT where somebody was
 * faster. */
MUST enum err dictionary_save(struct db *db, const struct who *who,
    struct dictionary_edit *edit);

extern const struct query *const dictionary_queries[];

#endif
