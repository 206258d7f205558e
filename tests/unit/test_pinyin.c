/* pinyin: names that sound alike have a reading in common, others have none
 * (S1-251). */
#include "db/pinyin.h"
#include "tests/unit/case.h"

static const struct {
	const char *name, *want;	/* the readings, between bars */
} names[] = {
	{ "张伟", "zhang wei" }, { "張偉", "zhang wei" },
	{ "王小明", "wang xiao ming" }, { "吕绿", "lv lv" },
	{ "欧阳娜娜", "ou yang na na" },
	/* the family name, and how it is read elsewhere */
	{ "单小明", "shan xiao ming|dan xiao ming" },
	{ "解放", "xie fang|jie fang" }, { "曾强", "zeng qiang|ceng qiang" },
	{ "仇英", "qiu ying|chou ying" }, { "查良", "zha liang|cha liang" },
	{ "区海", "ou hai|qu hai" }, { "种书", "chong shu|zhong shu" },
	{ "朴英", "pu ying|piao ying" }, { "覃文", "tan wen|qin wen" },
	{ "翟天", "zhai tian|di tian" },
	/* only as family name */
	{ "李单", "li dan" }, { "王解", "wang jie" },
	{ "王曾", "wang ceng|wang zeng" },
	{ "王乐", "wang le|wang yue" }, { "李茜", "li qian|li xi" },
	{ "尉迟恭", "yu chi gong|wei chi gong" },
	{ "万俟卨", "wan qi xie|mo qi xie" },
	{ "买买提·艾力", "mai mai ti ai li" },
	{ "Nguyen Thi", "nguyen thi" }, { "ＡＢ", "ab" }, { "Ünal", "vnal" },
	{ "𠮷野", "ji ye" }, { " 张  三 ", "zhang san" },
	/* nothing that sounds */
	{ "", "" }, { "·", "" }, { "123", "" }, { "%_'\\", "" },
	{ "\xf0\x9f\x98\x80", "" },
};

static const char *
told(struct pool *pool, const struct pinyin *p)
{
	const char *s = "";
	size_t i;

	for (i = 0; i < p->count; i++)
		s = pool_print(pool, "%s%s%s", s, i > 0 ? "|" : "",
		    p->at[i]);
	return s;
}

static void
test_names(void **state)
{
	struct pinyin p;
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(names); i++) {
		pinyin_of(*state, names[i].name, &p);
		wrong += case_text(names[i].name, told(*state, &p),
		    names[i].want);
	}
	assert_int_equal(wrong, 0);
}

static const struct {
	const char *one, *other;
	bool alike;
} pairs[] = {
	{ "张伟", "章玮", true }, { "刘峰", "刘峯", true },
	{ "李喆", "李哲", true }, { "王堃", "汪坤", true },
	{ "单芳", "山方", true }, { "单芳", "丹方", true },
	{ "解放军", "谢方均", true }, { "曾国", "增国", true },
	{ "覃文", "秦文", true }, { "覃文", "谭文", true },
	{ "赵丽颖", "赵莉莹", true }, { "陳國強", "陈国强", true },
	{ "张伟", "张薇薇", false }, { "张伟", "赵伟", false },
	{ "吕明", "卢明", false }, { "李安", "连", false },
	{ "王解", "王谢", false }, { "林平", "林萍萍", false },
	{ "", "", false }, { "1", "1", false },
};

static bool
alike(struct pool *pool, const char *one, const char *other)
{
	struct pinyin a, b;
	size_t i, j;

	pinyin_of(pool, one, &a);
	pinyin_of(pool, other, &b);
	for (i = 0; i < a.count; i++)
		for (j = 0; j < b.count; j++)
			if (strcmp(a.at[i], b.at[j]) == 0)
				return true;
	return false;
}

static void
test_pairs(void **state)
{
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(pairs); i++)
		wrong += case_int(pool_print(*state, "%s %s", pairs[i].one,
		    pairs[i].other), alike(*state, pairs[i].one,
		    pairs[i].other), pairs[i].alike);
	assert_int_equal(wrong, 0);
}

/* A name of any length has bounded readings. */
static void
test_bounds(void **state)
{
	const char *s = "", *long_one = "";
	struct pinyin p;
	size_t i;

	for (i = 0; i < 60; i++) {
		s = pool_print(*state, "%s乐", s);
		long_one = pool_print(*state, "%s庄", long_one);
	}
	pinyin_of(*state, s, &p);
	assert_int_equal(p.count, PINYIN_READINGS);
	for (i = 0; i < p.count; i++)
		assert_true(strlen(p.at[i]) <= PINYIN_LONG);
	pinyin_of(*state, long_one, &p);
	assert_int_equal(p.count, 1);
	assert_true(strlen(p.at[0]) <= PINYIN_LONG);
}

static const struct {
	const char *typed, *want;
} typed[] = {
	{ "zhangwei", "zhangwei" }, { "Zhang Wei", "zhangwei" },
	{ "xi'an", "xian" }, { "lv", "lv" },
	{ "", NULL }, { "  ", NULL }, { "张wei", NULL }, { "wei1", NULL },
	{ "a%", NULL }, { "lü", NULL },
};

static void
test_letters(void **state)
{
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(typed); i++)
		wrong += case_text(typed[i].typed, pinyin_letters(*state,
		    typed[i].typed), typed[i].want);
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_names, case_pool,
		    case_pool_free),
		cmocka_unit_test_setup_teardown(test_pairs, case_pool,
		    case_pool_free),
		cmocka_unit_test_setup_teardown(test_bounds, case_pool,
		    case_pool_free),
		cmocka_unit_test_setup_teardown(test_letters, case_pool,
		    case_pool_free),
	};

	return cmocka_run_group_tests_name("pinyin", tests, NULL, NULL);
}
