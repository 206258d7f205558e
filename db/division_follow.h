/*
 * division_follow: what follows when a village's households live in another
 * one from a year on.
 */
#ifndef DB_DIVISION_FOLLOW_H
#define DB_DIVISION_FOLLOW_H

#include "db/db.h"

struct division_follow {
	int64_t year, from, into;
	const char *reason;
	int64_t households;		/* counted: that have moved */
};

/** division_follow_all: everything of the village; ${gone} where it is merged
 * into another, which has a file of its own. */
MUST enum err division_follow_all(struct db *db, struct pool *pool,
    const struct who *who, struct division_follow *follow, bool gone);

/* A natural village, and its number in the village it comes to. */
struct division_follow_hamlet {
	int64_t hamlet_id, serial;
	const char *name;
};

/** division_follow_hamlet: a natural village, its households and their
 * visits, into a village that has none of that name. */
MUST enum err division_follow_hamlet(struct db *db, const struct who *who,
    struct division_follow *follow,
    const struct division_follow_hamlet *hamlet);

/** division_follow_some: these households and their visits. */
MUST enum err division_follow_some(struct db *db, const struct who *who,
    struct division_follow *follow, const int64_t *ids, size_t count);

extern const struct query *const division_follow_queries[];

#endif
