/* field: words → typed answers, and what is said about a wrong word. */
#include "core/field.h"
#include "core/text.h"
#include "tests/unit/case.h"

static const struct choice yes_no[] = {
	{ "1", "是", 1 }, { "0", "否", 0 }, { "unknown", "不清楚", 9 },
};

static const char *
even(const struct answer *a)
{
	return a->value % 2 == 0 ? NULL : "不是双数";
}

enum { NAME, NOTE, PASSWORD, COUNT, FREE, FEN, LOSS, DAY, MONTH, HOUSING,
	BOX, AREA, EVEN, FIELDS__MAX };
static const struct field fields[FIELDS__MAX] = {
	[NAME] = { "name", "姓名", FIELD_TEXT, 2, 6, true },
	[NOTE] = { "note", "备注", FIELD_LINES, 0, 10, false },
	[PASSWORD] = { "password", "密码", FIELD_SECRET, 8, 20, true },
	[COUNT] = { "count", "人数", FIELD_INT, 1, 30, true },
	[FREE] = { "free", "编号", FIELD_INT, 0, 0, false },
	[FEN] = { "wage", "工资性收入", FIELD_MONEY, 0, 100000000, false },
	[LOSS] = { "business", "家庭经营性收入", FIELD_MONEY, -100000000,
	    100000000, false },
	[DAY] = { "day", "日期", FIELD_DATE, 0, 0, false },
	[MONTH] = { "month", "月份", FIELD_PERIOD, 201401, 209912, false },
	[HOUSING] = { "housing", "住房安全", FIELD_CHOICE, 0, 0, true,
	    yes_no, LEN(yes_no), NULL },
	[BOX] = { "box", "只看未报", FIELD_FLAG, 0, 0, false },
	[AREA] = { "area", "行政区划", FIELD_AREA, 0, 0, false },
	[EVEN] = { "even", "数", FIELD_INT, 0, 100, false, NULL, 0, even },
};

/* Longer than any number we know. */
#define DIGITS40 "1234567890123456789012345678901234567890"

