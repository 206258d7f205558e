/* report_save and report_return against a real server. */
#include "registry.h"

#include <pthread.h>
#include <time.h>
#include <unistd.h>

#include "db/gate.h"
#include "db/report_save.h"

static const struct settings settings = {
	.rules = { 5, INT64_C(5000000) }, .first_period = 202101,
};

/* "1100" and so on: the answers in the form's order, "-" for none. */
static struct report_month
month(int64_t wage_fen, const char *answers, const char *problem)
{
	struct report_month m = { .problem = problem };
	int i;

	m.income_fen[INCOME_WAGE] = wage_fen;
	for (i = 0; i < ANSWER__MAX; i++)
		m.answer[i] = (struct opt_int){ answers[i] != '-',
		    answers[i] == '1' };
	return m;
}

static struct report_edit
edit_of(int64_t household, struct report_month m, int64_t version)
{
	return (struct report_edit){ .household_id = household,
	    .period = 202202, .month = m, .version = version,
	    .settings = &settings };
}

static const struct {
	const char *name;
	int period;
	int64_t wage;
	const char *answers, *problem;
	enum err want;
	enum report_state state;
	enum report_gate gate;
	enum report_flaw flaw;
	bool late, receipt;
} cases[] = {
	{ "complete", 202202, 120000, "1101", NULL,
	    OK, REPORT_REPORTED, GATE_OPEN, REPORT_OK, false, true },
	{ "complete, month before: late", 202201, 120000, "1101", NULL,
	    OK, REPORT_REPORTED, GATE_OPEN, REPORT_OK, true, true },
	{ "no income is an answer too", 202202, 0, "1101", NULL,
	    OK, REPORT_REPORTED, GATE_OPEN, REPORT_OK, false, true },
	{ "no answers: draft", 202202, 120000, "----", NULL,
	    OK, REPORT_DRAFT, GATE_OPEN, REPORT_OK, false, false },
	{ "three answers: draft, even if late", 202201, 120000, "110-",
	    NULL, OK, REPORT_DRAFT, GATE_OPEN, REPORT_OK, false, false },
	{ "unresolved with a problem", 202202, 100, "0101", "屋顶漏雨",
	    OK, REPORT_REPORTED, GATE_OPEN, REPORT_OK, false, true },
	{ "nothing at all", 202202, 0, "----", NULL,
	    OK, REPORT_NONE, GATE_OPEN, REPORT_OK, false, false },
	{ "unresolved without a problem", 202202, 100, "0101", NULL,
	    ERR_INPUT, REPORT_NONE, GATE_OPEN, REPORT_PROBLEM_MISSING,
	    false, false },
	{ "dropout without a problem", 202202, 100, "1111", "",
	    ERR_INPUT, REPORT_NONE, GATE_OPEN, REPORT_PROBLEM_MISSING,
	    false, false },
	{ "negative wage", 202202, -1, "1101", NULL,
	    ERR_INPUT, REPORT_NONE, GATE_OPEN, REPORT_NEGATIVE, false,
	    false },
	{ "a million and a fen", 202202, REPORT_INCOME_MOST + 1, "1101",
	    NULL, ERR_INPUT, REPORT_NONE, GATE_OPEN, REPORT_LARGE, false,
	    false },
	{ "this month", 202203, 100, "1101", NULL,
	    ERR_INPUT, REPORT_NONE, GATE_FUTURE, REPORT_OK, false, false },
	{ "next month", 202204, 100, "1101", NULL,
	    ERR_INPUT, REPORT_NONE, GATE_FUTURE, REPORT_OK, false, false },
	{ "before the first month", 202012, 100, "1101", NULL,
	    ERR_INPUT, REPORT_NONE, GATE_EARLY, REPORT_OK, false, false },
};

static void
test_new(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	struct report_done done;
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(cases); i++) {
		struct report_edit edit = edit_of(registry_household(r,
		    VILLAGE, "甲", 3), month(cases[i].wage,
		    cases[i].answers, cases[i].problem), 0);

		edit.period = cases[i].period;
		wrong += case_int(cases[i].name, report_save(r->db, r->pool,
		    &who, &edit, &done), cases[i].want);
		wrong += case_int(cases[i].name, done.state, cases[i].state);
		wrong += case_int(cases[i].name, done.gate, cases[i].gate);
		wrong += case_int(cases[i].name, done.flaw, cases[i].flaw);
		wrong += case_int(cases[i].name, done.late, cases[i].late);
		wrong += case_int(cases[i].name, done.receipt_id != 0,
		    cases[i].receipt);
		wrong += case_int(cases[i].name, done.changed,
		    cases[i].state != REPORT_NONE);
		wrong += case_int(cases[i].name, done.version,
		    cases[i].state != REPORT_NONE);
	}
	assert_int_equal(wrong, 0);
}

