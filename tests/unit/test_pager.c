/* pager: a page that is there, whichever is asked for. */
#include "core/pager.h"
#include "tests/unit/case.h"

static const struct {
	const char *name;
	int64_t count, size, wish;
	struct pager want;
} cases[] = {
	{ "nothing", 0, 50, 1, { 1, 1, 0 } },
	{ "the second of nothing", 0, 50, 2, { 1, 1, 0 } },
	{ "one", 1, 50, 1, { 1, 1, 0 } },
	{ "a full page", 50, 50, 1, { 1, 1, 0 } },
	{ "one more", 51, 50, 2, { 2, 2, 50 } },
	{ "behind the last", 51, 50, 3, { 2, 2, 50 } },
	{ "far behind", 101, 50, INT64_MAX, { 3, 3, 100 } },
	{ "before the first", 51, 50, 0, { 1, 2, 0 } },
	{ "far before", 51, 50, INT64_MIN, { 1, 2, 0 } },
};

static void
a_page_is_there(void **state)
{
	int wrong = 0;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(cases); i++) {
		struct pager p = pager_of(cases[i].count, cases[i].size,
		    cases[i].wish);

		wrong += case_int(cases[i].name, p.page, cases[i].want.page);
		wrong += case_int(cases[i].name, p.pages,
		    cases[i].want.pages);
		wrong += case_int(cases[i].name, p.offset,
		    cases[i].want.offset);
	}
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_is_there),
	};

	return cmocka_run_group_tests_name("pager", tests, NULL, NULL);
}
