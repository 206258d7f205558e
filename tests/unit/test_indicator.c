/* indicator: what an area says of a field, by area and year, its own fields,
 * where they are seen: in the search, the document, its schema; and who may
 * have all households counted anew. */
#include "sink.h"
#include "registry.h"

#include "core/text.h"
#include "db/indicator.h"
#include "db/recount.h"
#include "db/search.h"
#include "exchange/export.h"
#include "exchange/schema.h"

static const struct query set_local = {
	"UPDATE household SET local = ? WHERE household_id = ?",
	.in = MADE_SHAPE(MADE(text), MADE(a)),
};

static const struct indicator own = {
	.entity = "household", .name = "test_goats", .label = "羊",
	.definition = "年末的羊。", .kind = "int", .section = "生产生活条件",
	.unit = "只", .national = "AAC901", .least = { true, 0 },
	.most = { true, 500 }, .required = { true, 0 },
	.first_year = { true, 2022 }, .last_year = { true, 9999 },
};

static void
say(struct registry *r, const struct indicator *i)
{
	struct who who = registry_who(ROLE_ADMIN, 0, 0);

	assert_int_equal(indicator_save(r->db, &who, i), OK);
}

/* ---- who may ----------------------------------------------------------- */

static const struct {
	const char *name;
	enum role role;
	int64_t low, area;
	enum err want;
} savers[] = {
	{ "admin everywhere", ROLE_ADMIN, 0, 0, OK },
	{ "county in itself", ROLE_COUNTY, COUNTY, COUNTY, OK },
	{ "county in a village", ROLE_COUNTY, COUNTY, VILLAGE, OK },
	{ "county everywhere", ROLE_COUNTY, COUNTY, 0, ERR_DENIED },
	{ "county elsewhere", ROLE_COUNTY, COUNTY, INT64_C(990102000000),
	    ERR_DENIED },
	{ "township in itself", ROLE_TOWNSHIP, TOWNSHIP, TOWNSHIP,
	    ERR_DENIED },
	{ "village in itself", ROLE_VILLAGE, VILLAGE, VILLAGE, ERR_DENIED },
	{ "helper", ROLE_HELPER, COUNTY, COUNTY, ERR_DENIED },
};

static void
who_may_say(void **state)
{
	struct registry *r = *state;
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(savers); i++) {
		struct who who = registry_who(savers[i].role, savers[i].low,
		    0);
		struct indicator said = own;

		said.area = savers[i].area;
		wrong += case_int(savers[i].name, indicator_save(r->db, &who,
		    &said), savers[i].want);
		wrong += case_int(savers[i].name, indicator_remove(r->db,
		    &who, &said), savers[i].want);
	}
	assert_int_equal(wrong, 0);
}

static void
who_may_recount(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct recount k = { 0 };

	assert_false(recount_waits(&k));
	assert_int_equal(recount_ask(r->db, &who), ERR_DENIED);
	who.role = ROLE_ADMIN;
	who.year = 2021;		/* he looks at another */
	registry_household(r, VILLAGE, "王建国", 1);
	assert_int_equal(recount_ask(r->db, &who), OK);
	assert_int_equal(recount_read(r->db, r->pool, &k), OK);
	assert_true(recount_waits(&k) && k.next == 1 && k.last > 0 &&
	    k.households > 0 && k.seen == 0);
	k.done_at = k.asked_at;
	assert_false(recount_waits(&k));
}

/* Whoever is saving a household is not in the way of it. */
static void
asking_waits_for_no_household(void **state)
{
	static const char soon[] = "SET SESSION innodb_lock_wait_timeout = 5";
	struct registry *r = *state;
	struct who who = registry_who(ROLE_ADMIN, COUNTY, 0);
	struct db_options o = db_options_env();
	struct db *other;

	registry_household(r, VILLAGE, "王建国", 1);
	assert_int_equal(db_open(&o, &other), OK);
	assert_int_equal(db_script(other, soon, sizeof soon - 1), OK);
	assert_int_equal(db_begin(other), OK);
	assert_int_equal(recount_ask(other, &who), OK);
	db_rollback(other);
	db_close(other);
}

/* ---- there and then ---------------------------------------------------- */

