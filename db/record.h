/*
 * record: what is kept by record, not by year (helpers, units, work teams and
 * their members): its hand-made columns and the dictionary's in one row,
 * written by one statement.
 *
 * SECURITY: who may write it is its noun's question, asked before.
 */
#ifndef DB_RECORD_H
#define DB_RECORD_H

#include "db/dictionary.h"

struct record {
	enum dictionary_entity entity;
	/* The columns of the hand-made schema that are written, changed_by
	 * and door among them, and their values. */
	const struct shape *hand;
	const void *values;
	/* The dictionary's row; NULL: as it stands, or nothing of it. */
	const void *own;
	int64_t id, parent;		/* id 0: a new one */
	int64_t version;		/* that the writer had seen */
};

/** record_row(db, pool, who, record, row): its row of the dictionary by
 * entity, id and parent; an empty one where id is 0.  ERR_ABSENT out of
 * scope. */
MUST enum err record_row(struct db *db, struct pool *pool,
    const struct who *who, const struct record *record, void **row);

/** record_put(db, pool, who, record, id): insert or update it; ${id} is
 * which.  Inside a transaction, with a line in the ledger.
 * Errors: ERR_CONFLICT where somebody was faster. */
MUST enum err record_put(struct db *db, struct pool *pool,
    const struct who *who, const struct record *record, int64_t *id);

#endif
