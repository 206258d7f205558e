/* search: what a word is, who is found by it, which households by their
 * conditions, and the turning of pages, within scope. */
#include "registry.h"

#include "db/name.h"
#include "db/report_save.h"
#include "db/search.h"

static const struct settings settings = {
	.rules = { 5, INT64_C(5000000) },
};

/* ---- words --------------------------------------------------------------- */

static const struct {
	const char *typed;
	bool wrong;
	enum search_find find;
	const char *word;
} words[] = {
	{ NULL, false, SEARCH_NOTHING, "" },
	{ "", false, SEARCH_NOTHING, "" },
	{ "   ", false, SEARCH_NOTHING, "" },
	{ "张伟", false, SEARCH_NAME, "张伟" },
	{ "　张伟 ", false, SEARCH_NAME, "张伟" },
	{ "买买提·艾力", false, SEARCH_NAME, "买买提·艾力" },
	{ "' OR 1=1", true, SEARCH_NOTHING, "' OR 1=1" },
	{ "张", false, SEARCH_WITHIN, "张" },
	{ "%", true, SEARCH_NOTHING, NULL },
	{ "王_", true, SEARCH_NOTHING, NULL },
	{ "<b>", true, SEARCH_NOTHING, NULL },
	{ "zhangwei", false, SEARCH_PINYIN, "zhangwei" },
	{ "Zhang Wei", false, SEARCH_PINYIN, "Zhang Wei" },
	{ "3063000001", false, SEARCH_NUMBER, "3063000001" },
	{ "1306301000010009", false, SEARCH_NUMBER, "1306301000010009" },
	{ "99999919900724001x", false, SEARCH_IDNO, "99999919900724001X" },
	{ "999999199007240015", false, SEARCH_IDNO, "999999199007240015" },
	{ "99999919900724001544", false, SEARCH_IDNO, "999999199007240015" },
	{ "99999919900724001544B1", false, SEARCH_IDNO,
	    "999999199007240015" },
	{ "99999919900724001544%1", true, SEARCH_NOTHING, NULL },
	{ "9999991990072400154401", false, SEARCH_IDNO,
	    "999999199007240015" },
	{ "999999900724001", false, SEARCH_IDNO, "999999199007240015" },
	{ "19800000001", false, SEARCH_PHONE, "19800000001" },
	{ "0312-1234567", false, SEARCH_PHONE, "0312-1234567" },
	{ "198 0000 0001", false, SEARCH_PHONE, "19800000001" },
	{ "3063 0010 04", false, SEARCH_NUMBER, "3063001004" },
	{ "３０６３００１００４", false, SEARCH_NUMBER, "3063001004" },
	{ "999999 19900724 ００15", false, SEARCH_IDNO,
	    "999999199007240015" },
	{ "１２３", true, SEARCH_NOTHING, NULL },
	{ "3063 0010", false, SEARCH_PHONE, "30630010" },
	{ "张３", true, SEARCH_NOTHING, NULL },
	{ "7654321", false, SEARCH_PHONE, "7654321" },
	{ "123456", true, SEARCH_NOTHING, NULL },
	{ "12345678901234", true, SEARCH_NOTHING, NULL },
	{ "99999919900724001", true, SEARCH_NOTHING, NULL },
	{ "9999991990072400151", true, SEARCH_NOTHING, NULL },
	{ "张3", true, SEARCH_NOTHING, NULL },
};

static void
test_words(void **state)
{
	struct registry *r = *state;
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(words); i++) {
		const char *name = words[i].typed != NULL ? words[i].typed :
		    "(none)";
		struct search s = { 0 };
		const char *why = search_form_word(r->pool, &s,
		    words[i].typed);

		wrong += case_int(name, why != NULL, words[i].wrong);
		if (words[i].wrong)
			continue;
		wrong += case_int(name, s.find, words[i].find);
		wrong += case_text(name, s.word, words[i].word);
	}
	assert_int_equal(wrong, 0);
}

/* ---- a county -------------------------------------------------------------- */

/* Three in village 1, two in village 2, one in the other township. */
struct county {
	int64_t id[6];
	int64_t helper, other;
};
static const char *const heads[6] = {
	"王建国", "王秀英", "单小明", "赵六", "汪建果", "王建国强"
};

