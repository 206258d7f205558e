/* rule: lines and conditions → trees; and each rule that ships has a case
 * that is accepted and one that is refused (cases/rule.csv and, of places,
 * cases/rule_place.csv). */
#include <stdlib.h>

#include "core/money.h"
#include "core/rule.h"
#include "core/text.h"
#include "db/folder.h"
#include "tests/unit/case.h"

#define ROOM	(16u << 20)

/* What the tests read: the dictionaries that ship. */
static struct pool *pool;
static struct dictionary household, member, places[3];
static const char *const place_names[] = { "village", "hamlet", "county" };
static struct rule_fields fields = { &household, &member };

static struct folder_file
file(const char *folder, const char *name)
{
	struct folder_file f;

	assert_int_equal(folder_read(pool, folder, name, &f), OK);
	return f;
}

static int
setup(void **state)
{
	struct folder_file h, m;
	size_t i;

	(void)state;
	pool = pool_new(ROOM);
	h = file("db/dictionary", "household.csv");
	m = file("db/dictionary", "member.csv");
	assert_int_equal(dictionary_read(pool, "household", h.at, h.len,
	    &household), OK);
	assert_int_equal(dictionary_read(pool, "member", m.at, m.len,
	    &member), OK);
	for (i = 0; i < LEN(places); i++) {
		h = file("db/dictionary", pool_print(pool, "%s.csv",
		    place_names[i]));
		assert_int_equal(dictionary_read(pool, place_names[i], h.at,
		    h.len, &places[i]), OK);
	}
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	pool_free(pool);
	return 0;
}

/* ---- lines ----------------------------------------------------------- */

#define HEAD "name,entity,severity,first_year,last_year,mark,condition," \
	"sentence,source\n"

static const struct {
	const char *line, *why;
} lines[] = {
	{ "a,household,warn,2014,9999,road,road empty,没有填,3_02_007", NULL },
	{ "a,member,block,2018,2020,health,health = 01,错,S0-037", NULL },
	{ "a,household,warn,2014,9999,road,road empty,没有填", "not as many"
	    " cells as the head has" },
	{ "a,household,warn,2014,9999,road,road empty,没有填,S0-037,x",
	    "not as many cells as the head has" },
	{ "a,household,warn,2014,9999,road,road empty,\"没\",S0-037",
	    "no cell holds a quote" },
	{ "A,household,warn,2014,9999,road,road empty,没有填,3_02_007",
	    "the name is not [a-z][a-z0-9_]*, at most 40" },
	{ "a,village,warn,2014,9999,road,road empty,没有填,3_02_007",
	    "entity is household or member" },
	{ "a,household,error,2014,9999,road,road empty,没有填,3_02_007",
	    "severity is block or warn" },
	{ "a,household,warn,2018,2014,road,road empty,没有填,3_02_007",
	    "not a first and a last year since 2014" },
	{ "a,household,warn,2014,9999,lane,road empty,没有填,3_02_007",
	    "no such field to mark" },
	{ "a,member,warn,2014,9999,road,road empty,没有填,3_02_007",
	    "no such field to mark" },
	{ "a,household,warn,2014,9999,road,road empty,,3_02_007",
	    "a sentence has 1 to 80 characters" },
	{ "a,household,warn,2014,9999,road,road empty,没有填,某处",
	    "not a source like 2_01_004 or S0-033" },
	{ "a,household,warn,2014,9999,safe_water,safe_water = 0,没有,S2-016",
	    "safe_water is not on the form in all of its years" },
};

static void
lines_are_judged(void **state)
{
	struct rule_book b;
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(lines); i++) {
		const char *text = pool_print(*state, "# x\n" HEAD "%s\n",
		    lines[i].line);
		enum err e = rule_read(*state, &fields, text, strlen(text),
		    &b);

		wrong += case_int(lines[i].line, e == OK,
		    lines[i].why == NULL);
		wrong += case_text(lines[i].line, b.flaw_count > 0 ?
		    b.flaws[0].why : NULL, lines[i].why);
		if (b.flaw_count > 0)
			wrong += case_int("line", b.flaws[0].line, 3);
	}
	assert_int_equal(wrong, 0);
}

