#include <assert.h>
#include <mysql.h>
#include <mysqld_error.h>
#include <errmsg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/statement.h"

#define PAIRED_PARAMETERS	3

/* ---- outcomes -------------------------------------------------------- */

bool
statement_gone(unsigned number)
{
	return number == CR_SERVER_GONE_ERROR || number == CR_SERVER_LOST ||
	    number == ER_CONNECTION_KILLED || number == CR_CONNECTION_ERROR;
}

/* The one place that knows MariaDB's numbers. */
enum err
statement_why(unsigned number, const char *sql)
{
	switch (number) {
	case ER_SIGNAL_EXCEPTION:	/* a trigger: the year is closed */
		return ERR_DENIED;
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

/* ---- preparing ------------------------------------------------------- */

static void
statement_free(struct statement *s)
{
	size_t i;

	if (s == NULL)
		return;
	statement_free(s->unpaired);
	for (i = 0; i < s->cell_count; i++)
		cell_free(&s->cells[i]);
	if (s->st != NULL)
		mysql_stmt_close(s->st);
	free(s->sql);
	free(s->in);
	free(s->out);
	free(s->hold);
	free(s->cells);
	free(s->row);
	free(s);
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
	char *copy = cell_zeroed(1, strlen(sql) + 1);
	size_t head = strlen(sql);

	if (s->without) {
		assert(s->paired != NULL);
		head = (size_t)(s->paired - sql);
		memcpy(copy + head, s->paired + sizeof SCOPE_PAIRED_SQL - 1,
		    strlen(s->paired) - (sizeof SCOPE_PAIRED_SQL - 1));
	}
	memcpy(copy, sql, head);
	return copy;
}

static enum err
prepare(MYSQL *my, const struct query *q, bool without,
    struct statement **out)
{
	struct statement *s = cell_zeroed(1, sizeof *s);
	char *sql = NULL;
	enum err e;
	size_t i;

	s->query = q;
	s->sql = strdup(q->sql);
	s->without = without;
	if (s->sql == NULL)
		abort();
	if (q->in != NULL)
		find_paired(s);
	if (q->in != NULL) {
		s->in = cell_zeroed(q->in->count, sizeof *s->in);
		s->hold = cell_zeroed(q->in->count, sizeof *s->hold);
	}
	if ((s->st = mysql_stmt_init(my)) == NULL) {
		e = ERR_BROKEN;
		goto out;
	}
	sql = sql_of(s);
	if (mysql_stmt_prepare(s->st, sql, strlen(sql)) != 0) {
		e = statement_why(mysql_stmt_errno(s->st), q->sql);
		if (e == ERR_BROKEN)
			fprintf(stderr, "db: %s\n", mysql_stmt_error(s->st));
		goto out;
	}
	if (!fits(s)) {
		e = ERR_BROKEN;
		goto out;
	}
	if (q->out != NULL) {
		s->out = cell_zeroed(q->out->count, sizeof *s->out);
		s->cells = cell_zeroed(q->out->count, sizeof *s->cells);
		s->row = cell_zeroed(1, q->out->size);
		s->cell_count = q->out->count;
		for (i = 0; i < q->out->count; i++)
			cell_out(&s->out[i], &s->cells[i],
			    &q->out->columns[i], s->row);
		if (mysql_stmt_bind_result(s->st, s->out) != 0) {
			e = statement_why(mysql_stmt_errno(s->st), q->sql);
			goto out;
		}
	}
	free(sql);
	*out = s;
	return OK;
out:
	free(sql);
	statement_free(s);
	return e;
}

enum err
statement_of(struct statements *kept, MYSQL *my, const struct query *q,
    struct statement **out)
{
	size_t at = ((uintptr_t)q / sizeof *q * 31) % STATEMENTS_MOST, i;
	enum err e;

	for (i = 0; i < STATEMENTS_MOST; i++) {
		struct statement **slot =
		    &kept->at[(at + i) % STATEMENTS_MOST];

		if (*slot != NULL && (*slot)->query == q &&
		    strcmp((*slot)->sql, q->sql) != 0) {
			statement_free(*slot);
			*slot = NULL;
		}
		if (*slot == NULL)
			if ((e = prepare(my, q, false, slot)) != OK)
				return e;
		if ((*slot)->query == q) {
			*out = *slot;
			return OK;
		}
	}
	assert(!"more queries than STATEMENTS_MOST");
	return ERR_BROKEN;
}

enum err
statement_for(MYSQL *my, const void *in, struct statement **s)
{
	struct statement *full = *s;
	enum err e;

	if (full->paired == NULL || (in != NULL && *(const int64_t *)shape_in(
	    &full->query->in->columns[full->paired_at], in) != 0))
		return OK;
	if (full->unpaired == NULL && (e = prepare(my, full->query, true,
	    &full->unpaired)) != OK)
		return e;
	*s = full->unpaired;
	return OK;
}

void
statements_close(struct statements *kept)
{
	size_t i;

	for (i = 0; i < STATEMENTS_MOST; i++) {
		statement_free(kept->at[i]);
		kept->at[i] = NULL;
	}
}

/* ---- running --------------------------------------------------------- */

static void
bind_in(struct statement *s, const void *row)
{
	const struct shape *shape = s->query->in;
	size_t i, n = 0;

	for (i = 0; shape != NULL && i < shape->count; i++) {
		if (s->without && i == s->paired_at)
			i += PAIRED_PARAMETERS;
		if (i == shape->count)
			break;
		cell_in(&s->in[n++], &shape->columns[i], row, &s->hold[i]);
	}
}

unsigned
statement_run(struct statement *s, const void *in)
{
	bind_in(s, in);
	if ((s->query->in == NULL ||
	    mysql_stmt_bind_param(s->st, s->in) == 0) &&
	    mysql_stmt_execute(s->st) == 0)
		return 0;
	return mysql_stmt_errno(s->st);
}

unsigned
statement_run_array(struct statement *s, struct pool *pool, const void *rows,
    size_t count)
{
	const struct shape *shape = s->query->in;
	struct cell_rows all = { rows, shape->size, count };
	unsigned size = (unsigned)count, one = 0, number = 0;
	size_t i;

	for (i = 0; i < shape->count; i++)
		cell_in_array(pool, &s->in[i], &shape->columns[i], &all);
	mysql_stmt_attr_set(s->st, STMT_ATTR_ARRAY_SIZE, &size);
	if (mysql_stmt_bind_param(s->st, s->in) != 0 ||
	    mysql_stmt_execute(s->st) != 0)
		number = mysql_stmt_errno(s->st);
	mysql_stmt_attr_set(s->st, STMT_ATTR_ARRAY_SIZE, &one);
	return number;
}

void
statement_carry(struct statement *s, struct pool *pool, void *row)
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

/* What goes wrong once rows are on their way (a deadlock, say) the client
 * library writes down at the connection, not always at the statement. */
static unsigned
fetch_errno(MYSQL_STMT *st)
{
	unsigned number = mysql_stmt_errno(st);

	return number != 0 ? number : mysql_errno(st->mysql);
}

enum err
statement_fetch(struct statement *s)
{
	int rc = mysql_stmt_fetch(s->st);
	unsigned number;

	if (rc == MYSQL_NO_DATA)
		return ERR_ABSENT;
	if (rc != 0 && rc != MYSQL_DATA_TRUNCATED)
		return statement_why(fetch_errno(s->st), s->query->sql);
	number = cell_settle(s->st, s->query->out, s->cells, s->row);
	return number != 0 ? statement_why(number, s->query->sql) : OK;
}
