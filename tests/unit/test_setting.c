/* setting: what is stored counts where it makes sense. */
#include "registry.h"

#include "db/setting.h"

static const struct query say = {
	"INSERT INTO setting (name, value) VALUES (?, ?)"
	" ON DUPLICATE KEY UPDATE value = VALUES(value)",
	.in = MADE_SHAPE(MADE(text), MADE(more)),
};
static const struct query forget = { "DELETE FROM setting", NULL, NULL };

static const struct {
	const char *name, *value;
	int64_t due_day, warn_fen, idle_minutes, first_period, per_resident;
} cases[] = {
	{ "nothing", "1", 5, 5000000, 30, 0, 0 },
	{ "due_day", "8", 8, 5000000, 30, 0, 0 },
	{ "due_day", "28", 28, 5000000, 30, 0, 0 },
	{ "due_day", "29", 5, 5000000, 30, 0, 0 },
	{ "due_day", "0", 5, 5000000, 30, 0, 0 },
	{ "due_day", "-1", 5, 5000000, 30, 0, 0 },
	{ "due_day", "abc", 5, 5000000, 30, 0, 0 },
	{ "due_day", "8日", 5, 5000000, 30, 0, 0 },
	{ "due_day", "", 5, 5000000, 30, 0, 0 },
	{ "due_day", "99999999999999999999", 5, 5000000, 30, 0, 0 },
	{ "warn_yuan", "20000", 5, 2000000, 30, 0, 0 },
	{ "warn_yuan", "-1", 5, 5000000, 30, 0, 0 },
	{ "idle_minutes", "60", 5, 5000000, 60, 0, 0 },
	{ "idle_minutes", "0", 5, 5000000, 30, 0, 0 },
	{ "idle_minutes", "1441", 5, 5000000, 30, 0, 0 },
	{ "first_period", "202101", 5, 5000000, 30, 202101, 0 },
	{ "first_period", "2021-01", 5, 5000000, 30, 0, 0 },
	{ "per_resident", "1", 5, 5000000, 30, 0, 1 },
	{ "per_resident", "2", 5, 5000000, 30, 0, 0 },
};

static void
what_makes_no_sense_does_not_count(void **state)
{
	struct registry *r = *state;
	struct settings s;
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(cases); i++) {
		const char *name = pool_print(r->pool, "%s=%s", cases[i].name,
		    cases[i].value);

		registry_do(r, &forget, NULL);
		registry_do(r, &say, &(struct made){ .text = cases[i].name,
		    .more = cases[i].value });
		assert_int_equal(settings_read(r->db, r->pool, &s), OK);
		wrong += case_int(name, s.rules.due_day, cases[i].due_day);
		wrong += case_int(name, s.rules.warn_fen, cases[i].warn_fen);
		wrong += case_int(name, s.idle_minutes,
		    cases[i].idle_minutes);
		wrong += case_int(name, s.first_period,
		    cases[i].first_period);
		wrong += case_int(name, s.per_resident,
		    cases[i].per_resident);
	}
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		REGISTRY_TEST(what_makes_no_sense_does_not_count),
	};

	return cmocka_run_group_tests_name("setting", tests, NULL, NULL);
}
