/*
 * saved: searches that a user keeps under a name of his own.  Nobody else
 * sees them; the conditions are those of the list's address.
 */
#ifndef DB_SAVED_H
#define DB_SAVED_H

#include "db/db.h"

#define SAVED_MOST		50	/* of a user */
#define SAVED_NAME_MOST		40	/* characters */
#define SAVED_CONDITIONS_MOST	4000	/* bytes */

struct saved {
	int64_t search_id;
	const char *name;
	const char *conditions;		/* a=b&c=d */
};
extern const struct shape saved_shape;

/** saved_list(db, pool, user_id, at, count): by name. */
MUST enum err saved_list(struct db *db, struct pool *pool, int64_t user_id,
    struct saved **at, size_t *count);

/** saved_add(db, user_id, saved, now): ERR_CONFLICT where he has one of that
 * name. */
MUST enum err saved_add(struct db *db, int64_t user_id,
    const struct saved *saved, struct moment now);

/** saved_remove(db, user_id, search_id): ERR_ABSENT where it is not his. */
MUST enum err saved_remove(struct db *db, int64_t user_id,
    int64_t search_id);

/** saved_ask(db, user_id, conditions, now): what he is about to take out as
 * a file, one at a time; it is not among his searches.
 * saved_asked(db, pool, user_id, saved): that. */
MUST enum err saved_ask(struct db *db, int64_t user_id,
    const char *conditions, struct moment now);
MUST enum err saved_asked(struct db *db, struct pool *pool, int64_t user_id,
    struct saved *saved);

extern const struct query *const saved_queries[];

#endif
