/*
 * The door to MariaDB: the connection, and what runs on it.  Statements are
 * prepared once per connection and kept (db/statement.c).
 *
 * SECURITY: error texts of the server can quote values, so only the number
 * of an error and our own SQL are logged.
 */
#include <assert.h>
#include <inttypes.h>
#include <mysql.h>
#include <errmsg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/db.h"
#include "db/statement.h"

#define SCRATCH_MOST	(512u << 20)
#define TIMEOUT_USUAL	30
#define ROWS		8	/* there is room for at first */

struct db {
	struct db_options options;
	MYSQL *my;
	bool inside;
	uint64_t trips;
	int64_t bulk_changed;
	struct pool *scratch;
	struct statements kept;
};

struct db_options
db_options_env(void)
{
	return (struct db_options){ .socket = getenv("BANGFU_DB_SOCKET"),
	    .user = getenv("BANGFU_DB_USER"),
	    .password = getenv("BANGFU_DB_PASSWORD"),
	    .database = getenv("BANGFU_DB_NAME") };
}

/* ---- connection ------------------------------------------------------ */

static void
forget(struct db *db)
{
	statements_close(&db->kept);
	if (db->my != NULL)
		mysql_close(db->my);
	db->my = NULL;
	db->inside = false;
}

/* Time zone UTC, strict mode: what a column can't hold is an error. */
static const char start_sql[] =
	"SET time_zone = '+00:00',"
	" sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,"
	"ONLY_FULL_GROUP_BY,ERROR_FOR_DIVISION_BY_ZERO',"
	" system_versioning_alter_history = KEEP,"
	" innodb_lock_wait_timeout = 10";

static enum err
connect_now(struct db *db)
{
	const struct db_options *o = &db->options;
	unsigned timeout = o->timeout != 0 ? o->timeout : TIMEOUT_USUAL;
	enum err e = OK;

	if ((db->my = mysql_init(NULL)) == NULL)
		return ERR_BROKEN;
	mysql_options(db->my, MYSQL_SET_CHARSET_NAME, "utf8mb4");
	mysql_options(db->my, MYSQL_OPT_CONNECT_TIMEOUT, &timeout);
	mysql_options(db->my, MYSQL_OPT_READ_TIMEOUT, &timeout);
	mysql_options(db->my, MYSQL_OPT_WRITE_TIMEOUT, &timeout);
	if (mysql_real_connect(db->my, NULL, o->user, o->password,
	    o->database, 0, o->socket, CLIENT_MULTI_STATEMENTS) == NULL ||
	    mysql_real_query(db->my, start_sql, sizeof start_sql - 1) != 0) {
		e = statement_why(mysql_errno(db->my), "connect");
		forget(db);
	}
	return e;
}

enum err
db_open(const struct db_options *options, struct db **out)
{
	struct db *db;
	enum err e;

	if ((db = calloc(1, sizeof *db)) == NULL)
		return ERR_BROKEN;
	db->options = *options;
	db->scratch = pool_new(SCRATCH_MOST);
	if ((e = connect_now(db)) != OK) {
		db_close(db);
		return e;
	}
	*out = db;
	return OK;
}

void
db_close(struct db *db)
{
	if (db == NULL)
		return;
	forget(db);
	pool_free(db->scratch);
	free(db);
}

bool
db_connected(const struct db *db)
{
	return db->my != NULL;
}

enum err
db_past(const struct db *db, struct moment at, struct db **past)
{
	char sql[120];
	enum err e;

	snprintf(sql, sizeof sql, "SET system_versioning_asof ="
	    " FROM_UNIXTIME(%" PRId64 ".999999), tx_read_only = 1", at.utc);
	if ((e = db_open(&db->options, past)) != OK)
		return e;
	if ((e = db_script(*past, sql, strlen(sql))) != OK) {
		db_close(*past);
		*past = NULL;
	}
	return e;
}

enum err
db_alive(struct db *db)
{
	if (db->my != NULL && mysql_ping(db->my) == 0)
		return OK;
	forget(db);
	return connect_now(db);
}

uint64_t
db_trips(const struct db *db)
{
	return db->trips;
}

/* ---- statements ------------------------------------------------------ */

static enum err
prepared(struct db *db, const struct query *q, struct statement **out)
{
	enum err e;

	if (db->my == NULL && (e = connect_now(db)) != OK)
		return e;
	return statement_of(&db->kept, db->my, q, out);
}

enum err
db_check(struct db *db, const struct query *const *queries)
{
	struct statement *s;
	enum err e, worst = OK;

	for (; *queries != NULL; queries++)
		if ((e = prepared(db, *queries, &s)) != OK ||
		    (e = statement_for(db->my, NULL, &s)) != OK)
			worst = e;
	return worst;
}

/* Execute once; where the server had gone away before anything could have
 * happened, on a new connection once more. */
static enum err
start(struct db *db, const struct query *q, const void *in,
    struct statement **out)
{
	bool again = !db->inside;
	struct statement *s;
	unsigned number;
	enum err e;

