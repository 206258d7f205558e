/* report_bulk and desk: a batch reads, writes, and notices who was faster. */
#include "registry.h"

#include "core/text.h"
#include "db/desk.h"
#include "db/inbox.h"
#include "db/report_bulk.h"

static const struct query made_phone = {
	"INSERT INTO helper_phone (phone, helper_id) VALUES (?, ?)",
	.in = MADE_SHAPE(MADE(text), MADE(a)),
};
static const struct query made_quiet = {
	"UPDATE inbox SET state = 'done'", NULL, NULL
};
static const struct query made_gate = {
	"INSERT INTO month_gate (low, high, period, deed, until, reason,"
	" changed_by, at) VALUES (?, ?, ?, ?, NULL, 'x', 0, NOW())",
	.in = MADE_SHAPE(MADE(a), MADE(b), MADE(c), MADE(text)),
};
struct counted {
	int64_t n;
};
static SHAPE(counted, COLUMN(counted, n));
static const struct query lines_of = {
	"SELECT COUNT(*) AS n FROM `change` WHERE record_id = ?",
	MADE_SHAPE(MADE(a)), &counted_shape
};
static const struct query versions_of = {
	"SELECT COUNT(*) AS n FROM report FOR SYSTEM_TIME ALL"
	" WHERE household_id = ?",
	MADE_SHAPE(MADE(a)), &counted_shape
};

static int64_t
counts(struct registry *r, const struct query *q, int64_t household)
{
	struct counted c;

	assert_int_equal(db_one(r->db, r->pool, q,
	    &(struct made){ .a = household }, &c), OK);
	return c.n;
}

static struct report
report_of(int64_t household, int64_t wage_fen, int64_t version)
{
	return (struct report){ .household_id = household, .period = 202202,
	    .month = { .income_fen = { wage_fen }, .answer = { { true, 1 },
	    { true, 1 }, { true, 0 }, { true, 1 } } },
	    .state = "reported", .version = version, .door = "sms",
	    .reporter = "赵一", .reported_at = { 1646350000 } };
}

static void
months_are_written_and_numbered(void **state)
{
	struct registry *r = *state;
	int64_t a = registry_household(r, VILLAGE, "孙三", 2);
	int64_t b = registry_household(r, VILLAGE, "李四", 3);
	struct report two[2] = { report_of(a, 100, 0), report_of(b, 200, 0) };
	struct report_list list = { two, 2 };
	struct report now;
	int64_t receipt;

	assert_int_equal(report_bulk_receipts(r->db, r->pool, &list), OK);
	assert_true(two[0].receipt_id > 0 && two[1].receipt_id > 0);
	assert_true(two[0].receipt_id != two[1].receipt_id);
	assert_int_equal(report_bulk_write(r->db, r->pool, &list), OK);
	receipt = two[1].receipt_id;
	/* a correction keeps the number, and each version its history */
	two[1] = report_of(b, 300, 1);
	two[0] = report_of(a, 100, 1);
	two[0].state = "draft";		/* no number is given to a draft */
	assert_int_equal(report_bulk_receipts(r->db, r->pool, &list), OK);
	assert_int_equal(two[1].receipt_id, receipt);
	assert_int_equal(two[0].receipt_id, 0);
	assert_int_equal(report_bulk_write(r->db, r->pool, &list), OK);
	assert_int_equal(desk_month(r->db, r->pool, b, 202202, &now), OK);
	assert_int_equal(now.version, 2);
	assert_int_equal(now.month.income_fen[INCOME_WAGE], 300);
	assert_int_equal(now.receipt_id, receipt);
	assert_int_equal(counts(r, &lines_of, b), 2);
	assert_int_equal(counts(r, &versions_of, b), 2);
	assert_int_equal(desk_month(r->db, r->pool, b, 202201, &now), OK);
	assert_null(now.state);
	assert_int_equal(now.version, 0);
}

