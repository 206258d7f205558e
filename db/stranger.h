/*
 * stranger: wrong tries to sign in under a name that is nobody's.  They are
 * counted as a user's are, so that waiting tells no one which names exist.
 */
#ifndef DB_STRANGER_H
#define DB_STRANGER_H

#include "db/db.h"
#include "db/secret.h"

struct stranger {
	struct bytes name_hash;		/* of the name: what was typed may be
					 * a password */
	int64_t wrong_tries;
	struct moment locked_until;
	struct moment tried_at;
};
extern const struct shape stranger_shape;
extern const struct query *const stranger_queries[];

/** stranger_hash(pool, login, hash): the key of that name, in any case. */
void stranger_hash(struct pool *pool, const char *login,
    uint8_t hash[SECRET_TOKEN]);

/** stranger_lock(db, pool, hash, now, stranger): what is counted so far,
 * held until the end of the transaction. */
MUST enum err stranger_lock(struct db *db, struct pool *pool,
    const uint8_t hash[SECRET_TOKEN], struct moment now,
    struct stranger *stranger);

/** stranger_tried(db, stranger): after a wrong try. */
MUST enum err stranger_tried(struct db *db, const struct stranger *stranger);

/** stranger_sweep(db, before): forget those who tried before that. */
MUST enum err stranger_sweep(struct db *db, struct moment before);

#endif