static const struct query made_member = {
	"INSERT INTO member (year, member_id, household_id, name, sex,"
	" relation) VALUES (2022, ?, ?, ?, 1, ?)",
	.in = MADE_SHAPE(MADE(a), MADE(b), MADE(text), MADE(more)),
};
/* ID numbers by their digits: 999999199001010000 + n, any check digit. */
static const struct query name_idno = {
	"UPDATE member SET idno = CONCAT('99999919900101', ?)"
	" WHERE member_id = ?",
	.in = MADE_SHAPE(MADE(text), MADE(a)),
};

static void
member(struct registry *r, int64_t household, const char *name,
    const char *relation)
{
	struct made m = { .a = INT64_C(900000000) + ++r->serial,
	    .b = household, .text = name, .more = relation };

	registry_do(r, &made_member, &m);
	m.text = pool_print(r->pool, "%04d", (int)(r->serial % 10000));
	registry_do(r, &name_idno, &m);
	assert_int_equal(name_learn(r->db, r->pool, name), OK);
}

static struct county
make_county(struct registry *r)
{
	static const int64_t areas[6] = { VILLAGE, VILLAGE, VILLAGE,
	    VILLAGE_2, VILLAGE_2, VILLAGE_3 };
	struct county c;
	int i;

	for (i = 0; i < 6; i++)
		c.id[i] = registry_household(r, areas[i], heads[i], i + 1);
	r->serial = 1000;
	for (i = 0; i < 6; i++)
		member(r, c.id[i], heads[i], "01");
	member(r, c.id[2], "王建国", "03");
	member(r, c.id[3], "李玮", "02");
	c.helper = registry_helper(r, "张三", TOWNSHIP);
	c.other = registry_helper(r, "李四", TOWNSHIP);
	registry_pair(r, c.id[0], c.helper, 1);
	registry_pair(r, c.id[3], c.helper, 2);
	registry_pair(r, c.id[5], c.other, 1);
	return c;
}

static void
save(struct registry *r, int64_t id, int period, const char *answers)
{
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct report_edit edit = { .household_id = id, .period = period,
	    .version = REPORT_ANY, .settings = &settings };
	struct report_done done;
	int i;

	edit.month.income_fen[INCOME_WAGE] = 100000;
	edit.month.problem = "有问题";
	for (i = 0; i < ANSWER__MAX; i++)
		edit.month.answer[i] = (struct opt_int){ answers[i] != '-',
		    answers[i] == '1' };
	assert_int_equal(report_save(r->db, r->pool, &who, &edit, &done), OK);
}

/* ---- scopes ---------------------------------------------------------------- */

static const struct {
	const char *name;
	enum role role;
	int64_t area;
	int helper;		/* 1: his, 2: the other */
	int64_t low, households, persons;
} scopes[] = {
	{ "county", ROLE_COUNTY, COUNTY, 0, 0, 6, 21 },
	{ "county, one township", ROLE_COUNTY, COUNTY, 0, TOWNSHIP, 5, 15 },
	{ "county, one village", ROLE_COUNTY, COUNTY, 0, VILLAGE_2, 2, 9 },
	{ "township", ROLE_TOWNSHIP, TOWNSHIP, 0, 0, 5, 15 },
	{ "village", ROLE_VILLAGE, VILLAGE, 0, 0, 3, 6 },
	{ "helper", ROLE_HELPER, COUNTY, 1, 0, 2, 5 },
	{ "helper, one village", ROLE_HELPER, COUNTY, 1, VILLAGE, 1, 1 },
	{ "other helper", ROLE_HELPER, COUNTY, 2, 0, 1, 6 },
	{ "helper, other township", ROLE_HELPER, TOWNSHIP_2, 1, 0, 0, 0 },
	{ "village asks for another", ROLE_VILLAGE, VILLAGE, 0, VILLAGE_2,
	    0, 0 },
	{ "township asks for another", ROLE_TOWNSHIP, TOWNSHIP, 0,
	    TOWNSHIP_2, 0, 0 },
	{ "township asks for the county", ROLE_TOWNSHIP, TOWNSHIP, 0,
	    COUNTY, 5, 15 },
	{ "another county", ROLE_COUNTY, INT64_C(990102000000), 0, 0, 0, 0 },
};

