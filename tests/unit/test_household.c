/* Households, members, pairings, helpers, months and rates within scope. */
#include "registry.h"

#include "db/helper.h"
#include "db/household.h"
#include "db/member.h"
#include "db/dictionary.h"
#include "db/pairing.h"
#include "db/record.h"
#include "db/report.h"
#include "db/report_rate.h"
#include "db/report_save.h"

static const struct settings settings = {
	.rules = { 5, INT64_C(5000000) },
};

/* Three in village 1, two in village 2, one in the other township. */
struct county {
	int64_t id[6];
	int64_t helper, other;
};

static struct county
make_county(struct registry *r)
{
	static const int64_t areas[6] = { VILLAGE, VILLAGE, VILLAGE,
	    VILLAGE_2, VILLAGE_2, VILLAGE_3 };
	static const char *const heads[6] = { "王建国", "王秀英", "李明",
	    "赵六", "王五", "王芳" };
	struct county c;
	int i;

	for (i = 0; i < 6; i++)
		c.id[i] = registry_household(r, areas[i], heads[i], i + 1);
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

	edit.month.income_fen[INCOME_WAGE] = 100000 + period;
	edit.month.problem = "有问题";
	for (i = 0; i < ANSWER__MAX; i++)
		edit.month.answer[i] = (struct opt_int){ answers[i] != '-',
		    answers[i] == '1' };
	assert_int_equal(report_save(r->db, r->pool, &who, &edit, &done), OK);
}

/* The household, its people, its helpers: all or nothing. */
static void
test_one(void **state)
{
	struct registry *r = *state;
	struct county c = make_county(r);
	const struct {
		const char *name;
		struct who who;
		bool sees;
	} askers[] = {
		{ "village", registry_who(ROLE_VILLAGE, VILLAGE, 0), true },
		{ "helper", registry_who(ROLE_HELPER, COUNTY, c.helper),
		    true },
		{ "other village", registry_who(ROLE_VILLAGE, VILLAGE_2, 0),
		    false },
		{ "other helper", registry_who(ROLE_HELPER, COUNTY, c.other),
		    false },
	};
	struct report_key key = { c.id[0], 2022 };
	struct report months[12];
	struct pairing_list pairings;
	struct household h;
	int wrong = 0;
	size_t i;

	save(r, c.id[0], 202201, "1101");
	for (i = 0; i < LEN(askers); i++) {
		const struct who *who = &askers[i].who;

		wrong += case_int(askers[i].name, household_by_id(r->db,
		    r->pool, who, c.id[0], &h),
		    askers[i].sees ? OK : ERR_ABSENT);
		wrong += case_int(askers[i].name, pairing_of_household(r->db,
		    r->pool, who, c.id[0], &pairings), OK);
		wrong += case_int(askers[i].name, (int64_t)pairings.count,
		    askers[i].sees);
		wrong += case_int(askers[i].name, report_year(r->db, r->pool,
		    who, &key, months), OK);
		wrong += case_int(askers[i].name, months[0].version,
		    askers[i].sees);
	}
	assert_int_equal(wrong, 0);
}

static void
test_grid(void **state)
{
	struct registry *r = *state;
	struct county c = make_county(r);
	struct who who = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	struct who helper = registry_who(ROLE_HELPER, COUNTY, c.helper);
	struct report_ask ask = { VILLAGE, 202202 };
	struct report_rows rows;

	save(r, c.id[0], 202201, "1101");
	save(r, c.id[1], 202202, "11--");
	assert_int_equal(report_village(r->db, r->pool, &who, &ask, &rows),
	    OK);
	assert_int_equal(rows.count, 3);
	assert_true(rows.at[0].last_total.given);
	assert_int_equal(rows.at[0].last_total.value, 302201);
	assert_int_equal(rows.at[0].r.version, 0);
	assert_int_equal(rows.at[0].r.period, 202202);
	assert_int_equal(report_state_of(&rows.at[1].r), REPORT_DRAFT);
	assert_false(rows.at[2].last_total.given);
	ask.area = VILLAGE_2;
	assert_int_equal(report_village(r->db, r->pool, &who, &ask, &rows),
	    OK);
	assert_int_equal(rows.count, 0);
	save(r, c.id[0], 202202, "1101");
	assert_int_equal(report_helper(r->db, r->pool, &helper, 202202,
	    &rows), OK);
	assert_int_equal(rows.count, 2);
	assert_int_equal(rows.at[1].short_no, 2);
	report_unreported(&rows, 202202);
	assert_int_equal(rows.count, 1);
	assert_int_equal(rows.at[0].household_id, c.id[3]);
	/* The day before the pairing began. */
	helper.today = (struct date){ 2019, 12, 31 };
	assert_int_equal(report_helper(r->db, r->pool, &helper, 202202,
	    &rows), OK);
	assert_int_equal(rows.count, 0);
}

