/* local: an area's own values as one JSON text, there and back. */
#include "core/local.h"
#include "tests/unit/case.h"

static const struct {
	const char *json;
	size_t count;
	const char *first;	/* value of the first by name */
} texts[] = {
	{ "{\"a\":\"12\"}", 1, "12" },
	{ " { \"b\" : \"2\" , \"a\":\"1\" } ", 2, "1" },
	{ "{\"a\":\"x\\\"y\\\\z\\n\"}", 1, "x\"y\\z\n" },
	{ "{\"a\":\"\\u7f8a\"}", 1, "羊" },
	{ "{\"a\":\"羊\"}", 1, "羊" },
	{ "{\"a\":\"\"}", 1, "" },
	{ NULL, 0, NULL }, { "", 0, NULL }, { "{}", 0, NULL },
	{ "[]", 0, NULL }, { "null", 0, NULL }, { "{\"a\":1}", 0, NULL },
	{ "{\"a\"}", 0, NULL }, { "{\"a\":\"x", 0, NULL },
	{ "{\"a\":\"\\ud83d\"}", 0, NULL }, { "{\"a\":\"\\q\"}", 0, NULL },
	{ "{\"a\":\"\\", 0, NULL }, { "{\"a\":\"\\u12", 0, NULL },
	{ "{\"a\":\"1\",", 1, "1" }, { "{\"a\":\"1\",\"b\":{}}", 1, "1" },
};

static void
texts_are_read(void **state)
{
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(texts); i++) {
		struct locals l = local_read(*state, texts[i].json);

		wrong += case_int(texts[i].json != NULL ? texts[i].json :
		    "NULL", (int64_t)l.count, (int64_t)texts[i].count);
		wrong += case_text("first", l.count > 0 ? l.at[0].value :
		    NULL, texts[i].first);
	}
	assert_int_equal(wrong, 0);
}

static void
what_is_set_is_written(void **state)
{
	struct locals l = local_read(*state, NULL);

	assert_null(local_write(*state, &l));
	local_set(*state, &l, "goats", "12");
	local_set(*state, &l, "note", "a \"b\" \\ 羊\n\t");
	local_set(*state, &l, "bees", "3");
	assert_string_equal(local_write(*state, &l), "{\"bees\":\"3\","
	    "\"goats\":\"12\",\"note\":\"a \\\"b\\\" \\\\ 羊\\n\\t\"}");
	l = local_read(*state, local_write(*state, &l));
	assert_string_equal(local_get(&l, "note"), "a \"b\" \\ 羊\n\t");
	local_set(*state, &l, "goats", "13");
	local_set(*state, &l, "note", NULL);
	local_set(*state, &l, "nothing", NULL);
	assert_string_equal(local_write(*state, &l),
	    "{\"bees\":\"3\",\"goats\":\"13\"}");
	assert_null(local_get(&l, "note"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		POOL_TEST(texts_are_read),
		POOL_TEST(what_is_set_is_written),
	};

	return cmocka_run_group_tests_name("local", tests, NULL, NULL);
}
