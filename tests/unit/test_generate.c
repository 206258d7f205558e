/* The made-up county: the same seed, the same people; nobody who exists. */
#include "registry.h"

#include "core/idno.h"
#include "db/generate.h"
#include "db/generate_household.h"
#include "db/generate_month.h"
#include "db/generate_random.h"

#define HOUSEHOLDS 300

struct made_county {
	struct pool *pool;
	struct generate_plan plan;
	struct generate_rows rows;
};

static struct made_county
make(struct registry *r, uint64_t seed, struct date today)
{
	struct made_county c = { .pool = pool_new(256 << 20) };
	struct generate_options *o = pool_take(c.pool, sizeof *o);
	const struct generate_village *v;
	int64_t i;

	*o = (struct generate_options){ .households = HOUSEHOLDS,
	    .helpers = 30, .seed = seed, .area = COUNTY, .year = 2022,
	    .today = today, .zone = 8 * 3600 };
	assert_int_equal(generate_plan_make(r->db, c.pool, o, &c.plan), OK);
	generate_rows_start(c.pool, &c.rows);
	c.rows.pool = c.pool;
	for (i = 0, v = c.plan.villages; i < HOUSEHOLDS; i++) {
		while (i >= v->first + v->count)
			v++;
		generate_household_fill(&c.plan, v, i, &c.rows);
		generate_month_fill(&c.plan, v, &c.rows.households[i],
		    &c.rows);
	}
	return c;
}

static const struct date today = { 2022, 3, 4 };

static void
test_same_seed(void **state)
{
	struct registry *r = *state;
	struct made_county a = make(r, 1, today), b = make(r, 1, today);
	struct made_county other = make(r, 2, today);
	int differ = 0, wrong = 0;
	size_t i, j;

	assert_int_equal(a.rows.member_count, b.rows.member_count);
	assert_int_equal(a.rows.report_count, b.rows.report_count);
	for (i = 0; i < a.rows.member_count; i++)
		wrong += case_text("idno", a.rows.members[i].idno,
		    b.rows.members[i].idno) + case_text("name",
		    a.rows.members[i].name, b.rows.members[i].name);
	for (i = 0; i < a.rows.report_count; i++)
		for (j = 0; j < report_shape.count; j++)
			wrong += case_int(report_shape.columns[j].name,
			    shape_same(&report_shape.columns[j],
			    &a.rows.reports[i], &b.rows.reports[i]), true);
	for (i = 0; i < HOUSEHOLDS; i++)
		differ += strcmp(a.rows.households[i].head_name,
		    other.rows.households[i].head_name) != 0;
	assert_int_equal(wrong, 0);
	assert_true(differ > HOUSEHOLDS / 2);
	pool_free(a.pool);
	pool_free(b.pool);
	pool_free(other.pool);
}

static bool
sex_fits(const struct generate_member *m)
{
	static const char *const male[] = { "03", "07", "11" };
	static const char *const female[] = { "04", "05", "08", "12" };
	size_t i;

	for (i = 0; i < LEN(male); i++)
		if (strcmp(m->relation, male[i]) == 0)
			return m->sex == 1;
	for (i = 0; i < LEN(female); i++)
		if (strcmp(m->relation, female[i]) == 0)
			return m->sex == 2;
	return true;
}

/* Numbers are right, nobody's, and each only once; relations fit. */
static void
test_people(void **state)
{
	struct registry *r = *state;
	struct made_county c = make(r, 3, today);
	const struct generate_member *m = c.rows.members;
	int64_t heads = 0, counted = 0, active = 0;
	int wrong = 0;
	size_t i, j;

	for (i = 0; i < c.rows.member_count; i++) {
		heads += strcmp(m[i].relation, "01") == 0;
		active += m[i].active;
		wrong += case_int("sex", sex_fits(&m[i]), true);
		if (m[i].idno == NULL)
			continue;
		wrong += case_int(m[i].idno, idno_ok(pool_copy_len(c.pool,
		    m[i].idno, 18), today), true);
		wrong += case_int("nobody's", strncmp(m[i].idno, "999999",
		    6), 0);
		wrong += case_int("birth", date_compare(idno_birth(
		    m[i].idno), m[i].birth), 0);
		wrong += case_int("male", idno_male(m[i].idno),
		    m[i].sex == 1);
		for (j = 0; j < i; j++)
			if (m[j].idno != NULL &&
			    strcmp(m[j].idno, m[i].idno) == 0)
				wrong += case_text("twice", m[i].idno, "");
	}
	for (i = 0; i < HOUSEHOLDS; i++) {
		counted += c.rows.households[i].member_count;
		wrong += case_int("number", (int64_t)strlen(
		    c.rows.households[i].number) % 6, 4);
		wrong += case_int("class", c.rows.households[i].exited ||
		    c.rows.households[i].monitor_class > 0, true);
	}
	assert_int_equal(heads, HOUSEHOLDS);
	assert_int_equal(counted, active);
	assert_int_equal(wrong, 0);
	pool_free(c.pool);
}