static void
test_rates(void **state)
{
	struct registry *r = *state;
	struct county c = make_county(r);
	struct who county = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct who town = registry_who(ROLE_TOWNSHIP, TOWNSHIP, 0);
	struct who helper = registry_who(ROLE_HELPER, COUNTY, c.helper);
	struct report_ask ask = { COUNTY, 202201 };
	struct report_rates rates;

	save(r, c.id[0], 202201, "1101");
	save(r, c.id[1], 202201, "0101");
	save(r, c.id[3], 202201, "11--");
	assert_int_equal(report_rates(r->db, r->pool, &county, &ask, &rates),
	    OK);
	assert_int_equal(rates.count, 2);
	assert_int_equal(rates.at[0].code, TOWNSHIP);
	assert_int_equal(rates.at[0].owed, 5);
	assert_int_equal(rates.at[0].reported, 2);
	assert_int_equal(rates.at[0].late, 2);
	assert_int_equal(rates.at[0].draft, 1);
	assert_int_equal(rates.at[0].unresolved, 1);
	assert_int_equal(rates.at[1].owed, 1);
	assert_int_equal(rates.sum.owed, 6);
	assert_int_equal(report_rates(r->db, r->pool, &town, &ask, &rates),
	    OK);
	assert_int_equal(rates.count, 1);
	ask.area = TOWNSHIP;
	assert_int_equal(report_rates(r->db, r->pool, &county, &ask, &rates),
	    OK);
	assert_int_equal(rates.count, 2);
	assert_int_equal(rates.at[1].code, VILLAGE_2);
	assert_int_equal(rates.at[1].draft, 1);
	ask.area = VILLAGE;
	assert_int_equal(report_rates(r->db, r->pool, &county, &ask, &rates),
	    OK);
	assert_int_equal(rates.count, 1);
	assert_int_equal(rates.at[0].reported, 2);
	ask.area = COUNTY;
	assert_int_equal(report_rates(r->db, r->pool, &helper, &ask, &rates),
	    OK);
	assert_int_equal(rates.sum.owed, 2);
	assert_int_equal(rates.sum.reported, 1);
}

static const struct query move = {
	"UPDATE household SET area = ? WHERE household_id = ?",
	.in = MADE_SHAPE(MADE(a), MADE(b)),
};
static const struct query set_free = {
	"UPDATE household SET free_after = ? WHERE household_id = ?",
	.in = MADE_SHAPE(MADE(a), MADE(b)),
};
struct counted {
	int64_t n;
};
static SHAPE(counted, COLUMN(counted, n));
static const struct query versions = {
	"SELECT COUNT(*) AS n FROM report FOR SYSTEM_TIME ALL"
	" WHERE household_id = ?",
	.in = MADE_SHAPE(MADE(a)), .out = &counted_shape
};

