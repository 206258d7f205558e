/*
 * reveal: numbers that are masked on pages, shown whole on request: who, which
 * number, why and when, as lines of the audit.
 */
#ifndef DB_REVEAL_H
#define DB_REVEAL_H

#include "db/db.h"

struct reveal {
	int64_t reveal_id;	/* told */
	struct moment at;
	int64_t user_id;
	const char *address;
	int64_t household_id;
	int64_t member_id;	/* 0: the household's own field */
	const char *field;	/* of the dictionary */
	const char *reason;
	const char *login, *name;	/* told in lists */
};

/** reveal_add(db, pool, reveal): one line more; its number is told. */
MUST enum err reveal_add(struct db *db, struct pool *pool,
    struct reveal *reveal);

struct reveal_list {
	struct reveal *at;
	size_t count;
	int64_t page, pages, lines;
};

/** reveal_together(db, pool, user_id, id, list): that line of that user and
 * those he asked for with it: after it, at the same moment.  ERR_ABSENT. */
#define REVEAL_TOGETHER	300
MUST enum err reveal_together(struct db *db, struct pool *pool,
    int64_t user_id, int64_t id, struct reveal_list *list);

/** reveal_list(db, pool, who, page, list): those of the users of his area,
 * the newest first; two queries. */
#define REVEAL_PAGE	50
MUST enum err reveal_list(struct db *db, struct pool *pool,
    const struct who *who, int64_t page, struct reveal_list *list);

extern const struct query *const reveal_queries[];

#endif