static const struct {
	const char *line, *why;
} place_lines[] = {
	{ "a,village,warn,2014,9999,women,women > labour,错,S0-101", NULL },
	{ "a,county|village,warn,2014,9999,women,women > labour,错,S0-101",
	    NULL },
	/* of another kind: passed over, whatever it says */
	{ "a,hamlet|county,warn,2014,9999,nobody,nobody > labour,错,S0-101",
	    NULL },
	{ "a,village,warn,2014,9999,women,women < homes_persons,{women}人少于"
	    "{homes_persons}人,S1-313", NULL },
	{ "a,household,warn,2014,9999,women,women > labour,错,S0-101",
	    "entity is village|hamlet|county, or some" },
	{ "a,village|town,warn,2014,9999,women,women > labour,错,S0-101",
	    "entity is village|hamlet|county, or some" },
	{ "a,,warn,2014,9999,women,women > labour,错,S0-101",
	    "entity is village|hamlet|county, or some" },
	{ "a,village,warn,2014,9999,women,women > exited,错,S0-101",
	    "no such field: exited" },
	{ "a,village,warn,2014,9999,road,women > labour,错,S0-101",
	    "no such field to mark" },
	{ "a,village,warn,2014,9999,women,women > labour,多于{persons},S0-101",
	    "{name} is a number of the condition" },
	{ "a,village,warn,2014,9999,women,women > labour,多于{labour,S0-101",
	    "{name} is a number of the condition" },
	{ "a,village,warn,2014,9999,leader,leader empty,{leader},S0-101",
	    "{name} is a number of the condition" },
};

static void
lines_of_places_are_judged(void **state)
{
	struct rule_fields of = { &places[0], NULL };
	struct rule_book b;
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(place_lines); i++) {
		const char *text = pool_print(*state, HEAD "%s\n",
		    place_lines[i].line);
		enum err e = rule_read(*state, &of, text, strlen(text), &b);

		wrong += case_int(place_lines[i].line, e == OK,
		    place_lines[i].why == NULL);
		wrong += case_text(place_lines[i].line, b.flaw_count > 0 ?
		    b.flaws[0].why : NULL, place_lines[i].why);
	}
	assert_int_equal(wrong, 0);
}

static void
files_are_judged(void **state)
{
	static const char one[] =
	    "a,household,warn,2014,9999,road,road empty,没有填,3_02_007\n";
	struct rule_book b;
	const char *s = pool_print(*state, HEAD "%s%s", one, one);

	assert_int_equal(rule_read(*state, &fields, s, strlen(s), &b),
	    ERR_INPUT);
	assert_string_equal(b.flaws[0].why, "the name is there already");
	assert_int_equal(b.flaws[0].line, 3);
	assert_int_equal(b.count, 1);
	assert_int_equal(rule_read(*state, &fields, one, strlen(one), &b),
	    ERR_INPUT);
	assert_string_equal(b.flaws[0].why, "not the head of the rules");
	assert_int_equal(rule_read(*state, &fields, "", 0, &b), ERR_INPUT);
	assert_int_equal(rule_read(*state, &fields, "\xff", 1, &b),
	    ERR_INPUT);
}

/* ---- conditions ------------------------------------------------------ */

