/* unit, team, pairing: tiers, periods and what stands in their way. */
#include "registry.h"

#include "db/dictionary.h"
#include "db/pairing.h"
#include "db/pairing_find.h"
#include "db/record.h"
#include "db/team_member.h"
#include "db/unit.h"
#include "db/version_record.h"

static const struct {
	const char *name;
	int64_t tier;
	const char *affiliation, *leader;
	bool ok;
} led[] = {
	{ "an office of the city", 2, "03", NULL, true },
	{ "another unit", 5, "04", NULL, true },
	{ "another unit, not known of whom", 5, NULL, "", true },
	{ "a leader of the city", 1, "03", "王五", true },
	{ "a leader of the county", 3, "04", "王五", true },
	{ "of the province, led", 5, "02", "王五", true },
	{ "a leader without a name", 1, "03", NULL, false },
	{ "a county's leader without a name", 3, "04", "", false },
	{ "a township's leader without a name", 4, "05", NULL, false },
	{ "of the province without a leader", 2, "02", NULL, false },
};

static void
leaders_are_named(void **state)
{
	int wrong = 0;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(led); i++)
		wrong += case_int(led[i].name, unit_flaw(led[i].tier,
		    led[i].affiliation, led[i].leader) == NULL, led[i].ok);
	assert_int_equal(wrong, 0);
}

static int64_t
made_unit(struct registry *r, const struct who *who, const char *name,
    int64_t area)
{
	int64_t id = 0;

	assert_int_equal(unit_add(r->db, r->pool, who, &(struct unit){
	    .name = name, .tier = UNIT_OTHER, .affiliation = "04",
	    .area = area }, &id), OK);
	return id;
}

static void
units_are_seen_from_below(void **state)
{
	struct registry *r = *state;
	struct who county = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct who town = registry_who(ROLE_TOWNSHIP, TOWNSHIP, 0);
	struct who other = registry_who(ROLE_TOWNSHIP, TOWNSHIP_2, 0);
	int64_t high = made_unit(r, &county, "县某局", COUNTY);
	int64_t low = made_unit(r, &town, "镇某站", TOWNSHIP);
	struct unit u;
	enum unit_clash clash;

	assert_int_equal(unit_by_id(r->db, r->pool, &town, high, &u), OK);
	assert_false(unit_may(&town, &u));
	assert_int_equal(unit_set_active(r->db, r->pool, &town, high, false),
	    ERR_DENIED);
	assert_int_equal(unit_change(r->db, r->pool, &town, &u, &clash),
	    ERR_DENIED);
	assert_int_equal(unit_by_id(r->db, r->pool, &other, low, &u),
	    ERR_ABSENT);
	assert_int_equal(unit_by_id(r->db, r->pool, &county, low, &u), OK);
	assert_true(unit_may(&county, &u));
	assert_int_equal(unit_named(r->db, r->pool, &other, "县某局", &u),
	    OK);
	assert_int_equal(unit_named(r->db, r->pool, &other, "镇某站", &u),
	    ERR_ABSENT);
	/* The nearest of a name; an ended one is not chosen. */
	low = made_unit(r, &town, "县某局", TOWNSHIP);
	assert_int_equal(unit_named(r->db, r->pool, &town, "县某局", &u),
	    OK);
	assert_int_equal(u.unit_id, low);
	assert_int_equal(unit_set_active(r->db, r->pool, &town, low, false),
	    OK);
	assert_int_equal(unit_named(r->db, r->pool, &town, "县某局", &u),
	    OK);
	assert_int_equal(u.unit_id, high);
}

/* What a unit is to who may see it and who may not: alone, in the list, by
 * its name, on its form, in its history. */
static int
seen_by(struct registry *r, const struct who *who, int64_t id, bool seen)
{
	const enum err want = seen ? OK : ERR_ABSENT;
	struct version_rows versions;
	struct unit_list list;
	struct unit u;
	void *row;
	int wrong = 0;

	wrong += case_int("alone", unit_by_id(r->db, r->pool, who, id, &u),
	    want);
	wrong += case_int("by its name", unit_named(r->db, r->pool, who,
	    "镇某站", &u), want);
	assert_int_equal(unit_list(r->db, r->pool, who,
	    &(struct unit_filter){ .word = "镇某站" }, &list), OK);
	wrong += case_int("in the list", (int)list.units, seen);
	wrong += case_int("its form", record_row(r->db, r->pool, who,
	    &(struct record){ .entity = DICTIONARY_UNIT, .id = id,
	    .parent = id }, &row), want);
	assert_int_equal(version_records(r->db, r->pool, who,
	    &(struct version_record){ .entity = DICTIONARY_UNIT,
	    .parent = id, .area = TOWNSHIP }, &versions), OK);
	wrong += case_int("its history", versions.count > 0, seen);
	return wrong;
}

