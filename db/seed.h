/*
 * seed: the reference data of db/reference: areas (area-*.csv) and code
 * lists (code.csv, and code-*.csv for a long one); and the open year where
 * there is none.
 */
#ifndef DB_SEED_H
#define DB_SEED_H

#include "db/db.h"

struct seed_done {
	size_t areas, codes;
};

/** seed_run(db, dir, year, done): insert or change what differs, in one
 * transaction; safe to repeat.  ${year} is opened where no year is.
 * Errors: ERR_INPUT for a file that is not as it should be, ERR_ABSENT where
 * one can't be read; one sentence on stderr names file and line. */
MUST enum err seed_run(struct db *db, const char *dir, int64_t year,
    struct seed_done *done);

/** seed_year(db, pool, year): the open year; ERR_ABSENT where none is. */
MUST enum err seed_year(struct db *db, struct pool *pool, int64_t *year);

extern const struct query *const seed_queries[];

#endif
