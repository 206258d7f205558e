/* csv_read: what spreadsheets write is a table; what is none is named. */
#include <string.h>

#include "core/text.h"
#include "exchange/csv.h"
#include "exchange/csv_read.h"
#include "tests/unit/case.h"
#include "tests/unit/table.h"

/* ---- tables ----------------------------------------------------------- */

struct case_row {
	const char *name, *in;
	const char *want;	/* line:cell|cell ; … */
};

static const struct case_row tables[] = {
	{ "plain", "a,b\n1,2\n", "1:a|b;2:1|2;" },
	{ "no newline at the end", "a,b\n1,2", "1:a|b;2:1|2;" },
	{ "CR LF", "a,b\r\n1,2\r\n", "1:a|b;2:1|2;" },
	{ "CR alone", "a,b\r1,2\r", "1:a|b;2:1|2;" },
	{ "a mark", CSV_MARK "a,b\n", "1:a|b;" },
	{ "quoted", "\"a\",\"b\"\n\"1\",\"2\"\n", "1:a|b;2:1|2;" },
	{ "a comma inside", "\"a,b\",c\n", "1:a,b|c;" },
	{ "quotes inside", "\"a\"\"b\",\"\"\"\"\n", "1:a\"b|\";" },
	{ "a newline inside", "\"a\nb\",c\nd\n", "1:a\nb|c;3:d;" },
	{ "empty cells stay", "a,,c\n,2,\n", "1:a||c;2:|2;" },
	{ "empty rows go", "a\n\n,,\n \t \nb\n", "1:a;5:b;" },
	{ "white space around", " a ,\" b \"\n", "1:a|b;" },
	{ "tabs", "a\tb\n1\t2\n", "1:a|b;2:1|2;" },
	{ "a tab within commas", "a,b\tc\n", "1:a|b\tc;" },
	{ "what csv_cell protects", "'=1+1,'123456789012,'abc,'\n",
	    "1:=1+1|123456789012|'abc|';" },
	{ "quoted protection", "\"'-x\"\n", "1:-x;" },
	{ "what it protects of wide signs", "'＝1,'＋1,'－1,'＠x,'（1\n",
	    "1:＝1|＋1|－1|＠x|'（1;" },
	{ "a quote within is itself", "a\"b,c\n", "1:a\"b|c;" },
	{ "GB18030", "\xbb\xa7\xb1\xe0\xba\xc5,1\n", "1:户编号|1;" },
	{ "GB18030 of four bytes", "\xbb\xa7\x81\x39\xef\x30\n",
	    "1:户㐁;" },
	{ "UTF-8", "户编号,𬬭\n", "1:户编号|𬬭;" },
};

static void
tables_are_read(void **state)
{
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(tables); i++) {
		const struct case_row *c = &tables[i];
		struct table t;

		wrong += csv_read(*state, (struct bytes){ c->in,
		    strlen(c->in) }, &t) != TABLE_RIGHT;
		wrong += case_text(c->name, table_printed(*state, &t), c->want);
		pool_reset(*state);
	}
	assert_int_equal(wrong, 0);
}

/* What csv_cell writes comes back, but for an apostrophe of its own. */
static void
what_was_written_comes_back(void **state)
{
	static const char *const cells[] = { "张三", "=SUM(A1)", "-1", "-a",
		"a\"b", "a,b", "a\nb", "138****5678", "130630199001011234",
		"@x", "" , "1,200.00", "＝1+1", "－5", "（无）" };
	struct text line = text_start(*state);
	struct table t;
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(cells); i++)
		csv_cell(&line, cells[i]);
	csv_end(&line);
	assert_int_equal(csv_read(*state, (struct bytes){ line.at,
	    line.len }, &t), TABLE_RIGHT);
	assert_int_equal(t.rows[0].count, LEN(cells));
	for (i = 0; i < LEN(cells); i++)
		wrong += case_text(cells[i], table_cell(&t.rows[0], i),
		    cells[i]);
	assert_int_equal(wrong, 0);
}

