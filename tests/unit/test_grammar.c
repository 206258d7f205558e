/* grammar: what the pieces of the language are, beside the case table. */
#include "core/money.h"
#include "core/text.h"
#include "sms/grammar.h"
#include "sms/number.h"
#include "sms/parse.h"
#include "tests/unit/case.h"

static const struct {
	const char *text;
	enum number_flaw flaw;
	int64_t fen;
	size_t len;
} numbers[] = {
	{ "1200", NUMBER_OK, 120000, 4 },
	{ "1,200.5元", NUMBER_OK, 120050, 10 },
	{ "1,200,300", NUMBER_OK, 120030000, 9 },
	{ "1.2万", NUMBER_OK, 1200000, 6 },
	{ "1万2千3", NUMBER_OK, 1230000, 9 },
	{ "一千二", NUMBER_OK, 120000, 9 },
	{ "一千零二", NUMBER_OK, 100200, 12 },
	{ "十", NUMBER_OK, 1000, 3 },
	{ "一百十五", NUMBER_OK, 11500, 12 },
	{ "二十三万", NUMBER_OK, 23000000, 12 },
	{ "亏300", NUMBER_OK, -30000, 6 },
	{ "-300", NUMBER_OK, -30000, 4 },
	{ "¥-300", NUMBER_OK, -30000, 6 },
	{ "没有", NUMBER_OK, 0, 6 },
	{ "1200一百", NUMBER_OK, 120000, 4 },
	{ "", NUMBER_NONE, 0, 0 },
	{ "元", NUMBER_NONE, 0, 0 },
	{ "x1", NUMBER_NONE, 0, 0 },
	{ ".5", NUMBER_NONE, 0, 0 },
	{ "亏", NUMBER_WORD, 0, 3 },
	{ "百二", NUMBER_WORD, 0, 3 },
	{ "一千二千", NUMBER_WORD, 0, 12 },
	{ "1.234", NUMBER_FINE, 0, 5 },
	{ "1.2345678万", NUMBER_FINE, 0, 12 },
	{ "99999999999", NUMBER_LARGE, 0, 11 },
	{ "999999万亿", NUMBER_LARGE, 0, 9 },
	{ "1万50000", NUMBER_WORD, 0, 9 },
};

static void
numbers_are_read(void **state)
{
	struct number n;
	int wrong = 0;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(numbers); i++) {
		n = number_read(numbers[i].text,
		    numbers[i].text + strlen(numbers[i].text));
		wrong += case_int(numbers[i].text, n.flaw, numbers[i].flaw);
		if (n.flaw == NUMBER_OK)
			wrong += case_int(numbers[i].text, n.fen,
			    numbers[i].fen) + case_int(numbers[i].text,
			    (int64_t)n.len, (int64_t)numbers[i].len);
	}
	assert_int_equal(wrong, 0);
}

static const struct {
	const char *text, *want;
	bool found;
} pins[] = {
	{ "工号1001 密码8866 报 3", "工号1001 密码**** 报 3", true },
	{ "密码:8866", "密码:****", true },
	{ "密码：8866", "密码：****", true },
	{ "密码 ８８ 报", "密码 ****** 报", true },
	{ "密码\n12 密码 34", "密码\n** 密码 **", true },
	{ "密码8866abc", "密码****abc", true },
	{ "密码 = 8866", "密码 = ****", true },
	{ "报 3 工资1200", "报 3 工资1200", false },
	{ "密码", "密码", false },
	{ "密码是什么 12", "密码是什么 12", false },
	{ "", "", false },
	{ "8866 密", "8866 密", false },
	{ "密码\xEF", "密码\xEF", false },
};

static void
pins_are_blanked(void **state)
{
	int wrong = 0;
	size_t i;
	char *text;

	for (i = 0; i < LEN(pins); i++) {
		text = pool_copy(*state, pins[i].text);
		wrong += case_int(pins[i].text, grammar_blank(text,
		    strlen(text)), pins[i].found);
		wrong += case_text(pins[i].text, text, pins[i].want);
	}
	assert_int_equal(wrong, 0);
}

/* Whatever bytes come, there is an end and an outcome. */
static void
any_bytes_are_read(void **state)
{
	static const struct grammar_household h[] = {
		{ 3, "1306301002010003", "王大锤" },
		{ 4, "1306301002010004", "高工资" },
	};
	const struct grammar_world world = { { 2022, 4, 3 }, h, 2 };
	static const char *const bits[] = { "3", "工资", "1,2", "一千", "#",
	    "\n", ";", "问题", "四项正常", "保11", "\xFF", "高工资", "-",
	    "2022-", "月", "😀", "GZ", "密码", "【", "亏", "万", "户", "第" };
	struct pool *pool = *state;
	uint32_t seed = 20220403;
	struct grammar g;
	struct text t;
	int i, n;

	for (i = 0; i < 20000; i++) {
		pool_reset(pool);
		t = text_start(pool);
		for (n = 0; n < 12; n++) {
			seed = seed * 1664525 + 1013904223;
			text_add(&t, bits[(seed >> 16) % LEN(bits)]);
		}
		g = grammar_read(pool, t.at, t.len, &world);
		assert_in_range(g.kind, 0, GRAMMAR__MAX - 1);
		for (n = 0; n < g.report_count; n++)
			assert_true(g.reports[n].household >= 0 ||
			    g.reports[n].mistake_count > 0);
	}
}

static void
long_messages_end(void **state)
{
	static const struct grammar_household h[] = { { 3, "", "王大锤" } };
	const struct grammar_world world = { { 2022, 4, 3 }, h, 1 };
	struct pool *pool = pool_new((size_t)256 << 20);
	static const char *const bits[] = { "3 工资1\n", "x ", "问题\n3", "#1",
	    "密码1", "一", "\xEF\xB7\xBA" };
	struct text t;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(bits); i++) {
		pool_reset(pool);
		t = text_start(pool);
		text_add(&t, "3 ");
		while (t.len < 59000)
			text_add(&t, bits[i]);
		assert_int_equal(grammar_read(pool, t.at, t.len,
		    &world).kind, GRAMMAR_REPORT);
	}
	pool_free(pool);
}

static void
notation_is_exact(void **state)
{
	static const struct grammar_household h[] = { { 3, "", "" } };
	const struct grammar_world world = { { 2022, 4, 3 }, h, 1 };
	const char *text = "报 3 工资1200 经营300 光伏120 政策260 保1101";
	struct grammar g = grammar_read(*state, text, strlen(text), &world);

	assert_int_equal(g.report_count, 1);
	assert_string_equal(parse_month(*state, "3", g.reports[0].period,
	    &g.reports[0].month), "3 202203 wage=1200.00 business=300.00 "
	    "land=0.00 dividend=0.00 solar=120.00 property=0.00 "
	    "policy=260.00 transfer=0.00 housing=yes water=yes dropout=no "
	    "insurance=yes problem=\"\"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_read),
		POOL_TEST(pins_are_blanked),
		POOL_TEST(any_bytes_are_read),
		cmocka_unit_test(long_messages_end),
		POOL_TEST(notation_is_exact),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
