/* inbox: what is known already, who sent it, tries and outcomes. */
#include "registry.h"

#include "core/text.h"
#include "db/clock.h"
#include "db/inbox.h"

static const struct query made_phone = {
	"INSERT INTO helper_phone (phone, helper_id) VALUES (?, ?)",
	.in = MADE_SHAPE(MADE(text), MADE(a)),
};
static const struct query made_retired = {
	"UPDATE helper SET active = 0 WHERE helper_id = ?",
	.in = MADE_SHAPE(MADE(a)),
};
static const struct query made_quiet = {
	"UPDATE inbox SET state = 'done'", NULL, NULL
};

static const struct {
	const char *name, *gateway, *id, *sender, *time, *raw;
	bool fresh;
} arrivals[] = {
	{ "first", "kannel", "a", "19900000001", "1", "报 1", true },
	{ "the same id again", "kannel", "a", "19900000001", "9", "x",
	    false },
	{ "the same id, another gateway", "gammu", "a", "19900000001", "2",
	    "报 1", true },
	{ "ids differ in case", "kannel", "A", "19900000001", "3", "报 1",
	    true },
	{ "another id, same sender, time and text", "kannel", "b",
	    "19900000001", "1", "报 1", false },
	{ "another text", "kannel", "c", "19900000001", "1", "报 2", true },
	{ "another sender", "kannel", "d", "19900000002", "1", "报 1",
	    true },
	{ "no id", "kannel", NULL, "19900000003", "1", "报 1", true },
	{ "no id again, known by its content", "kannel", NULL, "19900000003",
	    "1", "报 1", false },
	{ "no id, no time", "kannel", NULL, "19900000003", NULL, "报 1",
	    true },
	{ "a missing id and time match nothing", "kannel", NULL,
	    "19900000003", NULL, "报 1", true },
	{ "empty", "kannel", "e", "", NULL, "", true },
};

static void
known_messages_are_known(void **state)
{
	struct registry *r = *state;
	struct inbox_new msg;
	int wrong = 0;
	bool fresh;
	size_t i;

	for (i = 0; i < LEN(arrivals); i++) {
		msg = (struct inbox_new){ arrivals[i].gateway,
		    arrivals[i].id, arrivals[i].sender, "10699",
		    { arrivals[i].raw, strlen(arrivals[i].raw) },
		    arrivals[i].time, { 1646350000 }, { false, 0 } };
		wrong += case_int(arrivals[i].name, inbox_add(r->db, &msg,
		    &fresh), OK);
		wrong += case_int(arrivals[i].name, fresh,
		    arrivals[i].fresh);
	}
	assert_int_equal(wrong, 0);
}

/* Many at once: a known one stays as it was, and is no hindrance. */
static void
many_come_together(void **state)
{
	static const struct {
		const char *id, *sender, *time, *raw;
	} came[] = {
		{ "m1", "19900000011", "1", "报 1" },
		{ "m2", "19900000011", "2", "报 2" },
		{ "m1", "19900000012", "3", "the id again" },
		{ "m3", "19900000011", "1", "报 1" },
		{ NULL, "19900000011", NULL, "报 3" },
	};
	struct inbox_new msgs[LEN(came)];
	struct registry *r = *state;
	struct inbox_rows rows;
	size_t i;
	int turn;

	registry_do(r, &made_quiet, NULL);
	for (i = 0; i < LEN(came); i++)
		msgs[i] = (struct inbox_new){ "kannel", came[i].id,
		    came[i].sender, "10699", { came[i].raw,
		    strlen(came[i].raw) }, came[i].time, { 1646350000 },
		    { false, 0 } };
	for (turn = 0; turn < 2; turn++) {
		/* the second time only what nothing is known by is new */
		assert_int_equal(inbox_add_all(r->db, r->pool, msgs,
		    LEN(came)), OK);
		assert_int_equal(inbox_waiting(r->db, r->pool, 100, &rows),
		    OK);
		assert_int_equal(rows.count, 3 + turn);
		assert_memory_equal(rows.at[0].raw.at, "报 1",
		    sizeof "报 1" - 1);
		assert_memory_equal(rows.at[1].raw.at, "报 2",
		    sizeof "报 2" - 1);
		assert_memory_equal(rows.at[2 + turn].raw.at, "报 3",
		    sizeof "报 3" - 1);
	}
	assert_int_equal(inbox_add_all(r->db, r->pool, NULL, 0), OK);
	/* one that the column does not take: none of them */
	msgs[0].provider_id = "n1";
	msgs[1].provider_id = pool_print(r->pool, "n%0100d", 2);
	assert_int_not_equal(inbox_add_all(r->db, r->pool, msgs, 2), OK);
	assert_int_equal(inbox_waiting(r->db, r->pool, 100, &rows), OK);
	assert_int_equal(rows.count, 4);
}

