/* import: the columns of a sheet by their names, its cells as words. */
#include <string.h>

#include "core/text.h"
#include "db/import.h"
#include "fcgi/pages/household_column.h"
#include "fcgi/pages/import_cells.h"
#include "fcgi/pages/import_head.h"
#include "fcgi/pages/import_told.h"
#include "fcgi/pages/import_word.h"
#include "tests/unit/case.h"

/* ---- columns ---------------------------------------------------------- */

#define HEAD								\
	"name,label,section,form,national,kind,unit,list,least,most,"	\
	"required,first_year,last_year,sensitivity,keep,formula,"	\
	"definition,sample,source\n"
static const char lines[] = HEAD
    "arable_mu_100,耕地面积,土地,A33,,decimal2,亩,,,,,2014,9999,open,own,,"
    "亩数。,6.5,S0-050\n"
    "hamlet,自然村（村民小组）,土地,,,text,,,1,60,,2014,9999,open,own,,名。,东,"
    "S0-020\n"
    "phone,联系电话,土地,,,phone,,,,,,2014,9999,contact,own,,号。,,S0-020\n"
    "grade,危房等级,土地,A40,,code,,grade,,,,2018,9999,open,own,,等。,1,"
    "S0-050\n"
    "dangerous,是否危房,土地,A40,,flag,,,,,,2014,2017,open,own,,是否。,0,"
    "S0-050\n"
    "standard,识别标准,土地,A23,,code,,standard,,,,2014,9999,open,locked,,"
    "标准。,1,S0-022\n";

static void
read_lines(struct pool *pool, struct dictionary *d)
{
	enum err e = dictionary_read(pool, "household", lines, strlen(lines),
	    d);

	if (e != OK)
		print_error("line %d: %s\n", d->flaws[0].line,
		    d->flaws[0].why);
	assert_int_equal(e, OK);
}

#define NAMES_MOST	6
static const struct {
	const char *names[NAMES_MOST];
	const char *want;	/* the kinds; or a part of what is wrong */
} heads[] = {
	{ { "户编号" }, "n" },
	{ { "户编号", "耕地面积" }, "nl" },
	{ { "户编号", "耕地面积（亩）" }, "nl" },
	{ { "户编号", "耕地面积(亩)" }, "nl" },
	{ { "户编号", "耕地面积（亩）A33" }, "nl" },
	{ { "户编号", "耕地面积（亩） A33" }, "nl" },
	{ { "户编号", "耕地面积A33" }, "nl" },
	{ { "户编号", "arable_mu_100" }, "nl" },
	{ { "户编号 *", "自然村(村民小组)" }, "nl" },
	{ { "耕地面积", "户编号" }, "ln" },
	{ { "户编号", "户主", "所在村", "人口数", "月报状态", "原因" }, "nttti-" },
	{ { "户编号", "联系电话" }, "nl" },
	{ { "户编号", "危房等级", "识别标准" }, "nll" },
	{ { "户编号", "原因", "原因" }, "n--" },
	{ { "耕地面积" }, "没有“户编号”" },
	{ { "户编号", "耕地" }, "第2列“耕地”不是这张表的指标" },
	{ { "户编号", "是否危房" }, "不是这个年度的指标" },
	{ { "户编号", "", "耕地面积" }, "第2列没有列名" },
	{ { "户编号", "户编号" }, "出现了两次" },
	{ { "户编号", "户主", "户主" }, "出现了两次" },
	{ { "户编号", "耕地面积", "arable_mu_100" }, "第3列“arable_mu_100”出现了两次" },
};

static void
columns_are_known_by_their_names(void **state)
{
	static const char kinds[IMPORT_KIND__MAX] = { 'n', 'l', 't', 'p',
		'-' };
	struct dictionary d;
	int wrong = 0;
	size_t i, k;

	read_lines(*state, &d);
	for (i = 0; i < LEN(heads); i++) {
		struct table_row row = { .line = 1 };
		char got[NAMES_MOST + 1] = "";
		struct import_head head;
		const char *names[NAMES_MOST], *why;

		for (; row.count < NAMES_MOST &&
		    heads[i].names[row.count] != NULL; row.count++)
			names[row.count] = heads[i].names[row.count];
		row.cells = names;
		why = import_head_read(*state, &d, 2022, &row, &head);
		for (k = 0; why == NULL && k < head.count; k++)
			got[k] = head.columns[k].kind == IMPORT_IGNORED &&
			    head.columns[k].list == HOUSEHOLD_REPORT ? 'i' :
			    kinds[head.columns[k].kind];
		if (why != NULL && strstr(why, heads[i].want) != NULL)
			continue;
		wrong += case_text(heads[i].want, why != NULL ? why : got,
		    heads[i].want);
	}
	assert_int_equal(wrong, 0);
}

/* The template's own names are read back. */
static void
the_template_is_read(void **state)
{
	struct dictionary d;
	size_t i;

	read_lines(*state, &d);
	for (i = 0; i < d.count; i++) {
		const char *names[] = { "户编号",
			import_head_name(*state, &d.lines[i]) };
		struct table_row row = { 1, names, 2 };
		struct import_head head;

		if (!dictionary_valid(&d.lines[i], 2022))
			continue;
		assert_null(import_head_read(*state, &d, 2022, &row, &head));
		assert_ptr_equal(head.columns[1].line, &d.lines[i]);
	}
}

/* ---- words ------------------------------------------------------------ */

static const struct choice roads[] = {
	{ "01", "泥土路", 0 }, { "02", "砂石路", 1 }, { "03", "水泥路", 2 },
	{ "04", "水、电路", 3 }, { "99", "其他", 4 },
};

