/* record_list: helpers, units and work teams found by fields of the
 * dictionary. */
#include "registry.h"

#include "core/text.h"
#include "db/dictionary.h"
#include "db/helper.h"
#include "db/team_member.h"
#include "db/unit.h"

#define HAVE(e, f, ...)	{ .name = f, .entity = DICTIONARY_##e, __VA_ARGS__ }

static const char *other[] = { "5" }, *led[] = { "1", "2", "3", "4" };
static const char *men[] = { "1" }, *women[] = { "2" };
static const char *party[] = { "01", "02" }, *flag[] = { "1" };
static const char *county[] = { "04" };

/* What is asked of three units, three helpers and two teams, and which of
 * them have it. */
static const struct asked {
	const char *name;
	enum dictionary_entity entity;
	struct search_condition c;
	const char *want;
} asked[] = {
	HAVE(UNIT, "tier", .c = { .how = SEARCH_ANY, .codes = other,
	    .code_count = 1 }, .want = "县水利局 镇文化站"),
	HAVE(UNIT, "tier", .c = { .how = SEARCH_ANY, .codes = led,
	    .code_count = 4 }, .want = "县领导"),
	HAVE(UNIT, "affiliation", .c = { .how = SEARCH_ANY, .codes = county,
	    .code_count = 1 }, .want = "县领导 县水利局"),
	HAVE(UNIT, "affiliation", .c = { .how = SEARCH_EMPTY }, .want = "镇文化站"),
	HAVE(UNIT, "name", .c = { .how = SEARCH_HAS, .text = "水利" },
	    .want = "县水利局"),
	HAVE(UNIT, "name", .c = { .how = SEARCH_IS, .text = "水利" }, .want = ""),
	HAVE(UNIT, "address", .c = { .how = SEARCH_HAS, .text = "_" }, .want = ""),
	HAVE(UNIT, "address", .c = { .how = SEARCH_EMPTY },
	    .want = "县领导 镇文化站"),
	HAVE(UNIT, "from_day", .c = { .how = SEARCH_BETWEEN,
	    .from_day = { 2021, 1, 1 }, .to_day = { 2021, 12, 31 } },
	    .want = "县水利局"),
	HAVE(UNIT, "from_day", .c = { .how = SEARCH_BETWEEN,
	    .from_day = { 2021, 5, 2 } }, .want = ""),
	HAVE(UNIT, "to_day", .c = { .how = SEARCH_EMPTY },
	    .want = "县领导 县水利局 镇文化站"),
	HAVE(HELPER, "sex", .c = { .how = SEARCH_ANY, .codes = men,
	    .code_count = 1 }, .want = "帮甲"),
	HAVE(HELPER, "sex", .c = { .how = SEARCH_ANY, .codes = women,
	    .code_count = 1 }, .want = "帮乙"),
	HAVE(HELPER, "sex", .c = { .how = SEARCH_EMPTY }, .want = "帮丙"),
	HAVE(HELPER, "politics", .c = { .how = SEARCH_ANY, .codes = party,
	    .code_count = 2 }, .want = "帮甲"),
	HAVE(HELPER, "duty", .c = { .how = SEARCH_EMPTY }, .want = "帮乙 帮丙"),
	HAVE(HELPER, "duty", .c = { .how = SEARCH_HAS, .text = "科%" }, .want = ""),
	HAVE(HELPER, "skill", .c = { .how = SEARCH_EMPTY }, .want = "帮甲 帮乙 帮丙"),
	HAVE(TEAM, "contact", .c = { .how = SEARCH_IS, .text = "王五" },
	    .want = "东村"),
	HAVE(TEAM, "to_day", .c = { .how = SEARCH_EMPTY }, .want = "东村"),
	HAVE(TEAM, "to_day", .c = { .how = SEARCH_BETWEEN,
	    .from_day = { 2021, 1, 1 } }, .want = "西村"),
	HAVE(TEAM, "to_day", .c = { .how = SEARCH_BETWEEN,
	    .to_day = { 2022, 1, 1 } }, .want = ""),
	HAVE(TEAM_MEMBER, "is_leader", .c = { .how = SEARCH_ANY, .codes = flag,
	    .code_count = 1 }, .want = "东村"),
	HAVE(TEAM_MEMBER, "name", .c = { .how = SEARCH_HAS, .text = "甲" },
	    .want = "西村"),
	HAVE(TEAM_MEMBER, "name", .c = { .how = SEARCH_HAS,
	    .text = "丁" }, .want = ""),
};

