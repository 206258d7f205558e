/* phone: a mobile number in any writing, and nothing else. */
#include "core/phone.h"
#include "tests/unit/case.h"

#define NUMBER "13800138001"

static const struct {
	const char *in, *want;
} cases[] = {
	{ NUMBER, NUMBER }, { "+8613800138001", NUMBER },
	{ "008613800138001", NUMBER }, { "8613800138001", NUMBER },
	{ "013800138001", NUMBER }, { "+86 138 0013 8001", NUMBER },
	{ "138-0013-8001", NUMBER }, { " 13800138001 ", NUMBER },
	{ "（+86）138 0013 8001", NUMBER },
	{ "１３８００１３８００１", NUMBER },
	{ "\xEF\xBB\xBF" NUMBER, NUMBER },
	{ "86138001380", NULL }, { "18613800138", "18613800138" },
	{ "8618613800138", "18613800138" },
	{ "", NULL }, { "+", NULL }, { "+86", NULL }, { "1380013800", NULL },
	{ "138001380012", NULL }, { "23800138001", NULL },
	{ "+1 202 555 0143", NULL }, { "+8523800138001", NULL },
	{ "86 86 13800138001", NULL }, { "++8613800138001", NULL },
	{ "1380013800l", NULL }, { "138O0138001", NULL },
	{ "10086", NULL }, { "0312-7654321", NULL },
	{ "138001\x80" "38001", NULL }, { "13800138001,13800138002", NULL },
	{ "电话13800138001", NULL }, { "138 0013 8001 转2", NULL },
};

static void
numbers_are_read(void **state)
{
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(cases); i++)
		wrong += case_text(cases[i].in,
		    phone_read(*state, cases[i].in), cases[i].want);
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		POOL_TEST(numbers_are_read),
	};

	return cmocka_run_group_tests_name("phone", tests, NULL, NULL);
}