static const struct {
	int field;
	const char *in;
	enum flaw want;
	const char *text;	/* of a right answer */
	int64_t value;
} words[] = {
	{ NAME, "张三", FLAW_NONE, "张三", 0 },
	{ NAME, "  张三　", FLAW_NONE, "张三", 0 },
	{ NAME, "欧阳娜娜小姐", FLAW_NONE, "欧阳娜娜小姐", 0 },
	{ NAME, "𠮷野家", FLAW_NONE, "𠮷野家", 0 },
	{ NAME, "<b>\"&'", FLAW_NONE, "<b>\"&'", 0 },
	{ NAME, "张", FLAW_SHORT, NULL, 0 },
	{ NAME, "一二三四五六七", FLAW_LONG, NULL, 0 },
	{ NAME, "", FLAW_MISSING, NULL, 0 },
	{ NAME, " 　 ", FLAW_MISSING, NULL, 0 },
	{ NAME, "张\n三", FLAW_BYTES, NULL, 0 },
	{ NAME, "张\t三", FLAW_BYTES, NULL, 0 },
	{ NAME, "a\xFF", FLAW_BYTES, NULL, 0 },
	{ NAME, "\xED\xA0\x80x", FLAW_BYTES, NULL, 0 },
	{ NOTE, "", FLAW_NONE, NULL, 0 },
	{ NOTE, "一\n二\t三", FLAW_NONE, "一\n二\t三", 0 },
	{ NOTE, "一\r\n二", FLAW_NONE, "一\n二", 0 },
	{ NOTE, "1\r\n3\r\n5\r\n7\r\n90", FLAW_NONE, "1\n3\n5\n7\n90", 0 },
	{ NOTE, "一二三四五六七八九十一", FLAW_LONG, NULL, 0 },
	{ NOTE, "a\033b", FLAW_BYTES, NULL, 0 },
	{ PASSWORD, " secret word ", FLAW_NONE, " secret word ", 0 },
	{ PASSWORD, "密码八个字才可以", FLAW_NONE, "密码八个字才可以", 0 },
	{ PASSWORD, "seven77", FLAW_SHORT, NULL, 0 },
	{ PASSWORD, "", FLAW_MISSING, NULL, 0 },
	{ PASSWORD, "tab\tinside", FLAW_BYTES, NULL, 0 },
	{ COUNT, "1", FLAW_NONE, NULL, 1 },
	{ COUNT, "30", FLAW_NONE, NULL, 30 },
	{ COUNT, " 3 ", FLAW_NONE, NULL, 3 },
	{ COUNT, "003", FLAW_NONE, NULL, 3 },
	{ COUNT, "0", FLAW_LOW, NULL, 0 },
	{ COUNT, "-1", FLAW_LOW, NULL, 0 },
	{ COUNT, "31", FLAW_HIGH, NULL, 0 },
	{ COUNT, DIGITS40, FLAW_HIGH, NULL, 0 },
	{ COUNT, "-" DIGITS40, FLAW_LOW, NULL, 0 },
	{ COUNT, "3人", FLAW_KIND, NULL, 0 },
	{ COUNT, "三", FLAW_KIND, NULL, 0 },
	{ COUNT, "3.0", FLAW_KIND, NULL, 0 },
	{ COUNT, "1e1", FLAW_KIND, NULL, 0 },
	{ COUNT, "+3", FLAW_KIND, NULL, 0 },
	{ COUNT, "-", FLAW_KIND, NULL, 0 },
	{ COUNT, "", FLAW_MISSING, NULL, 0 },
	{ FREE, "-12", FLAW_NONE, NULL, -12 },
	{ FREE, "999999999999999999", FLAW_NONE, NULL,
	    INT64_C(999999999999999999) },
	{ FREE, DIGITS40, FLAW_HIGH, NULL, 0 },
	{ FREE, "-" DIGITS40, FLAW_LOW, NULL, 0 },
	{ FEN, "1,200.50", FLAW_NONE, NULL, 120050 },
	{ FEN, "0", FLAW_NONE, NULL, 0 },
	{ FEN, "1000000", FLAW_NONE, NULL, 100000000 },
	{ FEN, "1000000.01", FLAW_HIGH, NULL, 0 },
	{ FEN, "-0.01", FLAW_LOW, NULL, 0 },
	{ FEN, "12oo", FLAW_KIND, NULL, 0 },
	{ FEN, "1.234", FLAW_FINE, NULL, 0 },
	{ FEN, DIGITS40, FLAW_HIGH, NULL, 0 },
	{ FEN, "元", FLAW_KIND, NULL, 0 },
	{ LOSS, "-300", FLAW_NONE, NULL, -30000 },
	{ LOSS, "-1000000.01", FLAW_LOW, NULL, 0 },
	{ MONTH, "202203", FLAW_NONE, NULL, 202203 },
	{ MONTH, "2022-03", FLAW_NONE, NULL, 202203 },
	{ MONTH, "2022-3", FLAW_KIND, NULL, 0 },
	{ MONTH, "2022/03", FLAW_KIND, NULL, 0 },
	{ MONTH, "202213", FLAW_KIND, NULL, 0 },
	{ MONTH, "2022-00", FLAW_KIND, NULL, 0 },
	{ MONTH, "2022-", FLAW_KIND, NULL, 0 },
	{ MONTH, "201312", FLAW_LOW, NULL, 0 },
	{ MONTH, "210001", FLAW_HIGH, NULL, 0 },
	{ HOUSING, "1", FLAW_NONE, "1", 1 },
	{ HOUSING, "unknown", FLAW_NONE, "unknown", 9 },
	{ HOUSING, "", FLAW_MISSING, NULL, 0 },
	{ HOUSING, "2", FLAW_CHOICE, NULL, 0 },
	{ HOUSING, "是", FLAW_CHOICE, NULL, 0 },
	{ HOUSING, "unk", FLAW_CHOICE, NULL, 0 },
	{ BOX, "1", FLAW_NONE, NULL, 1 },
	{ BOX, "0", FLAW_NONE, NULL, 0 },
	{ BOX, "", FLAW_NONE, NULL, 0 },
	{ BOX, "on", FLAW_CHOICE, NULL, 0 },
	{ BOX, "2", FLAW_CHOICE, NULL, 0 },
	{ AREA, "130630", FLAW_NONE, NULL, INT64_C(130630000000) },
	{ AREA, "1306301", FLAW_KIND, NULL, 0 },
	{ AREA, "13063a", FLAW_KIND, NULL, 0 },
	{ EVEN, "4", FLAW_NONE, NULL, 4 },
	{ EVEN, "", FLAW_NONE, NULL, 0 },
	{ EVEN, "5", FLAW_RULE, NULL, 0 },
	{ EVEN, "101", FLAW_HIGH, NULL, 0 },	/* the range comes first */
};

