/*
 * fuzz: what the fuzzers share.  Each is one function of bytes; what must
 * always hold is asserted with MUST_HOLD, so that a wrong answer counts as
 * much as a crash.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/pool.h"
#include "core/text.h"

#define FUZZ_POOL	(64u << 20)	/* a worker's */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST_HOLD(c) do {                                               \
		if (!(c)) {                                             \
			fprintf(stderr, "%s:%d: does not hold: %s\n",   \
			    __FILE__, __LINE__, #c);                    \
			abort();                                        \
		}                                                       \
	} while (0)

/* One pool for all runs, empty again at each. */
static inline struct pool *
fuzz_pool(void)
{
	static struct pool *pool;

	if (pool == NULL)
		pool = pool_new(FUZZ_POOL);
	pool_reset(pool);
	return pool;
}

/* One byte of the input as a choice. */
static inline unsigned
fuzz_byte(const uint8_t **data, size_t *size)
{
	if (*size == 0)
		return 0;
	(*size)--;
	return *(*data)++;
}

/* Storable text, NUL-terminated. */
static inline int
fuzz_safe(const char *s)
{
	return text_ok(s, strlen(s), true);
}

#endif