/* The lines of the county: owed, reported, draft, unresolved of each. */
static int
case_rates(struct registry *r, const char *name, const int64_t want[2][4])
{
	struct who county = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct report_ask ask = { COUNTY, 202201 };
	struct report_rates rates;
	int wrong = 0;
	size_t i;

	assert_int_equal(report_rates(r->db, r->pool, &county, &ask, &rates),
	    OK);
	assert_int_equal(rates.count, 2);
	for (i = 0; i < 2; i++) {
		wrong += case_int(name, rates.at[i].owed, want[i][0]);
		wrong += case_int(name, rates.at[i].reported, want[i][1]);
		wrong += case_int(name, rates.at[i].draft, want[i][2]);
		wrong += case_int(name, rates.at[i].unresolved, want[i][3]);
	}
	return wrong;
}

/* A report counts where its household lives, and not after it left. */
static void
test_rates_follow(void **state)
{
	static const int64_t first[2][4] = { { 5, 2, 1, 1 }, { 1, 0, 0, 0 } };
	static const int64_t moved[2][4] = { { 4, 1, 1, 0 }, { 2, 1, 0, 1 } };
	static const int64_t freed[2][4] = { { 4, 1, 1, 0 }, { 1, 0, 0, 0 } };
	static const int64_t later[2][4] = { { 4, 1, 1, 0 }, { 2, 1, 0, 1 } };
	struct registry *r = *state;
	struct county c = make_county(r);
	struct counted n;
	int wrong = 0;

	save(r, c.id[0], 202201, "1101");
	save(r, c.id[1], 202201, "0101");
	save(r, c.id[3], 202201, "11--");
	wrong += case_rates(r, "as reported", first);
	registry_do(r, &move, &(struct made){ .a = VILLAGE_3,
	    .b = c.id[1] });
	wrong += case_rates(r, "moved to the other township", moved);
	assert_int_equal(db_one(r->db, r->pool, &versions,
	    &(struct made){ .a = c.id[1] }, &n), OK);
	wrong += case_int("moving leaves no trace in the month", n.n, 1);
	registry_do(r, &set_free, &(struct made){ .a = 202112,
	    .b = c.id[1] });
	wrong += case_rates(r, "deregistered before the month", freed);
	registry_do(r, &set_free, &(struct made){ .a = 202201,
	    .b = c.id[1] });
	wrong += case_rates(r, "deregistered with the month", later);
	assert_int_equal(wrong, 0);
}

static const struct {
	const char *phone;
	enum err want;
} phones[] = {
	{ "19911110001", OK },
	{ "19911110002", OK },
	{ "19911110002", OK },		/* the same again */
	{ "", OK },			/* none */
	{ "1991111000", ERR_INPUT },
	{ "199111100011", ERR_INPUT },
	{ "29911110001", ERR_INPUT },
	{ "1991111000x", ERR_INPUT },
	{ "19911110009", ERR_CONFLICT },	/* the other's */
};

static void
test_phone(void **state)
{
	struct registry *r = *state;
	struct county c = make_county(r);
	struct who town = registry_who(ROLE_TOWNSHIP, TOWNSHIP, 0);
	struct who other = registry_who(ROLE_TOWNSHIP, TOWNSHIP_2, 0);
	struct who village = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	struct helper h;
	int wrong = 0;
	size_t i;

	assert_int_equal(helper_set_phone(r->db, r->pool, &other, c.helper,
	    "19911110001"), ERR_ABSENT);
	assert_int_equal(helper_set_phone(r->db, r->pool, &village, c.helper,
	    "19911110001"), ERR_DENIED);
	assert_int_equal(helper_set_phone(r->db, r->pool, &town, c.other,
	    "19911110009"), OK);
	for (i = 0; i < LEN(phones); i++)
		wrong += case_int(phones[i].phone, helper_set_phone(r->db,
		    r->pool, &town, c.helper, phones[i].phone),
		    phones[i].want);
	assert_int_equal(wrong, 0);
	assert_int_equal(helper_by_phone(r->db, r->pool, "19911110009", &h),
	    OK);
	assert_int_equal(h.helper_id, c.other);
	assert_int_equal(helper_by_phone(r->db, r->pool, "19911110001", &h),
	    ERR_ABSENT);
	/* An inactive helper's phone speaks for nobody, and is free. */
	assert_int_equal(helper_set_active(r->db, r->pool, &town, c.other,
	    false), OK);
	assert_int_equal(helper_by_phone(r->db, r->pool, "19911110009", &h),
	    ERR_ABSENT);
	assert_int_equal(helper_set_phone(r->db, r->pool, &town, c.helper,
	    "19911110009"), OK);
	assert_int_equal(helper_by_phone(r->db, r->pool, "19911110009", &h),
	    OK);
	assert_int_equal(h.helper_id, c.helper);
}

