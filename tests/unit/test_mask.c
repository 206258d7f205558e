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

static const struct pair prose[] = {
	{ "报 3 工资1200 问题 999999198001011233 病了",
	    "报 3 工资1200 问题 999***********1233 病了" },
	{ "99999919900101123X。", "999***********123X。" },
	{ "999999900101123", "999********1123" },
	{ "卡6222999999999999999", "卡622************9999" },
	{ "电话13812345678", "电话138****5678" },
	{ "１３８１２３４５６７８", "１３８****５６７８" },
	{ "9999991990010112344401", "999***************4401" },
	{ "1306301072040009 工资5", "1306301072040009 工资5" },
	{ "3063001010 工资1,000,000", "3063001010 工资1,000,000" },
	{ "3#1200#300#0#0#120#0#260#0#1101",
	    "3#1200#300#0#0#120#0#260#0#1101" },
	{ "20222022022", "20222022022" }, { "1X", "1X" }, { "", "" },
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
numbers_in_a_text_are_masked(void **state)
{
	assert_int_equal(run(*state, prose, LEN(prose), mask_prose), 0);
}

static void
phones_are_masked(void **state)
{
	assert_int_equal(run(*state, phones, LEN(phones), mask_phone), 0);
}

/* ---- who sees what ----------------------------------------------------- */

/* Every role, relation and sensitivity, written down once more: + whole. */
static const struct {
	enum role role;
	const char *shows[MASK_RELATION__MAX];	/* by enum veil */
} sights[] = {
	/*                own      within   elsewhere  file     revealed */
	{ ROLE_GUEST, { "+----", "+----", "+----", "+----", "+----" } },
	{ ROLE_HELPER, { "++++-", "+----", "++---", "+----", "+----" } },
	{ ROLE_VILLAGE, { "++++-", "+----", "++---", "+----", "+++++" } },
	{ ROLE_TOWNSHIP, { "+----", "+++--", "++---", "+----", "+++++" } },
	{ ROLE_COUNTY, { "+----", "++---", "++---", "+----", "+++++" } },
	{ ROLE_ADMIN, { "+----", "++---", "++---", "+----", "+++++" } },
};

static void
each_role_sees_what_the_table_says(void **state)
{
	struct mask_sight sight;
	int wrong = 0, relation, veil;
	size_t i;
	bool got;

	assert_int_equal(LEN(sights), ROLE__MAX);
	for (i = 0; i < LEN(sights); i++)
		for (relation = 0; relation < MASK_RELATION__MAX; relation++)
			for (veil = 0; veil < VEIL__MAX; veil++) {
				sight = (struct mask_sight){ sights[i].role,
				    (enum mask_relation)relation };
				got = mask_shows(sight, (enum veil)veil);
				wrong += case_int(pool_print(*state,
				    "%s %d %d", role_name(sights[i].role),
				    relation, veil), got,
				    sights[i].shows[relation][veil] == '+');
			}
	assert_int_equal(wrong, 0);
}

static void
the_relation_is_of_role_and_area(void **state)
{
	static const struct who helper = { .role = ROLE_HELPER,
	    .high = INT64_MAX }, village = { .role = ROLE_VILLAGE,
	    .low = 130630100201, .high = 130630100201 },
	    county = { .role = ROLE_COUNTY, .low = 130630000000,
	    .high = 130630999999 };
	static const struct {
		const char *name;
		const struct who *who;
		int64_t area;
		enum mask_relation want;
	} cases[] = {
		{ "helper, any area", &helper, 130630100201, MASK_ELSEWHERE },
		{ "village, its own", &village, 130630100201, MASK_OWN },
		{ "village, the next", &village, 130630100202,
		    MASK_ELSEWHERE },
		{ "village, its township", &village, 130630100000,
		    MASK_ELSEWHERE },
		{ "county, a village", &county, 130630100201, MASK_WITHIN },
		{ "county, another", &county, 130631100201, MASK_ELSEWHERE },
	};
	int wrong = 0;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(cases); i++)
		wrong += case_int(cases[i].name, mask_sight_at(cases[i].who,
		    cases[i].area).relation, cases[i].want);
	wrong += case_int("helper's household", mask_sight(&helper).relation,
	    MASK_OWN);
	wrong += case_int("village's household",
	    mask_sight(&village).relation, MASK_OWN);
	wrong += case_int("county's household", mask_sight(&county).relation,
	    MASK_WITHIN);
	wrong += case_int("county's file", mask_sight_file(&county).relation,
	    MASK_FILE);
	assert_int_equal(wrong, 0);
}

static void
a_value_is_whole_or_masked_as_what_it_is(void **state)
{
	static const struct {
		enum role role;
		enum veil veil;
		const char *text, *want;
	} cases[] = {
		{ ROLE_VILLAGE, VEIL_CONTACT, "13812345678", "13812345678" },
		{ ROLE_TOWNSHIP, VEIL_CONTACT, "13812345678", "138****5678" },
		{ ROLE_VILLAGE, VEIL_SECRET, "999999199001011234",
		    "999***********1234" },
		{ ROLE_ADMIN, VEIL_NAME, "张小三", "张小三" },
		{ ROLE_GUEST, VEIL_NAME, "张小三", "张*三" },
		{ ROLE_TOWNSHIP, VEIL_PERSONAL, "患有大病", "患有大病" },
		{ ROLE_COUNTY, VEIL_PERSONAL, "患有大病", "***" },
		{ ROLE_COUNTY, VEIL_PERSONAL, "", "" },
		{ ROLE_COUNTY, VEIL_OPEN, "东沟组", "东沟组" },
		{ ROLE_COUNTY, VEIL_SECRET, NULL, "" },
	};
	struct who who = { .role = ROLE_GUEST };
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(cases); i++) {
		who.role = cases[i].role;
		wrong += case_text(cases[i].text != NULL ? cases[i].text :
		    "(none)", mask_value(*state, mask_sight(&who),
		    cases[i].veil, cases[i].text), cases[i].want);
	}
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		POOL_TEST(names_are_masked),
		POOL_TEST(numbers_are_masked),
		POOL_TEST(numbers_in_a_text_are_masked),
		POOL_TEST(phones_are_masked),
		POOL_TEST(each_role_sees_what_the_table_says),
		POOL_TEST(the_relation_is_of_role_and_area),
		POOL_TEST(a_value_is_whole_or_masked_as_what_it_is),
	};

	return cmocka_run_group_tests_name("mask", tests, NULL, NULL);
}
