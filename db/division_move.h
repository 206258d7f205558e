/*
 * division_move: what follows when a village's households live in another
 * one from a year on.
 */
#ifndef DB_DIVISION_MOVE_H
#define DB_DIVISION_MOVE_H

#include "db/db.h"

struct division_move {
	int64_t year, from, into;
	const char *reason;
	int64_t households;		/* told: that have moved */
};

/** division_move_all: everything of the village; ${gone} where it is merged
 * into another, which has a file of its own. */
MUST enum err division_move_all(struct db *db, struct pool *pool,
    const struct who *who, struct division_move *move, bool gone);

/** division_move_some: these households and their visits. */
MUST enum err division_move_some(struct db *db, const struct who *who,
    struct division_move *move, const int64_t *ids, size_t count);

extern const struct query *const division_move_queries[];

#endif