static void
test_scope(void **state)
{
	struct registry *r = *state;
	struct county c = make_county(r);
	struct search_page page;
	struct search_total total;
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(scopes); i++) {
		struct who who = registry_who(scopes[i].role, scopes[i].area,
		    scopes[i].helper == 0 ? 0 :
		    scopes[i].helper == 1 ? c.helper : c.other);
		struct search s = { .area = scopes[i].low };

		page = (struct search_page){ .size = 20 };
		wrong += case_int(scopes[i].name, search_total(r->db,
		    r->pool, &who, &s, &total), OK);
		wrong += case_int(scopes[i].name, search_turn(r->db,
		    r->pool, &who, &s, &page), OK);
		wrong += case_int(scopes[i].name, total.households,
		    scopes[i].households);
		wrong += case_int(scopes[i].name, total.persons,
		    scopes[i].persons);
		wrong += case_int(scopes[i].name, (int64_t)page.count,
		    scopes[i].households);
	}
	assert_int_equal(wrong, 0);
}

/* ---- sums that are kept ------------------------------------------------------ */

static const struct query counted = {
	"SELECT COUNT(*) AS a, CAST(IFNULL(SUM(member_count), 0) AS SIGNED)"
	" AS b FROM household WHERE year = 2022 AND area BETWEEN ? AND ?"
	"  AND (exited OR ? = 0)",
	.in = MADE_SHAPE(MADE(a), MADE(b), MADE(c)),
	.out = MADE_SHAPE(MADE(a), MADE(b)),
};
#define CHANGE(set)                                                     \
	{ "UPDATE household SET " set " WHERE household_id = ?",        \
	    .in = MADE_SHAPE(MADE(a)) }
static const struct query moves[] = {
	CHANGE("member_count = 9"), CHANGE("exited = 1 - exited"),
	CHANGE("monitor_class = 3, risk_removed = 1"),
	CHANGE("area = 990101102001"), CHANGE("head_name = '改名'"),
	CHANGE("area = 990101101002, member_count = 0, exited = 0"),
	{ "DELETE FROM household WHERE household_id = ?",
	    .in = MADE_SHAPE(MADE(a)) },
};

/* Household by household, and as the list says. */
static void
assert_sums(struct registry *r, const struct who *who)
{
	static const int64_t areas[] = { COUNTY, TOWNSHIP, VILLAGE,
	    VILLAGE_2, TOWNSHIP_2, VILLAGE_3 };
	struct search_total total;
	struct made one;
	size_t i;
	int only;

	for (i = 0; i < LEN(areas); i++)
		for (only = 0; only < 2; only++) {
			struct search s = { .area = areas[i],
			    .classes = only ? 1u << CLASS_EXITED : 0 };

			assert_int_equal(db_one(r->db, r->pool, &counted,
			    &(struct made){ .a = areas[i],
			    .b = area_last(areas[i]), .c = only }, &one), OK);
			assert_int_equal(search_total(r->db, r->pool, who,
			    &s, &total), OK);
			assert_int_equal(total.households, one.a);
			assert_int_equal(total.persons, one.b);
		}
}

static void
test_sums(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct county c = make_county(r);
	struct search s = { .area = VILLAGE };
	struct search_total total;
	size_t i, j;

	assert_sums(r, &who);
	for (i = 0; i < LEN(moves); i++)
		for (j = 0; j < 3; j++) {
			registry_do(r, &moves[i],
			    &(struct made){ .a = c.id[j] });
			assert_sums(r, &who);
		}
	/* each year has its own */
	who.year = 2021;
	assert_int_equal(search_total(r->db, r->pool, &who, &s, &total), OK);
	assert_int_equal(total.households, 0);
}

/* ---- who is found ------------------------------------------------------------ */

/* The households that ${s} finds, by their place in the county: "0 2*", a
 * star where somebody else than the head was found. */
static const char *
found(struct registry *r, const struct county *c, const struct who *who,
    const struct search *s)
{
	struct search_page page = { .size = 20 };
	struct search_total total;
	const char *said = "";
	size_t i;
	int j;

	assert_int_equal(search_turn(r->db, r->pool, who, s, &page), OK);
	assert_int_equal(search_total(r->db, r->pool, who, s, &total), OK);
	assert_int_equal(total.households, page.count);
	for (i = 0; i < page.count; i++)
		for (j = 0; j < 6; j++)
			if (page.at[i].item.h.household_id == c->id[j])
				said = pool_print(r->pool, "%s%s%d%s", said,
				    *said != '\0' ? " " : "", j,
				    page.at[i].member_name != NULL ? "*" :
				    "");
	return said;
}

