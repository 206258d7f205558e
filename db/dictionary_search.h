/*
 * dictionary_search: the statements of a search, put together from its
 * conditions.
 *
 * SECURITY: SQL is put together here from constants and the names of columns
 * of the dictionary, which dictionary_column_name allows; whatever came from
 * outside is a parameter.  Every statement carries the scope.
 */
#ifndef DB_DICTIONARY_SEARCH_H
#define DB_DICTIONARY_SEARCH_H

#include "db/search_form.h"

/* A statement and its parameters. */
struct dictionary_search {
	const struct query *query;
	const void *in;
};

/* What is asked of the households that are found. */
enum dictionary_search_what {
	DICTIONARY_SEARCH_TOTAL,	/* → struct search_total */
	DICTIONARY_SEARCH_PAGE,		/* → struct search_item */
	/* → struct search_item and behind it, DICTIONARY_SEARCH_BEHIND bytes
	 * from its start, the dictionary's row of the household */
	DICTIONARY_SEARCH_EACH,
	DICTIONARY_SEARCH_WHAT__MAX
};
#define DICTIONARY_SEARCH_BEHIND \
	((sizeof(struct search_item) + 15) / 16 * 16)

/** dictionary_search_make(pool, what, who, search, page): ${page} only for
 * a page.  The statement is kept as long as it is asked again. */
struct dictionary_search dictionary_search_make(struct pool *pool,
    enum dictionary_search_what what, const struct who *who,
    const struct search *search, const struct search_page *page);

#endif
