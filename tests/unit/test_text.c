/* text: what may be in a text, its measures, and the growing text. */
#include "core/text.h"
#include "tests/unit/case.h"

static const struct {
	const char *name, *in;
	size_t len;
	bool line, lines;	/* text_ok without and with newlines */
} bytes[] = {
	{ "empty", "", 0, true, true },
	{ "letters", "abc", 3, true, true },
	{ "chinese", "张三", 6, true, true },
	{ "emoji", "🐣", 4, true, true },
	{ "last of plane 16", "\xF4\x8F\xBF\xBD", 4, true, true },
	{ "replacement character", "\xEF\xBF\xBD", 3, true, true },
	{ "tilde", "~", 1, true, true },
	{ "no-break space", "\xC2\xA0", 2, true, true },
	{ "newline", "a\nb", 3, false, true },
	{ "tab", "a\tb", 3, false, true },
	{ "return", "a\r\nb", 4, false, true },
	{ "nul", "a\0b", 3, false, false },
	{ "bell", "\a", 1, false, false },
	{ "escape", "\033[2J", 4, false, false },
	{ "del", "\177", 1, false, false },
	{ "C1 control", "\xC2\x85", 2, false, false },
	{ "lone continuation", "\x80", 1, false, false },
	{ "cut two", "\xC3", 1, false, false },
	{ "cut three", "\xE5\xBC", 2, false, false },
	{ "cut four", "\xF0\x9F\x90", 3, false, false },
	{ "overlong slash", "\xC0\xAF", 2, false, false },
	{ "overlong three", "\xE0\x80\xAF", 3, false, false },
	{ "overlong four", "\xF0\x80\x80\xAF", 4, false, false },
	{ "high surrogate", "\xED\xA0\x80", 3, false, false },
	{ "low surrogate", "\xED\xBF\xBF", 3, false, false },
	{ "beyond plane 16", "\xF4\x90\x80\x80", 4, false, false },
	{ "five bytes", "\xF8\x88\x80\x80\x80", 5, false, false },
	{ "FE", "\xFE", 1, false, false },
	{ "U+FFFE", "\xEF\xBF\xBE", 3, false, false },
	{ "U+FFFF", "\xEF\xBF\xBF", 3, false, false },
	{ "GBK", "\xD5\xC5\xC8\xFD", 4, false, false },
};

static void
bytes_are_judged(void **state)
{
	int wrong = 0;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(bytes); i++) {
		wrong += case_int(bytes[i].name,
		    text_ok(bytes[i].in, bytes[i].len, false), bytes[i].line);
		wrong += case_int(bytes[i].name,
		    text_ok(bytes[i].in, bytes[i].len, true), bytes[i].lines);
	}
	assert_int_equal(wrong, 0);
}

/* text_put and text_next agree on every character there is. */
static void
every_character_comes_back(void **state)
{
	uint32_t c, back = 0;
	char s[4];
	size_t n;

	(void)state;
	for (c = 1; c <= 0x10FFFF; c++) {
		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		n = text_put(s, c);
		assert_int_equal(text_next(s, s + n, &back), n);
		assert_int_equal(back, c);
		assert_int_equal(text_next(s, s + n - 1, &back), 0);
	}
}

static const struct {
	const char *in;
	size_t chars, units;
} measures[] = {
	{ "", 0, 0 }, { "a", 1, 1 }, { "é", 1, 1 }, { "张三", 2, 2 },
	{ "🐣", 1, 2 }, { "a张🐣", 3, 4 }, { "１２", 2, 2 },
	{ "👨‍👩‍👧", 5, 8 },
};

static void
measures_are_right(void **state)
{
	int wrong = 0;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(measures); i++) {
		wrong += case_int(measures[i].in,
		    (int64_t)text_chars(measures[i].in),
		    (int64_t)measures[i].chars);
		wrong += case_int(measures[i].in,
		    (int64_t)text_units(measures[i].in),
		    (int64_t)measures[i].units);
	}
	assert_int_equal(wrong, 0);
}