static void
words_are_read(void **state)
{
	struct answer a;
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(words); i++) {
		const struct field *f = &fields[words[i].field];
		bool right = field_answer(*state, f, words[i].in,
		    strlen(words[i].in), &a);

		wrong += case_int(words[i].in, a.flaw, words[i].want);
		wrong += case_int(words[i].in, right,
		    words[i].want == FLAW_NONE);
		wrong += case_text(words[i].in, a.text, words[i].text);
		wrong += case_int(words[i].in, a.value, words[i].value);
		wrong += case_int(words[i].in, field_sentence(*state, f,
		    &a) == NULL, right);
		assert_true(text_ok(a.word, strlen(a.word), true));
	}
	assert_int_equal(wrong, 0);
}

static void
days_are_read(void **state)
{
	struct answer a;

	assert_true(field_answer(*state, &fields[DAY], "2022-03-05", 10, &a));
	assert_int_equal(date_compare(a.day, (struct date){ 2022, 3, 5 }), 0);
	assert_false(field_answer(*state, &fields[DAY], "2022-02-30", 10,
	    &a));
	assert_int_equal(a.flaw, FLAW_KIND);
	assert_int_equal(a.day.year, 0);
	assert_true(field_answer(*state, &fields[DAY], "", 0, &a));
	assert_false(a.given);
}

static void
nul_bytes_are_refused(void **state)
{
	struct answer a;

	assert_false(field_answer(*state, &fields[NAME], "张三\0x", 8, &a));
	assert_int_equal(a.flaw, FLAW_BYTES);
	assert_string_equal(a.word, "张三 x");
	assert_true(a.given);
	assert_false(field_answer(*state, &fields[COUNT], "3\0", 2, &a));
	assert_int_equal(a.flaw, FLAW_BYTES);
}

static const struct {
	int field;
	const char *in, *want;
} sentences[] = {
	{ NAME, "", "请填写姓名。" },
	{ NAME, "张", "姓名太短，至少2个字。" },
	{ NAME, "一二三四五六七", "姓名太长，最多6个字，现在7个字。" },
	{ NAME, "\xFF", "姓名里有不能保存的字符，请重新输入。" },
	{ FEN, "12oo", "工资性收入“12oo”不是金额，请改为例如 1200 或 1200.50。" },
	{ FEN, "1.234", "工资性收入“1.234”最多两位小数（到分）。" },
	{ FEN, "-5", "工资性收入“-5”太小，不能小于0元。" },
	{ FEN, "1000000.01",
	    "工资性收入“1000000.01”太大，不能超过1000000元。" },
	{ FREE, DIGITS40, "编号“" DIGITS40 "”太大。" },
	{ FREE, "-" DIGITS40, "编号“-" DIGITS40 "”太小。" },
	{ MONTH, "201312", "月份“201312”太早，不能早于2014年1月。" },
	{ MONTH, "210001", "月份“210001”太晚，不能晚于2099年12月。" },
	{ MONTH, "三月", "月份“三月”不是月份，请改为例如 2022-03。" },
	{ DAY, "今天", "日期“今天”不是日期，请改为例如 2022-03-05。" },
	{ HOUSING, "2", "住房安全“2”不在可选范围内，请重新选择。" },
	{ EVEN, "5", "数“5”不是双数。" },
	{ COUNT, "3人", "人数“3人”不是整数，请改为例如 3。" },
	{ AREA, "x", "行政区划“x”不是行政区划代码。" },
	{ PASSWORD, "short", "密码太短，至少8个字。" },
	{ COUNT, "3", NULL },
};

static void
sentences_are_whole(void **state)
{
	struct answer a;
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(sentences); i++) {
		const struct field *f = &fields[sentences[i].field];

		field_answer(*state, f, sentences[i].in,
		    strlen(sentences[i].in), &a);
		wrong += case_text(sentences[i].in,
		    field_sentence(*state, f, &a), sentences[i].want);
	}
	assert_int_equal(wrong, 0);
}

