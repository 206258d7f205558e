/*
 * visit: entries of what was done for a household or a village (追踪, 走访;
 * S0-092, S0-104).
 *
 * SECURITY: a household's entries are seen by who sees the household, a
 * village's by who has the village in his area; helpers see households' only.
 * Corrected and withdrawn by their author, removed by the county with a
 * reason; the history keeps what they said.
 */
#ifndef DB_VISIT_H
#define DB_VISIT_H

#include "db/db.h"

#define VISIT_METHOD_LEAST	4	/* characters */
#define VISIT_METHOD_MOST	8
#define VISIT_THEME_MOST	40
#define VISIT_DETAIL_MOST	2000

struct visit {
	int64_t visit_id;
	int64_t household_id;		/* 0: the village's own */
	int64_t area;			/* the village */
	const char *village, *township;	/* names; NULL if unknown */
	const char *number, *head_name;	/* NULL: the village's own */
	const char *method;		/* 帮扶方式 */
	struct date on_day;		/* 帮扶时间 */
	const char *theme, *detail;
	const char *state;		/* kept, withdrawn, removed */
	const char *reason;		/* of a removal; NULL */
	int64_t photo_count;
	int64_t author;			/* user */
	const char *author_name;
	int64_t helper_id;		/* of the author; 0: no helper */
	struct moment written_at;
	int64_t version;
};
extern const struct shape visit_shape;

/* What an author says. */
struct visit_words {
	const char *method;
	struct date on_day;
	const char *theme, *detail;
};

struct visit_new {
	int64_t household_id, area;
	struct visit_words words;
	const char *nonce;		/* of the form: sent twice is one */
	struct moment now;
};

/** visit_add(db, who, new, visit_id, fresh): inside a transaction, after the
 * place was found in scope.  *${fresh} is false where that form came before:
 * *${visit_id} is the entry it made.
 * Errors: ERR_CONFLICT where it made one that says something else now. */
MUST enum err visit_add(struct db *db, const struct who *who,
    const struct visit_new *new, int64_t *visit_id, bool *fresh);

/** visit_by_id(db, pool, who, visit_id, out): ERR_ABSENT out of scope. */
MUST enum err visit_by_id(struct db *db, struct pool *pool,
    const struct who *who, int64_t visit_id, struct visit *out);

/** visit_mine(who, visit): whether he may correct and withdraw it. */
bool visit_mine(const struct who *who, const struct visit *v);

/** visit_change(db, who, visit, words): of visit->version; tell the number of
 * photos with visit_count.  Errors: ERR_DENIED where it is not his;
 * ERR_CONFLICT where somebody was faster. */
MUST enum err visit_change(struct db *db, const struct who *who,
    const struct visit *v, const struct visit_words *words);

/** visit_count(db, who, visit_id): count its photos anew. */
MUST enum err visit_count(struct db *db, const struct who *who,
    int64_t visit_id);

/** visit_end(db, who, visit, reason): the author withdraws it (${reason}
 * NULL), or the county removes it.  Errors: as visit_change. */
MUST enum err visit_end(struct db *db, const struct who *who,
    const struct visit *v, const char *reason);

/* Which entries.  All zero: every household's in scope. */
struct visit_filter {
	int64_t area;
	int64_t household_id;		/* 0: any */
	bool of_village;		/* those of villages instead */
	struct date first, last;	/* no day: open */
	const char *author;		/* name; NULL or "": any */
	bool ended;			/* the withdrawn and removed too */
	int64_t page;			/* from 1 */
};
#define VISIT_PAGE	20

struct visit_list {
	struct visit *at;
	size_t count;
	int64_t visits, households, photos;	/* of all pages */
	int64_t page, pages;
};

/** visit_list(db, pool, who, filter, list): the newest first. */
MUST enum err visit_list(struct db *db, struct pool *pool,
    const struct who *who, const struct visit_filter *filter,
    struct visit_list *list);

extern const struct query *const visit_queries[];

#endif