static int64_t
arrive(struct registry *r, const char *sender, const char *raw)
{
	static int serial;
	struct inbox_new msg = { "kannel", pool_print(r->pool, "t%d",
	    ++serial), sender, "", { raw, strlen(raw) }, NULL,
	    { 1646350000 }, { false, 0 } };
	struct inbox_rows rows;
	bool fresh;

	assert_int_equal(inbox_add(r->db, &msg, &fresh), OK);
	assert_true(fresh);
	assert_int_equal(inbox_waiting(r->db, r->pool, 1000, &rows), OK);
	return rows.at[rows.count - 1].inbox_id;
}

static void
senders_are_active_helpers(void **state)
{
	struct registry *r = *state;
	int64_t helper = registry_helper(r, "赵一", VILLAGE);
	int64_t retired = registry_helper(r, "钱二", VILLAGE);
	static const char bytes[] = "a\0\xFF报";
	struct inbox_new msg = { "kannel", "bytes", "17700000001", "",
	    { bytes, sizeof bytes - 1 }, NULL, { 1646350000 },
	    { false, 0 } };
	struct inbox_rows rows;
	bool fresh;

	registry_do(r, &made_quiet, NULL);
	registry_do(r, &made_phone, &(struct made){ .text = "17700000001",
	    .a = helper });
	registry_do(r, &made_phone, &(struct made){ .text = "17700000002",
	    .a = retired });
	registry_do(r, &made_retired, &(struct made){ .a = retired });
	assert_int_equal(inbox_add(r->db, &msg, &fresh), OK);
	arrive(r, "17700000002", "b");
	arrive(r, "17700000003", "c");
	assert_int_equal(inbox_waiting(r->db, r->pool, 10, &rows), OK);
	assert_int_equal(rows.count, 3);
	assert_int_equal(rows.at[0].helper_id, helper);
	assert_string_equal(rows.at[0].helper_name, "赵一");
	assert_int_equal(rows.at[0].raw.len, sizeof bytes - 1);
	assert_memory_equal(rows.at[0].raw.at, bytes, sizeof bytes - 1);
	assert_int_equal(rows.at[0].received_at.utc, 1646350000);
	assert_int_equal(rows.at[1].helper_id, 0);
	assert_null(rows.at[1].helper_name);
	assert_int_equal(rows.at[2].helper_id, 0);
}

static void
tries_are_counted_after_a_crash_only(void **state)
{
	struct registry *r = *state;
	int64_t first, second, third;
	struct inbox_rows rows;

	registry_do(r, &made_quiet, NULL);
	first = arrive(r, "1", "a");
	second = arrive(r, "1", "b");
	third = arrive(r, "1", "c");
	assert_int_equal(inbox_attempt(r->db,
	    (struct inbox_range){ first, second }), OK);
	assert_int_equal(inbox_done(r->db, r->pool, &(struct inbox_outcome){
	    "done", "answered", NULL, { false, 0 }, { 1646350001 }, first },
	    1), OK);
	assert_int_equal(inbox_attempted(r->db, r->pool), OK);
	/* once */
	assert_int_equal(inbox_attempted(r->db, r->pool), OK);
	assert_int_equal(inbox_waiting(r->db, r->pool, 10, &rows), OK);
	assert_int_equal(rows.count, 2);
	assert_int_equal(rows.at[0].inbox_id, second);
	assert_int_equal(rows.at[0].tries, 1);
	assert_int_equal(rows.at[1].inbox_id, third);
	assert_int_equal(rows.at[1].tries, 0);
}

struct became {
	const char *state, *outcome, *note;
	int64_t helper_id;
};
static SHAPE(became, COLUMN(became, state), COLUMN(became, outcome),
    COLUMN(became, note), COLUMN(became, helper_id));
static const struct query became_what = {
	"SELECT state, outcome, note, IFNULL(helper_id, 0) AS helper_id"
	" FROM inbox WHERE inbox_id = ?",
	.in = MADE_SHAPE(MADE(a)), .out = &became_shape
};

/* Outcomes of several in one trip, alike or not: each as if by itself, and
 * those between them and behind them stay as they are. */