/* What was stored comes back whole, with who and by which door. */
static void
test_round_trip(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_TOWNSHIP, TOWNSHIP, 0);
	int64_t id = registry_household(r, VILLAGE, "甲", 3);
	struct report_edit edit = edit_of(id, month(120050, "0111",
	    "屋顶漏雨；孩子休学"), 0);
	struct report months[12];
	struct report_key key = { id, 2022 };
	struct report_done done;
	int i;

	for (i = 0; i < INCOME__MAX; i++)
		edit.month.income_fen[i] = 1000 * i + 5;
	edit.month.income_fen[INCOME_BUSINESS] = -30000;
	assert_int_equal(report_save(r->db, r->pool, &who, &edit, &done), OK);
	assert_true(done.created);
	assert_int_equal(report_year(r->db, r->pool, &who, &key, months), OK);
	assert_true(report_same(&months[1].month, &edit.month));
	assert_int_equal(report_state_of(&months[1]), REPORT_REPORTED);
	assert_string_equal(months[1].reporter, "测试员");
	assert_string_equal(months[1].door, "web");
	assert_int_equal(months[1].changed_by, 7);
	assert_int_equal(months[1].receipt_id, done.receipt_id);
	assert_int_equal(months[0].version, 0);
	assert_int_equal(months[0].period, 202201);
	assert_null(months[11].state);
}

static void
test_correction(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	int64_t id = registry_household(r, VILLAGE, "甲", 3), receipt;
	struct report_edit edit = edit_of(id, month(100, "1101", NULL), 0);
	struct report_done done;
	uint64_t trips;

	trips = db_trips(r->db);
	assert_int_equal(report_save(r->db, r->pool, &who, &edit, &done), OK);
	assert_true(db_trips(r->db) - trips <= 4);
	receipt = done.receipt_id;
	edit = edit_of(id, month(200, "1101", NULL), 1);
	trips = db_trips(r->db);
	assert_int_equal(report_save(r->db, r->pool, &who, &edit, &done), OK);
	assert_true(db_trips(r->db) - trips <= 3);
	assert_true(done.changed && !done.created);
	assert_int_equal(done.version, 2);
	assert_int_equal(done.receipt_id, receipt);
	assert_int_equal(done.before.month.income_fen[INCOME_WAGE], 100);
	/* The same again, even from an old page, writes nothing. */
	edit.version = 1;
	trips = db_trips(r->db);
	assert_int_equal(report_save(r->db, r->pool, &who, &edit, &done), OK);
	assert_int_equal(db_trips(r->db) - trips, 1);
	assert_false(done.changed);
	assert_int_equal(done.version, 2);
	/* Something else from an old page does not. */
	edit = edit_of(id, month(300, "1101", NULL), 1);
	assert_int_equal(report_save(r->db, r->pool, &who, &edit, &done),
	    ERR_CONFLICT);
	assert_int_equal(done.before.month.income_fen[INCOME_WAGE], 200);
	assert_int_equal(done.before.version, 2);
	assert_string_equal(done.before.reporter, "测试员");
	edit.version = 0;
	assert_int_equal(report_save(r->db, r->pool, &who, &edit, &done),
	    ERR_CONFLICT);
	edit.version = REPORT_ANY;
	assert_int_equal(report_save(r->db, r->pool, &who, &edit, &done), OK);
	assert_int_equal(done.version, 3);
}

/* A draft becomes a report, late by the day it does; a report no draft. */
static void
test_states(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	int64_t id = registry_household(r, VILLAGE, "甲", 3);
	struct report_edit edit = edit_of(id, month(100, "11--", NULL), 0);
	struct report_done done;

	assert_int_equal(report_save(r->db, r->pool, &who, &edit, &done), OK);
	assert_int_equal(done.state, REPORT_DRAFT);
	assert_int_equal(done.receipt_id, 0);
	who.today = (struct date){ 2022, 3, 6 };
	edit = edit_of(id, month(100, "1101", NULL), 1);
	assert_int_equal(report_save(r->db, r->pool, &who, &edit, &done), OK);
	assert_int_equal(done.state, REPORT_REPORTED);
	assert_true(done.late);
	assert_int_not_equal(done.receipt_id, 0);
	edit = edit_of(id, month(100, "110-", NULL), 2);
	assert_int_equal(report_save(r->db, r->pool, &who, &edit, &done),
	    ERR_INPUT);
	assert_int_equal(done.flaw, REPORT_INCOMPLETE);
	assert_int_equal(done.which, ANSWER_INSURANCE);
	assert_int_equal(done.state, REPORT_REPORTED);
}

