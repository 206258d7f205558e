/*
 * photo: the photos of an entry (S0-105): which files of db/store.h, and
 * where and when the camera took them.
 *
 * SECURITY: read with the entry that was found in scope; photo_by_id looks
 * for itself.
 */
#ifndef DB_PHOTO_H
#define DB_PHOTO_H

#include "core/photo.h"
#include "db/visit.h"

struct photo {
	int64_t photo_id, visit_id;
	struct bytes file, small;	/* SHA-256 */
	int64_t bytes, width, height;
	const char *kind;		/* as it came: jpeg … */
	struct opt_int latitude_e6, longitude_e6;
	const char *taken_at;	/* the camera's own clock; NULL: unknown */
};
extern const struct shape photo_shape;

struct photo_list {
	struct photo *at;
	size_t count;
};

/** photo_list(db, pool, visit, list): of an entry found in scope. */
MUST enum err photo_list(struct db *db, struct pool *pool,
    const struct visit *v, struct photo_list *list);

/** photo_by_id(db, pool, who, photo_id, out): ERR_ABSENT where its entry is
 * out of scope, or was taken back and he is neither its author nor of the
 * county. */
MUST enum err photo_by_id(struct db *db, struct pool *pool,
    const struct who *who, int64_t photo_id, struct photo *out);

/** photo_drop(db, who, visit, photo_id): out of the entry, which is his. */
MUST enum err photo_drop(struct db *db, const struct who *who,
    const struct visit *v, int64_t photo_id);

/** photo_names(db, pool, hash, named): whether some row, of now or of the
 * past, names that file, or it waits to be one's (db/staged.h). */
MUST enum err photo_names(struct db *db, struct pool *pool,
    struct bytes hash, bool *named);

extern const struct query *const photo_queries[];

#endif