static const struct {
	const char *condition, *why;
} conditions[] = {
	{ "health = 01", NULL },
	{ "not (health = 01 or health in 02|03) and skill empty", NULL },
	{ "age(birth on 08-31) - 6 >= 2 * 3 + 1", NULL },
	{ "count(relation = 01) != 1 or sum(work_months_100) > members",
	    NULL },
	{ "digit(idno 19) in 1|2|3 and idno starts 999999|130630", NULL },
	{ "birth < 1950-01-01 and birth <= today and year = 2022", NULL },
	{ "count(first(idno 18) = first(me.idno 18)) > 1", NULL },
	{ "road = 03 and work_months_100 > -1", NULL },
	{ "relation = me.relation", "me. is for count and sum of a member's"
	    " rule" },
	{ "", "a field or a number is missing" },
	{ "health", "a comparison is missing" },
	{ "health =", "a field or a number is missing" },
	{ "health = 01 or", "a field or a number is missing" },
	{ "health = 01 02", "more than a condition: 02" },
	{ "(health = 01", ") is missing" },
	{ "health > 01", "words are the same or not, nothing else" },
	{ "wealth = 01", "no such field: wealth" },
	{ "old(birth) > 3", "no such function: old" },
	{ "age(health) > 3", "a field of another kind is wanted" },
	{ "age(birth on 02-30) > 3", "a day like 08-31 is missing" },
	{ "age(birth) > 2020-01-01", "two kinds are not compared" },
	{ "birth > 3", "two kinds are not compared" },
	{ "birth + 3 > 4", "only numbers are reckoned with" },
	{ "work_months_100 > 3.555", "not a number: 3.555" },
	{ "digit(idno 0) = 1", "the number is out of its range" },
	{ "digit(idno x) = 1", "a whole number is missing" },
	{ "count(count(sex = 1) > 1) > 1", "no count or sum within another" },
	{ "sum(birth) > 3", "only numbers are added up" },
	{ "work_months_100 right", "a comparison is missing" },
	{ "health in 01|", "a word of the list is missing" },
	{ "work_months_100 in 1|x", "not a number: x" },
	{ "work_months_100 in 1|=", "a number of the list is missing" },
	{ "work_months_100 in 1|2020-01-01", "the list is of another kind" },
	{ "health = 01; drop", "a character that is no part of a condition" },
	{ "me.health = 01", "me. is for count and sum of a member's rule" },
	{ "count(me.road = 01) > 1", "no such field: me.road" },
};

static void
conditions_are_read(void **state)
{
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(conditions); i++) {
		struct rule r = { .mark = "health", .member = true,
		    .first_year = 2018, .last_year = 9999,
		    .condition = conditions[i].condition };

		wrong += case_text(conditions[i].condition,
		    rule_parse(*state, &fields, &r), conditions[i].why);
	}
	assert_int_equal(wrong, 0);
}

/* What has no bound of its own gets ours. */
static void
conditions_are_bounded(void **state)
{
	struct text deep = text_start(*state), many = text_start(*state);
	struct rule r = { .mark = "road", .first_year = 2018,
	    .last_year = 9999 };
	int i;

	for (i = 0; i < 1000; i++) {
		text_add(&deep, "(");
		text_add(&many, i == 0 ? "road = 01" : " or road = 01");
	}
	r.condition = deep.at;
	assert_string_equal(rule_parse(*state, &fields, &r),
	    "the condition is too deep");
	r.condition = many.at;
	assert_string_equal(rule_parse(*state, &fields, &r),
	    "the condition is too long");
	r.condition = "not not not not not not not not not not not not not"
	    " not not not not not road = 01";
	assert_string_equal(rule_parse(*state, &fields, &r),
	    "the condition is too deep");
}

/* ---- rows ------------------------------------------------------------ */

#define BASE(m) { #m, CELL_OF(((struct dictionary_base *)0)->m),        \
	offsetof(struct dictionary_head, base.m) }
static const struct column base[] = {
	BASE(name), BASE(idno), BASE(relation), BASE(sex), BASE(birth),
	BASE(active), BASE(exited), BASE(risk_removed), BASE(monitor_class),
	BASE(phone_shared), BASE(homes), BASE(homes_persons),
	BASE(homes_arable_mu_100), BASE(homes_forest_mu_100),
	{ "year", CELL_INT, offsetof(struct dictionary_head, year) },
};

