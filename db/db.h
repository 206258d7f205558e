/*
 * db: the door to MariaDB (with db/statement and db/cell behind it).  A query
 * is a constant: SQL, the shape of what goes in, the shape of what comes out.
 * Every program checks all its queries at start (number of ?, names and order
 * of columns).
 *
 * SECURITY: prepared statements only.  SQL stands only in db/NOUN.c, holds
 * no %, and is never built from words that came from outside.
 */
#ifndef DB_DB_H
#define DB_DB_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"
#include "core/pool.h"
#include "core/shape.h"
#include "core/who.h"
#include "db/query.h"

struct db;

struct db_options {
	const char *socket;		/* path of mariadbd's socket */
	const char *user, *password, *database;
	unsigned timeout;		/* seconds of read and write; 0: 30 */
};

/** db_options_env(): from BANGFU_DB_SOCKET, _USER, _PASSWORD, _NAME. */
struct db_options db_options_env(void);

/**
 * db_open(options, db): connect; the session's time zone is UTC, its
 * character set utf8mb4, strict mode on.
 * Errors: ERR_BUSY where the server can't be reached now.
 * Owns: the caller, until db_close; db_close(NULL) is nothing.
 */
MUST enum err db_open(const struct db_options *options, struct db **db);
void db_close(struct db *db);

/** db_past(db, at, past): another connection to the same server, which reads
 * what shows its history as it stood at ${at} of the server's clock, and
 * writes nothing.  Statements that are prepared keep their moment: hence a
 * connection of its own.  Owns: the caller, until db_close. */
MUST enum err db_past(const struct db *db, struct moment at,
    struct db **past);

/** db_alive(db): ping, reconnecting (and forgetting statements) once where
 * the server went away.  Not inside a transaction. */
MUST enum err db_alive(struct db *db);

/** db_connected(db): the server was there when last asked. */
bool db_connected(const struct db *db);

/** db_check(db, queries): ${queries} ends with NULL; logs each mismatch.
 * Errors: ERR_BROKEN where any does not fit. */
MUST enum err db_check(struct db *db, const struct query *const *queries);

/** db_one: exactly the first row into ${row}.  ERR_ABSENT where none is. */
MUST enum err db_one(struct db *db, struct pool *pool, const struct query *q,
    const void *in, void *row);

/** db_all: at most ${most} rows into an array in ${pool}. */
MUST enum err db_all(struct db *db, struct pool *pool, const struct query *q,
    const void *in, size_t most, void *rows, size_t *count);

/** db_each: every row, one at a time, never buffered; ${take} sees each and
 * may stop by returning something else than OK, which is then returned.
 * Texts live in the statement's buffers until ${take} returns.  One db_each
 * at a time on a connection, and nothing else meanwhile. */
MUST enum err db_each(struct db *db, const struct query *q, const void *in,
    enum err (*take)(void *cookie, const void *row), void *cookie);

/* What a statement did. */
struct db_deed {
	int64_t changed;	/* rows; an upsert counts 1 new, 2 changed */
	int64_t id;		/* AUTO_INCREMENT, or 0 */
};

/** db_do: run a statement.  ${deed} may be NULL.
 * Errors: ERR_CONFLICT for a duplicate or foreign key; ERR_DENIED for a row
 * of a closed year; ERR_BUSY for deadlock, lock time-out, server gone;
 * ERR_BROKEN for the rest. */
MUST enum err db_do(struct db *db, const struct query *q, const void *in,
    struct db_deed *deed);

/** db_bulk: the statement for each of ${count} rows in one trip (array
 * binding).  A duplicate undoes the whole array and is not named. */
MUST enum err db_bulk(struct db *db, const struct query *q, const void *rows,
    size_t count);

/** db_bulk_changed(db): rows that the last db_bulk changed in all. */
int64_t db_bulk_changed(const struct db *db);

/** Transactions.  db_begin inside one is a bug; db_rollback never fails and
 * is nothing outside of one. */
MUST enum err db_begin(struct db *db);
MUST enum err db_commit(struct db *db);
void db_rollback(struct db *db);
bool db_inside(const struct db *db);

/** db_trips(db): statements run so far (what a page costs). */
uint64_t db_trips(const struct db *db);

/** db_script(db, sql): many statements from a file of ours, for migrations
 * only.  ${line} names the first that failed. */
MUST enum err db_script(struct db *db, const char *sql, size_t len);

#endif
