/* area: codes as ranges. */
#include "core/area.h"
#include "tests/unit/case.h"

static const struct {
	const char *in;
	bool want;
	int64_t code;
} codes[] = {
	{ "0", true, 0 },
	{ "13", true, INT64_C(130000000000) },
	{ "1306", true, INT64_C(130600000000) },
	{ "130630", true, INT64_C(130630000000) },
	{ "130630100", true, INT64_C(130630100000) },
	{ "130630100001", true, INT64_C(130630100001) },
	{ "130630000000", true, INT64_C(130630000000) },
	{ "820000", true, INT64_C(820000000000) },
	{ "", false, 0 }, { "1", false, 0 }, { "130", false, 0 },
	{ "13063", false, 0 }, { "1306301", false, 0 },
	{ "13063010", false, 0 }, { "1306301000", false, 0 },
	{ "1306301000011", false, 0 }, { "00", false, 0 },
	{ "000000", false, 0 }, { "05", false, 0 }, { "-1", false, 0 },
	{ "13063x", false, 0 }, { "130630 ", false, 0 },
	{ "涞源", false, 0 }, { "x30630100001", false, 0 },
	{ "1e", false, 0 },
};

static void
codes_are_read(void **state)
{
	int wrong = 0;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(codes); i++) {
		int64_t code = 0;
		bool got = area_read(codes[i].in, &code);

		wrong += case_int(codes[i].in, got, codes[i].want);
		if (got)
			wrong += case_int(codes[i].in, code, codes[i].code);
	}
	assert_int_equal(wrong, 0);
}

static const struct {
	int64_t code, last, up;
	enum area_level level;
} tree[] = {
	{ 0, INT64_C(999999999999), 0, AREA_COUNTRY },
	{ INT64_C(130000000000), INT64_C(139999999999), 0, AREA_PROVINCE },
	{ INT64_C(130600000000), INT64_C(130699999999),
	    INT64_C(130000000000), AREA_CITY },
	{ INT64_C(130630000000), INT64_C(130630999999),
	    INT64_C(130600000000), AREA_COUNTY },
	{ INT64_C(130630100000), INT64_C(130630100999),
	    INT64_C(130630000000), AREA_TOWNSHIP },
	{ INT64_C(130630100001), INT64_C(130630100001),
	    INT64_C(130630100000), AREA_VILLAGE },
	/* a county right under its province */
	{ INT64_C(429004000000), INT64_C(429004999999),
	    INT64_C(429000000000), AREA_COUNTY },
	{ INT64_C(429000000000), INT64_C(429099999999),
	    INT64_C(420000000000), AREA_CITY },
};

static void
areas_are_ranges(void **state)
{
	int wrong = 0;
	size_t i, k;

	(void)state;
	for (i = 0; i < LEN(tree); i++) {
		wrong += case_int("level", area_level(tree[i].code),
		    tree[i].level);
		wrong += case_int("last", area_last(tree[i].code),
		    tree[i].last);
		wrong += case_int("up", area_up(tree[i].code), tree[i].up);
	}
	assert_int_equal(wrong, 0);
	/* each village lies inside all that hold it, and in nothing else */
	for (i = 0; i < 6; i++)
		assert_in_range(tree[5].code, tree[i].code, tree[i].last);
	for (k = 1; k < 6; k++)
		assert_not_in_range(tree[6].code, tree[k].code, tree[k].last);
	/* one right below holds as much as those lines are apart */
	for (k = 1; k < 6; k++)
		assert_int_equal(area_span_below(tree[k - 1].code),
		    tree[k].last - tree[k].code + 1);
	assert_int_equal(area_span_below(tree[5].code), 1);
}

static void
levels_have_labels(void **state)
{
	int level;

	(void)state;
	for (level = 0; level < AREA__MAX; level++)
		assert_non_null(area_label((enum area_level)level));
	assert_string_equal(area_label(AREA_TOWNSHIP), "乡镇");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_are_read),
		cmocka_unit_test(areas_are_ranges),
		cmocka_unit_test(levels_have_labels),
	};

	return cmocka_run_group_tests_name("area", tests, NULL, NULL);
}
