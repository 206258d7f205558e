/* money: amounts as people paste them, and as pages, XML and SMS show them. */
#include "core/money.h"
#include "tests/unit/case.h"

static const struct {
	const char *in;
	enum money_flaw want;
	int64_t fen;
} amounts[] = {
	{ "0", MONEY_OK, 0 }, { "1200", MONEY_OK, 120000 },
	{ "1,200", MONEY_OK, 120000 }, { "1,200.50", MONEY_OK, 120050 },
	{ "12,345,678.9", MONEY_OK, 1234567890 },
	{ "¥1200", MONEY_OK, 120000 }, { "￥1200", MONEY_OK, 120000 },
	{ "1200元", MONEY_OK, 120000 }, { "1200块", MONEY_OK, 120000 },
	{ "-300", MONEY_OK, -30000 }, { "-¥300", MONEY_OK, -30000 },
	{ "¥-300", MONEY_OK, -30000 }, { "+5", MONEY_OK, 500 },
	{ "－３００", MONEY_OK, -30000 }, { "１２００", MONEY_OK, 120000 },
	{ "１，２００．５", MONEY_OK, 120050 }, { "12。5", MONEY_OK, 1250 },
	{ " 1200 ", MONEY_OK, 120000 }, { "　1200元　", MONEY_OK, 120000 },
	{ "1200 元", MONEY_OK, 120000 }, { "¥ 1200", MONEY_OK, 120000 },
	{ "0.01", MONEY_OK, 1 }, { "-0.01", MONEY_OK, -1 },
	{ "0.1", MONEY_OK, 10 }, { "1.10", MONEY_OK, 110 },
	{ "1.100", MONEY_OK, 110 }, { "007", MONEY_OK, 700 },
	{ "-0", MONEY_OK, 0 },
	{ "100000000000000", MONEY_OK, INT64_C(10000000000000000) },
	{ "", MONEY_EMPTY, 0 }, { " ", MONEY_EMPTY, 0 },
	{ "元", MONEY_EMPTY, 0 }, { "¥", MONEY_EMPTY, 0 },
	{ "-", MONEY_WORD, 0 }, { "+", MONEY_WORD, 0 },
	{ ".", MONEY_WORD, 0 }, { ".5", MONEY_WORD, 0 },
	{ "5.", MONEY_WORD, 0 }, { "1.2.3", MONEY_WORD, 0 },
	{ "--5", MONEY_WORD, 0 }, { "5-", MONEY_WORD, 0 },
	{ "+-5", MONEY_WORD, 0 }, { "12oo", MONEY_WORD, 0 },
	{ "abc", MONEY_WORD, 0 }, { "1e5", MONEY_WORD, 0 },
	{ "0x10", MONEY_WORD, 0 }, { "NaN", MONEY_WORD, 0 },
	{ "1万", MONEY_WORD, 0 }, { "一千", MONEY_WORD, 0 },
	/* three fifty is not thirty-five */
	{ "3块5", MONEY_WORD, 0 }, { "3元5", MONEY_WORD, 0 },
	{ "12元30", MONEY_WORD, 0 }, { "元5", MONEY_WORD, 0 },
	{ "5¥", MONEY_WORD, 0 }, { "5元元", MONEY_WORD, 0 },
	{ "¥¥5", MONEY_WORD, 0 }, { "¥5块", MONEY_OK, 500 },
	/* two amounts are not one */
	{ "1200 300", MONEY_WORD, 0 }, { "1 200", MONEY_WORD, 0 },
	{ "- 300", MONEY_OK, -30000 }, { "12 .5", MONEY_WORD, 0 },
	{ ",200", MONEY_WORD, 0 }, { "1,20", MONEY_WORD, 0 },
	{ "1200,300", MONEY_WORD, 0 }, { "1,2345", MONEY_WORD, 0 },
	{ "1,234,56", MONEY_WORD, 0 }, { "1,,234", MONEY_WORD, 0 },
	{ "1.5,000", MONEY_WORD, 0 }, { "1,200,", MONEY_WORD, 0 },
	{ "1.005", MONEY_FINE, 0 }, { "0.123", MONEY_FINE, 0 },
	{ "100000000000001", MONEY_LARGE, 0 },
	{ "99999999999999999999", MONEY_LARGE, 0 },
	{ "9223372036854775807", MONEY_LARGE, 0 },
	{ "1\xFF", MONEY_WORD, 0 }, { "\xE5", MONEY_WORD, 0 },
	{ "1234567890123456789012345678901234567890123", MONEY_WORD, 0 },
	{ "<b>5</b>", MONEY_WORD, 0 }, { "5;DROP", MONEY_WORD, 0 },
	{ "٣", MONEY_WORD, 0 }, { "$5", MONEY_WORD, 0 },
	{ "5Y", MONEY_WORD, 0 }, { "5。", MONEY_WORD, 0 },
	{ "5元。5", MONEY_WORD, 0 },
};

static void
amounts_are_read(void **state)
{
	int wrong = 0;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(amounts); i++) {
		int64_t fen = 0;

		wrong += case_int(amounts[i].in,
		    money_read(amounts[i].in, &fen), amounts[i].want);
		wrong += case_int(amounts[i].in, fen, amounts[i].fen);
	}
	assert_int_equal(wrong, 0);
}

static const struct {
	int64_t fen;
	const char *plain, *label, *brief;
} shown[] = {
	{ 0, "0.00", "0.00", "0" },
	{ 1, "0.01", "0.01", "0.01" },
	{ -1, "-0.01", "-0.01", "-0.01" },
	{ 10, "0.10", "0.10", "0.1" },
	{ 100, "1.00", "1.00", "1" },
	{ -10, "-0.10", "-0.10", "-0.1" },
	{ 99999, "999.99", "999.99", "999.99" },
	{ 100000, "1000.00", "1,000.00", "1000" },
	{ 188000, "1880.00", "1,880.00", "1880" },
	{ 188050, "1880.50", "1,880.50", "1880.5" },
	{ -100000, "-1000.00", "-1,000.00", "-1000" },
	{ -10000000, "-100000.00", "-100,000.00", "-100000" },
	{ 123456789, "1234567.89", "1,234,567.89", "1234567.89" },
	{ INT64_MAX, "92233720368547758.07", "92,233,720,368,547,758.07",
	    "92233720368547758.07" },
	{ INT64_MIN, "-92233720368547758.08", "-92,233,720,368,547,758.08",
	    "-92233720368547758.08" },
};

static void
amounts_are_shown(void **state)
{
	int wrong = 0;
	int64_t back;
	size_t i;

	for (i = 0; i < LEN(shown); i++) {
		wrong += case_text("plain",
		    money_plain(*state, shown[i].fen), shown[i].plain);
		wrong += case_text("label",
		    money_label(*state, shown[i].fen), shown[i].label);
		wrong += case_text("short",
		    money_short(*state, shown[i].fen), shown[i].brief);
		if (money_read(shown[i].label, &back) == MONEY_OK)
			wrong += case_int(shown[i].label, back, shown[i].fen);
	}
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(amounts_are_read),
		POOL_TEST(amounts_are_shown),
	};

	return cmocka_run_group_tests_name("money", tests, NULL, NULL);
}