static void
make_records(struct registry *r, const struct who *who)
{
	struct unit units[] = {
		{ .name = "县领导", .tier = 3, .affiliation = "04",
		  .leader = "王五", .area = COUNTY },
		{ .name = "县水利局", .tier = 5, .affiliation = "04",
		  .address = "人民路1号", .from_day = { 2021, 5, 1 },
		  .area = COUNTY },
		{ .name = "镇文化站", .tier = 5, .area = TOWNSHIP },
	};
	struct helper helpers[] = {
		{ .name = "帮甲", .unit = "局", .duty = "科员", .sex = 1,
		  .politics = "01", .area = TOWNSHIP },
		{ .name = "帮乙", .unit = "局", .sex = 2, .area = TOWNSHIP },
		{ .name = "帮丙", .unit = "局", .area = TOWNSHIP_2 },
	};
	struct team teams[] = {
		{ .area = VILLAGE, .contact = "王五",
		  .from_day = { 2021, 5, 1 }, .to_day = DATE_NEVER },
		{ .area = VILLAGE_2, .from_day = { 2021, 5, 1 },
		  .to_day = { 2023, 5, 1 } },
	};
	struct team_member members[] = {
		{ .name = "乙", .sex = 2, .is_leader = true },
		{ .name = "甲", .sex = 1 },
	};
	enum team_flaw flaw;
	int64_t id = 0;
	size_t i;

	for (i = 0; i < LEN(units); i++)
		assert_int_equal(unit_add(r->db, r->pool, who, &units[i],
		    &id), OK);
	for (i = 0; i < LEN(helpers); i++)
		assert_int_equal(helper_add(r->db, r->pool, who, &helpers[i],
		    &(int64_t){ 0 }), OK);
	for (i = 0; i < LEN(teams); i++) {
		teams[i].unit_id = id;
		assert_int_equal(team_save(r->db, r->pool, who, &teams[i],
		    &flaw), OK);
		members[i].team_id = teams[i].team_id;
		members[i].from_day = teams[i].from_day;
		members[i].to_day = teams[i].to_day;
		assert_int_equal(team_member_save(r->db, r->pool, who,
		    &members[i], &flaw), OK);
	}
}

/* The names of what is found, as far as its count says the same. */
static const char *
found(struct registry *r, const struct who *who,
    enum dictionary_entity entity, const struct search *s)
{
	struct text t = text_start(r->pool);
	struct helper_list helpers;
	struct unit_list units;
	struct team_list teams;
	size_t i;

	if (entity == DICTIONARY_HELPER) {
		assert_int_equal(helper_list(r->db, r->pool, who,
		    &(struct helper_filter){ .search = s }, &helpers), OK);
		assert_int_equal(helpers.helpers, helpers.count);
		for (i = 0; i < helpers.count; i++)
			text_join(&t, " ", helpers.at[i].name);
	} else if (entity == DICTIONARY_UNIT) {
		assert_int_equal(unit_list(r->db, r->pool, who,
		    &(struct unit_filter){ .search = s }, &units), OK);
		assert_int_equal(units.units, units.count);
		for (i = 0; i < units.count; i++)
			text_join(&t, " ", units.at[i].name);
	} else {
		assert_int_equal(team_list(r->db, r->pool, who,
		    &(struct team_filter){ .search = s }, &teams), OK);
		assert_int_equal(teams.teams, teams.count);
		for (i = 0; i < teams.count; i++)
			text_join(&t, " ", teams.at[i].area == VILLAGE ?
			    "东村" : "西村");
	}
	return t.at;
}

static void
fields_find_records(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	int wrong = 0;
	size_t i;

	make_records(r, &who);
	for (i = 0; i < LEN(asked); i++) {
		struct search_condition c = asked[i].c;
		struct search s = { .conditions = &c, .condition_count = 1 };

		c.entity = asked[i].entity;
		c.line = dictionary_find(dictionary_of(c.entity),
		    asked[i].name);
		assert_non_null(c.line);
		wrong += case_text(asked[i].name, found(r, &who, c.entity,
		    &s), asked[i].want);
	}
	assert_int_equal(wrong, 0);
}

/* One and the same member; and nobody of another area. */
static void
conditions_are_met_together(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct who town = registry_who(ROLE_TOWNSHIP, TOWNSHIP_2, 0);
	const struct dictionary *d = dictionary_of(DICTIONARY_TEAM_MEMBER);
	struct search_condition two[] = {
		{ .entity = DICTIONARY_TEAM_MEMBER, .how = SEARCH_IS,
		  .line = dictionary_find(d, "name"), .text = "乙" },
		{ .entity = DICTIONARY_TEAM_MEMBER, .how = SEARCH_ANY,
		  .line = dictionary_find(d, "sex"), .codes = women,
		  .code_count = 1 },
	};
	struct search s = { .conditions = two, .condition_count = 2 };

	make_records(r, &who);
	assert_string_equal(found(r, &who, DICTIONARY_TEAM, &s), "东村");
	assert_string_equal(found(r, &town, DICTIONARY_TEAM, &s), "");
	two[1].codes = men;
	assert_string_equal(found(r, &who, DICTIONARY_TEAM, &s), "");
	s.condition_count = 0;
	assert_string_equal(found(r, &who, DICTIONARY_TEAM, &s),
	    "东村 西村");
	assert_string_equal(found(r, &town, DICTIONARY_HELPER, &s), "帮丙");
}

/* Every line there is makes a statement that the database takes. */
static void
each_line_may_be_asked_for(void **state)
{
	static const enum dictionary_entity lists[] = {
		DICTIONARY_HELPER, DICTIONARY_UNIT, DICTIONARY_TEAM,
		DICTIONARY_TEAM_MEMBER
	};
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	size_t i, j, count = 0;

	make_records(r, &who);
	for (i = 0; i < LEN(lists); i++) {
		const struct dictionary *d = dictionary_of(lists[i]);

		for (j = 0; j < d->count; j++, count++)
			found(r, &who, lists[i], &(struct search){
			    .conditions = &(struct search_condition){
			    .entity = lists[i], .how = SEARCH_EMPTY,
			    .line = &d->lines[j] }, .condition_count = 1 });
	}
	assert_true(count > 30);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		REGISTRY_TEST(fields_find_records),
		REGISTRY_TEST(conditions_are_met_together),
		REGISTRY_TEST(each_line_may_be_asked_for),
	};
	int failed;

	if (dictionary_start() != OK)
		return 1;
	failed = cmocka_run_group_tests_name("record", tests, NULL, NULL);
	dictionary_stop();
	return failed;
}
