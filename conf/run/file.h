/*
 * file: small whole files: read, write in one step.
 */
#ifndef RUN_FILE_H
#define RUN_FILE_H

#include <stdbool.h>

#include "core/err.h"
#include "core/pool.h"

#define FILE_MOST	(1024 * 1024)

/**
 * file_read(pool, path, out):
 * The file's bytes and a NUL, at most FILE_MOST of them.
 * Errors: ERR_ABSENT where there is none, ERR_BROKEN with a sentence.
 */
MUST enum err file_read(struct pool *pool, const char *path, char **out);

/** file_write(pool, path, text): mode 0600; the old file stays until the
 * new one is whole.  Errors: ERR_BROKEN with a sentence. */
MUST enum err file_write(struct pool *pool, const char *path,
    const char *text);

/** file_last_line(pool, path): its last line that is not empty, or "". */
const char *file_last_line(struct pool *pool, const char *path);

/** file_here(path): whether something is at ${path}. */
bool file_here(const char *path);

#endif