static void
set(const struct dictionary *d, void *row, const char *name,
    const char *text)
{
	const struct dictionary_line *l = dictionary_find(d, name);
	const struct column *c = l != NULL ? l->column : NULL;
	int64_t n = 0;
	size_t i;
	bool fine = l != NULL && (l->kind == DICTIONARY_MONEY ||
	    l->kind == DICTIONARY_DECIMAL1 || l->kind == DICTIONARY_DECIMAL2);

	for (i = 0; c == NULL && i < LEN(base); i++)
		if (strcmp(base[i].name, name) == 0)
			c = &base[i];
	if (c == NULL)
		fail_msg("no field %s", name);
	fine = fine || strstr(name, "_mu_100") != NULL;
	if (c->cell != CELL_TEXT && c->cell != CELL_DATE) {
		assert_int_equal(money_read(text, &n), MONEY_OK);
		n = fine ? n : n / 100;
	}
	if (c->cell == CELL_TEXT)
		*(const char **)shape_at(c, row) = text;
	else if (c->cell == CELL_DATE)
		assert_true(date_read(text, shape_at(c, row)));
	else if (c->cell == CELL_OPT)
		*(struct opt_int *)shape_at(c, row) =
		    (struct opt_int){ true, n };
	else if (c->cell == CELL_FLAG)
		*(bool *)shape_at(c, row) = n != 0;
	else
		*(int64_t *)shape_at(c, row) = n;
}

/* name=value name=value → a row */
static void *
row_of(const struct dictionary *d, char *words)
{
	struct dictionary_head *h = dictionary_row(pool, d);
	char *word, *value, *at, *rest = words;

	h->year = 2022;
	h->base.active = true;
	while ((word = strsep(&rest, " ")) != NULL) {
		if (*word == '\0')
			continue;
		value = strchr(word, '=');
		assert_non_null(value);
		*value++ = '\0';
		/* a comma parts the cells of the file of cases */
		for (at = value; (at = strchr(at, ';')) != NULL;)
			*at = ',';
		set(d, h, word, value);
	}
	return h;
}

static struct rule_facts
facts_of(char *members, char *words)
{
	struct rule_facts f = { .household = row_of(&household, words),
	    .today = { 2022, 3, 4 } };
	void **at = pool_array(pool, 20, sizeof *at);
	char *one;

	f.members = at;
	while ((one = strsep(&members, "/")) != NULL)
		at[f.member_count++] = row_of(&member, one);
	return f;
}

static struct rule_book
shipped(const char *name, const struct rule_fields *of)
{
	struct folder_file f = file("db/dictionary", name);
	struct rule_book b;
	size_t i;

	if (rule_read(pool, of, f.at, f.len, &b) == OK)
		return b;
	for (i = 0; i < b.flaw_count; i++)
		print_error("%s line %d: %s\n", name, b.flaws[i].line,
		    b.flaws[i].why);
	fail();
	return b;
}

static bool
says(const struct rule_book *b, const struct rule *rule,
    const struct rule_facts *facts)
{
	struct rule_findings f = rule_judge(pool, b, facts,
	    &(struct rule_part){ .one = true });
	size_t i;

	for (i = 0; i < f.count; i++)
		if (f.at[i].rule == rule)
			return true;
	return false;
}

static void
each_rule_has_both_cases(void **state)
{
	struct rule_book b = shipped("rule.csv", &fields);
	struct folder_file f = file("tests/unit/cases", "rule.csv");
	char *rest = pool_copy_len(pool, f.at, f.len), *line;
	bool (*seen)[2] = pool_array(pool, b.count, sizeof *seen);
	int wrong = 0;
	size_t i;

	(void)state;
	assert_true(b.count >= 60);
	while ((line = strsep(&rest, "\n")) != NULL) {
		const char *all = pool_copy(pool, line);
		char *name = strsep(&line, ","), *verdict, *members, *words;
		const struct rule *rule = rule_find(&b, name);
		struct rule_facts facts;
		bool want;

		if (line == NULL || *name == '#' || strcmp(name, "rule") == 0)
			continue;
		verdict = strsep(&line, ",");
		members = strsep(&line, ",");
		words = strsep(&line, ",");
		if (rule == NULL || words == NULL || line != NULL)
			fail_msg("no case: %s", all);
		want = strcmp(verdict, "refused") == 0;
		assert_true(want || strcmp(verdict, "accepted") == 0);
		seen[rule - b.rules][want] = true;
		facts = facts_of(members, words);
		wrong += case_int(all, says(&b, rule, &facts), want);
	}
	for (i = 0; i < b.count; i++)
		if (!seen[i][0] || !seen[i][1])
			wrong += case_int(b.rules[i].name, 0, 1);
	assert_int_equal(wrong, 0);
}