/* Every month obeys the rules of its state, and none is from the future. */
static void
check_months(struct made_county *c, int64_t midnight)
{
	int wrong = 0, which;
	size_t i;

	for (i = 0; i < c->rows.report_count; i++) {
		const struct report *m = &c->rows.reports[i];
		enum report_flaw flaw = report_check(&m->month, &which);

		wrong += case_int("flaw", flaw, report_state_of(m) ==
		    REPORT_DRAFT ? REPORT_INCOMPLETE : REPORT_OK);
		wrong += case_int("future", m->reported_at.utc <= midnight +
		    60, true);
		wrong += case_int("returned", m->return_reason != NULL,
		    report_state_of(m) == REPORT_RETURNED);
	}
	assert_int_equal(wrong, 0);
}

static const struct {
	struct date today;
	int first, last;
} days[] = {
	{ { 2022, 3, 1 }, 202112, 202202 },
	{ { 2022, 3, 4 }, 202112, 202202 },
	{ { 2022, 3, 31 }, 202112, 202202 },
	{ { 2022, 1, 1 }, 202101, 202112 },
	{ { 2022, 2, 5 }, 202111, 202201 },
	{ { 2022, 12, 31 }, 202201, 202211 },
	{ { 2024, 2, 29 }, 202311, 202401 },
};

/* Whatever the day: due months that are reported and due months with gaps. */
static void
test_any_day(void **state)
{
	struct registry *r = *state;
	size_t i, j;

	for (i = 0; i < LEN(days); i++) {
		struct made_county c = make(r, 1, days[i].today);
		int n = c.plan.period_count;
		int64_t due = 0;

		assert_int_equal(c.plan.periods[0], days[i].first);
		assert_int_equal(c.plan.periods[n - 1], days[i].last);
		for (j = 0; j < c.rows.report_count; j++)
			due += c.rows.reports[j].period == days[i].last &&
			    report_state_of(&c.rows.reports[j]) ==
			    REPORT_REPORTED;
		assert_in_range(due, HOUSEHOLDS / 3, HOUSEHOLDS * 3 / 4);
		check_months(&c, date_days(days[i].today) * 86400 -
		    8 * 3600);
		pool_free(c.pool);
	}
}

static void
test_helpers_made(void **state)
{
	struct registry *r = *state;
	struct made_county c = make(r, 1, today);
	int wrong = 0;
	int64_t i;
	size_t j, k;

	assert_int_equal(c.plan.helper_count, 30);
	for (i = 0; i < 30; i++) {
		const struct generate_helper *h = &c.plan.helpers[i];

		if (h->phone != NULL)
			wrong += case_int(h->phone,
			    strncmp(h->phone, "1990", 4), 0);
	}
	for (j = 0; j < c.rows.pairing_count; j++)
		for (k = 0; k < j; k++) {
			const struct generate_pairing *p = c.rows.pairings;

			if (p[j].helper_id == p[k].helper_id)
				wrong += case_int("short number",
				    p[j].short_no != p[k].short_no, true);
		}
	assert_int_equal(wrong, 0);
	pool_free(c.pool);
}

static void
test_refused(void **state)
{
	static const struct {
		const char *name;
		int64_t households, helpers, area;
	} refused[] = {
		{ "none", 0, 0, COUNTY },
		{ "fewer than none", -5, 0, COUNTY },
		{ "too many", GENERATE_HOUSEHOLDS_MOST + 1, 0, COUNTY },
		{ "too many helpers", 10, GENERATE_HELPERS_MOST + 1, COUNTY },
		{ "no such area", 10, 0, INT64_C(880101000000) },
	};
	struct registry *r = *state;
	struct generate_done done;
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(refused); i++) {
		struct generate_options o = { .households =
		    refused[i].households, .helpers = refused[i].helpers,
		    .area = refused[i].area, .year = 2022, .today = today };

		wrong += case_int(refused[i].name, generate_run(r->db, &o,
		    &done), ERR_INPUT);
	}
	registry_household(r, VILLAGE, "甲", 1);
	struct generate_options o = { .households = 10, .area = COUNTY,
	    .year = 2022, .today = today };
	wrong += case_int("there are some", generate_run(r->db, &o, &done),
	    ERR_CONFLICT);
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		REGISTRY_TEST(test_same_seed),
		REGISTRY_TEST(test_people),
		REGISTRY_TEST(test_any_day),
		REGISTRY_TEST(test_helpers_made),
		REGISTRY_TEST(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
