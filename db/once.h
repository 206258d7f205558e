/*
 * once: a form that makes something new counts once, however often it is
 * sent: by the number it came with.
 */
#ifndef DB_ONCE_H
#define DB_ONCE_H

#include "db/db.h"

/* A form as it was sent. */
struct once {
	int64_t user_id;
	const char *nonce;		/* its number */
	struct bytes words;		/* ONCE_HASH bytes: of what it says */
};
#define ONCE_HASH	32

/** once_take(db, pool, once, now, id): 0 where the form comes for the first
 * time; the record that it made, where it says the same again.  Whoever sends
 * it meanwhile waits.  Inside the transaction that makes the record.
 * Errors: ERR_CONFLICT where the number has made something else. */
MUST enum err once_take(struct db *db, struct pool *pool,
    const struct once *once, struct moment now, int64_t *id);

/** once_made(db, once, id): what came of it; its words are not asked for. */
MUST enum err once_made(struct db *db, const struct once *once, int64_t id);

/** once_sweep(db, before): forgets those taken before. */
MUST enum err once_sweep(struct db *db, struct moment before);

extern const struct query *const once_queries[];

#endif