static const struct {
	const char *name;
	int64_t area, year;
	bool below;
	const char *label;
	bool own;
} places[] = {
	{ "village", VILLAGE, 2022, false, "本村", true },
	{ "village, another year", VILLAGE, 2021, false, "本镇", true },
	{ "next village", VILLAGE_2, 2022, false, "本镇", true },
	{ "township", TOWNSHIP, 2022, false, "本镇", true },
	{ "other township", TOWNSHIP_2, 2022, false, "处处", false },
	{ "other village and below", VILLAGE_3, 2022, true, "处处", false },
	{ "county", COUNTY, 2022, false, "处处", false },
	{ "county and below", COUNTY, 2022, true, "处处", true },
	{ "everywhere", 0, 2022, false, "处处", false },
	{ "everywhere and below", 0, 2022, true, "处处", true },
	{ "another county", INT64_C(990102000000), 2022, true, "处处",
	    false },
};

static void
the_narrower_counts(void **state)
{
	struct registry *r = *state;
	struct indicator i = { .entity = "household", .name = "road" };
	struct indicator goats = own;
	struct dictionary d;
	int wrong = 0;
	size_t k;

	i.label = "处处", i.area = 0, say(r, &i);
	i.label = "本镇", i.area = TOWNSHIP, say(r, &i);
	i.label = "本村", i.area = VILLAGE, i.year = 2022, say(r, &i);
	goats.area = TOWNSHIP;
	say(r, &goats);
	for (k = 0; k < LEN(places); k++) {
		assert_int_equal(indicator_dictionary(r->db, r->pool, 1, &(struct indicator_at){ DICTIONARY_HOUSEHOLD,
		    places[k].area, places[k].year, places[k].below }, &d),
		    OK);
		wrong += case_text(places[k].name, dictionary_find(&d,
		    "road")->label, places[k].label);
		wrong += case_int(places[k].name, dictionary_find(&d,
		    own.name) != NULL, places[k].own);
	}
	assert_int_equal(wrong, 0);
}

/* ---- searched ---------------------------------------------------------- */

static int64_t
found(struct registry *r, const struct dictionary_line *l,
    struct search_condition c)
{
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct search s = { .conditions = &c, .condition_count = 1 };
	struct search_total total;

	c.entity = DICTIONARY_HOUSEHOLD;
	c.line = l;
	assert_int_equal(search_total(r->db, r->pool, &who, &s, &total), OK);
	return total.households;
}

/* Three households: 羊 12, 100, none; 88.29 yuan; a day; 是; 02,04; 文_字. */
static const struct {
	const char *name;
	enum dictionary_kind kind;
	struct search_condition c;
	int64_t want;
} asked[] = {
	{ "from", DICTIONARY_INT, { .how = SEARCH_BETWEEN,
	    .from = { true, 13 } }, 1 },
	{ "to, as a number", DICTIONARY_INT, { .how = SEARCH_BETWEEN,
	    .to = { true, 99 } }, 1 },
	{ "both", DICTIONARY_INT, { .how = SEARCH_BETWEEN,
	    .from = { true, 12 }, .to = { true, 100 } }, 2 },
	{ "none", DICTIONARY_INT, { .how = SEARCH_EMPTY }, 1 },
	{ "fen", DICTIONARY_MONEY, { .how = SEARCH_BETWEEN,
	    .from = { true, 8829 }, .to = { true, 8829 } }, 1 },
	{ "a fen more", DICTIONARY_MONEY, { .how = SEARCH_BETWEEN,
	    .from = { true, 8830 } }, 0 },
	{ "day", DICTIONARY_DATE, { .how = SEARCH_BETWEEN,
	    .to_day = { 2021, 5, 6 } }, 1 },
	{ "later", DICTIONARY_DATE, { .how = SEARCH_BETWEEN,
	    .from_day = { 2021, 5, 7 } }, 0 },
	{ "words", DICTIONARY_TEXT, { .how = SEARCH_HAS, .text = "_" }, 1 },
	{ "a star is a star", DICTIONARY_TEXT, { .how = SEARCH_HAS,
	    .text = "文%" }, 0 },
	{ "the text", DICTIONARY_TEXT, { .how = SEARCH_IS,
	    .text = "文_字" }, 1 },
	{ "yes", DICTIONARY_FLAG, { .how = SEARCH_ANY, .code_count = 1,
	    .codes = (const char *[]){ "1" } }, 1 },
	{ "no", DICTIONARY_FLAG, { .how = SEARCH_ANY, .code_count = 1,
	    .codes = (const char *[]){ "0" } }, 0 },
	{ "one of", DICTIONARY_CODE, { .how = SEARCH_ANY, .code_count = 2,
	    .codes = (const char *[]){ "01", "02" } }, 1 },
	{ "among", DICTIONARY_CODES, { .how = SEARCH_ANY, .code_count = 1,
	    .codes = (const char *[]){ "04" } }, 1 },
	{ "not among", DICTIONARY_CODES, { .how = SEARCH_ANY,
	    .code_count = 1, .codes = (const char *[]){ "03" } }, 0 },
};