static void
test_on_time_stays(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	struct report_edit edit = edit_of(registry_household(r, VILLAGE,
	    "甲", 3), month(100, "1101", NULL), 0);
	struct report_done done;

	who.today = (struct date){ 2022, 3, 5 };
	assert_int_equal(report_save(r->db, r->pool, &who, &edit, &done), OK);
	assert_false(done.late);
	who.today = (struct date){ 2022, 3, 20 };
	edit.month.income_fen[0] = 7;
	edit.version = 1;
	assert_int_equal(report_save(r->db, r->pool, &who, &edit, &done), OK);
	assert_false(done.late);
}

static void
test_return(void **state)
{
	struct registry *r = *state;
	struct who village = registry_who(ROLE_VILLAGE, VILLAGE, 0);
	struct who town = registry_who(ROLE_TOWNSHIP, TOWNSHIP, 0);
	struct who other = registry_who(ROLE_TOWNSHIP, TOWNSHIP_2, 0);
	int64_t id = registry_household(r, VILLAGE, "甲", 3), receipt;
	struct report_edit edit = edit_of(id, month(100, "1101", NULL), 0);
	struct report_done done;

	edit.reason = "请核实";
	assert_int_equal(report_return(r->db, r->pool, &town, &edit, &done),
	    ERR_CONFLICT);
	assert_int_equal(report_save(r->db, r->pool, &village, &edit, &done),
	    OK);
	receipt = done.receipt_id;
	edit.version = 1;
	assert_int_equal(report_return(r->db, r->pool, &village, &edit,
	    &done), ERR_DENIED);
	assert_int_equal(report_return(r->db, r->pool, &other, &edit, &done),
	    ERR_ABSENT);
	edit.reason = "";
	assert_int_equal(report_return(r->db, r->pool, &town, &edit, &done),
	    ERR_INPUT);
	edit.reason = "请核实";
	edit.version = 0;
	assert_int_equal(report_return(r->db, r->pool, &town, &edit, &done),
	    ERR_CONFLICT);
	edit.version = 1;
	assert_int_equal(report_return(r->db, r->pool, &town, &edit, &done),
	    OK);
	assert_int_equal(done.state, REPORT_RETURNED);
	assert_int_equal(done.version, 2);
	assert_int_equal(report_return(r->db, r->pool, &town, &edit, &done),
	    OK);
	assert_int_equal(done.version, 2);
	/* Half mended it is still sent back; as it was it counts again. */
	edit = edit_of(id, month(500, "110-", NULL), 2);
	assert_int_equal(report_save(r->db, r->pool, &village, &edit, &done),
	    OK);
	assert_int_equal(done.state, REPORT_RETURNED);
	edit = edit_of(id, month(100, "1101", NULL), 3);
	assert_int_equal(report_save(r->db, r->pool, &village, &edit, &done),
	    OK);
	assert_int_equal(done.state, REPORT_REPORTED);
	assert_int_equal(done.receipt_id, receipt);
	assert_false(done.late);
}

/* Who may write what: the scope is in the query. */
static void
test_scope(void **state)
{
	struct registry *r = *state;
	int64_t id = registry_household(r, VILLAGE, "甲", 3);
	int64_t mine = registry_helper(r, "张三", TOWNSHIP);
	int64_t other = registry_helper(r, "李四", TOWNSHIP);
	const struct {
		const char *name;
		struct who who;
		enum err want;
	} askers[] = {
		{ "county", registry_who(ROLE_COUNTY, COUNTY, 0), OK },
		{ "township", registry_who(ROLE_TOWNSHIP, TOWNSHIP, 0), OK },
		{ "village", registry_who(ROLE_VILLAGE, VILLAGE, 0), OK },
		{ "his helper", registry_who(ROLE_HELPER, COUNTY, mine), OK },
		{ "other village", registry_who(ROLE_VILLAGE, VILLAGE_2, 0),
		    ERR_ABSENT },
		{ "other township", registry_who(ROLE_TOWNSHIP, TOWNSHIP_2,
		    0), ERR_ABSENT },
		{ "other helper", registry_who(ROLE_HELPER, COUNTY, other),
		    ERR_ABSENT },
		{ "his helper, other area", registry_who(ROLE_HELPER,
		    TOWNSHIP_2, mine), ERR_ABSENT },
	};
	struct report_done done;
	int wrong = 0;
	size_t i;

	registry_pair(r, id, mine, 1);
	for (i = 0; i < LEN(askers); i++) {
		struct report_edit edit = edit_of(id, month(100 +
		    (int64_t)i, "1101", NULL), REPORT_ANY);

		wrong += case_int(askers[i].name, report_save(r->db, r->pool,
		    &askers[i].who, &edit, &done), askers[i].want);
	}
	struct who late = registry_who(ROLE_HELPER, COUNTY, mine);
	struct report_edit edit = edit_of(999999999999, month(1, "1101",
	    NULL), 0);
	wrong += case_int("no such household", report_save(r->db, r->pool,
	    &late, &edit, &done), ERR_ABSENT);
	assert_int_equal(wrong, 0);
}

