/*
 * The door to MariaDB.  Statements are prepared once per connection and kept;
 * results are never buffered by the client library: rows go from the socket
 * into the row of the shape.
 *
 * SECURITY: error texts of the server can quote values, so only the number
 * of an error and our own SQL are logged.
 */
#include <assert.h>
#include <inttypes.h>
#include <mysql.h>
#include <mysqld_error.h>
#include <errmsg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/db.h"

#define STATEMENTS_MOST	512	/* queries of one program, power of two */
#define TEXT_ROOM	256	/* longer texts are fetched once more */
#define SCRATCH_MOST	(512u << 20)
#define TIMEOUT_USUAL	30

/* One prepared statement with its result bound to one row. */
struct statement {
	const struct query *query;
	MYSQL_STMT *st;
	MYSQL_BIND *in, *out;
	union cell_in {
		MYSQL_TIME time;
		signed char flag;
	} *hold;			/* parameters that need a place */
	struct cell_out {
		MYSQL_TIME time;
		unsigned long len;
		my_bool null, cut;
		signed char flag;
		char *text;		/* TEXT_ROOM bytes */
		char *more;		/* grown for longer texts */
		size_t more_room;
	} *cells;
	void *row;
	/* Where the query's scope asks for pairings: its text and its first
	 * parameter, and the statement without them. */
	const char *paired;
	size_t paired_at;
	struct statement *unpaired;
	bool without;			/* this is the one without */
};

#define PAIRED_PARAMETERS	3

struct db {
	struct db_options options;
	MYSQL *my;
	bool inside;
	uint64_t trips;
	int64_t bulk_changed;
	struct pool *scratch;
	struct statement *cache[STATEMENTS_MOST];
};

struct db_options
db_options_env(void)
{
	return (struct db_options){ .socket = getenv("BANGFU_DB_SOCKET"),
	    .user = getenv("BANGFU_DB_USER"),
	    .password = getenv("BANGFU_DB_PASSWORD"),
	    .database = getenv("BANGFU_DB_NAME") };
}

/* ---- outcomes -------------------------------------------------------- */

static bool
gone(unsigned number)
{
	return number == CR_SERVER_GONE_ERROR || number == CR_SERVER_LOST ||
	    number == ER_CONNECTION_KILLED || number == CR_CONNECTION_ERROR;
}

/* The one place that knows MariaDB's numbers. */
static enum err
why(unsigned number, const char *sql)
{
	switch (number) {
	case ER_DUP_ENTRY:
	case ER_ROW_IS_REFERENCED_2:
	case ER_NO_REFERENCED_ROW_2:
		return ERR_CONFLICT;
	case ER_LOCK_DEADLOCK:
	case ER_LOCK_WAIT_TIMEOUT:
	case ER_CHECKREAD:
	case ER_SERVER_SHUTDOWN:
	case ER_CONNECTION_KILLED:
	case ER_CON_COUNT_ERROR:
	case ER_TOO_MANY_USER_CONNECTIONS:
	case ER_DISK_FULL:
	case ER_RECORD_FILE_FULL:
	case ER_ERROR_ON_WRITE:
	case ER_OUTOFMEMORY:
	case ER_OUT_OF_RESOURCES:
	case ER_OPTION_PREVENTS_STATEMENT:	/* read-only for now */
	case ER_UNKNOWN_COM_ERROR:	/* a cluster's node is not ready */
	case CR_CONNECTION_ERROR:
	case CR_CONN_HOST_ERROR:
	case CR_SERVER_GONE_ERROR:
	case CR_SERVER_LOST:
		fprintf(stderr, "db: busy (%u)\n", number);
		return ERR_BUSY;
	default:
		fprintf(stderr, "db: error %u in: %.100s\n", number, sql);
		return ERR_BROKEN;
	}
}

/* ---- connection ------------------------------------------------------ */

