/* The document: whose rows, what is masked, what is refused. */
#include "registry.h"
#include "sink.h"

#include "db/report_save.h"
#include "exchange/export.h"

static const struct settings settings = {
	.rules = { 5, INT64_C(5000000) },
};

static const struct query add_member = {
	"INSERT INTO member (year, member_id, household_id, name, sex, idno,"
	" relation) VALUES (2022, ?, ?, ?, 1, ?, '01')",
	.in = MADE_SHAPE(MADE(a), MADE(b), MADE(text), MADE(more)),
};
static const struct query spoil = {
	"UPDATE report SET problem = UNHEX(?) WHERE household_id = ?",
	.in = MADE_SHAPE(MADE(text), MADE(a)),
};

static const struct export_options usual = {
	.area = 0, .year = 2022, .kind = EXPORT_FULL,
	.id = "00000000-0000-4000-8000-000000000000",
	.generated = { 1646355600 },
};

/* The document as it is; the caller frees it. */
static char *
document(struct registry *r, const struct who *who,
    const struct export_options *o, struct export_done *done)
{
	struct kept k = { .at = calloc(1, 1) };
	struct xml_sink sink = { keep, &k };

	assert_int_equal(export_write(r->db, who, o, &sink, done), OK);
	assert_int_equal(done->bytes, k.len);
	return k.at;
}

static void
save(struct registry *r, int64_t id, int period)
{
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct report_edit edit = { .household_id = id, .period = period,
	    .version = REPORT_ANY, .settings = &settings };
	struct report_done done;
	int i;

	who.name = "欧阳娜娜";
	edit.month.income_fen[INCOME_BUSINESS] = -12345;
	for (i = 0; i < ANSWER__MAX; i++)
		edit.month.answer[i] = (struct opt_int){ true,
		    i != ANSWER_DROPOUT };
	assert_int_equal(report_save(r->db, r->pool, &who, &edit, &done), OK);
}

static void
test_whole(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct export_options o = usual;
	int64_t id = registry_household(r, VILLAGE, "王建国", 1);
	struct export_done done;
	char *s, *again;

	registry_do(r, &add_member, &(struct made){ .a = id, .b = id,
	    .text = "王建国", .more = "999999196001010019" });
	registry_pair(r, id, registry_helper(r, "张三", TOWNSHIP), 1);
	save(r, id, 202202);
	s = document(r, &who, &o, &done);
	assert_int_equal(done.households, 1);
	assert_int_equal(done.members, 1);
	assert_int_equal(done.pairings, 1);
	assert_int_equal(done.reports, 1);
	assert_non_null(strstr(s, " masked=\"yes\""));
	assert_non_null(strstr(s, "<head_name>王*国</head_name>"));
	assert_non_null(strstr(s, "<idno>999***********0019</idno>"));
	assert_non_null(strstr(s, "<reporter>欧**娜</reporter>"));
	assert_non_null(strstr(s, "<business>-123.45</business>"));
	assert_non_null(strstr(s, "<report period=\"2022-02\">"));
	assert_non_null(strstr(s, "<from_day>2020-01-01</from_day></pair"));
	assert_null(strstr(s, "王建国"));
	assert_null(strstr(s, "problem"));
	again = document(r, &who, &o, &done);
	assert_string_equal(s, again);
	free(again);
	free(s);
	o.unmasked = true;
	s = document(r, &who, &o, &done);
	assert_non_null(strstr(s, " masked=\"no\""));
	assert_non_null(strstr(s, "<head_name>王建国</head_name>"));
	assert_non_null(strstr(s, "<idno>999999196001010019</idno>"));
	free(s);
}

