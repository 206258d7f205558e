/* xml_book: what spreadsheets write is a table; what is none is named. */
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "exchange/xlsx.h"
#include "exchange/xml_book.h"
#include "exchange/zip_read.h"
#include "tests/unit/case.h"
#include "tests/unit/table.h"

#define SHEET(rows) "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"	\
	"<worksheet xmlns=\"http://schemas.openxmlformats.org/"		\
	"spreadsheetml/2006/main\"><sheetData>" rows "</sheetData>"	\
	"</worksheet>"
#define TEXTS(t) "<sst xmlns=\"x\">" t "</sst>"

static struct bytes
bytes_of(const char *s)
{
	return (struct bytes){ s, strlen(s) };
}

/* ---- sheets ----------------------------------------------------------- */

static const struct {
	const char *name, *texts, *rows;
	enum table_flaw flaw;
	const char *want;
} sheets[] = {
	{ "numbers", "", SHEET("<row r=\"1\"><c r=\"A1\"><v>12</v></c>"
	    "<c r=\"B1\"><v>6.5</v></c></row>"), TABLE_RIGHT, "1:12|6.5;" },
	{ "as they are kept", "", SHEET("<row><c><v>0.10000000000000001</v>"
	    "</c><c><v>5.2000000000000002</v></c><c><v>1E3</v></c></row>"),
	    TABLE_RIGHT, "1:0.1|5.2|1000;" },
	{ "what no spreadsheet keeps", "", SHEET("<row><c><v>"
	    "130630199001011234</v></c><c><v>1.30630199001011E+17</v></c>"
	    "<c><v>3063001006</v></c></row>"), TABLE_RIGHT,
	    "1:1.30630199001011E+17|1.30630199001011E+17|3063001006;" },
	{ "shared", TEXTS("<si><t>户编号</t></si><si><t> 二 </t></si>"),
	    SHEET("<row r=\"3\"><c r=\"A3\" t=\"s\"><v>1</v></c><c r=\"B3\""
	    " t=\"s\"><v>0</v></c></row>"), TABLE_RIGHT, "3:二|户编号;" },
	{ "runs, and how they sound", TEXTS("<si><r><t>张</t></r><r><t>三"
	    "</t></r><rPh><t>zhang</t></rPh></si>"), SHEET("<row><c t=\"s\">"
	    "<v>0</v></c></row>"), TABLE_RIGHT, "1:张三;" },
	{ "inline", "", SHEET("<row><c t=\"inlineStr\"><is><t>是</t></is></c>"
	    "</row>"), TABLE_RIGHT, "1:是;" },
	{ "formulas", "", SHEET("<row><c><f>1+1</f><v>2</v></c><c t=\"str\">"
	    "<f>A</f><v>好</v></c><c t=\"b\"><v>1</v></c></row>"),
	    TABLE_RIGHT, "1:2|好|1;" },
	{ "gaps", "", SHEET("<row r=\"2\"><c r=\"C2\"><v>1</v></c></row>"
	    "<row r=\"5\"/><row r=\"7\"><c r=\"A7\"/><c r=\"B7\"><v>2</v></c>"
	    "</row>"), TABLE_RIGHT, "2:||1;7:|2;" },
	{ "a prefix", "", "<x:worksheet xmlns:x=\"x\"><x:sheetData><x:row>"
	    "<x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>",
	    TABLE_RIGHT, "1:1;" },
	{ "nothing", "", SHEET(""), TABLE_EMPTY, "" },
	{ "no such text", TEXTS("<si><t>a</t></si>"), SHEET("<row><c t=\"s\">"
	    "<v>1</v></c></row>"), TABLE_BROKEN, "" },
	{ "no number of a text", TEXTS("<si><t>a</t></si>"), SHEET("<row><c"
	    " t=\"s\"><v>-1</v></c></row>"), TABLE_BROKEN, "" },
	{ "cut off", "", "<worksheet><row><c><v>1", TABLE_BROKEN, "" },
	{ "no XML", "", "a,b\n", TABLE_BROKEN, "" },
	{ "texts cut off", "<sst><si><t>a", SHEET("<row><c><v>1</v></c>"
	    "</row>"), TABLE_BROKEN, "" },
	{ "entities of its own", "", "<!DOCTYPE w [<!ENTITY a \"b\">]>"
	    "<w><row><c t=\"str\"><v>&a;</v></c></row></w>", TABLE_BROKEN,
	    "" },
	{ "a document type alone", "", "<!DOCTYPE w><w><row><c><v>1</v></c>"
	    "</row></w>", TABLE_BROKEN, "" },
	{ "parameters that name each other", "", "<!DOCTYPE w [<!ENTITY % a"
	    " \"<!ENTITY b 'c'>\"> %a; ]><w><row><c><v>1</v></c></row></w>",
	    TABLE_BROKEN, "" },
	{ "other letters", "", "<?xml version=\"1.0\" encoding=\"UTF-7\"?><w>"
	    "<row><c t=\"str\"><v>+AGE-</v></c></row></w>", TABLE_RIGHT,
	    "1:+AGE-;" },
	{ "no letters", "", "<w><row><c><v>\xff</v></c></row></w>",
	    TABLE_BROKEN, "" },
	{ "rows that go back", "", SHEET("<row r=\"2\"><c><v>1</v></c></row>"
	    "<row r=\"1\"><c><v>1</v></c></row>"), TABLE_BROKEN, "" },
	{ "the last row", "", SHEET("<row r=\"1048576\"><c><v>1</v></c></row>"),
	    TABLE_RIGHT, "1048576:1;" },
	{ "one behind it", "", SHEET("<row r=\"1048576\"><c><v>1</v></c></row>"
	    "<row><c><v>1</v></c></row>"), TABLE_BROKEN, "" },
	{ "rows far away", "", SHEET("<row r=\"9223372036854775807\"/><row>"
	    "<c><v>1</v></c></row>"), TABLE_BROKEN, "" },
	{ "the last column", "", SHEET("<row><c r=\"KN1\"><v>1</v></c>"
	    "</row>"), TABLE_RIGHT, NULL },
	{ "one too far", "", SHEET("<row><c r=\"KO1\"><v>1</v></c></row>"),
	    TABLE_COLUMNS, "" },
	{ "far away", "", SHEET("<row><c r=\"ZZZZZZZZZZ1\"><v>1</v></c>"
	    "</row>"), TABLE_COLUMNS, "" },
	{ "empty and far away", "", SHEET("<row><c r=\"XFD1\"/><c r=\"A1\">"
	    "<v>1</v></c></row>"), TABLE_RIGHT, "1:1;" },
};

