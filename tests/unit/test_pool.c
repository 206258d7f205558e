/* pool: bounded memory that a reset takes back; it succeeds or ends us. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/unit/case.h"

static void
memory_is_zeroed_and_aligned(void **state)
{
	static const size_t sizes[] = { 0, 1, 15, 16, 17, 1000, 65535, 65536,
	    65537, 200000 };
	size_t i, k, round;

	for (round = 0; round < 3; round++) {
		for (i = 0; i < LEN(sizes); i++) {
			unsigned char *p = pool_take(*state, sizes[i]);

			assert_int_equal((uintptr_t)p % 16, 0);
			for (k = 0; k < sizes[i]; k++)
				assert_int_equal(p[k], 0);
			memset(p, 0xAA, sizes[i]);
		}
		pool_reset(*state);
	}
}

static void
pieces_do_not_overlap(void **state)
{
	unsigned char *piece[500];
	size_t i, k;

	for (i = 0; i < LEN(piece); i++) {
		piece[i] = pool_take(*state, i);
		memset(piece[i], (int)(i % 251), i);
	}
	for (i = 0; i < LEN(piece); i++)
		for (k = 0; k < i; k++)
			assert_int_equal(piece[i][k], i % 251);
}

static void
texts(void **state)
{
	char *p;

	assert_null(pool_copy(*state, NULL));
	assert_string_equal(pool_copy(*state, ""), "");
	assert_string_equal(pool_copy(*state, "张三"), "张三");
	assert_string_equal(pool_copy_len(*state, "abcdef", 3), "abc");
	p = pool_copy_len(*state, "a\0b", 3);
	assert_memory_equal(p, "a\0b", 4);
	assert_string_equal(pool_copy_len(*state, NULL, 0), "");
	assert_string_equal(pool_join(*state, "", ""), "");
	assert_string_equal(pool_join(*state, "3户", "贫"), "3户贫");
	assert_string_equal(pool_print(*state, "%d户%s", 3, "贫"), "3户贫");
	p = pool_print(*state, "%*d", 100000, 7);
	assert_int_equal(strlen(p), 100000);
}

/* Whatever is left where the next bytes come from. */
static void
texts_are_printed_at_the_end_of_the_room(void **state)
{
	int wrong = 0, before, n;

	for (before = 65536 - 64; before <= 65536; before += 16)
		for (n = 0; n <= 80; n++) {
			char *stays, *p, *behind;

			pool_reset(*state);
			pool_take(*state, (size_t)before - 16);
			stays = pool_copy(*state, "stays");
			p = pool_print(*state, "%0*d", n, 0);
			behind = memset(pool_take(*state, 16), 'x', 16);
			wrong += case_text("before", stays, "stays");
			wrong += case_int("printed", (int64_t)strlen(p),
			    n > 1 ? n : 1);
			wrong += case_int("behind", behind[0], 'x');
		}
	assert_int_equal(wrong, 0);
}

static void
ask_once_too_often(struct pool *pool)
{
	pool_take(pool, 600);
	pool_take(pool, 600);
}

static void
ask_too_much(struct pool *pool)
{
	pool_take(pool, 1001);
}

static void
ask_all_there_is(struct pool *pool)
{
	pool_take(pool, SIZE_MAX);
}

static void
ask_array_that_wraps(struct pool *pool)
{
	pool_array(pool, SIZE_MAX / 2 + 1, 2);
}

static void
ask_within(struct pool *pool)
{
	pool_take(pool, 1000);
	pool_reset(pool);
	pool_take(pool, 1000);
	pool_reset(pool);
	pool_array(pool, 10, 100);
}

static const struct {
	const char *name;
	void (*ask)(struct pool *);
	bool ends;
} asks[] = {
	{ "within", ask_within, false },
	{ "together too much", ask_once_too_often, true },
	{ "too much at once", ask_too_much, true },
	{ "all there is", ask_all_there_is, true },
	{ "an array that wraps", ask_array_that_wraps, true },
};

static void
ceiling_ends_the_process(void **state)
{
	int wrong = 0, status;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(asks); i++) {
		pid_t child = fork();

		if (child == 0) {
			struct pool *pool = pool_new(1000);

			if (freopen("/dev/null", "w", stderr) == NULL)
				_exit(2);
			asks[i].ask(pool);
			pool_free(pool);
			_exit(0);
		}
		assert_int_equal(waitpid(child, &status, 0), child);
		wrong += case_int(asks[i].name, WIFSIGNALED(status) != 0,
		    asks[i].ends);
	}
	assert_int_equal(wrong, 0);
	pool_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		POOL_TEST(memory_is_zeroed_and_aligned),
		POOL_TEST(pieces_do_not_overlap),
		POOL_TEST(texts),
		POOL_TEST(texts_are_printed_at_the_end_of_the_room),
		cmocka_unit_test(ceiling_ends_the_process),
	};

	return cmocka_run_group_tests_name("pool", tests, NULL, NULL);
}
