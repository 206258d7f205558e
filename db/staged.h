/*
 * staged: photos of a form that is not saved yet (S0-105).  A photo waits
 * here from when it was decoded until its entry takes it; where the form is
 * refused, or its worker dies, it need not be chosen again.
 *
 * SECURITY: found only with the user who chose it and the nonce of the form
 * he chose it in.  What no entry takes is swept, files and all.
 */
#ifndef DB_STAGED_H
#define DB_STAGED_H

#include "core/photo.h"
#include "db/db.h"

#define STAGED_MOST	60	/* of a user; the oldest go first */

/* A form that photos wait for. */
struct staged_form {
	int64_t user_id;
	const char *nonce;
};

struct staged {
	int64_t staged_id;
	struct bytes file, small;	/* SHA-256 (db/store.h) */
};

/** staged_add(db, form, head, hashes, id): its two files are stored:
 * ${hashes}[0] the kept one, [1] the small one; read at ${now}.  The same
 * photo of the same form is one: *${id} is the same again. */
struct staged_new {
	struct staged_form form;
	const struct photo_head *head;
	struct bytes hashes[2];
	struct moment now;
};
MUST enum err staged_add(struct db *db, const struct staged_new *new,
    int64_t *id);

/** staged_by_id(db, pool, user_id, id, out): ERR_ABSENT where it is another's
 * or was taken or swept.  staged_of_form: … or of another form. */
MUST enum err staged_by_id(struct db *db, struct pool *pool, int64_t user_id,
    int64_t id, struct staged *out);
MUST enum err staged_of_form(struct db *db, struct pool *pool,
    const struct staged_form *form, int64_t id, struct staged *out);

/** staged_take(db, who, form, id, visit_id): it is a photo of that entry from
 * now on; inside the transaction that writes the entry.
 * Errors: ERR_ABSENT as staged_of_form. */
MUST enum err staged_take(struct db *db, const struct who *who,
    const struct staged_form *form, int64_t id, int64_t visit_id);

/** staged_end(db, form): that form is saved: what it did not take goes. */
MUST enum err staged_end(struct db *db, const struct staged_form *form);

/** staged_bound(db, user_id): all but his STAGED_MOST newest go. */
MUST enum err staged_bound(struct db *db, int64_t user_id);

/** staged_sweep(db, before, swept): those staged before then go. */
MUST enum err staged_sweep(struct db *db, struct moment before,
    int64_t *swept);

extern const struct query *const staged_queries[];

#endif