static const struct {
	const char *typed, *want;
	bool exact;
	int64_t area;
	bool within, same;
} finds[] = {
	/* just the name and its sound */
	{ "王建国", "0 2* 4", false, 0, false, true },
	{ "王建国", "0 2*", true, 0, false, true },
	{ "王建", "", false, 0, false, true },
	{ "wangjianguo", "0 2* 4", false, 0, false, true },
	{ "wangjian", "", false, 0, false, true },
	{ "wang", "", false, TOWNSHIP, false, true },
	/* the very name, then its sound, then longer ones */
	{ "王建国", "0 2* 4 5", false, 0, false, false },
	{ "王建国", "0 2* 5", true, 0, false, false },
	{ "汪建果", "4 0 2* 5", false, 0, false, false },
	{ "王建", "0 2* 4 5", false, 0, false, false },
	{ "旺健郭", "0 2* 4 5", false, 0, false, false },
	{ "旺健郭", "", true, 0, false, false },
	{ "山小明", "2", false, 0, false, false },
	{ "丹晓铭", "2", false, 0, false, false },
	{ "單小明", "2", false, 0, false, false },
	{ "李伟", "3*", false, 0, false, false },
	{ "liwei", "3*", false, 0, false, false },
	{ "Wang Jian Guo", "0 2* 4 5", false, 0, false, false },
	{ "wangjian", "0 2* 4 5", false, 0, false, false },
	{ "王建国", "", false, TOWNSHIP_2 + 5000, false, false },
	{ "王建国", "5", false, TOWNSHIP_2, false, false },
	{ "王建国", "0 2*", false, VILLAGE, false, false },
	/* the middle of a name, where the area is small */
	{ "建国", "", false, TOWNSHIP, false, false },
	{ "建国", "0 2* 4", false, TOWNSHIP, true, false },
	{ "建国", "0 2*", true, TOWNSHIP, true, false },
	{ "明", "2", false, VILLAGE, true, false },
	{ "鸣", "2", false, VILLAGE, true, false },
	{ "鸣", "", true, VILLAGE, true, false },
	{ "wang", "", false, 0, false, false },
	{ "wang", "0 1 2* 4", false, TOWNSHIP, false, false },
	{ "王·", "", false, 0, false, false },
	{ "不在这里", "", false, 0, false, false },
	{ "9900000003", "2", false, 0, false, false },
	{ "9900000003", "", false, VILLAGE_2, false, false },
	{ "0000000000", "", false, 0, false, false },
	{ "999999199001011001", "0", false, 0, false, false },
	{ "999999199001011007", "2*", false, 0, false, false },
	{ "99999919900101100744", "2*", false, 0, false, false },
	{ "999999199001019999", "", false, 0, false, false },
	{ "19899999999", "", false, 0, false, false },
};

static void
test_find(void **state)
{
	struct registry *r = *state;
	struct county c = make_county(r);
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(finds); i++) {
		struct search s = { .area = finds[i].area,
		    .exact = finds[i].exact, .longer = !finds[i].same };

		assert_null(search_form_word(r->pool, &s, finds[i].typed));
		if (finds[i].within)
			s.find = SEARCH_WITHIN;
		wrong += case_text(finds[i].typed, found(r, &c, &who, &s),
		    finds[i].want);
	}
	assert_int_equal(wrong, 0);
}

static const struct query give_phone = {
	"UPDATE household SET phone = ? WHERE household_id = ?",
	.in = MADE_SHAPE(MADE(text), MADE(a)),
};

/* By number and phone; what lies outside of the scope is not found. */
static void
test_numbers(void **state)
{
	struct registry *r = *state;
	struct county c = make_county(r);
	struct who county = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct who village = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	struct who helper = registry_who(ROLE_HELPER, COUNTY, c.helper);
	struct household h;
	struct search s = { 0 };

	assert_int_equal(household_by_id(r->db, r->pool, &county, c.id[4],
	    &h), OK);
	assert_null(search_form_word(r->pool, &s, h.number));
	assert_string_equal(found(r, &c, &county, &s), "4");
	assert_string_equal(found(r, &c, &village, &s), "");
	assert_string_equal(found(r, &c, &helper, &s), "");
	registry_do(r, &give_phone, &(struct made){ .text = "0312-7654321",
	    .a = c.id[3] });
	assert_null(search_form_word(r->pool, &s, "0312-7654321"));
	assert_string_equal(found(r, &c, &county, &s), "3");
	assert_string_equal(found(r, &c, &village, &s), "");
	assert_string_equal(found(r, &c, &helper, &s), "3");
	assert_null(search_form_word(r->pool, &s, "李玮"));
	assert_string_equal(found(r, &c, &helper, &s), "3*");
	assert_null(search_form_word(r->pool, &s, "王建国"));
	assert_string_equal(found(r, &c, &helper, &s), "0");
	assert_string_equal(found(r, &c, &village, &s), "0 2*");
}