static const struct {
	enum field_kind kind;
	const char *cell, *want;
} words[] = {
	{ FIELD_CHOICE, "水泥路", "03" }, { FIELD_CHOICE, "03", "03" },
	{ FIELD_CHOICE, "03 水泥路", "03 水泥路" },
	{ FIELD_CHOICE, "石板路", "石板路" }, { FIELD_CHOICE, "3", "3" },
	{ FIELD_CHOICE, "泥土路、砂石路", "泥土路、砂石路" },
	{ FIELD_CHOICE, "水、电路", "04" },
	{ FIELD_CHOICES, "泥土路、砂石路", "01,02" },
	{ FIELD_CHOICES, "泥土路，其他", "01,99" },
	{ FIELD_CHOICES, "01;02; 03", "01,02,03" },
	{ FIELD_CHOICES, "水、电路、其他", "04,99" },
	{ FIELD_CHOICES, "泥土路、石板路", "泥土路、石板路" },
	{ FIELD_CHOICES, "泥土路砂石路", "泥土路砂石路" },
	{ FIELD_CHOICES, "、", "" },
	{ FIELD_DATE, "2022-03-05", "2022-03-05" },
	{ FIELD_DATE, "2022/3/5", "2022-03-05" },
	{ FIELD_DATE, "2022.3.05", "2022-03-05" },
	{ FIELD_DATE, "2022年3月5日", "2022-03-05" },
	{ FIELD_DATE, "20220305", "2022-03-05" },
	{ FIELD_DATE, "2022-03-05 00:00:00", "2022-03-05" },
	{ FIELD_DATE, "44625", "2022-03-05" },
	{ FIELD_DATE, "00005", "00005" }, { FIELD_DATE, "99999", "99999" },
	{ FIELD_DATE, "2022-03-05 12:00", "2022-03-05 12:00" },
	{ FIELD_DATE, "2022-13-05", "2022-13-05" },
	{ FIELD_DATE, "3/5", "3/5" }, { FIELD_DATE, "去年", "去年" },
	{ FIELD_DATE, "2022/3", "2022/3" },
	{ FIELD_DATE, "202203050", "202203050" },
	{ FIELD_TEXT, "水泥路", "水泥路" }, { FIELD_INT, "3", "3" },
};

static void
cells_are_words(void **state)
{
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(words); i++) {
		struct field f = { .kind = words[i].kind, .choices = roads,
		    .choice_count = LEN(roads) };

		wrong += case_text(words[i].cell, import_word(*state, &f,
		    words[i].cell), words[i].want);
	}
	assert_int_equal(wrong, 0);
}

/* ---- rows and what is told -------------------------------------------- */

static void
rows_wait_as_one_text(void **state)
{
	const char *cells[] = { "户编号", "", "a\nb", "一" IMPORT_PART "二",
		"" };
	struct table_row row = { 1, cells, LEN(cells) }, again;

	import_cells_split(*state, import_cells_join(*state, &row), &again);
	assert_int_equal(again.count, LEN(cells));
	assert_string_equal(again.cells[0], "户编号");
	assert_string_equal(again.cells[2], "a\nb");
	/* what parts them is no part of one */
	assert_string_equal(again.cells[3], "一 二");
	import_cells_split(*state, "", &again);
	assert_int_equal(again.count, 1);
	assert_string_equal(again.cells[0], "");
}

static void
what_is_told_is_read_back(void **state)
{
	struct import_saying saying = { .text = text_start(*state) };
	const struct import_said in[] = {
		{ IMPORT_TOLD_CHANGE, "耕地\t面积", "6.5", "空" },
		{ IMPORT_TOLD_WARN, "", "", "超过\n100亩" },
		{ IMPORT_TOLD_BLOCK, "电话", "12", "不是号码" },
	};
	struct import_said out;
	const char *at;
	size_t i;

	for (i = 0; i < LEN(in); i++)
		import_told_add(&saying, &in[i]);
	at = saying.text.at;
	assert_true(import_told_next(*state, &at, &out));
	assert_int_equal(out.kind, IMPORT_TOLD_CHANGE);
	assert_string_equal(out.label, "耕地 面积");
	assert_string_equal(out.value, "6.5");
	assert_string_equal(out.sentence, "空");
	assert_true(import_told_next(*state, &at, &out));
	assert_string_equal(out.sentence, "超过 100亩");
	assert_true(import_told_next(*state, &at, &out));
	assert_int_equal(out.kind, IMPORT_TOLD_BLOCK);
	assert_false(import_told_next(*state, &at, &out));
	assert_string_equal(import_told_why(*state, saying.text.at),
	    "超过 100亩；电话“12”：不是号码");
	/* bounded, and counted beyond */
	for (i = 0; i < 3 * IMPORT_SAID_MOST; i++)
		import_told_add(&saying, &in[2]);
	assert_int_equal(saying.count[IMPORT_TOLD_BLOCK],
	    3 * IMPORT_SAID_MOST + 1);
	at = saying.text.at;
	for (i = 0; import_told_next(*state, &at, &out); i++)
		;
	assert_int_equal(i, IMPORT_SAID_MOST + 2);
	at = NULL;
	assert_false(import_told_next(*state, &at, &out));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_are_known_by_their_names),
		cmocka_unit_test(the_template_is_read),
		cmocka_unit_test(cells_are_words),
		cmocka_unit_test(rows_wait_as_one_text),
		cmocka_unit_test(what_is_told_is_read_back),
	};

	return cmocka_run_group_tests_name("import", tests, case_pool,
	    case_pool_free);
}
