/*
 * dictionary_build: a statement that grows, with its parameters in the order
 * of their marks.
 *
 * SECURITY: what is added is a constant, or the name of a column of the
 * dictionary, which dictionary_column_name allows; all else is a parameter.
 */
#ifndef DB_DICTIONARY_BUILD_H
#define DB_DICTIONARY_BUILD_H

#include "core/text.h"
#include "db/search_form.h"

#define DICTIONARY_BUILD_MOST	2000	/* parameters */

/* A parameter, whatever its kind. */
struct build_value {
	int64_t number;
	const char *text;
	struct date day;
};

struct build {
	struct pool *pool;
	const struct who *who;
	const struct search *search;
	int period;
	struct text sql;
	struct build_value *values;
	struct column *columns;
	size_t count, room;
};

/** dictionary_build_start(pool, who, search): an empty one. */
struct build dictionary_build_start(struct pool *pool, const struct who *who,
    const struct search *search);

/** dictionary_build_add(b, sql): a constant of ours.
 * dictionary_build_query(b, query, in): a query of ours as it is, with what
 * it takes.  dictionary_build_column(b, alias, name): alias.`name`. */
void dictionary_build_add(struct build *b, const char *sql);
void dictionary_build_query(struct build *b, const struct query *query,
    const void *in);
void dictionary_build_column(struct build *b, const char *alias,
    const char *name);

/** dictionary_build_number / _word / _day: the next parameter.
 * dictionary_build_scope: the five of SCOPE_SQL. */
void dictionary_build_number(struct build *b, int64_t value);
void dictionary_build_word(struct build *b, const char *value);
void dictionary_build_day(struct build *b, struct date value);
void dictionary_build_scope(struct build *b, const struct scope *scope);

/** dictionary_build_pattern(b, head, s, tail): ${s} for LIKE, where % and _
 * are letters like others, with ${head} and ${tail} around it. */
const char *dictionary_build_pattern(struct build *b, const char *head,
    const char *s, const char *tail);

/** dictionary_build_keep(b, out): the query of the text so far.  The same
 * conditions give the same text: then the statement that a connection has
 * prepared is used again.  Lives until many others have been asked. */
const struct query *dictionary_build_keep(const struct build *b,
    const struct shape *out);

#endif
