/*
 * run: rows that follow one another, so that one statement with a range does
 * for all of them what a statement each would.
 */
#ifndef CORE_RUN_H
#define CORE_RUN_H

#include <stdbool.h>
#include <stddef.h>

/** run_length(rows, count, size, follows): how many of ${count} ${rows} of
 * ${size} bytes, from the first on, follow each the one before it;
 * 0 of none. */
size_t run_length(const void *rows, size_t count, size_t size,
    bool (*follows)(const void *before, const void *row));

#endif
