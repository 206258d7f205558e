/* date: days, moments and months. */
#include "core/date.h"
#include "tests/unit/case.h"

static const struct {
	const char *in;
	bool want;
} days[] = {
	{ "2022-03-05", true }, { "2024-02-29", true },
	{ "2000-02-29", true }, { "1900-01-01", true },
	{ "9999-12-31", true }, { "2022-12-31", true },
	{ "2022-11-30", true }, { "1999-10-01", true },
	{ "2023-02-29", false }, { "1900-02-29", false },
	{ "2100-02-29", false }, { "2022-04-31", false },
	{ "2022-00-10", false }, { "2022-13-01", false },
	{ "2022-01-00", false }, { "2022-01-32", false },
	{ "1899-12-31", false }, { "0000-00-00", false },
	{ "2022-3-5", false }, { "2022/03/05", false },
	{ "20220305", false }, { " 2022-03-05", false },
	{ "2022-03-05 ", false }, { "2022-03-05T00", false },
	{ "+022-03-05", false }, { "2022--3-05", false },
	{ "", false }, { "今天", false }, { "２０２２-03", false },
	{ "10000-01-01", false },
};

static void
iso_days_only(void **state)
{
	struct date d;
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(days); i++) {
		bool got = date_read(days[i].in, &d);

		wrong += case_int(days[i].in, got, days[i].want);
		if (got)
			wrong += case_text(days[i].in, date_iso(*state, d),
			    days[i].in);
	}
	assert_int_equal(wrong, 0);
	assert_string_equal(date_iso(*state, (struct date){ 0 }), "");
}

/* Day by day over eight centuries: the numbers rise by one, and come back. */
static void
every_day_comes_back(void **state)
{
	struct date d = { 1900, 1, 1 }, back;
	int64_t n = date_days(d);

	(void)state;
	assert_int_equal(date_days((struct date){ 1970, 1, 1 }), 0);
	assert_int_equal(date_days((struct date){ 2000, 3, 1 }), 11017);
	for (; d.year < 2700; n++) {
		assert_true(date_ok(d));
		assert_int_equal(date_days(d), n);
		back = date_of_days(n);
		assert_int_equal(date_compare(d, back), 0);
		d.day++;
		if (!date_ok(d)) {
			d.day = 1;
			d.month++;
		}
		if (!date_ok(d)) {
			d.month = 1;
			d.year++;
		}
		assert_true(date_compare(back, d) < 0);
		assert_true(date_compare(d, back) > 0);
	}
}

static const struct {
	int64_t utc;
	int zone;
	struct wall want;
} walls[] = {
	{ 0, 0, { { 1970, 1, 1 }, 0, 0, 0 } },
	{ 0, 28800, { { 1970, 1, 1 }, 8, 0, 0 } },
	{ -1, 0, { { 1969, 12, 31 }, 23, 59, 59 } },
	{ 1646409599, 28800, { { 2022, 3, 4 }, 23, 59, 59 } },
	{ 1646409600, 28800, { { 2022, 3, 5 }, 0, 0, 0 } },
	{ 1646409600, 0, { { 2022, 3, 4 }, 16, 0, 0 } },
	{ 1646409600, -18000, { { 2022, 3, 4 }, 11, 0, 0 } },
	{ 1709164800, 0, { { 2024, 2, 29 }, 0, 0, 0 } },
	{ INT64_C(4102444799), 0, { { 2099, 12, 31 }, 23, 59, 59 } },
	/* India's half hour */
	{ 1646409600, 19800, { { 2022, 3, 4 }, 21, 30, 0 } },
};

static void
walls_and_moments(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < LEN(walls); i++) {
		struct wall w = wall_of((struct moment){ walls[i].utc },
		    walls[i].zone);

		assert_int_equal(date_compare(w.day, walls[i].want.day), 0);
		assert_int_equal(w.hour, walls[i].want.hour);
		assert_int_equal(w.minute, walls[i].want.minute);
		assert_int_equal(w.second, walls[i].want.second);
		assert_int_equal(moment_of(w, walls[i].zone).utc,
		    walls[i].utc);
	}
}

static const struct {
	int64_t in;
	bool want;
} periods[] = {
	{ 202203, true }, { 190001, true }, { 999912, true },
	{ 202201, true }, { 202212, true },
	{ 202200, false }, { 202213, false }, { 189912, false },
	{ 20223, false }, { 0, false }, { -202203, false },
	{ 1000001, false }, { INT64_MAX, false }, { INT64_MIN, false },
};

static const struct {
	int period, months, want;
} sums[] = {
	{ 202203, 0, 202203 }, { 202203, 1, 202204 },
	{ 202212, 1, 202301 }, { 202201, -1, 202112 },
	{ 202203, 12, 202303 }, { 202203, -12, 202103 },
	{ 202203, -3, 202112 }, { 202203, 25, 202404 },
	{ 202211, 2, 202301 }, { 200002, -2, 199912 },
};

static void
months(void **state)
{
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(periods); i++)
		wrong += case_int("period_ok", period_ok(periods[i].in),
		    periods[i].want);
	for (i = 0; i < LEN(sums); i++)
		wrong += case_int("period_add",
		    period_add(sums[i].period, sums[i].months), sums[i].want);
	assert_int_equal(wrong, 0);
	assert_int_equal(period_of((struct date){ 2022, 3, 31 }), 202203);
	assert_string_equal(period_label(*state, 202203), "2022年3月");
	assert_string_equal(period_label(*state, 202212), "2022年12月");
	assert_true(date_ok(DATE_NEVER));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		POOL_TEST(iso_days_only),
		cmocka_unit_test(every_day_comes_back),
		cmocka_unit_test(walls_and_moments),
		POOL_TEST(months),
	};

	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