/* Closed for the county, open again for one township until a day. */
static void
test_closing(void **state)
{
	struct registry *r = *state;
	struct who county = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct who town = registry_who(ROLE_TOWNSHIP, TOWNSHIP, 0);
	int64_t in = registry_household(r, VILLAGE, "甲", 3);
	int64_t out = registry_household(r, VILLAGE_3, "乙", 3);
	struct gate_edit gate = { COUNTY, 202202, { 0 }, "月报已汇总" };
	struct report_edit edit = edit_of(in, month(100, "1101", NULL), 0);
	struct report_done done;

	assert_int_equal(gate_close(r->db, &town, &gate), ERR_DENIED);
	gate.reason = "";
	assert_int_equal(gate_close(r->db, &county, &gate), ERR_INPUT);
	gate.reason = "月报已汇总";
	gate.area = INT64_C(990102000000);
	assert_int_equal(gate_close(r->db, &county, &gate), ERR_DENIED);
	gate.area = COUNTY;
	assert_int_equal(gate_close(r->db, &county, &gate), OK);
	assert_int_equal(report_save(r->db, r->pool, &county, &edit, &done),
	    ERR_INPUT);
	assert_int_equal(done.gate, GATE_CLOSED);
	gate.area = TOWNSHIP;
	gate.until = (struct date){ 2022, 3, 3 };
	assert_int_equal(gate_reopen(r->db, &county, &gate), ERR_INPUT);
	gate.until = (struct date){ 2022, 3, 10 };
	assert_int_equal(gate_reopen(r->db, &county, &gate), OK);
	assert_int_equal(report_save(r->db, r->pool, &county, &edit, &done),
	    OK);
	edit.household_id = out;
	assert_int_equal(report_save(r->db, r->pool, &county, &edit, &done),
	    ERR_INPUT);
	edit = edit_of(in, month(200, "1101", NULL), 1);
	county.today = (struct date){ 2022, 3, 11 };
	assert_int_equal(report_save(r->db, r->pool, &county, &edit, &done),
	    ERR_INPUT);
	assert_int_equal(done.gate, GATE_CLOSED);
	/* The unchanged month needs no gate. */
	edit.month.income_fen[INCOME_WAGE] = 100;
	assert_int_equal(report_save(r->db, r->pool, &county, &edit, &done),
	    OK);
}

static const struct query free_after = {
	"UPDATE household SET free_after = ? WHERE household_id = ?",
	.in = MADE_SHAPE(MADE(a), MADE(b)),
};

static void
test_deregistered(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	int64_t id = registry_household(r, VILLAGE, "甲", 3);
	struct report_edit edit = edit_of(id, month(100, "1101", NULL), 0);
	struct report_done done;

	registry_do(r, &free_after, &(struct made){ .a = 202201, .b = id });
	assert_int_equal(report_save(r->db, r->pool, &who, &edit, &done),
	    ERR_INPUT);
	assert_int_equal(done.gate, GATE_FREE);
	edit.period = 202201;
	assert_int_equal(report_save(r->db, r->pool, &who, &edit, &done), OK);
}

static const struct query two_settings = {
	"INSERT INTO setting (name, value) VALUES ('due_day', '3'),"
	" ('warn_yuan', '50000') ON DUPLICATE KEY UPDATE value = VALUE(value)",
	NULL, NULL
};