static const struct {
	const char *name, *in;
	size_t len;
	const char *want;
} cleaned[] = {
	{ "good stays", "张三 a", 8, "张三 a" },
	{ "newline and tab stay", "a\n\tb", 4, "a\n\tb" },
	{ "nul becomes a space", "a\0b", 3, "a b" },
	{ "control becomes a space", "a\033b\177", 4, "a b " },
	{ "bad byte is replaced", "a\xFF" "b", 3, "a\xEF\xBF\xBD" "b" },
	{ "each byte of GBK", "\xD5\xC5", 2, "\xEF\xBF\xBD\xEF\xBF\xBD" },
	{ "cut at the end", "张\xE5\xBC", 5,
	    "张\xEF\xBF\xBD\xEF\xBF\xBD" },
	{ "surrogate", "\xED\xA0\x80", 3,
	    "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
	{ "U+FFFF becomes a space", "\xEF\xBF\xBF", 3, " " },
};

static void
cleaning_never_fails(void **state)
{
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(cleaned); i++) {
		const char *got =
		    text_clean(*state, cleaned[i].in, cleaned[i].len);

		wrong += case_text(cleaned[i].name, got, cleaned[i].want);
		wrong += !text_ok(got, strlen(got), true);
	}
	assert_int_equal(wrong, 0);
}

static const struct {
	const char *in, *want;
} trimmed[] = {
	{ "", "" }, { " ", "" }, { "　", "" }, { "a", "a" },
	{ " a ", "a" }, { "　张三　", "张三" }, { "\r\n a b\t", "a b" },
	{ "张　三", "张　三" }, { " 　 x 　 ", "x" },
	{ "\xE3\x80\x81", "\xE3\x80\x81" },	/* 、 begins like U+3000 */
	/* what is pasted along: zero width, byte order mark, directions */
	{ "\xEF\xBB\xBF张\xE2\x80\x8B三\xE2\x80\x8B", "张三" },
	{ "\xE2\x80\xAE张三\xE2\x80\xAC", "张三" },
	{ "\xE2\x81\xA6张三\xE2\x81\xA9", "张三" },
	{ "\xE2\x80\x8B \xE2\x80\x8B", "" },
	{ "\xC2\xA0张三\xC2\xA0", "张三" },
	{ "👨\xE2\x80\x8D👩", "👨\xE2\x80\x8D👩" },
	{ "\xC2\xB7", "\xC2\xB7" },		/* · begins like U+00A0 */
	{ "买买提·艾力", "买买提·艾力" },
	{ "\xFF张三", "\xFF张三" },
};

static void
trimming_takes_ends_only(void **state)
{
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(trimmed); i++)
		wrong += case_text(trimmed[i].in,
		    text_trim(*state, trimmed[i].in), trimmed[i].want);
	assert_int_equal(wrong, 0);
}

static void
text_grows(void **state)
{
	struct text t = text_start(*state);
	size_t i;

	assert_string_equal(t.at, "");
	for (i = 0; i < 10000; i++) {
		text_add(&t, "张");
		text_print(&t, "%zu,", i % 10);
	}
	assert_int_equal(t.len, 10000 * 5);
	assert_int_equal(strlen(t.at), t.len);
	assert_memory_equal(t.at + 5 * 9999, "张9,", 6);
	text_add_len(&t, "\0x", 2);
	assert_int_equal(t.len, 10000 * 5 + 2);
}

static const struct {
	int64_t n;
	const char *want;
} numbers[] = {
	{ 0, "n0" }, { 7, "n7" }, { 10, "n10" }, { -1, "n-1" },
	{ -1880, "n-1880" }, { INT64_MAX, "n9223372036854775807" },
	{ INT64_MIN, "n-9223372036854775808" },
};

