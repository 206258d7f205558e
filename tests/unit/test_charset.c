/* charset: what is said to be of a charset is read as that, or refused. */
#include <string.h>

#include "core/charset.h"
#include "tests/unit/case.h"

static const struct {
	const char *name, *charset, *raw;
	size_t len;
	const char *want;	/* NULL: refused */
} cases[] = {
	{ "GB18030", "GB18030", "\xbb\xa7", 2, "户" },
	{ "of four bytes", "GB18030", "\x81\x39\xef\x30", 4, "㐁" },
	{ "half of one", "GB18030", "\xbb\xa7\xbb", 3, NULL },
	{ "none of it", "GB18030", "\xff", 1, NULL },
	{ "nothing", "GB18030", "", 0, "" },
	{ "Latin", "ISO-8859-1", "\xe9\xe9\xe9", 3, "ééé" },
	{ "wide", "UTF-16BE", "\x62\x11", 2, "我" },
	{ "a pair", "UCS-2", "a\0", 2, "a" },
	{ "half a surrogate", "UTF-16BE", "\xd8\x3d\0a", 4, "\xEF\xBF\xBD" "a" },
	{ "half a unit", "UTF-16BE", "\0a\x62", 3, "a\xEF\xBF\xBD" },
	{ "no charset", "KLINGON", "a", 1, NULL },
};

static void
read_or_refused(void **state)
{
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(cases); i++) {
		struct text t = { 0 };
		bool right = charset_utf8(*state, cases[i].charset,
		    (struct bytes){ cases[i].raw, cases[i].len }, &t);

		wrong += case_text(cases[i].name, right ? t.at : NULL,
		    cases[i].want);
		wrong += right && strlen(t.at) != t.len;
		wrong += !right && t.at != NULL;
	}
	assert_int_equal(wrong, 0);
}

static void
two_bytes_are_wide(void **state)
{
	(void)state;
	assert_true(charset_wide("UTF-16"));
	assert_true(charset_wide("utf-16le"));
	assert_true(charset_wide("UCS-2"));
	assert_false(charset_wide("UTF-8"));
	assert_false(charset_wide("GB18030"));
	assert_false(charset_wide(""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(read_or_refused),
		cmocka_unit_test(two_bytes_are_wide),
	};

	return cmocka_run_group_tests_name("charset", tests, case_pool,
	    case_pool_free);
}