static void
own_fields_are_searched(void **state)
{
	static const char *const rows[] = {
		"{\"k1\":\"12\",\"k2\":\"88.29\",\"k5\":\"2021-05-06\","
		"\"k6\":\"02\",\"k7\":\"02,04\",\"k8\":\"1\","
		"\"k0\":\"文_字\"}", "{\"k1\":\"100\"}", NULL
	};
	struct registry *r = *state;
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(rows); i++)
		registry_do(r, &set_local, &(struct made){ .text = rows[i],
		    .a = registry_household(r, VILLAGE, "王建国", 1) });
	for (i = 0; i < LEN(asked); i++) {
		const struct column cell = { "k", CELL_TEXT, 0 };
		struct dictionary_line l = { .local = true,
		    .kind = asked[i].kind, .column = &cell,
		    .name = pool_print(r->pool, "k%d", (int)asked[i].kind) };

		wrong += case_int(asked[i].name, found(r, &l, asked[i].c),
		    asked[i].want);
	}
	assert_int_equal(wrong, 0);
}

/* ---- in the document --------------------------------------------------- */

static const struct {
	enum profile_kind profile;
	int64_t area;
	const char *words;
	bool document, schema;
} papers[] = {
	{ PROFILE_PLAIN, COUNTY, "<local name=\"test_goats\">7</local>",
	    true, false },
	{ PROFILE_PLAIN, COUNTY, "test_goats 羊：年末的羊。（0—500只）",
	    false, true },
	{ PROFILE_PLAIN, COUNTY, "AAC901", false, false },
	{ PROFILE_NATIONAL, COUNTY, "<AAC901>7</AAC901>", true, false },
	{ PROFILE_NATIONAL, VILLAGE, "<AAC901>7</AAC901>", true, false },
	{ PROFILE_NATIONAL, VILLAGE, "name=\"AAC901\" type=\"int\"", false,
	    true },
	{ PROFILE_NATIONAL, COUNTY, "<local", false, false },
	{ PROFILE_NATIONAL, TOWNSHIP_2, "AAC901", false, false },
	{ PROFILE_PLAIN, TOWNSHIP, "A37 本镇的路：", false, true },
	{ PROFILE_PLAIN, TOWNSHIP_2, "本镇的路", false, false },
};

static bool
says(struct kept *k, const char *words)
{
	bool yes = strstr(k->at, words) != NULL;

	free(k->at);
	*k = (struct kept){ .at = NULL };
	return yes;
}

static void
own_fields_are_in_the_document(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct indicator goats = own, road = { .entity = "household",
	    .name = "road", .area = TOWNSHIP, .label = "本镇的路" };
	struct kept k = { .at = NULL };
	struct xml_sink sink = { keep, &k };
	int wrong = 0;
	size_t i;

	goats.area = TOWNSHIP;
	say(r, &goats);
	say(r, &road);
	registry_do(r, &set_local, &(struct made){
	    .text = "{\"test_goats\":\"7\"}",
	    .a = registry_household(r, VILLAGE, "王建国", 1) });
	for (i = 0; i < LEN(papers); i++) {
		assert_int_equal(export_write(r->db, &who,
		    &(struct export_options){ .area = papers[i].area,
		    .year = 2022, .profile = papers[i].profile,
		    .generation = 2 }, &sink, NULL), OK);
		wrong += case_int(papers[i].words, says(&k, papers[i].words),
		    papers[i].document);
		assert_int_equal(schema_write(r->db,
		    &(struct schema_options){ .area = papers[i].area,
		    .year = 2022, .profile = papers[i].profile,
		    .generation = 2 }, &sink), OK);
		wrong += case_int(papers[i].words, says(&k, papers[i].words),
		    papers[i].schema);
	}
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		REGISTRY_TEST(who_may_say),
		REGISTRY_TEST(who_may_recount),
		REGISTRY_TEST(asking_waits_for_no_household),
		REGISTRY_TEST(the_narrower_counts),
		REGISTRY_TEST(own_fields_are_searched),
		REGISTRY_TEST(own_fields_are_in_the_document),
	};
	int failed;

	if (dictionary_start() != OK)
		return 1;
	failed = cmocka_run_group_tests_name("indicator", tests, NULL, NULL);
	dictionary_stop();
	return failed;
}