static void
numbers_are_added(void **state)
{
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(numbers); i++) {
		struct text t = text_start(*state);

		text_add(&t, "n");
		text_int(&t, numbers[i].n);
		wrong += case_text("number", t.at, numbers[i].want);
		wrong += case_int(numbers[i].want, (int64_t)t.len,
		    (int64_t)strlen(numbers[i].want));
	}
	assert_int_equal(wrong, 0);
}

static const struct {
	const char *name, *between, *parts[3], *want;
} joined[] = {
	{ "none", "、", { NULL }, "" },
	{ "one has nothing before it", "、", { "甲" }, "甲" },
	{ "two", "、", { "甲", "乙" }, "甲、乙" },
	{ "three", ", ", { "a", "b", "c" }, "a, b, c" },
	{ "nothing between", "", { "a", "b" }, "ab" },
	{ "an empty first leaves it empty", "、", { "", "乙" }, "乙" },
	{ "an empty later one still counts", "、", { "甲", "", "丙" },
	    "甲、、丙" },
};

static void
joining_puts_it_between(void **state)
{
	int wrong = 0;
	size_t i, j;

	for (i = 0; i < LEN(joined); i++) {
		struct text t = text_start(*state);

		for (j = 0; j < 3 && joined[i].parts[j] != NULL; j++)
			text_join(&t, joined[i].between, joined[i].parts[j]);
		wrong += case_text(joined[i].name, t.at, joined[i].want);
		wrong += case_int(joined[i].name, (int64_t)t.len,
		    (int64_t)strlen(joined[i].want));
	}
	assert_int_equal(wrong, 0);
}

static void
equality_knows_null(void **state)
{
	(void)state;
	assert_true(text_is(NULL, NULL));
	assert_true(text_is("a", "a"));
	assert_true(text_is("", ""));
	assert_false(text_is(NULL, ""));
	assert_false(text_is("", NULL));
	assert_false(text_is("a", "b"));
}

static const struct {
	const char *line;
	size_t count;
	const char *last;	/* of two */
} cut[] = {
	{ "", 1, NULL }, { "a", 1, NULL }, { "a,b", 2, "b" },
	{ "a,", 2, "" }, { ",", 2, "" }, { ",b", 2, "b" },
	{ "a,b,c", 3, "b" }, { "a,b,c,", 4, "b" },
};

static void
a_line_is_cut_at_commas(void **state)
{
	const char *cells[2];
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(cut); i++) {
		cells[1] = NULL;
		wrong += case_int(cut[i].line, (int64_t)text_cells(
		    pool_copy(*state, cut[i].line), cells, 2),
		    (int64_t)cut[i].count);
		wrong += case_text(cut[i].line, cells[1], cut[i].last);
	}
	assert_int_equal(text_lines("a\n\nb"), 2);
	assert_int_equal(wrong, 0);
}

static void
lines_are_cut_off(void **state)
{
	char text[] = "a\n\nb", ended[] = "c\n", none[] = "", *rest = text;

	(void)state;
	assert_string_equal(text_line(&rest), "a");
	assert_string_equal(text_line(&rest), "");
	assert_string_equal(text_line(&rest), "b");
	assert_null(text_line(&rest));
	rest = ended;
	assert_string_equal(text_line(&rest), "c");
	assert_null(text_line(&rest));
	rest = none;
	assert_null(text_line(&rest));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_are_judged),
		cmocka_unit_test(every_character_comes_back),
		cmocka_unit_test(measures_are_right),
		POOL_TEST(cleaning_never_fails),
		POOL_TEST(trimming_takes_ends_only),
		POOL_TEST(a_line_is_cut_at_commas),
		cmocka_unit_test(lines_are_cut_off),
		POOL_TEST(text_grows),
		POOL_TEST(numbers_are_added),
		POOL_TEST(joining_puts_it_between),
		cmocka_unit_test(equality_knows_null),
	};

	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