/* ---- states ------------------------------------------------------------------ */

#define BIT(n)	(1u << (n))
static const struct {
	const char *name;
	struct search search;
	const char *want;
} states[] = {
	{ "all", { .classes = 0 }, "0 1 2 3 4 5" },
	{ "exited", { .classes = BIT(CLASS_EXITED) }, "2 3 4 5" },
	{ "monitored", { .classes = BIT(CLASS_MONITORED) }, "0 1 2" },
	{ "either", { .classes = BIT(CLASS_MONITORED) | BIT(CLASS_EXITED) },
	    "0 1 2 3 4 5" },
	{ "unstable", { .monitors = BIT(MONITOR_UNSTABLE) }, "0 1" },
	{ "two kinds", { .monitors = BIT(MONITOR_UNSTABLE) |
	    BIT(MONITOR_SUDDEN) }, "0 1 2" },
	{ "marginal", { .monitors = BIT(MONITOR_MARGINAL) }, "" },
	{ "risk stands", { .risks = BIT(RISK_OPEN) }, "0 2" },
	{ "risk removed", { .risks = BIT(RISK_REMOVED) }, "1" },
	{ "either risk", { .risks = BIT(RISK_OPEN) | BIT(RISK_REMOVED) },
	    "0 1 2" },
	{ "sudden, removed", { .monitors = BIT(MONITOR_SUDDEN),
	    .risks = BIT(RISK_REMOVED) }, "" },
	{ "deregistered", { .views = BIT(VIEW_FREE) }, "3" },
	{ "deregistered later", { .views = BIT(VIEW_FREE),
	    .period = 202112 }, "" },
	{ "not yet", { .views = BIT(VIEW_NONE) }, "2 4 5" },
	{ "reported", { .views = BIT(VIEW_REPORTED) }, "0" },
	{ "draft", { .views = BIT(VIEW_DRAFT) }, "1" },
	{ "two states", { .views = BIT(VIEW_DRAFT) | BIT(VIEW_REPORTED) },
	    "0 1" },
	{ "nothing is future", { .views = BIT(VIEW_FUTURE) }, "" },
	{ "no housing", { .lacks = BIT(ANSWER_HOUSING) }, "0" },
	{ "a dropout", { .lacks = BIT(ANSWER_DROPOUT) }, "" },
	{ "anything lacks", { .lacks = BIT(ANSWER_HOUSING) |
	    BIT(ANSWER_WATER) | BIT(ANSWER_DROPOUT) |
	    BIT(ANSWER_INSURANCE) }, "0 1" },
	/* 1,000 a month: of one person, of two */
	{ "below 501 a head", { .below_fen = { true, 50100 },
	    .income_year = 2022 }, "1" },
	{ "below 1001 a head", { .below_fen = { true, 100100 },
	    .income_year = 2022 }, "0 1" },
	{ "just 500 is not below", { .below_fen = { true, 50000 },
	    .income_year = 2022 }, "" },
	{ "another year", { .below_fen = { true, 100100 },
	    .income_year = 2021 }, "" },
	{ "in a village", { .area = VILLAGE_2, .views = BIT(VIEW_NONE) },
	    "4" },
};

static const struct query reclass = {
	"UPDATE household SET monitor_class = ?, risk_removed = ?,"
	" free_after = NULLIF(?, 0), exited = ? = 0 OR ? = 3"
	" WHERE household_id = ?",
	.in = MADE_SHAPE(MADE(a), MADE(b), MADE(c), MADE(a), MADE(a),
	    MADE(text)),
};

static void
test_states(void **state)
{
	static const struct made changes[] = {
		{ .a = 1 }, { .a = 1, .b = 1 }, { .a = 3 }, { .c = 202112 },
	};
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct county c = make_county(r);
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(changes); i++) {
		struct made m = changes[i];

		m.text = pool_print(r->pool, "%" PRId64, c.id[i]);
		registry_do(r, &reclass, &m);
	}
	save(r, c.id[0], 202202, "0101");
	save(r, c.id[1], 202202, "10--");
	for (i = 0; i < LEN(states); i++)
		wrong += case_text(states[i].name, found(r, &c, &who,
		    &states[i].search), states[i].want);
	assert_int_equal(wrong, 0);
}

