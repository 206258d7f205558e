/*
 * pool: memory that lives as long as one request, message or batch.
 * A call succeeds or the process ends: whatever a stranger sizes must be
 * bounded before it reaches a pool, so a stranger cannot end a worker.
 */
#ifndef CORE_POOL_H
#define CORE_POOL_H

#include <stdarg.h>
#include <stddef.h>

#include "core/err.h"

struct pool;

/**
 * pool_new(ceiling):
 * A new pool that will hand out at most ${ceiling} bytes between two resets.
 * Owns: the caller, until pool_free.
 */
struct pool *pool_new(size_t ceiling);

/** pool_free(pool): give everything back; pool_free(NULL) is nothing. */
void pool_free(struct pool *pool);

/** pool_reset(pool): everything taken from ${pool} is gone. */
void pool_reset(struct pool *pool);

/** pool_take(pool, size): ${size} zeroed bytes, aligned for any type. */
void *pool_take(struct pool *pool, size_t size)
    __attribute__((returns_nonnull));

/** pool_raw(pool, size): the same, holding anything: for who fills them. */
void *pool_raw(struct pool *pool, size_t size)
    __attribute__((returns_nonnull));

/** pool_array(pool, count, size): as calloc; ends on overflow. */
void *pool_array(struct pool *pool, size_t count, size_t size)
    __attribute__((returns_nonnull));

/** pool_copy(pool, s): ${s} again, in ${pool}; NULL stays NULL. */
char *pool_copy(struct pool *pool, const char *s);

/** pool_copy_len(pool, s, len): ${len} bytes of ${s} and a NUL. */
char *pool_copy_len(struct pool *pool, const char *s, size_t len)
    __attribute__((returns_nonnull));

/** pool_join(pool, a, b): ${b} behind ${a}. */
char *pool_join(struct pool *pool, const char *a, const char *b)
    __attribute__((returns_nonnull));

/** pool_print(pool, format, ...): the printed text, in ${pool}. */
char *pool_print(struct pool *pool, const char *format, ...)
    PRINTS(2, 3) __attribute__((returns_nonnull));

#endif
