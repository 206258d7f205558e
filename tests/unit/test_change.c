/* The ledger and its one publisher. */
#include "registry.h"

#include "db/change.h"

struct seq {
	int64_t change_id;
	struct opt_int seq;
};
static SHAPE(seq, COLUMN(seq, change_id), COLUMN(seq, seq));
static const struct query mine = {
	"SELECT change_id, seq FROM `change` WHERE record_id = ?"
	" ORDER BY change_id",
	.in = MADE_SHAPE(MADE(a)), .out = &seq_shape,
};
static const struct query expire = {
	"UPDATE lease SET until = UTC_TIMESTAMP() - INTERVAL 1 SECOND"
	" WHERE name = 'publish' AND ? = 0",
	.in = MADE_SHAPE(MADE(a)),
};
static const struct query drop_lease = {
	"DELETE FROM lease WHERE name = 'publish' AND ? = 0",
	.in = MADE_SHAPE(MADE(a)),
};

#define RECORD	INT64_C(990909)

/* Two connections: one publishes, the other writes. */
struct pair {
	struct registry *r;
	struct db *writer;
	struct who who;
};

static void
start(struct pair *p, struct registry *r)
{
	struct db_options o = db_options_env();
	int64_t done;

	db_rollback(r->db);
	*p = (struct pair){ .r = r,
	    .who = registry_who(ROLE_COUNTY, COUNTY, 0) };
	assert_int_equal(db_open(&o, &p->writer), OK);
	registry_do(r, &drop_lease, &(struct made){ 0 });
	do
		assert_int_equal(change_publish(r->db, r->pool, "a", 5000,
		    &done), OK);
	while (done > 0);
}

static void
note(struct pair *p)
{
	assert_int_equal(change_write(p->writer, &p->who, &(struct change){
	    .entity = "test", .record_id = RECORD, .deed = "insert" }), OK);
}

static struct seq
last(struct pair *p, struct db *db)
{
	struct seq *rows;
	size_t count;

	assert_int_equal(db_all(db, p->r->pool, &mine,
	    &(struct made){ .a = RECORD }, 10000, &rows, &count), OK);
	assert_true(count > 0);
	return rows[count - 1];
}

static void
test_publish(void **state)
{
	struct registry *r = *state;
	struct pair p;
	int64_t done, first, after;

	start(&p, r);
	assert_int_equal(change_publish(r->db, r->pool, "a", 10, &done), OK);
	assert_int_equal(done, 0);
	/* What is not committed has no number. */
	assert_int_equal(db_begin(p.writer), OK);
	note(&p);
	assert_int_equal(change_publish(r->db, r->pool, "a", 10, &done), OK);
	assert_int_equal(done, 0);
	assert_int_equal(change_last(r->db, r->pool, &first), OK);
	assert_int_equal(db_commit(p.writer), OK);
	assert_int_equal(change_publish(r->db, r->pool, "a", 10, &done), OK);
	assert_int_equal(done, 1);
	assert_int_equal(change_last(r->db, r->pool, &after), OK);
	assert_int_equal(after, first + 1);
	assert_int_equal(last(&p, r->db).seq.value, after);
	db_close(p.writer);
}

/* What is published already costs nothing, however much it is. */
static void
test_old_lines_are_not_read(void **state)
{
	struct registry *r = *state;
	struct pair p;
	int64_t done, before;
	int i;

	start(&p, r);
	for (i = 0; i < 300; i++)
		note(&p);
	assert_int_equal(change_publish(r->db, r->pool, "a", 5000, &done), OK);
	assert_int_equal(done, 300);
	note(&p);
	before = registry_rows_read(r);
	assert_int_equal(change_publish(r->db, r->pool, "a", 5000, &done), OK);
	assert_int_equal(done, 1);
	assert_in_range(registry_rows_read(r) - before, 1, 100);
	db_close(p.writer);
}

