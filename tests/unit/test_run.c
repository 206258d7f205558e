/* run: rows that follow one another. */
#include "core/run.h"
#include "tests/unit/case.h"

static bool
next(const void *before, const void *row)
{
	return *(const char *)row == *(const char *)before + 1;
}

static const struct {
	const char *rows;
	size_t want;
} runs[] = {
	{ "", 0 }, { "a", 1 }, { "ab", 2 }, { "abcdef", 6 }, { "aa", 1 },
	{ "ba", 1 }, { "abd", 2 }, { "abdefg", 2 }, { "acdefg", 1 },
	{ "abcb", 3 },
};

static void
a_run_ends_at_the_first_gap(void **state)
{
	int wrong = 0;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(runs); i++)
		wrong += case_int(runs[i].rows, (int64_t)run_length(
		    runs[i].rows, strlen(runs[i].rows), 1, next),
		    (int64_t)runs[i].want);
	assert_int_equal(wrong, 0);
	assert_int_equal(run_length(NULL, 0, 1, next), 0);
	/* what lies behind the last is not looked at */
	assert_int_equal(run_length("abc", 2, 1, next), 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_run_ends_at_the_first_gap),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