static void
a_township_helps_its_villages(void **state)
{
	struct registry *r = *state;
	struct who town = registry_who(ROLE_TOWNSHIP, TOWNSHIP, 0);
	const struct who below[] = {
		registry_who(ROLE_VILLAGE, VILLAGE, 0),
		registry_who(ROLE_VILLAGE, VILLAGE_2, 0),
	}, beside[] = {
		registry_who(ROLE_TOWNSHIP, TOWNSHIP_2, 0),
		registry_who(ROLE_VILLAGE, VILLAGE_3, 0),
	};
	int64_t id = made_unit(r, &town, "镇某站", TOWNSHIP);
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(below); i++) {
		wrong += seen_by(r, &below[i], id, true);
		wrong += seen_by(r, &beside[i], id, false);
	}
	assert_int_equal(wrong, 0);
}

static const struct {
	const char *name;
	struct unit unit;
	enum err want;
} refused[] = {
	{ "no name", { .name = "", .tier = 5, .area = TOWNSHIP },
	    ERR_INPUT },
	{ "no tier", { .name = "某", .area = TOWNSHIP }, ERR_INPUT },
	{ "no leader", { .name = "某", .tier = 1, .area = TOWNSHIP },
	    ERR_INPUT },
	{ "ends before it begins", { .name = "某", .tier = 5,
	    .area = TOWNSHIP, .from_day = { 2022, 1, 2 },
	    .to_day = { 2022, 1, 1 } }, ERR_INPUT },
	{ "of the county", { .name = "某", .tier = 5, .area = COUNTY },
	    ERR_DENIED },
	{ "of another township", { .name = "某", .tier = 5,
	    .area = TOWNSHIP_2 }, ERR_DENIED },
	{ "there already", { .name = "镇某站", .tier = 5,
	    .area = TOWNSHIP }, ERR_CONFLICT },
};

static void
wrong_units_are_refused(void **state)
{
	struct registry *r = *state;
	struct who town = registry_who(ROLE_TOWNSHIP, TOWNSHIP, 0);
	struct who village = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	struct unit mine = { .name = "村", .tier = 5, .area = VILLAGE };
	int wrong = 0;
	int64_t id;
	size_t i;

	made_unit(r, &town, "镇某站", TOWNSHIP);
	for (i = 0; i < LEN(refused); i++)
		wrong += case_int(refused[i].name, unit_add(r->db, r->pool,
		    &town, &refused[i].unit, &id), refused[i].want);
	wrong += case_int("a village registers none", unit_add(r->db,
	    r->pool, &village, &mine, &id), ERR_DENIED);
	assert_int_equal(wrong, 0);
}

/* ---- teams ----------------------------------------------------------- */

static struct team
team_of(int64_t unit, int64_t area, struct date from, struct date to)
{
	return (struct team){ .area = area, .unit_id = unit,
	    .from_day = from, .to_day = to };
}

static void
teams_have_one_leader(void **state)
{
	struct registry *r = *state;
	struct who town = registry_who(ROLE_TOWNSHIP, TOWNSHIP, 0);
	int64_t unit = made_unit(r, &town, "镇某站", TOWNSHIP);
	struct team t = team_of(unit, VILLAGE, (struct date){ 2021, 5, 1 },
	    DATE_NEVER);
	struct team_member one = { .name = "甲", .sex = 1,
	    .is_leader = true, .from_day = { 2021, 5, 1 },
	    .to_day = DATE_NEVER }, two = one;
	struct team_members all;
	enum team_flaw flaw;

	assert_int_equal(team_save(r->db, r->pool, &town, &t, &flaw), OK);
	one.team_id = two.team_id = t.team_id;
	assert_int_equal(team_member_save(r->db, r->pool, &town, &one,
	    &flaw), OK);
	assert_int_equal(team_member_save(r->db, r->pool, &town, &two,
	    &flaw), ERR_CONFLICT);
	assert_int_equal(flaw, TEAM_LEADER);
	/* One after the other is no conflict. */
	one.to_day = (struct date){ 2021, 12, 31 };
	one.version = 1;
	assert_int_equal(team_member_save(r->db, r->pool, &town, &one,
	    &flaw), OK);
	two.from_day = (struct date){ 2022, 1, 1 };
	assert_int_equal(team_member_save(r->db, r->pool, &town, &two,
	    &flaw), OK);
	assert_int_equal(team_member_save(r->db, r->pool, &town, &one,
	    &flaw), ERR_CONFLICT);
	assert_int_equal(flaw, TEAM_STALE);
	two.version = 1;
	two.from_day = (struct date){ 2021, 4, 30 };
	assert_int_equal(team_member_save(r->db, r->pool, &town, &two,
	    &flaw), ERR_INPUT);
	assert_int_equal(flaw, TEAM_OUTSIDE);
	/* The team's end is everybody's. */
	t.version = 1;
	t.to_day = (struct date){ 2022, 2, 1 };
	assert_int_equal(team_save(r->db, r->pool, &town, &t, &flaw), OK);
	assert_int_equal(team_members(r->db, r->pool, &town, t.team_id,
	    &all), OK);
	assert_int_equal(all.count, 2);
	assert_int_equal(date_compare(all.at[0].from_day, all.at[0].to_day) <=
	    0 && date_compare(all.at[1].to_day, t.to_day) <= 0, true);
}

