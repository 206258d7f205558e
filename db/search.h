/*
 * search: the households that a search finds, their number and their pages
 * (S4-035).
 *
 * Pages are turned by place, not by number, so that the last page of a
 * million costs what the first does.
 *
 * SECURITY: every query carries the asker's scope; words are parameters.
 */
#ifndef DB_SEARCH_H
#define DB_SEARCH_H

#include "db/search_form.h"

/** search_total(db, pool, who, search, total): of all pages (S4-035). */
MUST enum err search_total(struct db *db, struct pool *pool,
    const struct who *who, const struct search *search,
    struct search_total *total);

/** search_turn(db, pool, who, search, page): one page, in order. */
MUST enum err search_turn(struct db *db, struct pool *pool,
    const struct who *who, const struct search *search,
    struct search_page *page);

/** search_wide(db, pool, who, search, wide): whether it would look into each
 * of more than a hundred thousand households in more than a county: a county
 * is to be chosen first (S1-308). */
#define SEARCH_COUNTY	INT64_C(1000000)	/* codes of a county */
MUST enum err search_wide(struct db *db, struct pool *pool,
    const struct who *who, const struct search *search, bool *wide);

/* A row of search_each: the item, and the dictionary's row of the household
 * (its texts live until ${take} returns). */
struct search_row {
	struct search_item item;
	const void *household;
};

/** search_each(db, who, search, take, cookie): all of them in the list's
 * order, never buffered (see db_each). */
MUST enum err search_each(struct db *db, const struct who *who,
    const struct search *search,
    enum err (*take)(void *cookie, const struct search_row *row),
    void *cookie);

struct search_hamlet {
	const char *name;
};
#define SEARCH_HAMLETS_MOST 200

/** search_hamlets(db, pool, who, village, at, count): the natural villages of
 * ${village}, by which a household says where it lives; none of what is no
 * village of his scope. */
MUST enum err search_hamlets(struct db *db, struct pool *pool,
    const struct who *who, int64_t village, struct search_hamlet **at,
    size_t *count);

extern const struct query *const search_queries[];

#endif