static void
sheets_are_read(void **state)
{
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(sheets); i++) {
		struct table t;

		wrong += case_int(sheets[i].name, xml_book_rows(*state,
		    bytes_of(sheets[i].texts), bytes_of(sheets[i].rows), &t),
		    sheets[i].flaw);
		if (sheets[i].want != NULL)
			wrong += case_text(sheets[i].name, table_printed(*state,
			    &t), sheets[i].want);
		pool_reset(*state);
	}
	assert_int_equal(wrong, 0);
}

/* One text that every cell shares is as long as all of them together. */
static void
shared_texts_are_bounded(void **state)
{
	struct text texts = text_start(*state), rows = text_start(*state);
	struct pool *pool = pool_new(TABLE_CEILING);
	struct table t;
	int i, k;

	text_add(&texts, "<sst><si><t>");
	for (i = 0; i < TABLE_CELL_MOST; i++)
		text_add(&texts, "a");
	text_add(&texts, "</t></si></sst>");
	text_add(&rows, "<w>");
	for (i = 0; i < 30; i++) {
		text_add(&rows, "<row>");
		for (k = 0; k < 200; k++)
			text_add(&rows, "<c t=\"s\"><v>0</v></c>");
		text_add(&rows, "</row>");
	}
	text_add(&rows, "</w>");
	assert_int_equal(xml_book_rows(pool, bytes_of(texts.at),
	    bytes_of(rows.at), &t), TABLE_LARGE);
	pool_free(pool);
}

/* Costly to libxml2: so much of ${each} within a tag, after a tag, or one
 * within the other, is refused at once; half of it is read. */
static const struct {
	const char *name, *before, *each, *after;
	int most;
	bool numbered;		/* name1='u' name2='u' … */
} costly[] = {
	{ "attributes", "<row", " a", ">", 400, true },
	{ "namespaces", "<row", " xmlns:a", ">", 40, true },
	{ "signs of an end", "<row a='", ">", "'>", 39, false },
	{ "levels", "<row>", "<a>", "", 31, false },
	{ "bytes", "<row a='", "                                ", "'>",
	    8191, false },
};

static const char *
costly_sheet(struct pool *pool, size_t i, int count)
{
	struct text t = text_start(pool);
	int k;

	text_add(&t, "<w>");
	text_add(&t, costly[i].before);
	for (k = 0; k < count; k++)
		text_add(&t, costly[i].numbered ? pool_print(pool, "%s%d='u'",
		    costly[i].each, k) : costly[i].each);
	text_add(&t, costly[i].after);
	for (k = 0; costly[i].after[0] == '\0' && k < count; k++)
		text_add(&t, "</a>");
	text_add(&t, "<c><v>1</v></c></row></w>");
	return t.at;
}

static void
what_costs_the_parser_is_bounded(void **state)
{
	struct table t;
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(costly); i++) {
		wrong += case_int(costly[i].name, xml_book_rows(*state,
		    bytes_of(""), bytes_of(costly_sheet(*state, i,
		    costly[i].most / 2)), &t), TABLE_RIGHT);
		wrong += case_int(costly[i].name, xml_book_rows(*state,
		    bytes_of(""), bytes_of(costly_sheet(*state, i,
		    costly[i].most + 2)), &t), TABLE_BROKEN);
		pool_reset(*state);
	}
	assert_int_equal(wrong, 0);
}