/* ---- fields of the dictionary ------------------------------------------------ */

static const char *one_code[] = { "1" }, *two_codes[] = { "1", "0" },
    *causes[] = { "01", "03" }, *married[] = { "2" }, *died[] = { "1" },
    *son[] = { "03" };

static const struct asked {
	const char *name;
	enum dictionary_entity entity;
	const char *field;
	struct search_condition c;
	const char *want;
} asked[] = {
	{ "between", DICTIONARY_HOUSEHOLD, "house_m2_100",
	    { .how = SEARCH_BETWEEN, .from = { true, 6000 },
	      .to = { true, 8000 } }, "0 1" },
	{ "from", DICTIONARY_HOUSEHOLD, "house_m2_100",
	    { .how = SEARCH_BETWEEN, .from = { true, 6001 } }, "1" },
	{ "to", DICTIONARY_HOUSEHOLD, "house_m2_100",
	    { .how = SEARCH_BETWEEN, .to = { true, 5999 } }, "" },
	{ "a flag", DICTIONARY_HOUSEHOLD, "toilet",
	    { .how = SEARCH_ANY, .codes = one_code, .code_count = 1 }, "0" },
	{ "any flag", DICTIONARY_HOUSEHOLD, "toilet",
	    { .how = SEARCH_ANY, .codes = two_codes, .code_count = 2 },
	    "0 1" },
	{ "one of codes", DICTIONARY_HOUSEHOLD, "cause_1",
	    { .how = SEARCH_ANY, .codes = causes, .code_count = 2 }, "0" },
	{ "none of codes", DICTIONARY_HOUSEHOLD, "cause_1",
	    { .how = SEARCH_ANY, .codes = one_code, .code_count = 1 }, "" },
	{ "holds", DICTIONARY_HOUSEHOLD, "bank",
	    { .how = SEARCH_HAS, .text = "信用" }, "0" },
	{ "holds no wildcard", DICTIONARY_HOUSEHOLD, "bank",
	    { .how = SEARCH_HAS, .text = "%" }, "" },
	{ "is", DICTIONARY_HOUSEHOLD, "bank",
	    { .how = SEARCH_IS, .text = "农村信用社" }, "0" },
	{ "is not a part", DICTIONARY_HOUSEHOLD, "bank",
	    { .how = SEARCH_IS, .text = "信用" }, "" },
	{ "is empty", DICTIONARY_HOUSEHOLD, "bank",
	    { .how = SEARCH_EMPTY }, "1 2 3 4 5" },
	{ "empty number", DICTIONARY_HOUSEHOLD, "house_m2_100",
	    { .how = SEARCH_EMPTY }, "2 3 4 5" },
	{ "somebody", DICTIONARY_MEMBER, "name",
	    { .how = SEARCH_HAS, .text = "玮" }, "3" },
	{ "nobody", DICTIONARY_MEMBER, "name",
	    { .how = SEARCH_IS, .text = "玮" }, "" },
	{ "somebody's relation", DICTIONARY_MEMBER, "relation",
	    { .how = SEARCH_ANY, .codes = causes, .code_count = 2 },
	    "0 1 2 3 4 5" },
	{ "somebody's day", DICTIONARY_MEMBER, "birth",
	    { .how = SEARCH_BETWEEN, .from_day = { 1990, 1, 1 } }, "" },
	{ "nobody who left", DICTIONARY_MEMBER, "relation",
	    { .how = SEARCH_ANY, .codes = son, .code_count = 1 }, "" },
	{ "left why", DICTIONARY_MEMBER, "decrease_reason",
	    { .how = SEARCH_ANY, .codes = married, .code_count = 1 }, "2" },
	{ "left for nothing else", DICTIONARY_MEMBER, "decrease_reason",
	    { .how = SEARCH_ANY, .codes = died, .code_count = 1 }, "" },
	{ "left when", DICTIONARY_MEMBER, "decrease_day",
	    { .how = SEARCH_BETWEEN, .from_day = { 2022, 2, 1 } }, "2" },
	{ "left earlier", DICTIONARY_MEMBER, "decrease_day",
	    { .how = SEARCH_BETWEEN, .to_day = { 2022, 1, 31 } }, "" },
	{ "somebody who stays", DICTIONARY_MEMBER, "decrease_reason",
	    { .how = SEARCH_EMPTY }, "0 1 2 3 4 5" },
};