static void
wrong_teams_are_refused(void **state)
{
	struct registry *r = *state;
	struct who town = registry_who(ROLE_TOWNSHIP, TOWNSHIP, 0);
	struct who other = registry_who(ROLE_TOWNSHIP, TOWNSHIP_2, 0);
	struct who village = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	int64_t unit = made_unit(r, &town, "镇某站", TOWNSHIP);
	struct date from = { 2021, 5, 1 }, early = { 2021, 4, 1 };
	struct team t = team_of(unit, VILLAGE, from, DATE_NEVER), again = t;
	struct team wide = team_of(unit, TOWNSHIP, from, DATE_NEVER);
	struct team far = team_of(unit, VILLAGE_3, from, DATE_NEVER);
	struct team short_one = team_of(unit, VILLAGE_2, from, early);
	struct team nobody = team_of(unit + 9999, VILLAGE_2, from,
	    DATE_NEVER);
	struct team seen;
	enum team_flaw flaw;

	assert_int_equal(team_save(r->db, r->pool, &village, &t, &flaw),
	    ERR_DENIED);
	assert_int_equal(team_save(r->db, r->pool, &town, &wide, &flaw),
	    ERR_ABSENT);
	assert_int_equal(team_save(r->db, r->pool, &town, &far, &flaw),
	    ERR_ABSENT);
	assert_int_equal(team_save(r->db, r->pool, &town, &nobody, &flaw),
	    ERR_ABSENT);
	assert_int_equal(team_save(r->db, r->pool, &town, &short_one, &flaw),
	    ERR_INPUT);
	assert_int_equal(flaw, TEAM_PERIOD);
	assert_int_equal(team_save(r->db, r->pool, &town, &t, &flaw), OK);
	assert_int_equal(team_save(r->db, r->pool, &town, &again, &flaw),
	    ERR_CONFLICT);
	assert_int_equal(flaw, TEAM_TWICE);
	assert_int_equal(team_by_id(r->db, r->pool, &other, t.team_id,
	    &seen), ERR_ABSENT);
}

/* ---- pairings -------------------------------------------------------- */

static void
periods_do_not_overlap(void **state)
{
	struct registry *r = *state;
	struct who town = registry_who(ROLE_TOWNSHIP, TOWNSHIP, 0);
	struct who village = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	struct who other = registry_who(ROLE_TOWNSHIP, TOWNSHIP_2, 0);
	int64_t h = registry_household(r, VILLAGE, "张三", 3);
	int64_t k = registry_helper(r, "帮甲", TOWNSHIP);
	struct pairing_done done;
	struct pairing_list list;
	struct pairing seen;
	enum pairing_flaw flaw;

	assert_int_equal(pairing_add(r->db, r->pool, &town,
	    &(struct pairing_edit){ h, k, { 2021, 1, 1 } }, &done), OK);
	assert_false(done.had);
	assert_int_equal(pairing_of_household(r->db, r->pool, &town, h,
	    &list), OK);
	seen = list.at[0];
	assert_int_equal(pairing_change(r->db, r->pool, &town, &seen,
	    &(struct pairing_period){ { 2021, 1, 1 }, { 2020, 12, 31 } },
	    &flaw), ERR_INPUT);
	assert_int_equal(flaw, PAIRING_PERIOD);
	assert_int_equal(pairing_change(r->db, r->pool, &village, &seen,
	    &(struct pairing_period){ { 2021, 1, 1 }, { 2021, 6, 30 } },
	    &flaw), ERR_DENIED);
	assert_int_equal(pairing_change(r->db, r->pool, &other, &seen,
	    &(struct pairing_period){ { 2021, 1, 1 }, { 2021, 6, 30 } },
	    &flaw), ERR_ABSENT);
	assert_int_equal(pairing_change(r->db, r->pool, &town, &seen,
	    &(struct pairing_period){ { 2021, 1, 1 }, { 2021, 6, 30 } },
	    &flaw), OK);
	/* who saw it as it was is told */
	assert_int_equal(pairing_change(r->db, r->pool, &town, &seen,
	    &(struct pairing_period){ { 2021, 2, 1 }, DATE_NEVER }, &flaw),
	    ERR_CONFLICT);
	assert_int_equal(flaw, PAIRING_STALE);
	/* the same two once more, with another number */
	assert_int_equal(pairing_add(r->db, r->pool, &town,
	    &(struct pairing_edit){ h, k, { 2022, 1, 1 } }, &done), OK);
	assert_int_equal(done.short_no, 2);
	assert_int_equal(pairing_of_household(r->db, r->pool, &town, h,
	    &list), OK);
	assert_int_equal(list.count, 2);
	assert_int_equal(pairing_change(r->db, r->pool, &town, &list.at[0],
	    &(struct pairing_period){ { 2021, 6, 30 }, DATE_NEVER }, &flaw),
	    ERR_CONFLICT);
	assert_int_equal(flaw, PAIRING_TWICE);
	assert_int_equal(pairing_change(r->db, r->pool, &town, &list.at[0],
	    &(struct pairing_period){ { 2021, 7, 1 }, DATE_NEVER }, &flaw),
	    OK);
	/* nothing ends before it begins */
	assert_int_equal(pairing_end(r->db, &town, list.at[0].pairing_id,
	    (struct date){ 2021, 6, 30 }), ERR_ABSENT);
}