/* ---- archives --------------------------------------------------------- */

struct sink {
	char *at;
	size_t len;
};

static enum err
keep(void *cookie, const char *at, size_t len)
{
	struct sink *s = cookie;

	s->at = realloc(s->at, s->len + len);
	memcpy(s->at + s->len, at, len);
	s->len += len;
	return OK;
}

static struct sink
made(void)
{
	struct xlsx *x = xlsx_new("/tmp", "导入");
	struct sink s = { 0 };

	assert_non_null(x);
	xlsx_head(x, "户编号");
	xlsx_head(x, "耕地面积（亩）");
	assert_int_equal(xlsx_end(x), OK);
	xlsx_text(x, "3063001006");
	xlsx_number(x, "6.5");
	assert_int_equal(xlsx_end(x), OK);
	xlsx_text(x, "=1+1");
	assert_int_equal(xlsx_end(x), OK);
	assert_int_equal(xlsx_send(x, keep, &s), OK);
	xlsx_free(x);
	return s;
}

static void
our_own_comes_back(void **state)
{
	struct sink s = made();
	struct table t;

	assert_true(zip_is((struct bytes){ s.at, s.len }));
	assert_int_equal(xml_book_read(*state, (struct bytes){ s.at, s.len },
	    &t), TABLE_RIGHT);
	assert_string_equal(table_printed(*state, &t),
	    "1:户编号|耕地面积（亩）;2:3063001006|6.5;3:=1+1;");
	free(s.at);
}

/* Whatever is cut off or changed is read as it was, or refused. */
static void
what_is_not_whole_is_refused(void **state)
{
	struct sink s = made();
	char *copy = malloc(s.len);
	struct table t;
	size_t i;

	for (i = 0; i < s.len; i += 97) {
		assert_int_not_equal(xml_book_read(*state, (struct bytes){
		    s.at, i }, &t), TABLE_RIGHT);
		memcpy(copy, s.at, s.len);
		copy[i] = (char)(copy[i] ^ 0x55);
		if (xml_book_read(*state, (struct bytes){ copy, s.len },
		    &t) != TABLE_RIGHT)
			assert_int_equal(t.count, 0);
		pool_reset(*state);
	}
	free(copy);
	free(s.at);
}

/* An archive of one stored part; 0x00 … where nothing is said. */
static struct bytes
archive(struct pool *pool, uint32_t size, uint32_t packed)
{
	static const char name[] = "a";
	char *z = pool_take(pool, 200);
	const size_t local = 30 + 1, entry = 46 + 1;

	memcpy(z, "PK\3\4", 4);
	z[26] = 1;
	memcpy(z + 30, name, 1);
	memcpy(z + local, "PK\1\2", 4);
	memcpy(z + local + 20, &packed, 4);
	memcpy(z + local + 24, &size, 4);
	z[local + 28] = 1;
	memcpy(z + local + 46, name, 1);
	memcpy(z + local + entry, "PK\5\6", 4);
	z[local + entry + 10] = 1;
	z[local + entry + 16] = (char)local;
	return (struct bytes){ z, local + entry + 22 };
}

static void
parts_are_bounded_before_they_are_unpacked(void **state)
{
	static const struct {
		uint32_t size, packed;
		size_t most;
		enum zip_flaw want;
	} cases[] = {
		{ 0, 0, 10, ZIP_RIGHT },
		{ 11, 11, 10, ZIP_LARGE },
		{ UINT32_MAX, 1, SIZE_MAX, ZIP_LARGE },
		{ 2 * ZIP_SMALL, 1, SIZE_MAX, ZIP_LARGE },
		{ 10, 1000, 10, ZIP_BROKEN },	/* it ends before */
		{ 5, 4, 10, ZIP_BROKEN },	/* not as long as it says */
		{ 4, 4, 10, ZIP_BROKEN },	/* another checksum */
	};
	struct bytes part;
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(cases); i++)
		wrong += case_int(pool_print(*state, "%zu", i),
		    zip_read(*state, archive(*state, cases[i].size,
		    cases[i].packed), "a", cases[i].most, &part),
		    cases[i].want);
	assert_int_equal(zip_read(*state, archive(*state, 0, 0), "b", 9,
	    &part), ZIP_ABSENT);
	assert_int_equal(zip_read(*state, bytes_of("PK\3\4"), "a", 9, &part),
	    ZIP_BROKEN);
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sheets_are_read),
		cmocka_unit_test(shared_texts_are_bounded),
		cmocka_unit_test(what_costs_the_parser_is_bounded),
		cmocka_unit_test(our_own_comes_back),
		cmocka_unit_test(what_is_not_whole_is_refused),
		cmocka_unit_test(parts_are_bounded_before_they_are_unpacked),
	};

	return cmocka_run_group_tests_name("xml_book", tests, case_pool,
	    case_pool_free);
}
