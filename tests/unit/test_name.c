/* name: what may be the name of a person. */
#include "core/name.h"
#include "tests/unit/case.h"

static const struct {
	const char *in;
	bool right;
} cases[] = {
	{ "王明", true }, { "欧阳小满", true }, { "〇", true },
	{ "买买提·艾力", true }, { "阿依古丽·买买提·艾力", true },
	{ "㛃𠅤", true }, { "NGUYEN Thi Hoa", true }, { "José", true },
	{ "-1", false }, { "=cmd", false }, { "王明2", false },
	{ "1", false }, { "王明１", false }, { "@王明", false },
	{ "王明、李小河", false }, { "王明（大）", false },
	{ "<script>", false }, { "·王明", false }, { "王明·", false },
	{ "王··明", false }, { "王  明", false }, { "王，明", false },
	{ "×", false }, { "😀", false }, { "?", false },
};

static void
names_are_known(void **state)
{
	int wrong = 0;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(cases); i++) {
		struct answer a = { .given = true, .text = cases[i].in };

		wrong += case_int(cases[i].in, name_flaw(&a) == NULL,
		    cases[i].right);
	}
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		POOL_TEST(names_are_known),
	};

	return cmocka_run_group_tests_name("name", tests, NULL, NULL);
}
