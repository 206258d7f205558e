/*
 * case: what the case tables of tests/unit share.  A loop over a table goes
 * through all its rows and then fails once, each wrong row having said its
 * name, what was got and what was wanted.
 */
#ifndef TESTS_UNIT_CASE_H
#define TESTS_UNIT_CASE_H

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/pool.h"

#define POOL_ROOM	(16u << 20)

/* cmocka's setup and teardown: *state is a pool. */
static inline int
case_pool(void **state)
{
	*state = pool_new(POOL_ROOM);
	return 0;
}

static inline int
case_pool_free(void **state)
{
	pool_free(*state);
	return 0;
}

/* 0 where equal (NULL equals NULL only), else 1 and a line. */
static inline int
case_text(const char *name, const char *got, const char *want)
{
	if (got == want ||
	    (got != NULL && want != NULL && strcmp(got, want) == 0))
		return 0;
	print_error("%s: got \"%s\", want \"%s\"\n", name,
	    got != NULL ? got : "(none)", want != NULL ? want : "(none)");
	return 1;
}

static inline int
case_int(const char *name, int64_t got, int64_t want)
{
	if (got == want)
		return 0;
	print_error("%s: got %" PRId64 ", want %" PRId64 "\n", name, got,
	    want);
	return 1;
}

/* A group whose tests each have a fresh pool as *state. */
#define POOL_TEST(f) cmocka_unit_test_setup_teardown(f, case_pool, \
	case_pool_free)

#endif