/* Without settings of the caller those of the database hold. */
static void
test_settings(void **state)
{
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct report_edit edit = edit_of(registry_household(r, VILLAGE,
	    "甲", 3), month(6000000, "1101", NULL), 0);
	struct report_done done;

	edit.settings = NULL;
	assert_int_equal(db_do(r->db, &two_settings, NULL, NULL), OK);
	assert_int_equal(report_save(r->db, r->pool, &who, &edit, &done), OK);
	assert_true(done.late);
	assert_true(done.warn);
}

/* These rows stay: where no other test looks. */
#define FAR_COUNTY	INT64_C(990909000000)
#define FAR_VILLAGE	INT64_C(990909101001)

/* Two at once: the second waits, and is told of the first. */
struct rival {
	struct db *db;
	struct pool *pool;
	struct who who;
	struct report_edit edit;
	struct report_done done;
	enum err got;
};

static void *
rival_saves(void *cookie)
{
	struct rival *v = cookie;

	v->got = db_begin(v->db);
	if (v->got == OK)
		v->got = report_save(v->db, v->pool, &v->who, &v->edit,
		    &v->done);
	if (v->got != OK || (v->got = db_commit(v->db)) != OK)
		db_rollback(v->db);
	return NULL;
}

static enum err
race(struct registry *r, struct rival *v, struct report_edit *mine)
{
	struct who who = registry_who(ROLE_COUNTY, FAR_COUNTY, 0);
	struct report_done done;
	uint64_t trips = db_trips(v->db);
	pthread_t thread;

	assert_int_equal(db_begin(r->db), OK);
	assert_int_equal(report_save(r->db, r->pool, &who, mine, &done), OK);
	assert_int_equal(pthread_create(&thread, NULL, rival_saves, v), 0);
	/* Until he has read and waits for our lock with his write. */
	while (trips + 2 > db_trips(v->db))
		usleep(10000);
	usleep(100000);
	assert_int_equal(db_commit(r->db), OK);
	pthread_join(thread, NULL);
	return v->got;
}

static void
test_race(void **state)
{
	struct registry *r = *state;
	struct db_options o = db_options_env();
	struct rival v = { .pool = pool_new(POOL_ROOM),
	    .who = registry_who(ROLE_VILLAGE, FAR_VILLAGE, 0) };
	struct timespec now;
	int64_t id;
	struct report_edit mine;

	v.who.name = "后来者";
	clock_gettime(CLOCK_REALTIME, &now);
	r->serial = now.tv_sec % 900 * 100000 + now.tv_nsec / 10000;
	id = registry_household(r, FAR_VILLAGE, "甲", 3);
	assert_int_equal(db_commit(r->db), OK);
	assert_int_equal(db_open(&o, &v.db), OK);
	mine = edit_of(id, month(100, "1101", NULL), 0);
	v.edit = edit_of(id, month(200, "1101", NULL), 0);
	assert_int_equal(race(r, &v, &mine), ERR_CONFLICT);
	assert_int_equal(v.done.before.month.income_fen[INCOME_WAGE], 100);
	assert_string_equal(v.done.before.reporter, "测试员");
	/* A correction by both of what both saw. */
	mine = edit_of(id, month(300, "1101", NULL), 1);
	v.edit.version = 1;
	assert_int_equal(race(r, &v, &mine), ERR_CONFLICT);
	assert_int_equal(v.done.before.version, 2);
	/* Who saw nothing is asked to try again, and then it holds. */
	mine = edit_of(id, month(400, "1101", NULL), 2);
	v.edit.version = REPORT_ANY;
	assert_int_equal(race(r, &v, &mine), ERR_BUSY);
	rival_saves(&v);
	assert_int_equal(v.got, OK);
	assert_int_equal(v.done.version, 4);
	/* Both say the same: no quarrel. */
	mine = edit_of(id, month(500, "1101", NULL), 4);
	v.edit = mine;
	assert_int_equal(race(r, &v, &mine), OK);
	assert_false(v.done.changed);
	assert_int_equal(v.done.version, 5);
	db_close(v.db);
	pool_free(v.pool);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		REGISTRY_TEST(test_new),
		REGISTRY_TEST(test_round_trip),
		REGISTRY_TEST(test_correction),
		REGISTRY_TEST(test_states),
		REGISTRY_TEST(test_on_time_stays),
		REGISTRY_TEST(test_return),
		REGISTRY_TEST(test_scope),
		REGISTRY_TEST(test_closing),
		REGISTRY_TEST(test_deregistered),
		REGISTRY_TEST(test_settings),
		REGISTRY_TEST(test_race),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