/* 婚出: 王建国 of the third household. */
static const struct query leave = {
	"UPDATE member SET active = 0, decrease_reason = '2',"
	" decrease_day = '2022-02-01' WHERE household_id = ?"
	" AND relation = '03'",
	.in = MADE_SHAPE(MADE(a)),
};

static const struct query fill = {
	"UPDATE household SET house_m2_100 = ?, toilet = ?,"
	" cause_1 = ?, bank = NULLIF(?, '') WHERE household_id = ?",
	.in = MADE_SHAPE(MADE(a), MADE(b), MADE(text), MADE(more), MADE(c)),
};

static void
test_fields(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct county c = make_county(r);
	int wrong = 0;
	size_t i;

	registry_do(r, &fill, &(struct made){ .a = 6000, .b = 1,
	    .text = "03", .more = "农村信用社", .c = c.id[0] });
	registry_do(r, &fill, &(struct made){ .a = 8000, .b = 0,
	    .text = "05", .more = "", .c = c.id[1] });
	registry_do(r, &leave, &(struct made){ .a = c.id[2] });
	for (i = 0; i < LEN(asked); i++) {
		struct search_condition one = asked[i].c;
		struct search s = { .conditions = &one,
		    .condition_count = 1 };

		one.entity = asked[i].entity;
		one.line = dictionary_find(dictionary_of(one.entity),
		    asked[i].field);
		assert_non_null(one.line);
		wrong += case_text(asked[i].name, found(r, &c, &who, &s),
		    asked[i].want);
	}
	assert_int_equal(wrong, 0);
}

/* One and the same member: 李玮 is no head. */
static void
test_same_member(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct county c = make_county(r);
	const struct dictionary *d = dictionary_of(DICTIONARY_MEMBER);
	static const char *head[] = { "01" }, *spouse[] = { "02" };
	struct search_condition two[] = {
		{ .entity = DICTIONARY_MEMBER, .how = SEARCH_HAS,
		  .line = dictionary_find(d, "name"), .text = "玮" },
		{ .entity = DICTIONARY_MEMBER, .how = SEARCH_ANY,
		  .line = dictionary_find(d, "relation"), .codes = head,
		  .code_count = 1 },
	};
	struct search s = { .conditions = two, .condition_count = 2 };

	assert_string_equal(found(r, &c, &who, &s), "");
	two[1].codes = spouse;
	assert_string_equal(found(r, &c, &who, &s), "3");
	assert_null(search_form_word(r->pool, &s, "赵六"));
	assert_string_equal(found(r, &c, &who, &s), "3");
	assert_null(search_form_word(r->pool, &s, "王建国"));
	assert_string_equal(found(r, &c, &who, &s), "");
}

/* ---- pages ---------------------------------------------------------------- */

static struct search_place
place_of(const struct search_item *i)
{
	return (struct search_place){ i->sort, i->item.h.area,
	    i->item.h.household_id };
}

/* Forward from the first page and back from the last, the same rows. */
static void
turn_all(struct registry *r, const struct who *who, const struct search *s,
    const int64_t *want, size_t count)
{
	struct search_page p = { .size = 2 };
	size_t seen = 0, i;

	for (;;) {
		assert_int_equal(search_turn(r->db, r->pool, who, s, &p), OK);
		for (i = 0; i < p.count; i++)
			assert_int_equal(p.at[i].item.h.household_id,
			    want[seen++]);
		if (p.count < 2)
			break;
		p.turn = SEARCH_NEXT;
		p.place = place_of(&p.at[p.count - 1]);
	}
	assert_int_equal(seen, count);
	p = (struct search_page){ .size = 2, .turn = SEARCH_LAST };
	for (;;) {
		assert_int_equal(search_turn(r->db, r->pool, who, s, &p), OK);
		for (i = p.count; i-- > 0;)
			assert_int_equal(p.at[i].item.h.household_id,
			    want[--seen]);
		if (p.count < 2)
			break;
		p.turn = SEARCH_BACK;
		p.place = place_of(&p.at[0]);
	}
	assert_int_equal(seen, 0);
}

