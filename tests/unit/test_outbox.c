/* outbox: order, and states that only go forward. */
#include "registry.h"

#include "core/text.h"
#include "db/outbox.h"

#define NOW	INT64_C(1646350000)

static const struct query made_quiet = {
	"UPDATE outbox SET state = 'expired'", NULL, NULL
};
struct stood {
	const char *state;
	int64_t dlr, tries;
	const char *note;
};
static SHAPE(stood, COLUMN(stood, state), COLUMN(stood, dlr),
    COLUMN(stood, tries), COLUMN(stood, note));
static const struct query stands = {
	"SELECT state, dlr, tries, note FROM outbox WHERE outbox_id = ?",
	MADE_SHAPE(MADE(a)), &stood_shape
};

static void
put(struct registry *r, const char *phone, int64_t priority, int64_t at)
{
	assert_int_equal(outbox_add(r->db, &(struct outbox_new){
	    .phone = phone, .text = "收讫", .kind = "reply",
	    .priority = priority, .created_at = { at },
	    .expires_at = { at + 60 } }, 1), OK);
}

static struct outbox_rows
due(struct registry *r, int64_t now)
{
	struct outbox_rows rows;

	assert_int_equal(outbox_due(r->db, r->pool, (struct moment){ now },
	    100, &rows), OK);
	return rows;
}

static struct stood
stood_of(struct registry *r, int64_t id)
{
	struct stood s;

	assert_int_equal(db_one(r->db, r->pool, &stands,
	    &(struct made){ .a = id }, &s), OK);
	return s;
}

static void
replies_go_first(void **state)
{
	struct registry *r = *state;
	struct outbox_rows rows;

	registry_do(r, &made_quiet, NULL);
	put(r, "reminder", 5, NOW - 100);
	put(r, "late reply", 0, NOW - 1);
	put(r, "early reply", 0, NOW - 50);
	put(r, "not yet", 0, NOW + 10);
	rows = due(r, NOW);
	assert_int_equal(rows.count, 3);
	assert_string_equal(rows.at[0].phone, "early reply");
	assert_string_equal(rows.at[1].phone, "late reply");
	assert_string_equal(rows.at[2].phone, "reminder");
}

/* However many wait: a look reads what it takes, not all to sort them. */
static void
a_backlog_is_not_read_whole(void **state)
{
	struct registry *r = *state;
	struct outbox_rows rows;
	int64_t before;
	int i;

	registry_do(r, &made_quiet, NULL);
	for (i = 0; i < 1000; i++)
		put(r, "1", i % 2, NOW - i);
	before = registry_rows_read(r);
	rows = due(r, NOW);
	assert_in_range(registry_rows_read(r) - before, 1, 200);
	assert_int_equal(rows.count, 100);
	for (i = 1; i < 100; i++)
		assert_int_equal(rows.at[i].outbox_id,
		    rows.at[i - 1].outbox_id - 2);
}

/* Of the same time, as they came. */
static void
first_come_first_sent(void **state)
{
	struct registry *r = *state;
	struct outbox_rows rows;
	size_t i;

	registry_do(r, &made_quiet, NULL);
	for (i = 0; i < 90; i++)
		put(r, "1", 0, NOW);
	rows = due(r, NOW);
	assert_int_equal(rows.count, 90);
	for (i = 1; i < rows.count; i++)
		assert_true(rows.at[i].outbox_id > rows.at[i - 1].outbox_id);
}

static void
one_answer_a_message(void **state)
{
	struct registry *r = *state;
	struct outbox_new o = { .inbox_id = { true, 987654321 },
	    .phone = "1", .text = "a", .kind = "reply",
	    .created_at = { NOW }, .expires_at = { NOW } };

	assert_int_equal(outbox_add(r->db, &o, 1), OK);
	assert_int_equal(outbox_add(r->db, &o, 1), ERR_CONFLICT);
}

static void
old_ones_expire(void **state)
{
	struct registry *r = *state;

	registry_do(r, &made_quiet, NULL);
	put(r, "1", 0, NOW);
	assert_int_equal(outbox_expire(r->db, (struct moment){ NOW + 60 }),
	    OK);
	assert_int_equal(due(r, NOW).count, 1);
	assert_int_equal(outbox_expire(r->db, (struct moment){ NOW + 61 }),
	    OK);
	assert_int_equal(due(r, NOW).count, 0);
}

/* What happens to one message, a letter each: S our "sent" is stored, Q that
 * it stays queued, a number a delivery report, r that it was rejected. */