static void
who_helps_whom(void **state)
{
	struct registry *r = *state;
	struct who county = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct who town = registry_who(ROLE_TOWNSHIP, TOWNSHIP, 0);
	int64_t a = registry_household(r, VILLAGE, "张三", 3);
	int64_t b = registry_household(r, VILLAGE, "李四", 2);
	int64_t c = registry_household(r, VILLAGE_3, "王五", 2);
	int64_t k = registry_helper(r, "帮甲", COUNTY);
	int64_t m = registry_helper(r, "帮乙", COUNTY);
	struct pairing_filter f = { .area = COUNTY };
	struct pairing_rows rows;
	struct pairing_sums sums;

	registry_pair(r, a, k, 1);
	registry_pair(r, a, m, 1);
	registry_pair(r, c, m, 2);
	assert_int_equal(pairing_find(r->db, r->pool, &county, &f, &rows),
	    OK);
	assert_int_equal(rows.households, 3);
	assert_int_equal(rows.alone, 1);
	assert_int_equal(rows.count, 4);	/* the first has two */
	f.alone = true;
	assert_int_equal(pairing_find(r->db, r->pool, &county, &f, &rows),
	    OK);
	assert_int_equal(rows.count, 1);
	assert_int_equal(rows.at[0].household_id, b);
	assert_int_equal(rows.at[0].pairing_id, 0);
	f = (struct pairing_filter){ .area = COUNTY, .helper_id = m };
	assert_int_equal(pairing_find(r->db, r->pool, &county, &f, &rows),
	    OK);
	assert_int_equal(rows.households, 2);
	assert_int_equal(pairing_find(r->db, r->pool, &town, &f, &rows), OK);
	assert_int_equal(rows.households, 1);
	f = (struct pairing_filter){ .area = COUNTY, .word = "查无此人" };
	assert_int_equal(pairing_find(r->db, r->pool, &county, &f, &rows),
	    OK);
	assert_int_equal(rows.households, 0);
	f = (struct pairing_filter){ .area = COUNTY };
	assert_int_equal(pairing_by_helper(r->db, r->pool, &county, &f,
	    &sums), OK);
	assert_int_equal(sums.count, 2);
	assert_int_equal(sums.at[0].id, m);
	assert_int_equal(sums.at[0].households, 2);
	assert_int_equal(sums.at[0].villages, 2);
	assert_int_equal(pairing_by_area(r->db, r->pool, &county, &f,
	    &sums), OK);
	assert_int_equal(sums.count, 2);
	assert_int_equal(sums.at[0].id, TOWNSHIP);
	assert_int_equal(sums.at[0].households, 2);
	assert_int_equal(sums.at[0].alone, 1);
	assert_int_equal(pairing_by_unit(r->db, r->pool, &town, &f, &sums),
	    OK);
	assert_int_equal(sums.count, 1);
	assert_int_equal(sums.at[0].helpers, 2);
	assert_int_equal(sums.at[0].households, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(leaders_are_named),
		REGISTRY_TEST(units_are_seen_from_below),
		REGISTRY_TEST(a_township_helps_its_villages),
		REGISTRY_TEST(wrong_units_are_refused),
		REGISTRY_TEST(teams_have_one_leader),
		REGISTRY_TEST(wrong_teams_are_refused),
		REGISTRY_TEST(periods_do_not_overlap),
		REGISTRY_TEST(who_helps_whom),
	};
	int failed;

	if (dictionary_start() != OK)
		return 1;
	version_record_start();
	failed = cmocka_run_group_tests_name("unit", tests, NULL, NULL);
	version_record_stop();
	dictionary_stop();
	return failed;
}
