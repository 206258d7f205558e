/* secret: passwords, tokens, derived texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "db/secret.h"

static struct pool *pool;

static int
begin(void **state)
{
	(void)state;
	pool = pool_new(1 << 20);
	return secret_start() ? 0 : -1;
}

static int
end(void **state)
{
	(void)state;
	pool_free(pool);
	return 0;
}

static void
passwords_are_compared(void **state)
{
	const char *hash = secret_password(pool, "村级密码2022");

	(void)state;
	assert_true(secret_password_ok(hash, "村级密码2022"));
	assert_false(secret_password_ok(hash, "村级密码2023"));
	assert_false(secret_password_ok(hash, ""));
	assert_false(secret_password_ok(NULL, ""));
	assert_false(secret_password_ok("not a hash", "not a hash"));
	assert_string_not_equal(hash, secret_password(pool, "村级密码2022"));
}

static double
cost(const char *hash)
{
	struct timespec a, b;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
	assert_false(secret_password_ok(hash, "wrong"));
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
	return (double)(b.tv_sec - a.tv_sec) * 1e3 +
	    (double)(b.tv_nsec - a.tv_nsec) / 1e6;
}

/* A ratio in the same run: nobody costs what somebody costs. */
static void
nobody_costs_the_same(void **state)
{
	const char *hash = secret_password(pool, "word");
	double somebody = cost(hash) + cost(hash) + cost(hash);
	double nobody = cost(NULL) + cost(NULL) + cost(NULL);

	(void)state;
	assert_true(nobody > somebody / 3 && nobody < somebody * 3);
}

static void
tokens_come_back(void **state)
{
	static const char *const wrong[] = { "", "x", "AAAA" };
	static const char bad[] = "=/+ \xff.";
	char *spoilt;
	uint8_t raw[SECRET_TOKEN], back[SECRET_TOKEN];
	const char *text = secret_token(pool, raw);
	size_t i;

	(void)state;
	assert_int_equal(strlen(text), 43);
	assert_true(secret_token_read(text, back));
	assert_memory_equal(raw, back, sizeof raw);
	assert_string_not_equal(text, secret_token(pool, raw));
	for (i = 0; i < LEN(wrong); i++)
		assert_false(secret_token_read(wrong[i], back));
	assert_false(secret_token_read(pool_print(pool, "%sA", text), back));
	assert_false(secret_token_read(text + 1, back));
	for (i = 0; bad[i] != '\0'; i++) {
		spoilt = pool_copy(pool, text);
		spoilt[i * 7] = bad[i];
		assert_false(secret_token_read(spoilt, back));
	}
}

static void
passes_differ_and_hold(void **state)
{
	uint8_t key[SECRET_TOKEN] = { 1 }, other[SECRET_TOKEN] = { 2 };
	const char *a = secret_pass(pool, key, "form");
	char *spoilt = pool_copy(pool, a);

	(void)state;
	assert_string_not_equal(a, secret_pass(pool, key, "form"));
	assert_true(secret_pass_ok(pool, key, "form", a));
	assert_false(secret_pass_ok(pool, key, "other", a));
	assert_false(secret_pass_ok(pool, other, "form", a));
	assert_false(secret_pass_ok(pool, key, "form", NULL));
	assert_false(secret_pass_ok(pool, key, "form", ""));
	assert_false(secret_pass_ok(pool, key, "form", a + 1));
	spoilt[3] = spoilt[3] == 'A' ? 'B' : 'A';
	assert_false(secret_pass_ok(pool, key, "form", spoilt));
}

static void
derived_texts_depend_on_both(void **state)
{
	uint8_t key[SECRET_TOKEN] = { 1 }, other[SECRET_TOKEN] = { 2 };
	const char *a = secret_derive(pool, key, "user");

	(void)state;
	assert_true(secret_same(a, secret_derive(pool, key, "user")));
	assert_false(secret_same(a, secret_derive(pool, key, "guest")));
	assert_false(secret_same(a, secret_derive(pool, other, "user")));
	assert_false(secret_same(a, NULL));
	assert_false(secret_same(NULL, NULL));
	assert_false(secret_same(a, ""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(passwords_are_compared),
		cmocka_unit_test(nobody_costs_the_same),
		cmocka_unit_test(tokens_come_back),
		cmocka_unit_test(passes_differ_and_hold),
		cmocka_unit_test(derived_texts_depend_on_both),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