static void
outcomes_come_together(void **state)
{
	static const struct {
		const char *state, *outcome, *note;
		int64_t helper;
	} ends[] = {
		{ "done", "answered", NULL, 5 },
		{ "done", "answered", NULL, 5 },
		{ "done", "answered", NULL, 5 },
		{ "done", "answered", NULL, 6 },
		{ "new", NULL, NULL, 0 },
		{ "done", "answered", NULL, 6 },
		{ "done", "answered", NULL, 0 },
		{ "done", "answered", "unknown sender", 0 },
		{ "done", "silent", "unknown sender", 0 },
		{ "dead", "dead", "failed at each try", 6 },
		{ "new", NULL, NULL, 0 },
	};
	struct inbox_outcome outcomes[LEN(ends)], *at = outcomes;
	struct registry *r = *state;
	struct became b;
	int64_t ids[LEN(ends)];
	int wrong = 0;
	size_t i;

	registry_do(r, &made_quiet, NULL);
	for (i = 0; i < LEN(ends); i++) {
		ids[i] = arrive(r, "1", pool_print(r->pool, "%zu", i));
		if (ends[i].outcome != NULL)
			*at++ = (struct inbox_outcome){ ends[i].state,
			    ends[i].outcome, ends[i].note,
			    { ends[i].helper != 0, ends[i].helper },
			    { 1646350001 }, ids[i] };
	}
	assert_int_equal(inbox_done(r->db, r->pool, outcomes,
	    (size_t)(at - outcomes)), OK);
	for (i = 0; i < LEN(ends); i++) {
		assert_int_equal(db_one(r->db, r->pool, &became_what,
		    &(struct made){ .a = ids[i] }, &b), OK);
		wrong += case_text("state", b.state, ends[i].state);
		wrong += case_text("outcome", b.outcome, ends[i].outcome);
		wrong += case_text("note", b.note, ends[i].note);
		wrong += case_int("helper", b.helper_id, ends[i].helper);
	}
	assert_int_equal(wrong, 0);
	assert_int_equal(inbox_done(r->db, r->pool, NULL, 0), OK);
}

/* What is written at the same time is not waited for. */
static void
outcomes_do_not_wait_for_arrivals(void **state)
{
	struct inbox_new msg = { "kannel", "other", "19900000022", "",
	    { "报 1", sizeof "报 1" - 1 }, NULL, { 1646350000 },
	    { false, 0 } };
	struct db_options o = db_options_env();
	struct registry *r = *state;
	struct inbox_outcome ends[2];
	struct db *other;
	bool fresh;
	size_t i;

	for (i = 0; i < LEN(ends); i++)
		ends[i] = (struct inbox_outcome){ .state = "done",
		    .outcome = "stored", .done_at = { 1646350001 },
		    .inbox_id = arrive(r, "19900000021", "报 1") };
	assert_int_equal(db_open(&o, &other), OK);
	assert_int_equal(db_begin(other), OK);
	assert_int_equal(inbox_add(other, &msg, &fresh), OK);
	assert_int_equal(inbox_done(r->db, r->pool, ends, LEN(ends)), OK);
	assert_int_equal(inbox_add(other, &(struct inbox_new){ "kannel",
	    "more", "19900000022", "", msg.raw, NULL, { 1646350002 },
	    { false, 0 } }, &fresh), OK);
	db_close(other);
}

static void
strangers_are_told_once_a_day(void **state)
{
	struct registry *r = *state;
	const struct date one = { 2022, 3, 4 }, two = { 2022, 3, 5 };
	bool first;

	assert_int_equal(inbox_told(r->db, "17700000009", one, &first), OK);
	assert_true(first);
	assert_int_equal(inbox_told(r->db, "17700000009", one, &first), OK);
	assert_false(first);
	assert_int_equal(inbox_told(r->db, "17700000008", one, &first), OK);
	assert_true(first);
	assert_int_equal(inbox_told(r->db, "17700000009", two, &first), OK);
	assert_true(first);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		REGISTRY_TEST(known_messages_are_known),
		REGISTRY_TEST(many_come_together),
		REGISTRY_TEST(senders_are_active_helpers),
		REGISTRY_TEST(tries_are_counted_after_a_crash_only),
		REGISTRY_TEST(outcomes_come_together),
		REGISTRY_TEST(outcomes_do_not_wait_for_arrivals),
		REGISTRY_TEST(strangers_are_told_once_a_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