	for (;;) {
		if ((e = prepared(db, q, &s)) == OK &&
		    (e = statement_for(db->my, in, &s)) == OK) {
			db->trips++;
			if ((number = statement_run(s, in)) == 0) {
				*out = s;
				return OK;
			}
			again = again && (number == CR_SERVER_GONE_ERROR ||
			    (statement_gone(number) && q->out != NULL));
			e = statement_why(number, q->sql);
			if (statement_gone(number))
				forget(db);
		} else {
			again = again && e == ERR_BUSY;
			if (e == ERR_BUSY)
				forget(db);
		}
		assert(e != OK);
		if (!again)
			return e;
		again = false;
	}
}

enum err
db_one(struct db *db, struct pool *pool, const struct query *q,
    const void *in, void *row)
{
	struct statement *s;
	enum err e;

	assert(q->out != NULL);
	if ((e = start(db, q, in, &s)) != OK)
		return e;
	if ((e = statement_fetch(s)) == OK)
		statement_carry(s, pool, row);
	mysql_stmt_free_result(s->st);
	return e;
}

enum err
db_all(struct db *db, struct pool *pool, const struct query *q,
    const void *in, size_t most, void *rows, size_t *count)
{
	size_t size = q->out->size, room = most < ROWS ? most : ROWS, n = 0;
	char *at = pool_array(pool, room, size);
	struct statement *s;
	enum err e;

	assert(q->out != NULL);
	if ((e = start(db, q, in, &s)) != OK)
		return e;
	while (n < most && (e = statement_fetch(s)) == OK) {
		if (n == room) {
			char *more = pool_array(pool, room * 2, size);

			memcpy(more, at, room * size);
			at = more;
			room *= 2;
		}
		statement_carry(s, pool, at + n++ * size);
	}
	mysql_stmt_free_result(s->st);
	*(void **)rows = at;
	*count = n;
	return e == ERR_ABSENT ? OK : e;
}

enum err
db_each(struct db *db, const struct query *q, const void *in,
    enum err (*take)(void *, const void *), void *cookie)
{
	struct statement *s;
	enum err e;

	assert(q->out != NULL);
	if ((e = start(db, q, in, &s)) != OK)
		return e;
	while ((e = statement_fetch(s)) == OK)
		if ((e = take(cookie, s->row)) != OK)
			break;
	mysql_stmt_free_result(s->st);
	return e == ERR_ABSENT ? OK : e;
}

enum err
db_do(struct db *db, const struct query *q, const void *in,
    struct db_deed *deed)
{
	struct statement *s;
	enum err e;

	assert(q->out == NULL);
	if ((e = start(db, q, in, &s)) != OK)
		return e;
	if (deed != NULL)
		*deed = (struct db_deed){
		    (int64_t)mysql_stmt_affected_rows(s->st),
		    (int64_t)mysql_stmt_insert_id(s->st) };
	return OK;
}

enum err
db_bulk(struct db *db, const struct query *q, const void *rows, size_t count)
{
	struct statement *s;
	unsigned number;
	enum err e;

	assert(q->in != NULL && q->out == NULL);
	if (count == 0)
		return OK;
	if ((e = prepared(db, q, &s)) != OK)
		return e;
	db->trips++;
	number = statement_run_array(s, db->scratch, rows, count);
	if (number != 0)
		e = statement_why(number, q->sql);
	db->bulk_changed = (int64_t)mysql_stmt_affected_rows(s->st);
	pool_reset(db->scratch);
	if (e == ERR_BUSY && statement_gone(number))
		forget(db);
	return e;
}

int64_t
db_bulk_changed(const struct db *db)
{
	return db->bulk_changed;
}

/* ---- transactions ---------------------------------------------------- */

static enum err
say(struct db *db, const char *sql)
{
	db->trips++;
	if (mysql_real_query(db->my, sql, strlen(sql)) != 0)
		return statement_why(mysql_errno(db->my), sql);
	return OK;
}

enum err
db_begin(struct db *db)
{
	enum err e;

	assert(!db->inside);
	if (db->my == NULL && (e = connect_now(db)) != OK)
		return e;
	if ((e = say(db, "START TRANSACTION")) != OK &&
	    statement_gone(mysql_errno(db->my))) {
		forget(db);
		if ((e = connect_now(db)) == OK)
			e = say(db, "START TRANSACTION");
	}
	db->inside = e == OK;
	return e;
}

enum err
db_commit(struct db *db)
{
	enum err e;

	assert(db->inside);
	if (db->my == NULL)
		e = ERR_BUSY;
	else
		e = say(db, "COMMIT");
	db->inside = false;
	if (e != OK)
		forget(db);	/* the server rolls back what is open */
	return e;
}

void
db_rollback(struct db *db)
{
	if (db->inside && db->my != NULL && say(db, "ROLLBACK") != OK)
		forget(db);
	db->inside = false;
}

bool
db_inside(const struct db *db)
{
	return db->inside;
}

enum err
db_script(struct db *db, const char *sql, size_t len)
{
	int more, part = 1;
	MYSQL_RES *r;

	if (mysql_real_query(db->my, sql, len) != 0)
		goto broken;
	do {
		if ((r = mysql_store_result(db->my)) != NULL)
			mysql_free_result(r);
		if ((more = mysql_next_result(db->my)) > 0)
			goto broken;
		part++;
	} while (more == 0);
	return OK;
broken:
	fprintf(stderr, "db: statement %d of the script: %s\n", part,
	    mysql_error(db->my));
	return ERR_BROKEN;
}
