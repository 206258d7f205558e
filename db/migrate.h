/*
 * migrate: brings the schema up to what this program needs: the numbered
 * files of db/migrate, in order, forward only, each once.
 */
#ifndef DB_MIGRATE_H
#define DB_MIGRATE_H

#include "db/db.h"

/**
 * migrate_lock(other):
 * One migration at a time: wait up to a minute for the lock of this
 * database.  It is held until ${other} is closed, a connection that does
 * nothing else, because a CREATE ends the transaction of its own.
 * Errors: ERR_BUSY while another run holds it, with a sentence on stderr.
 */
MUST enum err migrate_lock(struct db *other);

/**
 * migrate_run(db, dir, applied):
 * Apply what is missing of the files NNNN-name.sql in ${dir}; how many.
 * Under the lock.  Where a run was broken off (power), the next one goes on
 * behind the last statement that was done.
 * Errors: ERR_CONFLICT where the database is newer or an applied file is not
 * the same any more; ERR_ABSENT where there are no files.  One sentence on
 * stderr in each case.
 */
MUST enum err migrate_run(struct db *db, const char *dir, int *applied);

/** migrate_needed(db, pool, dir): ERR_CONFLICT unless the database is just
 * what ${dir} says, with a sentence on stderr. */
MUST enum err migrate_needed(struct db *db, struct pool *pool,
    const char *dir);

#endif