static void
test_helpers(void **state)
{
	struct registry *r = *state;
	struct county c = make_county(r);
	struct who town = registry_who(ROLE_TOWNSHIP, TOWNSHIP, 0);
	struct who self = registry_who(ROLE_HELPER, COUNTY, c.helper);
	struct helper new = { .name = "王六", .area = TOWNSHIP,
	    .phone = "19911110005" };
	struct helper_filter f = { .word = "张" };
	struct helper_list list;
	struct helper h;
	int64_t id;

	assert_int_equal(helper_add(r->db, r->pool, &town, &new, &id), OK);
	assert_int_equal(helper_by_id(r->db, r->pool, &town, id, &h), OK);
	assert_int_equal(h.households, 0);
	new.area = TOWNSHIP_2;
	assert_int_equal(helper_add(r->db, r->pool, &town, &new, &id),
	    ERR_DENIED);
	new.area = TOWNSHIP;
	assert_int_equal(helper_add(r->db, r->pool, &town, &new, &id),
	    ERR_CONFLICT);
	new.phone = "12";
	assert_int_equal(helper_add(r->db, r->pool, &town, &new, &id),
	    ERR_INPUT);
	new = (struct helper){ .name = "", .area = TOWNSHIP };
	assert_int_equal(helper_add(r->db, r->pool, &town, &new, &id),
	    ERR_INPUT);
	assert_int_equal(helper_list(r->db, r->pool, &town, &f, &list), OK);
	assert_int_equal(list.helpers, 1);
	assert_int_equal(list.at[0].households, 2);
	f.word = NULL;
	assert_int_equal(helper_list(r->db, r->pool, &self, &f, &list), OK);
	assert_int_equal(list.helpers, 1);
	assert_int_equal(list.at[0].helper_id, c.helper);
	assert_int_equal(helper_by_id(r->db, r->pool, &self, c.other, &h),
	    ERR_ABSENT);
}

/* A cell of the dictionary's row by name. */
static const char **
own_cell(void *row, const char *name)
{
	return shape_at(shape_column(&dictionary_of(DICTIONARY_HELPER)->shape,
	    name), row);
}

