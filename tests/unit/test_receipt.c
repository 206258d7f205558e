/* receipt: numbers that survive being copied by hand. */
#include "core/receipt.h"
#include "tests/unit/case.h"

static const char letters[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

static void
every_serial_comes_back(void **state)
{
	int64_t serial, back;
	char last[16] = "";

	for (serial = 1; serial <= 200000; serial++) {
		char *s = receipt_print(*state, serial);

		assert_int_equal(strlen(s), 5);
		assert_true(receipt_read(s, &back));
		assert_int_equal(back, serial);
		assert_string_not_equal(s, last);
		memcpy(last, s, 6);
		if (serial % 1000 == 0)
			pool_reset(*state);
	}
}

static const struct {
	int64_t serial;
	size_t chars;
} lengths[] = {
	{ 1, 5 }, { 923520, 5 }, { 923521, 6 }, { 28629150, 6 },
	{ 28629151, 7 }, { INT64_C(1000000000000), 10 },
};

static void
numbers_grow(void **state)
{
	int64_t back;
	size_t i;

	for (i = 0; i < LEN(lengths); i++) {
		char *s = receipt_print(*state, lengths[i].serial);

		assert_int_equal(strlen(s), lengths[i].chars);
		assert_true(receipt_read(s, &back));
		assert_int_equal(back, lengths[i].serial);
	}
}

/* Every single wrong letter and every swap of neighbours is found. */
static void
slips_are_found(void **state)
{
	int64_t serial, back;
	size_t i, k;

	for (serial = 1; serial < 900000; serial += 7919) {
		char *s = receipt_print(*state, serial);

		for (i = 0; i < strlen(s); i++) {
			char good = s[i];

			for (k = 0; k < sizeof letters - 1; k++) {
				s[i] = letters[k];
				if (s[i] != good)
					assert_false(receipt_read(s, &back));
			}
			s[i] = good;
			if (s[i + 1] == '\0' || s[i + 1] == good)
				continue;
			s[i] = s[i + 1];
			s[i + 1] = good;
			assert_false(receipt_read(s, &back));
			s[i + 1] = s[i];
			s[i] = good;
		}
	}
}

static void
other_words_are_refused(void **state)
{
	static const char *const words[] = {
		"", "2", "2222", "22222", "0OIL1", "23456", "张三李四王",
		"2222222222222222", " R7K3M", "R7K3M ", "R7K3", "\xFF\xFF",
		"-2345", "R7 K3", "ＲＸＫ３Ｍ",
	};
	char *s = receipt_print(*state, 4711), *lower, *padded, *p;
	int64_t back;
	size_t i;

	for (i = 0; i < LEN(words); i++)
		if (receipt_read(words[i], &back))
			fail_msg("%s is no receipt", words[i]);
	lower = pool_copy(*state, s);
	for (p = lower; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p + 32);
	assert_true(receipt_read(lower, &back));
	assert_int_equal(back, 4711);
	/* one serial has one number: no zeros in front of it */
	padded = pool_print(*state, "2%s", s);
	assert_false(receipt_read(padded, &back));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		POOL_TEST(every_serial_comes_back),
		POOL_TEST(numbers_grow),
		POOL_TEST(slips_are_found),
		POOL_TEST(other_words_are_refused),
	};

	return cmocka_run_group_tests_name("receipt", tests, NULL, NULL);
}
