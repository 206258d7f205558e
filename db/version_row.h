/*
 * version_row: the versions of rows of a system-versioned table, with every
 * line of its dictionary that has a column: the statement that reads them,
 * and its rows.
 *
 * SECURITY: puts SQL together as db/dictionary_sql.h does.
 */
#ifndef DB_VERSION_ROW_H
#define DB_VERSION_ROW_H

#include "core/text.h"
#include "db/db.h"
#include "db/dictionary.h"

/* A line for a column that the dictionary has none for: what an area has of
 * its own, and what a record belongs to. */
#define VERSION_LINE(column, what, cell, from) {                        \
	.name = (column), .label = (what), .section = "", .form = "",   \
	.national = "", .kind = (cell), .unit = "", .list = "",         \
	.alone = "", .first_year = 2014, .last_year = 9999,             \
	.definition = "", .sample = "", .source = (from) }
#define VERSION_LOCAL	VERSION_LINE(DICTIONARY_LOCAL, "本地指标",      \
	DICTIONARY_TEXT, "S1-010")

/* What stands before the cells of a version's row. */
struct version {
	struct dictionary_head head;
	struct moment since, until;	/* by the registry's clock */
	const char *user;		/* who made it; NULL: no user */
	bool last;			/* it still stands */
};

struct version_rows {
	const struct version **at;
	size_t count;
};

/* Where the rows stand: the columns of a row's identity, of what it belongs
 * to, and of its year or of what is told as such. */
struct version_from {
	const char *id, *parent, *year;
};

/** version_row_select(pool, from, d): SELECT and the columns of t, whose user
 * is u, up to FROM.  version_row_shape: what it gives. */
struct text version_row_select(struct pool *pool,
    const struct version_from *from, const struct dictionary *d);
const struct shape *version_row_shape(struct pool *pool,
    const struct dictionary *d);

/** version_row_told(moment): what the database's clock says, as the
 * registry's would have. */
struct moment version_row_told(struct moment moment);

/* What is asked for. */
struct version_ask {
	const struct query *query;
	const void *key;
	/* Of a record that is kept without years: the dictionary of its
	 * rows, as which year's they are told, and the area it is of. */
	const struct dictionary *lasting;
	int64_t year, area;
};

/** version_row_all(db, pool, ask, rows): VERSIONS_MOST at most. */
#define VERSIONS_MOST	2000
MUST enum err version_row_all(struct db *db, struct pool *pool,
    const struct version_ask *ask, struct version_rows *rows);

#endif