/* A long word is cut between characters. */
static void
long_words_are_cut(void **state)
{
	struct text t = text_start(*state);
	struct answer a;
	const char *s;
	int i;

	for (i = 0; i < 61; i++)
		text_add(&t, "很");
	field_answer(*state, &fields[COUNT], t.at, t.len, &a);
	s = field_sentence(*state, &fields[COUNT], &a);
	assert_true(text_ok(s, strlen(s), false));
	assert_non_null(strstr(s, "很…”不是整数"));
	assert_int_equal(text_chars(s), 3 + 60 + 2 + 13);
}

#define WORD(n, v) { n, v, sizeof v - 1 }

static void
tables_are_read(void **state)
{
	static const struct word came[] = {
		WORD("r1.name", "张三"), WORD("r1.count", "0"),
		WORD("r2.name", "李四"), WORD("r2.count", "4"),
		WORD("name", "王五"), WORD("stranger", "x"),
		WORD("r2.day", "2022-03-05"), WORD("r2.day", "2022-03-05"),
		WORD("r3.name", "a"), WORD("r3.name", "b"),
	};
	static const struct words all = { came, LEN(came), false };
	static const struct words none = { NULL, 0, false };
	const struct field row[] = { fields[NAME], fields[COUNT],
	    fields[DAY] };
	struct answer a[LEN(row)];

	assert_int_equal(field_read(*state, row, 3, &all, "r1.", a), 1);
	assert_string_equal(a[0].text, "张三");
	assert_int_equal(a[1].flaw, FLAW_LOW);
	assert_string_equal(a[1].word, "0");
	assert_int_equal(field_read(*state, row, 3, &all, "r2.", a), 1);
	assert_int_equal(a[1].value, 4);
	assert_int_equal(a[2].flaw, FLAW_TWICE);
	assert_int_equal(a[2].day.year, 0);
	assert_int_equal(field_read(*state, row, 3, &all, "r3.", a), 2);
	assert_int_equal(a[0].flaw, FLAW_TWICE);
	assert_string_equal(a[0].word, "a");
	assert_null(a[0].text);
	assert_int_equal(field_read(*state, row, 3, &all, "", a), 1);
	assert_string_equal(a[0].text, "王五");
	assert_int_equal(field_read(*state, row, 3, &none, "", a), 2);
	assert_ptr_equal(words_find(&all, "name"), &came[4]);
	assert_null(words_find(&all, "nam"));
	assert_null(words_find(&none, "name"));
}

/* Sorted words give the same answers. */
static void
sorting_changes_nothing(void **state)
{
	static const char *const names[] = { "b", "a", "c", "a", "", "ab" };
	struct word came[LEN(names) * 100];
	struct words plain = { came, LEN(came), false }, sorted = plain;
	struct answer a, b;
	struct field f = { .label = "某项", .kind = FIELD_TEXT };
	char *all = pool_take(*state, LEN(came) * 8);
	size_t i;

	for (i = 0; i < LEN(came); i++) {
		int n = snprintf(all + 8 * i, 8, "%s%zu",
		    names[i % LEN(names)], i / 20);

		came[i] = (struct word){ all + 8 * i, "x", 1 };
		assert_in_range(n, 1, 7);
	}
	words_sort(*state, &sorted);
	for (i = 0; i < LEN(came); i++) {
		f.name = came[i].name;
		assert_ptr_equal(words_find(&sorted, f.name)->name,
		    words_find(&plain, f.name)->name);
		field_read(*state, &f, 1, &plain, "", &a);
		field_read(*state, &f, 1, &sorted, "", &b);
		assert_int_equal(a.flaw, b.flaw);
	}
	assert_null(words_find(&sorted, "zz"));
	assert_null(words_find(&sorted, " "));
}

/* What a page's own rule finds wrong has no value any more. */
static void
spoiling(void **state)
{
	struct answer a;

	field_answer(*state, &fields[COUNT], "3", 1, &a);
	field_spoil(&a, "比户内人数多");
	assert_int_equal(a.flaw, FLAW_RULE);
	assert_int_equal(a.value, 0);
	assert_string_equal(field_sentence(*state, &fields[COUNT], &a),
	    "人数“3”比户内人数多。");
	field_answer(*state, &fields[DAY], "2022-03-05", 10, &a);
	field_spoil(&a, "太早");
	assert_int_equal(a.day.year, 0);
	field_answer(*state, &fields[NAME], "张三", 6, &a);
	field_spoil(&a, "已有人用");
	assert_null(a.text);
	assert_string_equal(a.word, "张三");
	/* of a choice people read the label */
	field_answer(*state, &fields[HOUSING], "1", 1, &a);
	field_spoil(&a, "和住址不符");
	assert_string_equal(field_sentence(*state, &fields[HOUSING], &a),
	    "住房安全“是”和住址不符。");
}

