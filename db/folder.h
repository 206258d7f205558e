/*
 * folder: the data files that belong to the programs: migrations and
 * reference data.
 */
#ifndef DB_FOLDER_H
#define DB_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "core/pool.h"

/** folder_find(pool, name, variable): where ${name} ("migrate") is: what the
 * environment ${variable} says, else beside the program in its source tree
 * or as installed (share/bangfu/NAME); NULL and a sentence where nowhere. */
const char *folder_find(struct pool *pool, const char *name,
    const char *variable);

/** folder_list(pool, dir, suffix, names, count): the files of ${dir} ending
 * with ${suffix}, sorted.  ERR_ABSENT where it can't be read. */
MUST enum err folder_list(struct pool *pool, const char *dir,
    const char *suffix, const char *const **names, size_t *count);

/* A whole file; a NUL stands behind its last byte. */
struct folder_file {
	const char *at;
	size_t len;
};
#define FOLDER_MOST (16u << 20)	/* bytes */

/** folder_read(pool, dir, name, out): ERR_ABSENT where it can't be read or
 * is larger than FOLDER_MOST, with a sentence. */
MUST enum err folder_read(struct pool *pool, const char *dir,
    const char *name, struct folder_file *out);

#endif