static const struct {
	const char *story, *state;
	int64_t dlr;
} stories[] = {
	{ "S", "sent", 0 },
	{ "S8", "sent", 8 },
	{ "S4", "sent", 4 },
	{ "S48", "sent", 8 },
	{ "S84", "sent", 8 },
	{ "S81", "delivered", 1 },
	{ "S18", "delivered", 1 },
	{ "S12", "delivered", 1 },
	{ "S1r", "delivered", 1 },
	{ "S2", "failed", 2 },
	{ "Sr", "failed", 16 },
	{ "S21", "delivered", 1 },
	{ "S28", "failed", 2 },
	{ "SQ", "sent", 0 },
	{ "1S", "delivered", 1 },
	{ "8S", "sent", 8 },
	{ "2S", "failed", 2 },
	{ "Q", "queued", 0 },
	{ "QS", "sent", 0 },
	{ "Q8", "queued", 8 },
	{ "Q8S", "sent", 8 },
	{ "Q2", "failed", 2 },
	{ "Q1", "delivered", 1 },
	{ "1Q", "delivered", 1 },
	{ "2Q", "failed", 2 },
};

static void
happen(struct registry *r, int64_t id, char what)
{
	struct outbox_result result = { .state = what == 'S' ? "sent" :
	    "queued", .tries = 1, .outbox_id = id };

	if (what == 'S')
		result.sent_at.utc = NOW;
	if (what == 'S' || what == 'Q')
		assert_int_equal(outbox_results(r->db, r->pool,
		    &result, 1), OK);
	else
		assert_int_equal(outbox_dlr(r->db, id, what == 'r' ?
		    DLR_REJECTED : what - '0'), OK);
}

static void
states_go_forward(void **state)
{
	struct registry *r = *state;
	struct outbox_rows rows;
	const char *at;
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(stories); i++) {
		registry_do(r, &made_quiet, NULL);
		put(r, "1", 0, NOW);
		rows = due(r, NOW);
		for (at = stories[i].story; *at != '\0'; at++)
			happen(r, rows.at[0].outbox_id, *at);
		wrong += case_text(stories[i].story,
		    stood_of(r, rows.at[0].outbox_id).state,
		    stories[i].state);
		wrong += case_int(stories[i].story,
		    stood_of(r, rows.at[0].outbox_id).dlr, stories[i].dlr);
		/* sent is sent, whoever said so first */
		wrong += case_int(stories[i].story,
		    stood_of(r, rows.at[0].outbox_id).tries,
		    strpbrk(stories[i].story, "SQ") != NULL);
	}
	assert_int_equal(wrong, 0);
}

/* How several ended in one trip, alike or not: each as if by itself, and
 * those beside and between them stay as they are. */
static void
results_come_together(void **state)
{
	static const struct {
		const char *result, *note;	/* S, Q, F failed; "": none */
		int64_t tries;
		const char *state;
	} ends[] = {
		{ "", NULL, 0, "queued" }, { "S", NULL, 1, "sent" },
		{ "S", NULL, 1, "sent" }, { "S", NULL, 2, "sent" },
		{ "S", NULL, 2, "sent" }, { "", NULL, 0, "queued" },
		{ "S", NULL, 2, "sent" }, { "F", "400 a", 2, "failed" },
		{ "F", "400 b", 2, "failed" }, { "F", NULL, 2, "failed" },
		{ "Q", NULL, 2, "queued" }, { "Q", NULL, 2, "queued" },
		{ "S", NULL, 2, "sent" }, { "", NULL, 0, "queued" },
	};
	struct outbox_result results[LEN(ends)], *at = results;
	struct registry *r = *state;
	struct outbox_rows rows;
	struct stood s;
	int wrong = 0;
	size_t i;

	registry_do(r, &made_quiet, NULL);
	for (i = 0; i < LEN(ends); i++)
		put(r, "1", 0, NOW);
	rows = due(r, NOW);
	assert_int_equal(rows.count, LEN(ends));
	for (i = 0; i < LEN(ends); i++)
		if (*ends[i].result != '\0')
			*at++ = (struct outbox_result){
			    .state = *ends[i].result == 'Q' ? "queued" :
			    ends[i].state, .note = ends[i].note,
			    .tries = ends[i].tries,
			    .outbox_id = rows.at[i].outbox_id };
	assert_int_equal(outbox_results(r->db, r->pool, results,
	    (size_t)(at - results)), OK);
	for (i = 0; i < LEN(ends); i++) {
		s = stood_of(r, rows.at[i].outbox_id);
		wrong += case_text("state", s.state, ends[i].state);
		wrong += case_text("note", s.note, ends[i].note);
		wrong += case_int("tries", s.tries, ends[i].tries);
	}
	assert_int_equal(wrong, 0);
	assert_int_equal(outbox_results(r->db, r->pool, NULL, 0), OK);
}

