/*
 * record_list: the pages of a list of records without years (helpers, units,
 * work teams), with conditions on fields of the dictionary (S1-221).
 */
#ifndef DB_RECORD_LIST_H
#define DB_RECORD_LIST_H

#include "db/search_form.h"

/* How many there are: what the first query of a list gives. */
struct record_total {
	int64_t n;
};
extern const struct shape record_total_shape;

struct record_list {
	/* Both end within their WHERE, and take ${in}: the one gives a
	 * struct record_total, the other the rows. */
	const struct query *total, *rows;
	const void *in;
	const char *order;		/* " ORDER BY …", to be paged */
	enum dictionary_entity entity;
	const char *alias;		/* of its table in both */
	/* Fields of it, or of what belongs to it; NULL: none. */
	const struct search *search;
	/* " AND EXISTS (SELECT 1 FROM … w WHERE …": what belongs to it, one
	 * and the same for all conditions; NULL: nothing does. */
	const char *somebody;
	enum dictionary_entity of;
	int64_t page, size;		/* page from 1 */
};

struct record_page {
	void *at;
	size_t count;
	int64_t all, page, pages;
};

/** record_list(db, pool, who, list, page): two queries. */
MUST enum err record_list(struct db *db, struct pool *pool,
    const struct who *who, const struct record_list *list,
    struct record_page *page);

#endif
