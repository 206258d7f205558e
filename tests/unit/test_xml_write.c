/* xml_write: what is escaped, what is refused, numbers, the sum, the sink. */
#include "case.h"
#include "sink.h"

#include "exchange/entity.h"
#include "exchange/xml_write.h"

static void
start(struct xml_write *w, struct kept *k)
{
	*k = (struct kept){ .at = calloc(1, 1) };
	xml_write_start(w, &(struct xml_sink){ keep, k });
}

static const struct {
	const char *name, *in;
	enum err want;
	const char *text, *value;	/* in an element, in an attribute */
} texts[] = {
	{ "plain", "abc 123", OK, "abc 123", "abc 123" },
	{ "Chinese", "张三丰", OK, "张三丰", "张三丰" },
	{ "rare character", "𠮷野", OK, "𠮷野", "𠮷野" },
	{ "empty", "", OK, "", "" },
	{ "ampersand", "a&b", OK, "a&amp;b", "a&amp;b" },
	{ "less", "a<b", OK, "a&lt;b", "a&lt;b" },
	{ "greater", "a]]>b", OK, "a]]&gt;b", "a]]>b" },
	{ "quote", "a\"b", OK, "a\"b", "a&quot;b" },
	{ "apostrophe", "a'b", OK, "a'b", "a'b" },
	{ "newline", "a\nb", OK, "a\nb", "a&#xA;b" },
	{ "tab", "a\tb", OK, "a\tb", "a&#x9;b" },
	{ "return", "a\rb", OK, "a&#xD;b", "a&#xD;b" },
	{ "all at once", "<&>\"", OK, "&lt;&amp;&gt;\"",
	    "&lt;&amp;>&quot;" },
	{ "U+FFFD", "\xEF\xBF\xBD", OK, "\xEF\xBF\xBD", "\xEF\xBF\xBD" },
	{ "escape byte", "a\x1B" "b", ERR_INPUT, NULL, NULL },
	{ "byte 1", "\x01", ERR_INPUT, NULL, NULL },
	{ "vertical tab", "a\vb", ERR_INPUT, NULL, NULL },
	{ "U+FFFE", "\xEF\xBF\xBE", ERR_INPUT, NULL, NULL },
	{ "U+FFFF", "\xEF\xBF\xBF", ERR_INPUT, NULL, NULL },
	{ "surrogate", "\xED\xA0\x80", ERR_INPUT, NULL, NULL },
	{ "overlong", "\xC0\xAF", ERR_INPUT, NULL, NULL },
	{ "cut character", "\xE5\xBC", ERR_INPUT, NULL, NULL },
	{ "lone tail", "\xA0", ERR_INPUT, NULL, NULL },
	{ "Latin-1", "caf\xE9!", ERR_INPUT, NULL, NULL },
	{ "beyond U+10FFFF", "\xF4\x90\x80\x80", ERR_INPUT, NULL, NULL },
};

static void
test_text(void **state)
{
	struct xml_write w;
	struct kept k;
	int wrong = 0;
	size_t i;
	int way;

	(void)state;
	for (i = 0; i < LEN(texts); i++)
		for (way = 0; way < 2; way++) {
			start(&w, &k);
			if (way == 0)
				xml_write_text(&w, texts[i].in);
			else
				xml_write_value(&w, texts[i].in);
			wrong += case_int(texts[i].name, xml_write_end(&w),
			    texts[i].want);
			wrong += case_text(texts[i].name, k.at,
			    texts[i].want != OK ? "" : way == 0 ?
			    texts[i].text : texts[i].value);
			free(k.at);
		}
	assert_int_equal(wrong, 0);
}

static const struct {
	int64_t fen;
	const char *money, *number;
} numbers[] = {
	{ 0, "0.00", "0" },
	{ 1, "0.01", "1" },
	{ -1, "-0.01", "-1" },
	{ 99, "0.99", "99" },
	{ 100, "1.00", "100" },
	{ -12345, "-123.45", "-12345" },
	{ 123456789, "1234567.89", "123456789" },
	{ INT64_MAX, "92233720368547758.07", "9223372036854775807" },
	{ INT64_MIN, "-92233720368547758.08", "-9223372036854775808" },
};

static void
test_numbers(void **state)
{
	struct xml_write w;
	struct kept k;
	int wrong = 0;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(numbers); i++) {
		start(&w, &k);
		xml_write_money(&w, numbers[i].fen);
		wrong += case_int("money", xml_write_end(&w), OK);
		wrong += case_text("money", k.at, numbers[i].money);
		free(k.at);
		start(&w, &k);
		xml_write_int(&w, numbers[i].fen);
		wrong += case_int("number", xml_write_end(&w), OK);
		wrong += case_text("number", k.at, numbers[i].number);
		free(k.at);
	}
	assert_int_equal(wrong, 0);
}

static void
test_times(void **state)
{
	struct xml_write w;
	struct kept k;

	(void)state;
	start(&w, &k);
	xml_write_day(&w, (struct date){ 2022, 3, 5 });
	xml_write_words(&w, " ");
	xml_write_moment(&w, (struct moment){ 1646355600 });
	xml_write_words(&w, " ");
	xml_write_period(&w, 202203);
	assert_int_equal(xml_write_end(&w), OK);
	assert_string_equal(k.at, "2022-03-05 2022-03-04T01:00:00Z 2022-03");
	free(k.at);
}

/* The sum does not depend on where the buffer happens to be sent. */
static void
test_sum(void **state)
{
	struct sum *sum = sum_new();
	struct xml_write w;
	char hex[SUM_HEX];
	struct kept k;
	int i;

	(void)state;
	start(&w, &k);
	xml_write_words(&w, "head");
	xml_write_sum(&w, sum);
	for (i = 0; i < 1000000; i++)
		xml_write_raw(&w, "a", 1);
	xml_write_sum(&w, NULL);
	xml_write_words(&w, "tail");
	assert_int_equal(xml_write_end(&w), OK);
	assert_int_equal(w.total, 1000008);
	sum_hex(sum, hex);
	/* The well-known vector of a million letters a. */
	assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67"
	    "f1809a48a497200e046d39ccc7112cd0");
	sum_free(sum);
	free(k.at);
}

/* The first error stays, and nothing follows it. */
static void
test_sink_fails(void **state)
{
	struct xml_write w;
	struct kept k;
	int i;

	(void)state;
	start(&w, &k);
	k.most = XML_ROOM + 10;
	for (i = 0; i < 3 * (int)XML_ROOM; i++)
		xml_write_raw(&w, "x", 1);
	xml_write_text(&w, "\x01");
	assert_int_equal(xml_write_end(&w), ERR_BUSY);
	assert_int_equal(k.len, XML_ROOM);
	free(k.at);
}

/* Tables and shapes agree; attributes stand first and by name. */
static void
test_entities(void **state)
{
	const struct entity_field *f;
	int wrong = 0;
	size_t i, j;

	(void)state;
	for (i = 0; i < ENTITY_KIND__MAX; i++) {
		wrong += case_int(entities[i].name,
		    entity_fits(&entities[i]), true);
		f = entities[i].fields;
		for (j = 1; j < entities[i].count; j++)
			if (f[j].attribute)
				wrong += case_int(f[j].name,
				    f[j - 1].attribute &&
				    strcmp(f[j - 1].name, f[j].name) < 0,
				    true);
	}
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_sum),
		cmocka_unit_test(test_sink_fails),
		cmocka_unit_test(test_entities),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