/* ---- what is not known; what does not fit ---------------------------- */

static const struct {
	const char *condition, *members, *household;
	bool want;
} facts_cases[] = {
	{ "arable_mu_100 = 0", "", "", false },
	{ "arable_mu_100 != 0", "", "", false },
	{ "not arable_mu_100 = 0", "", "", false },
	{ "arable_mu_100 = 0 or road empty", "", "", true },
	{ "arable_mu_100 = 0 and road empty", "", "", false },
	{ "not (arable_mu_100 = 0 and road given)", "", "", true },
	{ "arable_mu_100 + forest_mu_100 = 7", "",
	    "arable_mu_100=3 forest_mu_100=4", true },
	{ "arable_mu_100 - forest_mu_100 = -1", "",
	    "arable_mu_100=3 forest_mu_100=4", true },
	{ "arable_mu_100 * 1.5 = 4.5", "", "arable_mu_100=3", true },
	{ "wage_fen * wage_fen * wage_fen > 0", "",
	    "wage_fen=90000000000000", false },
	{ "count(relation = 01) = 0 and members = 0", "active=0", "", true },
	{ "sum(work_months_100) = 6.5", "work_months_100=3.5/"
	    "work_months_100=3/work_months_100=1 active=0", "", true },
	{ "count(road = 03) = 2", "sex=1/sex=2", "road=03", true },
	{ "count(age(birth) >= 16) = 1", "birth=2006-03-04/"
	    "birth=2006-03-05/birth=2030-01-01/", "", true },
	{ "count(health in 03|04) = 1", "health=02;03/health=01", "", true },
	{ "count(health = 0) = 0", "health=02;03", "", true },
	{ "count(idno starts 99) = 1", "idno=999999198001010011/", "", true },
	{ "count(idno right) = 1 and count(not idno right) = 1",
	    "idno=999999198001010011/idno=12/sex=1", "", true },
	{ "count(digit(idno 3) = 9) = 1", "idno=999/idno=99x/idno=9", "",
	    true },
	{ "year = 2022 and today = 2022-03-04", "", "", true },
	{ "this_month = 202203", "", "", true },
	{ "this_month < year * 100 + 3", "", "", false },
};

static void
unknown_is_neither(void **state)
{
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(facts_cases); i++) {
		struct rule r = { .mark = "road", .first_year = 2018,
		    .last_year = 9999,
		    .condition = facts_cases[i].condition };
		struct rule_facts f = facts_of(pool_copy(pool,
		    facts_cases[i].members), pool_copy(pool,
		    facts_cases[i].household));

		assert_null(rule_parse(*state, &fields, &r));
		wrong += case_int(r.condition, rule_broken(&r, &f, 0),
		    facts_cases[i].want);
	}
	assert_int_equal(wrong, 0);
}