/* Reports of several messages in one trip, mixed: each as if by itself. */
static void
reports_come_together(void **state)
{
	static const struct {
		const char *reports, *state;
		int64_t dlr;
	} told[] = {
		{ "1", "delivered", 1 }, { "2", "failed", 2 },
		{ "8", "sent", 8 }, { "81", "delivered", 1 },
		{ "18", "delivered", 1 }, { "28", "failed", 2 },
		{ "48", "sent", 8 }, { "21", "delivered", 1 }, { "", "sent", 0 },
		/* several alike, twice told, with one between */
		{ "1", "delivered", 1 }, { "11", "delivered", 1 },
		{ "1", "delivered", 1 }, { "", "sent", 0 },
		{ "1", "delivered", 1 }, { "2", "failed", 2 },
	};
	struct outbox_report reports[2 * LEN(told)];
	struct registry *r = *state;
	struct outbox_rows rows;
	const char *at;
	int wrong = 0;
	size_t i, n = 0;

	registry_do(r, &made_quiet, NULL);
	for (i = 0; i < LEN(told); i++)
		put(r, "1", 0, NOW);
	rows = due(r, NOW);
	assert_int_equal(rows.count, LEN(told));
	for (i = LEN(told); i-- > 0;) {
		happen(r, rows.at[i].outbox_id, 'S');
		for (at = told[i].reports; *at != '\0'; at++)
			reports[n++] = (struct outbox_report){ *at - '0',
			    rows.at[i].outbox_id };
	}
	assert_int_equal(outbox_dlr_all(r->db, r->pool, reports, n), OK);
	for (i = 0; i < LEN(told); i++) {
		wrong += case_text(told[i].reports, stood_of(r,
		    rows.at[i].outbox_id).state, told[i].state);
		wrong += case_int(told[i].reports, stood_of(r,
		    rows.at[i].outbox_id).dlr, told[i].dlr);
	}
	assert_int_equal(wrong, 0);
	assert_int_equal(outbox_dlr_all(r->db, r->pool, NULL, 0), OK);
	reports[1].dlr = 3;
	assert_int_equal(outbox_dlr_all(r->db, r->pool, reports, 2),
	    ERR_INPUT);
}

/* What is written at the same time is not waited for. */
static void
results_do_not_wait_for_answers(void **state)
{
	struct db_options o = db_options_env();
	struct registry *r = *state;
	struct registry other = *r;
	struct outbox_report reports[2];
	struct outbox_result results[2];
	struct outbox_rows rows;
	size_t i;

	put(r, "1", 0, NOW);
	put(r, "1", 0, NOW);
	rows = due(r, NOW);
	assert_in_range(rows.count, 2, 99);
	for (i = 0; i < 2; i++) {
		reports[i] = (struct outbox_report){ DLR_DELIVERED,
		    rows.at[rows.count - 2 + i].outbox_id };
		results[i] = (struct outbox_result){ .state = "sent",
		    .tries = 1, .sent_at = { NOW },
		    .outbox_id = reports[i].outbox_id };
	}
	assert_int_equal(db_open(&o, &other.db), OK);
	assert_int_equal(db_begin(other.db), OK);
	put(&other, "2", 0, NOW);
	assert_int_equal(outbox_results(r->db, r->pool, results, 2), OK);
	assert_int_equal(outbox_dlr_all(r->db, r->pool, reports, 2), OK);
	put(&other, "2", 0, NOW);
	db_close(other.db);
}

static void
other_reports_are_refused(void **state)
{
	struct registry *r = *state;

	assert_int_equal(outbox_dlr(r->db, 1, 0), ERR_INPUT);
	assert_int_equal(outbox_dlr(r->db, 1, 3), ERR_INPUT);
	assert_int_equal(outbox_dlr(r->db, 1, -1), ERR_INPUT);
	/* of a message that is not ours */
	assert_int_equal(outbox_dlr(r->db, 987654321, 1), OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		REGISTRY_TEST(replies_go_first),
		REGISTRY_TEST(a_backlog_is_not_read_whole),
		REGISTRY_TEST(first_come_first_sent),
		REGISTRY_TEST(one_answer_a_message),
		REGISTRY_TEST(old_ones_expire),
		REGISTRY_TEST(states_go_forward),
		REGISTRY_TEST(results_come_together),
		REGISTRY_TEST(reports_come_together),
		REGISTRY_TEST(results_do_not_wait_for_answers),
		REGISTRY_TEST(other_reports_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
