/* mask: nothing of a name, number or phone shows that should not. */
#include "core/mask.h"
#include "tests/unit/case.h"

struct pair {
	const char *in, *want;
};

static const struct pair names[] = {
	{ "", "" }, { "张", "*" }, { "李四", "李*" }, { "张小三", "张*三" },
	{ "欧阳娜娜", "欧**娜" }, { "买买提·艾力", "买****力" },
	{ "Li", "L*" }, { "Ann", "A*n" }, { "𠮷野家", "𠮷*家" },
};

static const struct pair numbers[] = {
	{ "999999199001011234", "999***********1234" },
	{ "99999919900101123X", "999***********123X" },
	{ "999999900101123", "999********1123" },
	{ "9999991990010112344401", "999***************4401" },
	{ "12345678", "123*5678" }, { "1234567", "***4567" },
	{ "12345", "*2345" }, { "1234", "****" }, { "1", "*" }, { "", "" },
	{ NULL, "" },
};

static const struct pair phones[] = {
	{ "13812345678", "138****5678" }, { "+8613812345678",
	    "+86138****5678" }, { "03127654321", "031****4321" },
	{ "7654321", "*****21" }, { "110", "*10" }, { "12", "**" },
	{ "1", "*" }, { "", "" }, { NULL, "" },
};

static int
run(struct pool *pool, const struct pair *pairs, size_t count,
    const char *(*mask)(struct pool *, const char *))
{
	int wrong = 0;
	size_t i;

	for (i = 0; i < count; i++)
		wrong += case_text(pairs[i].in != NULL ? pairs[i].in :
		    "(none)", mask(pool, pairs[i].in), pairs[i].want);
	return wrong;
}

static void
names_are_masked(void **state)
{
	assert_int_equal(run(*state, names, LEN(names), mask_name), 0);
}

static void
numbers_are_masked(void **state)
{
	assert_int_equal(run(*state, numbers, LEN(numbers), mask_idno), 0);
}

static void
phones_are_masked(void **state)
{
	assert_int_equal(run(*state, phones, LEN(phones), mask_phone), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		POOL_TEST(names_are_masked),
		POOL_TEST(numbers_are_masked),
		POOL_TEST(phones_are_masked),
	};

	return cmocka_run_group_tests_name("mask", tests, NULL, NULL);
}