static void
test_pages(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct county c = make_county(r);
	const int64_t found_ones[] = { c.id[4], c.id[0], c.id[2], c.id[5] };
	struct search_page p = { .size = 100000 };
	struct search s = { 0 };

	turn_all(r, &who, &s, c.id, 6);
	assert_null(search_form_word(r->pool, &s, "汪建果"));
	s.longer = true;
	turn_all(r, &who, &s, found_ones, 4);
	assert_int_equal(search_turn(r->db, r->pool, &who, &s, &p), OK);
	assert_int_equal(p.size, SEARCH_PAGE_MOST);
	assert_string_equal(p.at[0].item.h.village, "试验3");
	assert_string_equal(p.at[0].item.h.township, "试验1");
	assert_string_equal(p.at[2].member_name, "王建国");
	assert_null(p.at[0].member_name);
	/* a place where nothing is any more, or out of the scope */
	p = (struct search_page){ .size = 20, .turn = SEARCH_NEXT,
	    .place = { 0, VILLAGE, c.id[0] + 1000000 } };
	s = (struct search){ 0 };
	assert_int_equal(search_turn(r->db, r->pool, &who, &s, &p), OK);
	assert_int_equal(p.count, 3);
	p.place.area = INT64_MAX;
	assert_int_equal(search_turn(r->db, r->pool, &who, &s, &p), OK);
	assert_int_equal(p.count, 0);
}

/* ---- all of them ------------------------------------------------------------ */

struct count {
	int rows;
	int64_t last;
	const char *bank;
};

static enum err
take(void *cookie, const struct search_row *row)
{
	struct count *c = cookie;
	const struct dictionary *d = dictionary_of(DICTIONARY_HOUSEHOLD);
	const struct dictionary_line *l = dictionary_find(d, "bank");

	assert_true(row->item.item.h.household_id > c->last);
	c->last = row->item.item.h.household_id;
	if (c->rows++ == 0) {
		assert_string_equal(*(const char *const *)shape_in(l->column,
		    row->household), c->bank);
		assert_int_equal(((const struct dictionary_head *)
		    row->household)->year, 2022);
	}
	return c->rows == 4 ? ERR_BUSY : OK;
}

static void
test_each(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	struct county c = make_county(r);
	struct count count = { .bank = "农村信用社" };
	struct search s = { 0 };

	registry_do(r, &fill, &(struct made){ .a = 6000, .b = 1,
	    .text = "03", .more = "农村信用社", .c = c.id[0] });
	assert_int_equal(search_each(r->db, &who, &s, take, &count), OK);
	assert_int_equal(count.rows, 3);
	who = registry_who(ROLE_COUNTY, COUNTY, 0);
	count = (struct count){ .bank = "农村信用社" };
	assert_int_equal(search_each(r->db, &who, &s, take, &count),
	    ERR_BUSY);
	assert_int_equal(count.rows, 4);
}

/* A small registry may be looked through whole. */
static void
test_wide(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_ADMIN, COUNTY, 0);
	struct search s = { .views = BIT(VIEW_NONE) };
	bool wide = true;

	make_county(r);
	who.low = 0;
	who.high = INT64_C(999999999999);
	assert_int_equal(search_wide(r->db, r->pool, &who, &s, &wide), OK);
	assert_false(wide);
}

/* Many different searches: the oldest statements make room. */
static void
test_many(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct county c = make_county(r);
	const struct dictionary *d = dictionary_of(DICTIONARY_HOUSEHOLD);
	struct search_condition one = { .how = SEARCH_EMPTY };
	struct search s = { .conditions = &one, .condition_count = 1 };
	size_t i, asked_for = 0;

	for (i = 0; i < d->count; i++) {
		if (d->lines[i].column == NULL)
			continue;
		one.line = &d->lines[i];
		assert_string_not_equal(found(r, &c, &who, &s), "");
		asked_for++;
	}
	assert_true(asked_for > 64);
	s.condition_count = 0;
	assert_string_equal(found(r, &c, &who, &s), "0 1 2 3 4 5");
}

static int
start(void **state)
{
	(void)state;
	return dictionary_start() == OK ? 0 : -1;
}

static int
stop(void **state)
{
	(void)state;
	dictionary_stop();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		REGISTRY_TEST(test_words), REGISTRY_TEST(test_scope),
		REGISTRY_TEST(test_find), REGISTRY_TEST(test_numbers),
		REGISTRY_TEST(test_states), REGISTRY_TEST(test_fields),
		REGISTRY_TEST(test_same_member), REGISTRY_TEST(test_pages),
		REGISTRY_TEST(test_each), REGISTRY_TEST(test_many),
		REGISTRY_TEST(test_wide), REGISTRY_TEST(test_sums),
	};

	return cmocka_run_group_tests_name("search", tests, start, stop);
}
