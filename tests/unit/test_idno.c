/* idno: GB 11643 numbers.  Area prefix 999999: nobody's. */
#include "core/idno.h"
#include "tests/unit/case.h"

static const struct date today = { 2022, 3, 5 };

static const struct {
	const char *name, *in;
	bool want;
} numbers[] = {
	/* the example of GB 11643 */
	{ "example", "11010519491231002X", true },
	{ "small x", "11010519491231002x", true },
	{ "example of a boy", "440524188001010014", false },
	{ "wrong check", "110105194912310021", false },
	{ "swapped", "11010519491213002X", false },
	{ "one digit", "11010519491231003X", false },
	{ "15 digits", "110105491231002", false },
	{ "19 digits", "11010519491231002X1", false },
	{ "empty", "", false },
	{ "letters", "1101051949123100AX", false },
	{ "x inside", "1101051949123X002X", false },
	{ "space", " 1010519491231002X", false },
	{ "full width", "１１０１０５", false },
};

static void
numbers_are_judged(void **state)
{
	int wrong = 0;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(numbers); i++)
		wrong += case_int(numbers[i].name,
		    idno_ok(numbers[i].in, today), numbers[i].want);
	assert_int_equal(wrong, 0);
}

static const struct {
	const char *in;
	enum idno_flaw want;
} kinds[] = {
	{ "11010519491231002X", IDNO_RIGHT },
	{ "11010519491231002X41", IDNO_RIGHT },
	{ "11010519491231002x74B1", IDNO_RIGHT },
	{ "11010519491231002X41b9", IDNO_RIGHT },
	{ "", IDNO_LENGTH }, { "110105491231002", IDNO_LENGTH },
	{ "11010519491231002X4", IDNO_LENGTH },
	{ "11010519491231002X41B", IDNO_LENGTH },
	{ "11010519491231002X41B11", IDNO_LENGTH },
	{ "1101051949123100AX", IDNO_DIGIT },
	{ "11010519491331002X", IDNO_BIRTH },
	{ "110105202203060024", IDNO_FUTURE },
	{ "110105194912310021", IDNO_CHECK },
	{ "11010519491231002141", IDNO_CHECK },
	{ "11010519491231002X81", IDNO_CATEGORY },
	{ "11010519491231002X01", IDNO_CATEGORY },
	{ "11010519491231002X45", IDNO_GRADE },
	{ "11010519491231002X40", IDNO_GRADE },
	{ "11010519491231002X41A1", IDNO_REISSUE },
	{ "11010519491231002X41B0", IDNO_REISSUE },
};

static void
certificates_are_judged(void **state)
{
	int wrong = 0;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(kinds); i++) {
		enum idno_flaw got = idno_flaw(kinds[i].in, today);

		wrong += case_int(kinds[i].in, got, kinds[i].want);
		wrong += case_int("clause", idno_clause(got) == NULL,
		    got == IDNO_RIGHT);
	}
	assert_true(idno_certificate("11010519491231002X41"));
	assert_false(idno_certificate("11010519491231002X"));
	assert_int_equal(wrong, 0);
}

static void
numbers_are_made_plain(void **state)
{
	assert_string_equal(idno_read(*state, " 1101 0519491231002x 41b1　"),
	    "11010519491231002X41B1");
	assert_string_equal(idno_read(*state, "１１０Ｘｘ"), "110XX");
	assert_string_equal(idno_read(*state, ""), "");
	assert_string_equal(idno_read(*state, "甲"), "甲");
}

/* The number of that birth day with its right check digit. */
static const char *
made(struct pool *pool, const char *birth, int serial)
{
	char *s = pool_print(pool, "999999%s%03d?", birth, serial);

	s[17] = idno_check(s);
	return s;
}

static const struct {
	const char *birth;
	bool want;
} births[] = {
	{ "19900101", true }, { "20220305", true }, { "20000229", true },
	{ "19000101", true }, { "19991231", true },
	{ "20220306", false }, { "20230101", false }, { "19900230", false },
	{ "19901301", false }, { "19900100", false }, { "19010229", false },
	{ "18991231", false }, { "00000000", false },
};

static void
births_are_judged(void **state)
{
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(births); i++)
		wrong += case_int(births[i].birth,
		    idno_ok(made(*state, births[i].birth, 123), today),
		    births[i].want);
	assert_int_equal(wrong, 0);
}

/* A wrong digit anywhere, or two neighbours swapped, never passes. */
static void
slips_are_found(void **state)
{
	char *s = pool_copy(*state, made(*state, "19800607", 246));
	size_t i;
	char c, good;

	for (i = 0; i < 17; i++) {
		good = s[i];
		for (c = '0'; c <= '9'; c++) {
			s[i] = c;
			assert_int_equal(idno_ok(s, today), c == good);
		}
		s[i] = good;
	}
	for (i = 0; i < 16; i++) {
		good = s[i];
		if (good == s[i + 1])
			continue;
		s[i] = s[i + 1];
		s[i + 1] = good;
		assert_false(idno_ok(s, today));
		s[i + 1] = s[i];
		s[i] = good;
	}
}

static void
parts(void **state)
{
	const char *s = made(*state, "19800607", 245);

	assert_int_equal(date_compare(idno_birth(s),
	    (struct date){ 1980, 6, 7 }), 0);
	assert_true(idno_male(s));
	assert_false(idno_male(made(*state, "19800607", 246)));
	assert_int_equal(idno_check("11010519491231002"), 'X');
	assert_int_equal(idno_check("44052418800101001"), '4');
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(certificates_are_judged),
		POOL_TEST(numbers_are_made_plain),
		cmocka_unit_test(numbers_are_judged),
		POOL_TEST(births_are_judged),
		POOL_TEST(slips_are_found),
		POOL_TEST(parts),
	};

	return cmocka_run_group_tests_name("idno", tests, NULL, NULL);
}