/* Ids that were given and never used leave no hole in the numbers. */
static void
test_holes(void **state)
{
	struct registry *r = *state;
	struct pair p;
	int64_t done, first;
	struct seq *rows;
	size_t count, i;

	start(&p, r);
	assert_int_equal(change_last(r->db, r->pool, &first), OK);
	for (i = 0; i < 7; i++) {
		note(&p);
		assert_int_equal(db_begin(p.writer), OK);
		note(&p);
		if (i % 3 != 0)
			note(&p);
		if (i % 3 == 1)
			assert_int_equal(db_commit(p.writer), OK);
		else
			db_rollback(p.writer);
	}
	assert_int_equal(change_publish(r->db, r->pool, "a", 3, &done), OK);
	assert_int_equal(done, 3);
	assert_int_equal(change_publish(r->db, r->pool, "a", 50, &done), OK);
	assert_int_equal(done, 8);
	assert_int_equal(db_all(r->db, r->pool, &mine,
	    &(struct made){ .a = RECORD }, 10000, &rows, &count), OK);
	for (i = 0; i < 11; i++) {
		assert_int_equal(rows[count - 11 + i].seq.value, first + 1 +
		    (int64_t)i);
		assert_true(i == 0 || rows[count - 11 + i].change_id >
		    rows[count - 12 + i].change_id);
	}
	db_close(p.writer);
}

/* An older line that commits late gets a later number. */
static void
test_late_commit(void **state)
{
	struct registry *r = *state;
	struct db_options o = db_options_env();
	struct db *slow;
	struct pair p;
	struct seq early, late;
	int64_t done;

	start(&p, r);
	assert_int_equal(db_open(&o, &slow), OK);
	assert_int_equal(db_begin(slow), OK);
	assert_int_equal(change_write(slow, &p.who, &(struct change){
	    .entity = "test", .record_id = RECORD, .deed = "update" }), OK);
	early = last(&p, slow);
	note(&p);
	assert_int_equal(change_publish(r->db, r->pool, "a", 10, &done), OK);
	assert_int_equal(done, 1);
	late = last(&p, r->db);
	assert_int_equal(db_commit(slow), OK);
	assert_int_equal(change_publish(r->db, r->pool, "a", 10, &done), OK);
	assert_int_equal(done, 1);
	assert_true(early.change_id < late.change_id);
	assert_int_equal(change_last(r->db, r->pool, &done), OK);
	assert_int_equal(done, late.seq.value + 1);
	db_close(slow);
	db_close(p.writer);
}

/* Who writes for long holds up neither the numbers of what others have
 * committed, nor is he held up by who gives them. */
static void
test_beside_a_long_one(void **state)
{
	struct registry *r = *state;
	struct db_options o = db_options_env();
	struct db *slow;
	struct pair p;
	int64_t done;

	start(&p, r);
	assert_int_equal(db_open(&o, &slow), OK);
	note(&p);
	note(&p);
	assert_int_equal(db_begin(slow), OK);
	assert_int_equal(change_write(slow, &p.who, &(struct change){
	    .entity = "test", .record_id = RECORD, .deed = "update" }), OK);
	note(&p);
	note(&p);
	assert_int_equal(change_publish(r->db, r->pool, "a", 10, &done), OK);
	assert_int_equal(done, 4);
	assert_int_equal(db_commit(slow), OK);
	assert_int_equal(change_publish(r->db, r->pool, "a", 10, &done), OK);
	assert_int_equal(done, 1);
	db_close(slow);
	db_close(p.writer);
}

static void
test_lease(void **state)
{
	struct registry *r = *state;
	struct pair p;
	int64_t done;

	start(&p, r);
	note(&p);
	assert_int_equal(change_publish(r->db, r->pool, "a", 10, &done), OK);
	note(&p);
	assert_int_equal(change_publish(p.writer, r->pool, "b", 10, &done),
	    ERR_CONFLICT);
	assert_int_equal(done, 0);
	assert_int_equal(change_publish(r->db, r->pool, "a", 10, &done), OK);
	assert_int_equal(done, 1);
	note(&p);
	registry_do(r, &expire, &(struct made){ 0 });
	assert_int_equal(change_publish(p.writer, r->pool, "b", 10, &done),
	    OK);
	assert_int_equal(done, 1);
	note(&p);
	assert_int_equal(change_publish(r->db, r->pool, "a", 10, &done),
	    ERR_CONFLICT);
	registry_do(r, &drop_lease, &(struct made){ 0 });
	db_close(p.writer);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		REGISTRY_TEST(test_publish),
		REGISTRY_TEST(test_old_lines_are_not_read),
		REGISTRY_TEST(test_holes),
		REGISTRY_TEST(test_late_commit),
		REGISTRY_TEST(test_beside_a_long_one),
		REGISTRY_TEST(test_lease),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