static void
whoever_was_faster_is_noticed(void **state)
{
	struct registry *r = *state;
	int64_t a = registry_household(r, VILLAGE, "孙三", 2);
	int64_t b = registry_household(r, VILLAGE, "李四", 3);
	struct report one = report_of(a, 100, 0);
	struct report two[2] = { report_of(a, 1, 7), report_of(b, 2, 0) };

	assert_int_equal(report_bulk_write(r->db, r->pool,
	    &(struct report_list){ &one, 1 }), OK);
	/* another version than was seen; a row that was not there */
	assert_int_equal(report_bulk_write(r->db, r->pool,
	    &(struct report_list){ two, 2 }), ERR_CONFLICT);
	two[0].version = 0;
	assert_int_equal(report_bulk_write(r->db, r->pool,
	    &(struct report_list){ two, 1 }), ERR_CONFLICT);
	assert_int_equal(report_bulk_write(r->db, r->pool,
	    &(struct report_list){ NULL, 0 }), OK);
}

static int64_t
arrive(struct registry *r, const char *sender)
{
	struct inbox_new msg = { .gateway = "kannel", .sender = sender,
	    .recipient = "", .raw = { "x", 1 },
	    .received_at = { 1646350000 } };
	struct inbox_rows rows;
	bool fresh;

	assert_int_equal(inbox_add(r->db, &msg, &fresh), OK);
	assert_int_equal(inbox_waiting(r->db, r->pool, 100, &rows), OK);
	return rows.at[rows.count - 1].inbox_id;
}

static void
the_desk_holds_the_senders_households(void **state)
{
	struct registry *r = *state;
	int64_t one = registry_helper(r, "赵一", VILLAGE);
	int64_t two = registry_helper(r, "钱二", VILLAGE);
	int64_t a = registry_household(r, VILLAGE, "孙三", 2);
	int64_t b = registry_household(r, VILLAGE, "李四", 3), low, high;
	struct desk_ask ask = { .day = { 2022, 3, 4 }, .year = 2022,
	    .due = 202202 };
	struct desk_rows rows;

	registry_do(r, &made_quiet, NULL);
	registry_do(r, &made_phone, &(struct made){ .text = "17700000001",
	    .a = one });
	registry_do(r, &made_phone, &(struct made){ .text = "17700000002",
	    .a = two });
	registry_pair(r, b, one, 2);
	registry_pair(r, a, one, 1);
	registry_pair(r, a, two, 5);	/* they share a household */
	low = arrive(r, "17700000001");
	arrive(r, "17700000001");
	high = arrive(r, "17799999999");
	ask.low = low;
	ask.high = high;
	assert_int_equal(desk_households(r->db, r->pool, &ask, &rows), OK);
	assert_int_equal(rows.count, 2);
	assert_int_equal(rows.at[0].household_id, a);
	assert_int_equal(rows.at[0].short_no, 1);
	assert_int_equal(rows.at[1].household_id, b);
	assert_null(rows.at[1].r.state);
	assert_int_equal(rows.at[1].r.period, 202202);
	ask.high = arrive(r, "17700000002");
	assert_int_equal(desk_households(r->db, r->pool, &ask, &rows), OK);
	assert_int_equal(rows.count, 3);
	/* not before the pairing, not in another year */
	ask.day = (struct date){ 2019, 12, 31 };
	assert_int_equal(desk_households(r->db, r->pool, &ask, &rows), OK);
	assert_int_equal(rows.count, 0);
	ask.day = (struct date){ 2022, 3, 4 };
	ask.year = 2021;
	assert_int_equal(desk_households(r->db, r->pool, &ask, &rows), OK);
	assert_int_equal(rows.count, 0);
}

static void
the_newest_gate_comes_first(void **state)
{
	struct registry *r = *state;
	struct desk_gates gates;
	const char *const deeds[] = { "close", "reopen", "close" };
	size_t i;

	for (i = 0; i < LEN(deeds); i++)
		registry_do(r, &made_gate, &(struct made){ .a = COUNTY,
		    .b = area_last(COUNTY), .c = 202202,
		    .text = deeds[i] });
	registry_do(r, &made_gate, &(struct made){ .a = VILLAGE,
	    .b = VILLAGE, .c = 202202, .text = "reopen" });
	assert_int_equal(desk_gates(r->db, r->pool, &gates), OK);
	assert_true(gates.count >= 2);
	assert_int_equal(gates.at[0].low, VILLAGE);
	assert_false(gates.at[0].closed);
	assert_int_equal(gates.at[1].low, COUNTY);
	assert_true(gates.at[1].closed);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		REGISTRY_TEST(months_are_written_and_numbered),
		REGISTRY_TEST(whoever_was_faster_is_noticed),
		REGISTRY_TEST(the_desk_holds_the_senders_households),
		REGISTRY_TEST(the_newest_gate_comes_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