/* Strangers' rows lie between one's own; none of them may get out. */
static void
check_scope(struct registry *r, int between)
{
	struct who village = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	struct who helper = registry_who(ROLE_HELPER, COUNTY, 0);
	struct export_options o = usual;
	struct export_done done;
	int64_t id = 0, own = 0;
	int i, j;
	char *s;

	for (i = 0; i < 3; i++) {
		own = registry_household(r, VILLAGE, "甲", 1);
		save(r, own, 202201);
		for (j = 0; j < between; j++) {
			id = registry_household(r, VILLAGE_3, "乙", 1);
			registry_do(r, &add_member, &(struct made){ .a = id,
			    .b = id, .text = "乙丙丁" });
			save(r, id, 202202);
		}
	}
	s = document(r, &village, &o, &done);
	assert_int_equal(done.households, 3);
	assert_int_equal(done.members, 0);
	assert_int_equal(done.reports, 3);
	assert_null(strstr(s, "2022-02"));
	assert_null(strstr(s, "990101102001"));
	free(s);
	o.area = VILLAGE_3;
	s = document(r, &village, &o, &done);
	assert_int_equal(done.households, 0);
	free(s);
	o.area = 0;
	helper.helper_id = registry_helper(r, "张三", TOWNSHIP);
	registry_pair(r, own, helper.helper_id, 1);
	s = document(r, &helper, &o, &done);
	assert_int_equal(done.households, 1);
	assert_int_equal(done.reports, 1);
	free(s);
}

static void
test_dense_scope(void **state)
{
	check_scope(*state, 1);
}

static void
test_thin_scope(void **state)
{
	check_scope(*state, 20);
}

static void
test_reports_only(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct export_options o = usual;
	struct export_done done;
	char *s;

	o.kind = EXPORT_REPORTS;
	registry_household(r, VILLAGE, "甲", 1);
	save(r, registry_household(r, VILLAGE, "乙", 1), 202202);
	s = document(r, &who, &o, &done);
	assert_int_equal(done.households, 1);
	assert_int_equal(done.reports, 1);
	assert_null(strstr(s, "head_name"));
	free(s);
	o.year = 2021;
	s = document(r, &who, &o, &done);
	assert_int_equal(done.reports, 0);
	assert_non_null(strstr(s, "year=\"2021\"><trailer "));
	assert_non_null(strstr(s, " household=\"0\""));
	free(s);
}

/* What was stored against all rules: the document ends without a trailer. */
static void
test_illegal_bytes(void **state)
{
	static const char *const bytes[] = { "1B", "41014242", "EFBFBE",
	    "0B" };
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	int64_t id = registry_household(r, VILLAGE, "甲", 1);
	size_t i;

	save(r, id, 202202);
	for (i = 0; i < LEN(bytes); i++) {
		struct kept k = { .at = calloc(1, 1) };
		struct xml_sink sink = { keep, &k };

		registry_do(r, &spoil, &(struct made){ .text = bytes[i],
		    .a = id });
		assert_int_equal(export_write(r->db, &who, &usual, &sink,
		    NULL), ERR_INPUT);
		assert_null(strstr(k.at, "trailer"));
		free(k.at);
	}
}

/* A reader who goes away ends it, and the connection still works. */
static void
test_reader_gone(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct kept k = { .at = calloc(1, 1), .most = 10 };
	struct xml_sink sink = { keep, &k };
	struct export_done done;
	int i;

	for (i = 0; i < 30; i++)
		save(r, registry_household(r, VILLAGE, "甲", 1), 202202);
	assert_int_equal(export_write(r->db, &who, &usual, &sink, NULL),
	    ERR_BUSY);
	assert_int_equal(k.len, 0);
	free(k.at);
	free(document(r, &who, &usual, &done));
	assert_int_equal(done.households, 30);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		REGISTRY_TEST(test_whole),
		REGISTRY_TEST(test_dense_scope),
		REGISTRY_TEST(test_thin_scope),
		REGISTRY_TEST(test_reports_only),
		REGISTRY_TEST(test_illegal_bytes),
		REGISTRY_TEST(test_reader_gone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