static void
test_helper_fields(void **state)
{
	struct registry *r = *state;
	struct who town = registry_who(ROLE_TOWNSHIP, TOWNSHIP, 0);
	struct who village = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	struct who far = registry_who(ROLE_TOWNSHIP, TOWNSHIP_2, 0);
	struct helper h = { .name = "王六", .area = TOWNSHIP, .sex = 1 };
	struct record record = { .entity = DICTIONARY_HELPER };
	struct helper stored;
	void *row;
	int64_t id;

	assert_int_equal(record_row(r->db, r->pool, &town, &record, &row), OK);
	*own_cell(row, "skill") = "养殖";
	h.own = row;
	assert_int_equal(helper_add(r->db, r->pool, &village, &h, &id),
	    ERR_DENIED);
	assert_int_equal(helper_add(r->db, r->pool, &town, &h, &id), OK);
	record.id = record.parent = id;
	assert_int_equal(record_row(r->db, r->pool, &far, &record, &row),
	    ERR_ABSENT);
	/* one row, whatever year is looked at, with the hand-made columns */
	town.year = 2016;
	assert_int_equal(record_row(r->db, r->pool, &town, &record, &row), OK);
	assert_string_equal(*own_cell(row, "skill"), "养殖");
	assert_string_equal(*own_cell(row, "name"), "王六");
	assert_string_equal(*own_cell(row, "sex"), "1");
	assert_null(*own_cell(row, "unit"));
	assert_int_equal(((struct dictionary_head *)row)->year, 2016);
	assert_int_equal(((struct dictionary_head *)row)->base.area, TOWNSHIP);
	/* its hand-made part alone; nothing; over what is no more */
	assert_int_equal(helper_by_id(r->db, r->pool, &town, id, &h), OK);
	h.duty = "主任";
	assert_int_equal(helper_change(r->db, r->pool, &town, &h), OK);
	assert_int_equal(helper_change(r->db, r->pool, &town, &h), OK);
	h.duty = "科员";
	assert_int_equal(helper_change(r->db, r->pool, &town, &h),
	    ERR_CONFLICT);
	assert_int_equal(helper_by_id(r->db, r->pool, &town, id, &stored), OK);
	assert_string_equal(stored.duty, "主任");
	assert_int_equal(stored.version, 2);
	/* the dictionary's part alone; the name of its row is not written */
	assert_int_equal(record_row(r->db, r->pool, &town, &record, &row), OK);
	assert_string_equal(*own_cell(row, "skill"), "养殖");
	*own_cell(row, "skill") = NULL;
	*own_cell(row, "name") = "别人";
	stored.own = row;
	assert_int_equal(helper_change(r->db, r->pool, &far, &stored),
	    ERR_ABSENT);
	assert_int_equal(helper_change(r->db, r->pool, &town, &stored), OK);
	assert_int_equal(record_row(r->db, r->pool, &town, &record, &row), OK);
	assert_null(*own_cell(row, "skill"));
	assert_string_equal(*own_cell(row, "name"), "王六");
}

static void
test_pairings(void **state)
{
	struct registry *r = *state;
	struct county c = make_county(r);
	struct who town = registry_who(ROLE_TOWNSHIP, TOWNSHIP, 0);
	struct pairing_edit edit = { c.id[1], c.helper, { 2022, 3, 1 } };
	struct pairing_list list;
	struct pairing_done done;

	assert_int_equal(pairing_add(r->db, r->pool, &town, &edit,
	    &done), OK);
	assert_int_equal(done.short_no, 3);
	assert_int_equal(pairing_add(r->db, r->pool, &town, &edit,
	    &done), OK);
	assert_int_equal(done.short_no, 3);
	assert_true(done.had);
	edit.household_id = c.id[5];
	assert_int_equal(pairing_add(r->db, r->pool, &town, &edit,
	    &done), ERR_ABSENT);
	assert_int_equal(pairing_of_helper(r->db, r->pool, &town, c.helper,
	    &list), OK);
	assert_int_equal(list.count, 3);
	assert_int_equal(pairing_end(r->db, &town, list.at[2].pairing_id,
	    (struct date){ 2022, 3, 3 }), OK);
	assert_int_equal(pairing_end(r->db, &town, list.at[2].pairing_id,
	    (struct date){ 2022, 3, 3 }), ERR_ABSENT);
	assert_int_equal(pairing_of_helper(r->db, r->pool, &town, c.helper,
	    &list), OK);
	assert_int_equal(list.count, 2);
	/* A number that was once given is not given again. */
	edit = (struct pairing_edit){ c.id[2], c.helper, { 2022, 3, 4 } };
	assert_int_equal(pairing_add(r->db, r->pool, &town, &edit,
	    &done), OK);
	assert_int_equal(done.short_no, 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		REGISTRY_TEST(test_one),
		REGISTRY_TEST(test_grid),
		REGISTRY_TEST(test_rates),
		REGISTRY_TEST(test_rates_follow),
		REGISTRY_TEST(test_phone),
		REGISTRY_TEST(test_helpers),
		REGISTRY_TEST(test_helper_fields),
		REGISTRY_TEST(test_pairings),
	};
	int failed;

	if (dictionary_start() != OK)
		return 1;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	dictionary_stop();
	return failed;
}
