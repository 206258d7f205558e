/*
 * migrate: brings the schema up to what this program needs: the numbered
 * files of db/migrate, in order, forward only, each once.
 */
#ifndef DB_MIGRATE_H
#define DB_MIGRATE_H

#include "db/db.h"

/**
 * migrate_run(db, other, dir, applied):
 * Apply what is missing of the files NNNN-name.sql in ${dir}; how many.
 * ${other} is a second connection: it holds the lock meanwhile, because a
 * CREATE ends the transaction of its own connection.  Where a run was broken
 * off (power), the next one goes on behind the last statement that was done.
 * Errors: ERR_BUSY while another run holds the lock; ERR_CONFLICT where the
 * database is newer or an applied file is not the same any more; ERR_ABSENT
 * where there are no files.  One sentence on stderr in each case.
 */
MUST enum err migrate_run(struct db *db, struct db *other, const char *dir,
    int *applied);

/** migrate_needed(db, pool, dir): ERR_CONFLICT unless the database is just
 * what ${dir} says, with a sentence on stderr. */
MUST enum err migrate_needed(struct db *db, struct pool *pool,
    const char *dir);

#endif
