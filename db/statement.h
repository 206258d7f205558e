/*
 * statement: one prepared statement of a connection, and the keeping of them.
 * Only db/db.c needs this.  Results are never buffered by the client library:
 * rows go from the socket into the row of the shape.
 */
#ifndef DB_STATEMENT_H
#define DB_STATEMENT_H

#include <mysql.h>
#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "core/pool.h"
#include "db/cell.h"
#include "db/query.h"

#define STATEMENTS_MOST	2048	/* several times a program's queries, so that
				 * each is found where it is looked for */

/* One prepared statement with its result bound to one row. */
struct statement {
	const struct query *query;
	char *sql;			/* the query's, when prepared */
	MYSQL_STMT *st;
	MYSQL_BIND *in, *out;
	union cell_in *hold;
	struct cell_out *cells;
	size_t cell_count;
	void *row;
	/* Where the query's scope asks for pairings: its text and its first
	 * parameter, and the statement without them. */
	const char *paired;
	size_t paired_at;
	struct statement *unpaired;
	bool without;			/* this is the one without */
};

/* Those of one connection, by the query's address. */
struct statements {
	struct statement *at[STATEMENTS_MOST];
};

/** statement_why(number, sql): the outcome of an error of MariaDB or its
 * client, logged.  statement_gone(number): whether the connection is lost. */
MUST enum err statement_why(unsigned number, const char *sql);
bool statement_gone(unsigned number);

/** statement_of(kept, my, query, out): from ${kept}, or prepared, checked
 * against the query's shapes and kept.  Where the query at that address has
 * another text by now, it is prepared again.
 * Errors: as statement_why; ERR_BROKEN where the shapes do not fit. */
MUST enum err statement_of(struct statements *kept, MYSQL *my,
    const struct query *q, struct statement **out);

/** statement_for(my, in, s): for who is no helper, the statement without
 * the question for pairings; ${in} NULL prepares it in any case. */
MUST enum err statement_for(MYSQL *my, const void *in,
    struct statement **s);

/** statements_close(kept): all of them. */
void statements_close(struct statements *kept);

/** statement_run(s, in): bind the row and execute; the error, or 0. */
MUST unsigned statement_run(struct statement *s, const void *in);

/** statement_run_array(s, pool, rows, count): execute once for ${count}
 * rows in one trip; what they need meanwhile is in ${pool}. */
MUST unsigned statement_run_array(struct statement *s, struct pool *pool,
    const void *rows, size_t count);

/** statement_fetch(s): the next row into s->row; ERR_ABSENT at the end.
 * statement_carry(s, pool, row): a copy of it, its texts in ${pool}. */
MUST enum err statement_fetch(struct statement *s);
void statement_carry(struct statement *s, struct pool *pool, void *row);

#endif