static void
statement_free(struct statement *s)
{
	size_t i;

	if (s == NULL)
		return;
	statement_free(s->unpaired);
	for (i = 0; s->cells != NULL && i < s->query->out->count; i++) {
		free(s->cells[i].text);
		free(s->cells[i].more);
	}
	if (s->st != NULL)
		mysql_stmt_close(s->st);
	free(s->in);
	free(s->out);
	free(s->hold);
	free(s->cells);
	free(s->row);
	free(s);
}

static void
forget(struct db *db)
{
	size_t i;

	for (i = 0; i < STATEMENTS_MOST; i++) {
		statement_free(db->cache[i]);
		db->cache[i] = NULL;
	}
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
		e = why(mysql_errno(db->my), "connect");
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

/* ---- preparing ------------------------------------------------------- */

static void *
zeroed(size_t count, size_t size)
{
	void *p = calloc(count > 0 ? count : 1, size);

	if (p == NULL)
		abort();
	return p;
}

/* Bind one column of the result to its place in the statement's row. */
static void
bind_out(MYSQL_BIND *b, struct cell_out *c, const struct column *col,
    void *row)
{
	b->is_null = &c->null;
	b->length = &c->len;
	b->error = &c->cut;
	switch (col->cell) {
	case CELL_INT:
	case CELL_MONEY:
		b->buffer_type = MYSQL_TYPE_LONGLONG;
		b->buffer = shape_at(col, row);
		break;
	case CELL_OPT:
		b->buffer_type = MYSQL_TYPE_LONGLONG;
		b->buffer = &((struct opt_int *)shape_at(col, row))->value;
		break;
	case CELL_FLAG:
		b->buffer_type = MYSQL_TYPE_TINY;
		b->buffer = &c->flag;
		break;
	case CELL_DATE:
		b->buffer_type = MYSQL_TYPE_DATE;
		b->buffer = &c->time;
		break;
	case CELL_TIME:
		b->buffer_type = MYSQL_TYPE_DATETIME;
		b->buffer = &c->time;
		break;
	case CELL_TEXT:
	case CELL_BYTES:
	case CELL__MAX:
		c->text = zeroed(1, TEXT_ROOM);
		b->buffer_type = col->cell == CELL_TEXT ?
		    MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB;
		b->buffer = c->text;
		b->buffer_length = TEXT_ROOM - 1;
		break;
	}
}

/* Whether the statement's parameters and columns fit the shapes. */
static bool
fits(struct statement *s)
{
	const struct query *q = s->query;
	size_t ins = (q->in != NULL ? q->in->count : 0) -
	    (s->without ? PAIRED_PARAMETERS : 0);
	size_t outs = q->out != NULL ? q->out->count : 0, i;
	MYSQL_RES *meta = mysql_stmt_result_metadata(s->st);
	MYSQL_FIELD *f = meta != NULL ? mysql_fetch_fields(meta) : NULL;
	bool ok = mysql_stmt_param_count(s->st) == ins &&
	    mysql_stmt_field_count(s->st) == outs && (f != NULL || outs == 0);

	for (i = 0; ok && i < outs; i++)
		ok = strcmp(f[i].name, q->out->columns[i].name) == 0;
	if (!ok)
		fprintf(stderr, "db: %lu ? for %zu, %u columns for %zu"
		    " (%zu fit) in: %.200s\n", mysql_stmt_param_count(s->st),
		    ins, mysql_stmt_field_count(s->st), outs, i, q->sql);
	if (meta != NULL)
		mysql_free_result(meta);
	return ok;
}

/* Find the part of the scope that asks for pairings, if it is there once. */
static void
find_paired(struct statement *s)
{
	const char *sql = s->query->sql, *p;

	if ((s->paired = strstr(sql, SCOPE_PAIRED_SQL)) == NULL)
		return;
	for (p = sql; p < s->paired; p++)
		s->paired_at += *p == '?';
	if (strstr(s->paired + 1, SCOPE_PAIRED_SQL) != NULL ||
	    s->paired_at + PAIRED_PARAMETERS > s->query->in->count ||
	    strcmp(s->query->in->columns[s->paired_at].name, "helper") != 0)
		s->paired = NULL;
}

/* The query's text, or what is left of it without pairings. */
static char *
sql_of(const struct statement *s)
{
	const char *sql = s->query->sql;
	size_t head = s->without ? (size_t)(s->paired - sql) : strlen(sql);
	char *copy = zeroed(1, strlen(sql) + 1);

	memcpy(copy, sql, head);
	if (s->without)
		memcpy(copy + head, s->paired + sizeof SCOPE_PAIRED_SQL - 1,
		    strlen(s->paired) - (sizeof SCOPE_PAIRED_SQL - 1));
	return copy;
}

static enum err
prepare(struct db *db, const struct query *q, bool without,
    struct statement **out)
{
	struct statement *s = zeroed(1, sizeof *s);
	char *sql = NULL;
	enum err e;
	size_t i;

	s->query = q;
	s->without = without;
	if (q->in != NULL)
		find_paired(s);
	if (q->in != NULL) {
		s->in = zeroed(q->in->count, sizeof *s->in);
		s->hold = zeroed(q->in->count, sizeof *s->hold);
	}
	if ((s->st = mysql_stmt_init(db->my)) == NULL) {
		e = ERR_BROKEN;
		goto out;
	}
	sql = sql_of(s);
	if (mysql_stmt_prepare(s->st, sql, strlen(sql)) != 0) {
		e = why(mysql_stmt_errno(s->st), q->sql);
		if (e == ERR_BROKEN)
			fprintf(stderr, "db: %s\n", mysql_stmt_error(s->st));
		goto out;
	}
	if (!fits(s)) {
		e = ERR_BROKEN;
		goto out;
	}
	if (q->out != NULL) {
		s->out = zeroed(q->out->count, sizeof *s->out);
		s->cells = zeroed(q->out->count, sizeof *s->cells);
		s->row = zeroed(1, q->out->size);
		for (i = 0; i < q->out->count; i++)
			bind_out(&s->out[i], &s->cells[i],
			    &q->out->columns[i], s->row);
	}
	free(sql);
	*out = s;
	return OK;
out:
	free(sql);
	statement_free(s);
	return e;
}

/* The prepared statement of ${q}, from the cache or new. */
static enum err
statement_of(struct db *db, const struct query *q, struct statement **out)
{
	size_t at = ((uintptr_t)q / sizeof *q * 31) % STATEMENTS_MOST, i;
	enum err e;

	if (db->my == NULL && (e = connect_now(db)) != OK)
		return e;
	for (i = 0; i < STATEMENTS_MOST; i++) {
		struct statement **slot =
		    &db->cache[(at + i) % STATEMENTS_MOST];

		if (*slot == NULL)
			if ((e = prepare(db, q, false, slot)) != OK)
				return e;
		if ((*slot)->query == q) {
			*out = *slot;
			return OK;
		}
	}
	assert(!"more queries than STATEMENTS_MOST");
	return ERR_BROKEN;
}

/* For who is no helper: the statement without the question for pairings. */
static enum err
leave_out(struct db *db, const void *in, struct statement **s)
{
	struct statement *full = *s;
	enum err e;

	if (full->paired == NULL || (in != NULL && *(const int64_t *)shape_in(
	    &full->query->in->columns[full->paired_at], in) != 0))
		return OK;
	if (full->unpaired == NULL && (e = prepare(db, full->query, true,
	    &full->unpaired)) != OK)
		return e;
	*s = full->unpaired;
	return OK;
}

enum err
db_check(struct db *db, const struct query *const *queries)
{
	struct statement *s;
	enum err e, worst = OK;

	for (; *queries != NULL; queries++)
		if ((e = statement_of(db, *queries, &s)) != OK ||
		    (e = leave_out(db, NULL, &s)) != OK)
			worst = e;
	return worst;
}

/* ---- parameters ------------------------------------------------------ */

static MYSQL_TIME
time_of(struct date day, int seconds)
{
	return (MYSQL_TIME){ .year = (unsigned)day.year,
	    .month = (unsigned)day.month, .day = (unsigned)day.day,
	    .hour = (unsigned)seconds / 3600,
	    .minute = (unsigned)seconds / 60 % 60,
	    .second = (unsigned)seconds % 60,
	    .time_type = MYSQL_TIMESTAMP_DATETIME };
}

static MYSQL_TIME
time_of_moment(struct moment m)
{
	struct wall w = wall_of(m, 0);

	return time_of(w.day, w.hour * 3600 + w.minute * 60 + w.second);
}

/* The type, place and length of one cell of ${row}; NULL place for NULL. */
struct place {
	enum enum_field_types type;
	const void *at;
	unsigned long len;
};

static struct place
place_of(const struct column *col, const void *row, union cell_in *hold)
{
	const void *p = shape_in(col, row);
	const struct opt_int *opt = p;
	const struct bytes *bytes = p;
	const struct moment *m = p;
	const struct date *day = p;
	const char *text;

	switch (col->cell) {
	case CELL_INT:
	case CELL_MONEY:
		return (struct place){ MYSQL_TYPE_LONGLONG, p, 0 };
	case CELL_OPT:
		return (struct place){ MYSQL_TYPE_LONGLONG,
		    opt->given ? &opt->value : NULL, 0 };
	case CELL_FLAG:
		hold->flag = *(const bool *)p;
		return (struct place){ MYSQL_TYPE_TINY, &hold->flag, 0 };
	case CELL_TEXT:
		text = *(const char *const *)p;
		return (struct place){ MYSQL_TYPE_STRING, text,
		    text != NULL ? strlen(text) : 0 };
	case CELL_BYTES:
		return (struct place){ MYSQL_TYPE_BLOB, bytes->at,
		    bytes->len };
	case CELL_DATE:
		hold->time = time_of(*day, 0);
		hold->time.time_type = MYSQL_TIMESTAMP_DATE;
		return (struct place){ MYSQL_TYPE_DATE,
		    day->year != 0 ? &hold->time : NULL, 0 };
	case CELL_TIME:
		hold->time = time_of_moment(*m);
		return (struct place){ MYSQL_TYPE_DATETIME,
		    m->utc != 0 ? &hold->time : NULL, 0 };
	case CELL__MAX:
		break;
	}
	assert(!"a cell of no kind");
	return (struct place){ MYSQL_TYPE_NULL, NULL, 0 };
}

/* The client library wants its input writable, and does not write. */
static void *
unconst(const void *p)
{
	return (void *)(uintptr_t)p;
}

static void
bind_in(struct statement *s, const void *row)
{
	const struct shape *shape = s->query->in;
	size_t i, n = 0;

	for (i = 0; shape != NULL && i < shape->count; i++) {
		struct place p;

		if (s->without && i == s->paired_at)
			i += PAIRED_PARAMETERS;
		if (i == shape->count)
			break;
		p = place_of(&shape->columns[i], row, &s->hold[i]);
		s->in[n++] = (MYSQL_BIND){ .buffer_type = p.at != NULL ?
		    p.type : MYSQL_TYPE_NULL, .buffer = unconst(p.at),
		    .buffer_length = p.len };
	}
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
		if ((e = statement_of(db, q, &s)) == OK &&
		    (e = leave_out(db, in, &s)) == OK) {
			bind_in(s, in);
			db->trips++;
			if ((q->in == NULL ||
			    mysql_stmt_bind_param(s->st, s->in) == 0) &&
			    mysql_stmt_execute(s->st) == 0) {
				*out = s;
				return OK;
			}
			number = mysql_stmt_errno(s->st);
			again = again && (number == CR_SERVER_GONE_ERROR ||
			    (gone(number) && q->out != NULL));
			e = why(number, q->sql);
			if (gone(number))
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

/* ---- results --------------------------------------------------------- */

/* A text longer than its room: fetch it whole. */
static enum err
fetch_more(struct statement *s, size_t i)
{
	struct cell_out *c = &s->cells[i];
	MYSQL_BIND b = { .buffer_type = s->out[i].buffer_type };

	if (c->more_room <= c->len) {
		free(c->more);
		c->more_room = c->len + 1;
		c->more = zeroed(1, c->more_room);
	}
	b.buffer = c->more;
	b.buffer_length = c->len;
	b.length = &c->len;
	b.is_null = &c->null;
	b.error = &c->cut;
	if (mysql_stmt_fetch_column(s->st, &b, (unsigned)i, 0) != 0)
		return why(mysql_stmt_errno(s->st), s->query->sql);
	c->more[c->len] = '\0';
	return OK;
}

static enum err
text_out(struct statement *s, size_t i, const char **at)
{
	struct cell_out *c = &s->cells[i];
	enum err e;

	*at = NULL;
	if (c->null)
		return OK;
	if (c->len < TEXT_ROOM) {
		c->text[c->len] = '\0';
		*at = c->text;
		return OK;
	}
	if ((e = fetch_more(s, i)) == OK)
		*at = c->more;
	return e;
}

/* After a fetch: what the binding alone can't put into the row. */
static enum err
settle(struct statement *s)
{
	const struct shape *shape = s->query->out;
	enum err e;
	size_t i;

	for (i = 0; i < shape->count; i++) {
		const struct column *col = &shape->columns[i];
		struct cell_out *c = &s->cells[i];
		void *p = shape_at(col, s->row);
		struct date day = { (int16_t)c->time.year,
		    (int8_t)c->time.month, (int8_t)c->time.day }, none = { 0 };
		const char *at;

		switch (col->cell) {
		case CELL_INT:
		case CELL_MONEY:
			if (c->null)
				*(int64_t *)p = 0;
			break;
		case CELL_OPT:
			((struct opt_int *)p)->given = !c->null;
			if (c->null)
				((struct opt_int *)p)->value = 0;
			break;
		case CELL_FLAG:
			*(bool *)p = !c->null && c->flag != 0;
			break;
		case CELL_DATE:
			*(struct date *)p = c->null ? none : day;
			break;
		case CELL_TIME:
			*(struct moment *)p = c->null ? (struct moment){ 0 } :
			    moment_of((struct wall){ day, (int)c->time.hour,
			    (int)c->time.minute, (int)c->time.second }, 0);
			break;
		case CELL_TEXT:
			if ((e = text_out(s, i, p)) != OK)
				return e;
			break;
		case CELL_BYTES:
		case CELL__MAX:
			if ((e = text_out(s, i, &at)) != OK)
				return e;
			*(struct bytes *)p = (struct bytes){ at,
			    at != NULL ? c->len : 0 };
			break;
		}
	}
	return OK;
}

/* Copy the statement's row, its texts into ${pool}. */
static void
carry(struct statement *s, struct pool *pool, void *row)
{
	const struct shape *shape = s->query->out;
	size_t i;

	memcpy(row, s->row, shape->size);
	for (i = 0; i < shape->count; i++) {
		const struct column *col = &shape->columns[i];
		const char **text = shape_at(col, row);
		struct bytes *bytes = shape_at(col, row);

		if (col->cell == CELL_TEXT)
			*text = pool_copy(pool, *text);
		else if (col->cell == CELL_BYTES && bytes->at != NULL)
			bytes->at = pool_copy_len(pool, bytes->at,
			    bytes->len);
	}
}

/* The next row into the statement's row; ERR_ABSENT at the end. */
static enum err
fetch(struct statement *s)
{
	int rc = mysql_stmt_fetch(s->st);

	if (rc == MYSQL_NO_DATA)
		return ERR_ABSENT;
	if (rc != 0 && rc != MYSQL_DATA_TRUNCATED)
		return why(mysql_stmt_errno(s->st), s->query->sql);
	return settle(s);
}

static enum err
start_rows(struct db *db, const struct query *q, const void *in,
    struct statement **s)
{
	enum err e;

	assert(q->out != NULL);
	if ((e = start(db, q, in, s)) != OK)
		return e;
	if (mysql_stmt_bind_result((*s)->st, (*s)->out) != 0) {
		e = why(mysql_stmt_errno((*s)->st), q->sql);
		mysql_stmt_free_result((*s)->st);
	}
	return e;
}

enum err
db_one(struct db *db, struct pool *pool, const struct query *q,
    const void *in, void *row)
{
	struct statement *s;
	enum err e;

	if ((e = start_rows(db, q, in, &s)) != OK)
		return e;
	if ((e = fetch(s)) == OK)
		carry(s, pool, row);
	mysql_stmt_free_result(s->st);
	return e;
}

enum err
db_all(struct db *db, struct pool *pool, const struct query *q,
    const void *in, size_t most, void *rows, size_t *count)
{
	size_t size = q->out->size, room = most < 64 ? most : 64, n = 0;
	char *at = pool_array(pool, room, size);
	struct statement *s;
	enum err e;

	if ((e = start_rows(db, q, in, &s)) != OK)
		return e;
	while (n < most && (e = fetch(s)) == OK) {
		if (n == room) {
			char *more = pool_array(pool, room * 2, size);

			memcpy(more, at, room * size);
			at = more;
			room *= 2;
		}
		carry(s, pool, at + n++ * size);
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

	if ((e = start_rows(db, q, in, &s)) != OK)
		return e;
	while ((e = fetch(s)) == OK)
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

/* ---- array binding --------------------------------------------------- */

/* One column of all rows: numbers side by side, the rest by pointer. */
static void
bind_column(struct db *db, MYSQL_BIND *b, const struct column *col,
    const char *rows, size_t stride, size_t count)
{
	struct pool *pool = db->scratch;
	union cell_in *hold = pool_array(pool, count, sizeof *hold);
	int64_t *numbers = pool_array(pool, count, sizeof *numbers);
	const void **at = pool_array(pool, count, sizeof *at);
	unsigned long *len = pool_array(pool, count, sizeof *len);
	char *mark = pool_array(pool, count, 1);
	enum enum_field_types type = MYSQL_TYPE_LONGLONG;
	size_t i;

	for (i = 0; i < count; i++) {
		struct place p = place_of(col, rows + i * stride, &hold[i]);

		type = p.type;
		mark[i] = p.at == NULL ? STMT_INDICATOR_NULL :
		    STMT_INDICATOR_NONE;
		at[i] = p.at;
		len[i] = p.len;
		if (p.at != NULL && type == MYSQL_TYPE_LONGLONG)
			numbers[i] = *(const int64_t *)p.at;
		else if (p.at != NULL && type == MYSQL_TYPE_TINY)
			numbers[i] = *(const signed char *)p.at;
	}
	if (type == MYSQL_TYPE_TINY)
		type = MYSQL_TYPE_LONGLONG;
	*b = (MYSQL_BIND){ .buffer_type = type, .u.indicator = mark,
	    .length = len, .buffer = type == MYSQL_TYPE_LONGLONG ?
	    (void *)numbers : (void *)at };
}

enum err
db_bulk(struct db *db, const struct query *q, const void *rows, size_t count)
{
	unsigned size = (unsigned)count, one = 0;
	struct statement *s;
	enum err e;
	size_t i;

	assert(q->in != NULL && q->out == NULL);
	if (count == 0)
		return OK;
	if ((e = statement_of(db, q, &s)) != OK)
		return e;
	for (i = 0; i < q->in->count; i++)
		bind_column(db, &s->in[i], &q->in->columns[i], rows,
		    q->in->size, count);
	db->trips++;
	mysql_stmt_attr_set(s->st, STMT_ATTR_ARRAY_SIZE, &size);
	if (mysql_stmt_bind_param(s->st, s->in) != 0 ||
	    mysql_stmt_execute(s->st) != 0)
		e = why(mysql_stmt_errno(s->st), q->sql);
	db->bulk_changed = (int64_t)mysql_stmt_affected_rows(s->st);
	mysql_stmt_attr_set(s->st, STMT_ATTR_ARRAY_SIZE, &one);
	pool_reset(db->scratch);
	if (e == ERR_BUSY && gone(mysql_errno(db->my)))
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
		return why(mysql_errno(db->my), sql);
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
	    gone(mysql_errno(db->my))) {
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

struct scope
scope_of(const struct who *who)
{
	return (struct scope){ .low = who->low, .high = who->high,
	    .helper = who->helper_id, .helper_again = who->helper_id,
	    .day = who->today };
}