/* Only a number may begin as a formula does. */
static void
no_formula_is_written(void **state)
{
	static const struct {
		const char *cell, *want;
	} cases[] = {
		{ "-5", "\"-5\"" },
		{ "-0.25", "\"-0.25\"" },
		{ "-", "\"-\"" },
		{ "-2-3", "\"'-2-3\"" },
		{ "--1", "\"'--1\"" },
		{ "-1+1", "\"'-1+1\"" },
		{ "+1", "\"'+1\"" },
		{ "=1", "\"'=1\"" },
		{ "@x", "\"'@x\"" },
		{ "＝1+1", "\"'＝1+1\"" },
		{ "＋1", "\"'＋1\"" },
		{ "－1+1", "\"'－1+1\"" },
		{ "＠x", "\"'＠x\"" },
		{ "１＝１", "\"１＝１\"" },
		{ "（＝）", "\"（＝）\"" },
	};
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(cases); i++) {
		struct text line = text_start(*state);

		csv_cell(&line, cases[i].cell);
		wrong += case_text(cases[i].cell, line.at, cases[i].want);
	}
	assert_int_equal(wrong, 0);
}

/* ---- no tables -------------------------------------------------------- */

static const struct {
	const char *name, *in;
	size_t len;
	enum table_flaw want;
} refused[] = {
	{ "nothing", "", 0, TABLE_EMPTY },
	{ "nothing said", ",,\n \n", 5, TABLE_EMPTY },
	{ "a mark alone", CSV_MARK, 3, TABLE_EMPTY },
	{ "an open quote", "a,\"b\n", 5, TABLE_QUOTE },
	{ "words behind a quote", "\"a\"b,c\n", 7, TABLE_QUOTE },
	{ "a lone quote", "\"", 1, TABLE_QUOTE },
	{ "bytes of no letters", "\xff\xff,1\n", 5, TABLE_LETTERS },
	{ "half a letter", "\xbb\xa7\xb1", 3, TABLE_LETTERS },
	{ "not UTF-8 behind a mark", CSV_MARK "\xbb\xa7", 5, TABLE_LETTERS },
	{ "a NUL", "a,\0b\n", 5, TABLE_LETTERS },
	{ "UTF-16", "\xff\xfe" "a\0,\0", 6, TABLE_LETTERS },
};

static void
what_is_no_table_is_named(void **state)
{
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(refused); i++) {
		struct table t;

		wrong += case_int(refused[i].name, csv_read(*state,
		    (struct bytes){ refused[i].in, refused[i].len }, &t),
		    refused[i].want);
		wrong += case_int(refused[i].name, (int64_t)t.count, 0);
		assert_non_null(table_clause(refused[i].want));
	}
	assert_int_equal(wrong, 0);
	assert_null(table_clause(TABLE_RIGHT));
}

/* ${n} times ${s}, then ${last}. */
static struct bytes
many(struct pool *pool, size_t n, const char *s, const char *last)
{
	size_t len = strlen(s), i;
	char *at = pool_take(pool, n * len + strlen(last) + 1), *to = at;

	for (i = 0; i < n; i++, to += len)
		memcpy(to, s, len);
	memcpy(to, last, strlen(last));
	return (struct bytes){ at, n * len + strlen(last) };
}

static void
everything_is_bounded(void **state)
{
	static const struct {
		size_t n;
		const char *s, *last;
		enum table_flaw want;
	} cases[] = {
		{ TABLE_COLUMNS_MOST - 1, "a,", "a\n", TABLE_RIGHT },
		{ TABLE_COLUMNS_MOST, "a,", "a\n", TABLE_COLUMNS },
		{ TABLE_ROWS_MOST, "a\n", "", TABLE_RIGHT },
		{ TABLE_ROWS_MOST, "a\n", "a", TABLE_ROWS },
		{ 100000, "\n", "a", TABLE_RIGHT },
		{ TABLE_CELL_MOST, "a", "\n", TABLE_RIGHT },
		{ TABLE_CELL_MOST + 1, "a", "\n", TABLE_CELL },
		{ TABLE_BYTES_MOST, "\n", "a", TABLE_LARGE },
		{ TABLE_BYTES_MOST / 2, "\xb0\xa1", "", TABLE_CELL },
	};
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(cases); i++) {
		struct pool *pool = pool_new(TABLE_CEILING);
		struct table t;

		wrong += case_int(cases[i].last, csv_read(pool, many(*state,
		    cases[i].n, cases[i].s, cases[i].last), &t),
		    cases[i].want);
		pool_free(pool);
		pool_reset(*state);
	}
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tables_are_read),
		cmocka_unit_test(what_was_written_comes_back),
		cmocka_unit_test(no_formula_is_written),
		cmocka_unit_test(what_is_no_table_is_named),
		cmocka_unit_test(everything_is_bounded),
	};

	return cmocka_run_group_tests_name("csv_read", tests, case_pool,
	    case_pool_free);
}