/* Each kind has a reader; each flaw a sentence. */
static void
nothing_is_forgotten(void **state)
{
	struct field f = { .name = "x", .label = "某项" };
	struct answer a = { .word = "w", .why = "不行" };
	int i;

	for (i = 0; i < FIELD__MAX; i++) {
		f.kind = (enum field_kind)i;
		assert_true(field_answer(*state, &f, "", 0, &a));
		field_answer(*state, &f, "1", 1, &a);
	}
	a = (struct answer){ .word = "w", .why = "不行" };
	for (i = FLAW_NONE + 1; i < FLAW__MAX; i++) {
		a.flaw = (enum flaw)i;
		assert_non_null(field_sentence(*state, &f, &a));
	}
}

static const struct choice states[] = {
	{ "01", "健康", 0 }, { "02", "慢性病", 1 }, { "04", "残疾", 2 },
	{ "03", "大病", 3 },
};
static const struct field health = { .name = "health", .label = "健康状况",
    .kind = FIELD_CHOICES, .choices = states, .choice_count = LEN(states),
    .least = 1, .most = 2, .required = true, .alone = "01" };

static void
boxes_of_one_name_are_one_answer(void **state)
{
	static const struct {
		const char *boxes[3];
		enum flaw want;
		const char *text, *said;
	} cases[] = {
		{ { "03", "02" }, FLAW_NONE, "02,03", NULL },
		{ { "01" }, FLAW_NONE, "01", NULL },
		{ { "03", "04" }, FLAW_NONE, "04,03", NULL },
		{ { "02,03" }, FLAW_NONE, "02,03", NULL },
		{ { "", "02" }, FLAW_NONE, "02", NULL },
		{ { NULL }, FLAW_MISSING, NULL, "请填写健康状况。" },
		{ { "", "" }, FLAW_MISSING, NULL, "请填写健康状况。" },
		{ { "01", "02" }, FLAW_RULE, NULL,
		    "健康状况选了“健康”就不能再选其他项。" },
		{ { "02", "03", "04" }, FLAW_RULE, NULL,
		    "健康状况最多选2项，现在选了3项。" },
		{ { "02", "02" }, FLAW_RULE, NULL,
		    "健康状况的“慢性病”选了两次。" },
		{ { "02", "7" }, FLAW_CHOICE, NULL,
		    "健康状况不在可选范围内，请重新选择。" },
		{ { "02\x01" }, FLAW_BYTES, NULL,
		    "健康状况里有不能保存的字符，请重新输入。" },
	};
	int wrong = 0;
	size_t i, n;

	for (i = 0; i < LEN(cases); i++) {
		struct word at[5] = { { "a", "x", 1 } };
		struct words all = { at, 1, false };
		struct answer a;

		for (n = 0; n < 3 && cases[i].boxes[n] != NULL; n++)
			at[all.count++] = (struct word){ "health",
			    cases[i].boxes[n], strlen(cases[i].boxes[n]) };
		at[all.count++] = (struct word){ "z", "x", 1 };
		if (i % 2 == 0)
			words_sort(*state, &all);
		field_read(*state, &health, 1, &all, "", &a);
		wrong += case_int("flaw", a.flaw, cases[i].want);
		wrong += case_text("text", a.text, cases[i].text);
		wrong += case_text("said", field_sentence(*state, &health,
		    &a), cases[i].said);
	}
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		POOL_TEST(words_are_read),
		POOL_TEST(days_are_read),
		POOL_TEST(nul_bytes_are_refused),
		POOL_TEST(sentences_are_whole),
		POOL_TEST(long_words_are_cut),
		POOL_TEST(tables_are_read),
		POOL_TEST(boxes_of_one_name_are_one_answer),
		POOL_TEST(sorting_changes_nothing),
		POOL_TEST(spoiling),
		POOL_TEST(nothing_is_forgotten),
	};

	return cmocka_run_group_tests_name("field", tests, NULL, NULL);
}