/* Only what looks at a field of the form is asked. */
static void
a_form_asks_its_rules(void **state)
{
	struct rule_book b = shipped("rule.csv", &fields);
	struct dictionary_codes none = { NULL, 0 };
	struct dictionary_form form = dictionary_form_of(*state, &household,
	    2022, "收入", &none);
	struct rule_facts f = facts_of(pool_copy(pool, "relation=02"),
	    pool_copy(pool, "wage_fen=50 arable_mu_100=500"));
	struct rule_findings got = rule_judge(*state, &b, &f,
	    &(struct rule_part){ .form = &form });

	assert_int_equal(got.count, 1);
	assert_string_equal(got.at[0].rule->name, "wage_low");
	got = rule_judge(*state, &b, &f, &(struct rule_part){ .form = NULL });
	assert_true(got.count > 10);
	/* another year's rules are another's */
	f = facts_of(pool_copy(pool, "relation=02"),
	    pool_copy(pool, "wage_fen=500 safe_water=0 exited=1 year=2016"));
	got = rule_judge(*state, &b, &f, &(struct rule_part){ .form = &form });
	assert_int_equal(got.count, 0);
}

static void
each_rule_of_a_place_has_both_cases(void **state)
{
	struct rule_book books[LEN(places)];
	bool (*seen[LEN(places)])[2];
	struct folder_file f = file("tests/unit/cases", "rule_place.csv");
	char *rest = pool_copy_len(pool, f.at, f.len), *line;
	int wrong = 0;
	size_t i, k;

	for (k = 0; k < LEN(places); k++) {
		books[k] = shipped("rule_place.csv",
		    &(struct rule_fields){ &places[k], NULL });
		seen[k] = pool_array(pool, books[k].count, sizeof **seen);
	}
	while ((line = strsep(&rest, "\n")) != NULL) {
		const char *all = pool_copy(*state, line);
		char *name = strsep(&line, ","), *entity, *verdict;
		const struct rule *rule;
		struct rule_facts facts = { .today = { 2022, 3, 4 } };
		bool want;

		if (line == NULL || *name == '#' || strcmp(name, "rule") == 0)
			continue;
		entity = strsep(&line, ",");
		verdict = strsep(&line, ",");
		for (k = 0; k < LEN(places) - 1 &&
		    strcmp(place_names[k], entity) != 0; k++)
			;
		if ((rule = rule_find(&books[k], name)) == NULL)
			fail_msg("no rule: %s", all);
		want = strcmp(verdict, "refused") == 0;
		assert_true(want || strcmp(verdict, "accepted") == 0);
		seen[k][rule - books[k].rules][want] = true;
		facts.household = row_of(&places[k], line);
		wrong += case_int(all, says(&books[k], rule, &facts), want);
	}
	for (k = 0; k < LEN(places); k++)
		for (i = 0; i < books[k].count; i++)
			if (!seen[k][i][0] || !seen[k][i][1])
				wrong += case_int(books[k].rules[i].name, 0,
				    1);
	assert_int_equal(wrong, 0);
}

static void
a_sentence_has_its_numbers(void **state)
{
	struct rule_book b = shipped("rule_place.csv",
	    &(struct rule_fields){ &places[0], NULL });
	struct rule_facts f = { .household = row_of(&places[0],
	    pool_copy(pool, "women=1204 total_persons=1203 arable_mu_100=12.5"
	    " homes_arable_mu_100=1300.25")) };
	struct rule_finding one = { rule_find(&b, "women_over"), 0 };

	assert_string_equal(rule_sentence(*state, &f, &one),
	    "妇女人口数1204人大于总人口数1203人");
	one.rule = rule_find(&b, "arable_under");
	assert_string_equal(rule_sentence(*state, &f, &one),
	    "耕地面积12.5亩少于在册户的耕地合计1300.25亩");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		POOL_TEST(lines_are_judged),
		POOL_TEST(lines_of_places_are_judged),
		POOL_TEST(files_are_judged),
		POOL_TEST(conditions_are_read),
		POOL_TEST(conditions_are_bounded),
		POOL_TEST(each_rule_has_both_cases),
		POOL_TEST(each_rule_of_a_place_has_both_cases),
		POOL_TEST(a_sentence_has_its_numbers),
		POOL_TEST(unknown_is_neither),
		POOL_TEST(a_form_asks_its_rules),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
