/* who: roles, their order and their names. */
#include "core/who.h"
#include "tests/unit/case.h"

static void
names_come_back(void **state)
{
	int role;

	(void)state;
	for (role = 0; role < ROLE__MAX; role++) {
		assert_int_equal(role_read(role_name((enum role)role)), role);
		assert_non_null(role_label((enum role)role));
	}
	assert_true(ROLE_GUEST < ROLE_HELPER && ROLE_HELPER < ROLE_VILLAGE &&
	    ROLE_VILLAGE < ROLE_TOWNSHIP && ROLE_TOWNSHIP < ROLE_COUNTY &&
	    ROLE_COUNTY < ROLE_ADMIN);
}

static void
other_words_are_no_role(void **state)
{
	static const char *const words[] = { "", "root", "Admin", "admin ",
	    " helper", "村级用户", "guests", "0" };
	size_t i;

	(void)state;
	for (i = 0; i < LEN(words); i++)
		assert_int_equal(role_read(words[i]), ROLE__MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_come_back),
		cmocka_unit_test(other_words_are_no_role),
	};

	return cmocka_run_group_tests_name("who", tests, NULL, NULL);
}
