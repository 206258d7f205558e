/*
 * store: files that belong to rows, under VAR/files, named by their SHA-256.
 * A file is whole and on the disk before the row that names it is committed;
 * the same bytes are one file.
 *
 * SECURITY: names are made from hashes here, never from what was sent.
 */
#ifndef DB_STORE_H
#define DB_STORE_H

#include <stdint.h>

#include "core/err.h"
#include "core/shape.h"

#define STORE_HASH	32	/* bytes */

/** store_put(pool, bytes, hash): keep ${bytes}; its name in ${hash}.
 * Errors: ERR_BROKEN where the disk is full or not there. */
MUST enum err store_put(struct pool *pool, struct bytes bytes,
    uint8_t hash[STORE_HASH]);

/** store_name(pool, hash): ab/cdef… below VAR/files; NULL for another length
 * than STORE_HASH. */
const char *store_name(struct pool *pool, struct bytes hash);

/* A look at the files. */
struct store_sweep {
	int64_t before;		/* seconds since 1970: younger ones stay */
	/* Whether some row names it. */
	enum err (*named)(void *cookie, struct bytes hash, bool *named);
	void *cookie;
	int64_t seen, swept;
};

/** store_sweep(pool, sweep): take away what no row names: left by those who
 * were killed between file and row, and half-written ones. */
MUST enum err store_sweep(struct pool *pool, struct store_sweep *sweep);

#endif
