/*
 * db against a real server: BANGFU_DB_* names one whose database may hold a
 * table test_cell (tests/run starts it).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "db/db.h"

struct cell_row {
	int64_t id;
	struct opt_int maybe;
	bool flag;
	const char *word;
	struct bytes raw;
	struct date day;
	struct moment at;
	int64_t cost_fen;
};
static SHAPE(cell_row, COLUMN(cell_row, id), COLUMN(cell_row, maybe),
    COLUMN(cell_row, flag), COLUMN(cell_row, word), COLUMN(cell_row, raw),
    COLUMN(cell_row, day), COLUMN(cell_row, at), MONEY(cell_row, cost_fen));

struct cell_id {
	int64_t id;
};
static SHAPE(cell_id, COLUMN(cell_id, id));

#define CELLS "id, maybe, flag, word, raw, day, at, cost_fen"
static const struct query make = {
	"CREATE OR REPLACE TABLE test_cell (id bigint PRIMARY KEY, maybe int,"
	" flag tinyint, word text, raw mediumblob, day date, at datetime,"
	" cost_fen bigint)", NULL, NULL
};
static const struct query put = {
	"INSERT INTO test_cell VALUES (?,?,?,?,?,?,?,?)",
	&cell_row_shape, NULL
};
static const struct query raise = {
	"UPDATE test_cell SET cost_fen = cost_fen + 1 WHERE id = ?",
	&cell_id_shape, NULL
};
static const struct query get = {
	"SELECT " CELLS " FROM test_cell WHERE id = ?",
	&cell_id_shape, &cell_row_shape
};
static const struct query all = {
	"SELECT " CELLS " FROM test_cell ORDER BY id",
	NULL, &cell_row_shape
};
static const struct query wrong_order = {
	"SELECT maybe, id, flag, word, raw, day, at, cost_fen FROM test_cell",
	NULL, &cell_row_shape
};
static const struct query too_few = {
	"SELECT id FROM test_cell WHERE id = ?", NULL, &cell_id_shape
};
static const struct query my_id = {
	"SELECT CONNECTION_ID() AS id", NULL, &cell_id_shape
};
static const struct query kill_it = { "KILL ?", &cell_id_shape, NULL };

static struct db *db;
static struct pool *pool;

static int
begin(void **state)
{
	struct db_options o = db_options_env();

	(void)state;
	pool = pool_new(64 << 20);
	if (db_open(&o, &db) != OK)
		return -1;
	return db_do(db, &make, NULL, NULL) == OK ? 0 : -1;
}

static int
end(void **state)
{
	(void)state;
	db_close(db);
	pool_free(pool);
	return 0;
}

static enum err
get_row(int64_t id, struct cell_row *row)
{
	return db_one(db, pool, &get, &(struct cell_id){ id }, row);
}

static void
assert_row(const struct cell_row *a, const struct cell_row *b)
{
	size_t i;

	for (i = 0; i < cell_row_shape.count; i++)
		assert_true(shape_same(&cell_row_shape.columns[i], a, b));
}

static void
cells_come_back(void **state)
{
	struct cell_row row = { 1, { true, -7 }, true, "张三's \"<&>\" 🐣",
	    { "\0\1\xff", 3 }, { 2022, 3, 5 }, { 1646442000 }, -123 };
	struct cell_row none = { .id = 2 }, back;

	(void)state;
	assert_int_equal(db_do(db, &put, &row, NULL), OK);
	assert_int_equal(db_do(db, &put, &none, NULL), OK);
	assert_int_equal(get_row(1, &back), OK);
	assert_row(&row, &back);
	assert_int_equal(get_row(2, &back), OK);
	assert_row(&none, &back);
	assert_null(back.word);
	assert_int_equal(get_row(3, &back), ERR_ABSENT);
}

static void
long_texts_come_whole(void **state)
{
	static const size_t sizes[] = { 254, 255, 256, 257, 70000, 1000 };
	struct cell_row row = { .id = 10 }, back, *rows;
	char *word;
	size_t i, n;

	(void)state;
	for (i = 0; i < LEN(sizes); i++, row.id++) {
		word = pool_take(pool, sizes[i] + 1);
		row.word = memset(word, 'x', sizes[i]);
		row.raw = (struct bytes){ word, sizes[i] };
		assert_int_equal(db_do(db, &put, &row, NULL),
		    sizes[i] > 65535 ? ERR_BROKEN : OK);
		if (sizes[i] > 65535)
			continue;
		assert_int_equal(get_row(row.id, &back), OK);
		assert_row(&row, &back);
	}
	assert_int_equal(db_all(db, pool, &all, NULL, 1000, &rows, &n), OK);
	assert_int_equal(n, 2 + LEN(sizes) - 1);
	assert_int_equal(strlen(rows[n - 1].word), 1000);
	assert_int_equal(strlen(rows[2].word), 254);
	assert_int_equal(db_all(db, pool, &all, NULL, 3, &rows, &n), OK);
	assert_int_equal(n, 3);
}

static void
bulk_stores_every_cell(void **state)
{
	struct cell_row rows[300] = { 0 }, back;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(rows); i++) {
		rows[i].id = 1000 + (int64_t)i;
		rows[i].flag = i % 2;
		rows[i].word = i % 3 ? pool_print(pool, "户%zu", i) : NULL;
		rows[i].maybe.given = i % 5 == 0;
		rows[i].maybe.value = i % 5 == 0 ? 5 : 0;
		if (i % 7 != 0)
			rows[i].day = (struct date){ 2022, 1, 1 };
		rows[i].at.utc = i % 2 ? 1646442000 : 0;
		rows[i].cost_fen = (int64_t)i * 100;
	}
	assert_int_equal(db_bulk(db, &put, rows, LEN(rows)), OK);
	for (i = 0; i < LEN(rows); i++) {
		assert_int_equal(get_row(1000 + (int64_t)i, &back), OK);
		assert_row(&rows[i], &back);
	}
	/* a duplicate undoes the whole array */
	rows[0].id = 5000;
	assert_int_equal(db_bulk(db, &put, rows, 2), ERR_CONFLICT);
	assert_int_equal(get_row(5000, &back), ERR_ABSENT);
}

static void
bulk_counts_what_it_changed(void **state)
{
	static const int64_t ids[] = { 2001, 2002, 2003 };
	struct cell_row rows[LEN(ids)] = { 0 };
	struct cell_id some[] = { { 2001 }, { 2003 }, { 2999 } };
	size_t i;

	(void)state;
	for (i = 0; i < LEN(ids); i++)
		rows[i].id = ids[i];
	assert_int_equal(db_bulk(db, &put, rows, LEN(rows)), OK);
	assert_int_equal(db_bulk_changed(db), 3);
	/* a row that is not there changes nothing */
	assert_int_equal(db_bulk(db, &raise, some, LEN(some)), OK);
	assert_int_equal(db_bulk_changed(db), 2);
	assert_int_equal(db_bulk(db, &raise, &some[2], 1), OK);
	assert_int_equal(db_bulk_changed(db), 0);
	/* no row is no statement: the last count stands */
	assert_int_equal(db_bulk(db, &raise, some, 2), OK);
	assert_int_equal(db_bulk(db, &raise, some, 0), OK);
	assert_int_equal(db_bulk_changed(db), 2);
	/* what was refused changed nothing that counts */
	assert_int_equal(db_bulk(db, &put, rows, 2), ERR_CONFLICT);
	assert_true(db_bulk_changed(db) <= 0);
}

static void
transactions_are_whole(void **state)
{
	struct cell_row row = { .id = 77 }, back;

	(void)state;
	assert_int_equal(db_begin(db), OK);
	assert_int_equal(db_do(db, &put, &row, NULL), OK);
	db_rollback(db);
	assert_int_equal(get_row(77, &back), ERR_ABSENT);
	assert_int_equal(db_begin(db), OK);
	assert_int_equal(db_do(db, &put, &row, NULL), OK);
	assert_int_equal(db_commit(db), OK);
	assert_int_equal(db_do(db, &put, &row, NULL), ERR_CONFLICT);
}

static void
wrong_queries_are_refused(void **state)
{
	const struct query *good[] = { &put, &get, &all, NULL };
	const struct query *order[] = { &get, &wrong_order, NULL };
	const struct query *few[] = { &too_few, NULL };

	(void)state;
	assert_int_equal(db_check(db, good), OK);
	assert_int_equal(db_check(db, order), ERR_BROKEN);
	assert_int_equal(db_check(db, few), ERR_BROKEN);
}

static void
a_lost_connection_comes_back(void **state)
{
	struct db_options o = db_options_env();
	struct cell_row row = { .id = 88 };
	struct cell_id mine;
	struct db *other;

	(void)state;
	assert_int_equal(db_open(&o, &other), OK);
	assert_int_equal(db_one(db, pool, &my_id, NULL, &mine), OK);
	assert_int_equal(db_do(other, &kill_it, &mine, NULL), OK);
	assert_int_equal(get_row(1, &row), OK);
	/* inside a transaction it is not hidden */
	row.id = 88;
	assert_int_equal(db_begin(db), OK);
	assert_int_equal(db_one(db, pool, &my_id, NULL, &mine), OK);
	assert_int_equal(db_do(other, &kill_it, &mine, NULL), OK);
	assert_int_equal(db_do(db, &put, &row, NULL), ERR_BUSY);
	db_rollback(db);
	assert_int_equal(db_alive(db), OK);
	assert_int_equal(get_row(88, &row), ERR_ABSENT);
	db_close(other);
}

/* What is locked is found out when the rows are fetched, not before. */
static void
a_row_held_by_another_is_busy(void **state)
{
	static const struct query hold = {
		"SELECT id FROM test_cell WHERE id = ? FOR UPDATE NOWAIT",
		&cell_id_shape, &cell_id_shape
	};
	struct db_options o = db_options_env();
	struct cell_id one = { 1 }, got;
	struct db *other;

	(void)state;
	assert_int_equal(db_open(&o, &other), OK);
	assert_int_equal(db_begin(other), OK);
	assert_int_equal(db_one(other, pool, &hold, &one, &got), OK);
	assert_int_equal(db_begin(db), OK);
	assert_int_equal(db_one(db, pool, &hold, &one, &got), ERR_BUSY);
	db_rollback(db);
	db_rollback(other);
	assert_int_equal(db_begin(db), OK);
	assert_int_equal(db_one(db, pool, &hold, &one, &got), OK);
	db_rollback(db);
	db_close(other);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_come_back),
		cmocka_unit_test(long_texts_come_whole),
		cmocka_unit_test(bulk_stores_every_cell),
		cmocka_unit_test(bulk_counts_what_it_changed),
		cmocka_unit_test(transactions_are_whole),
		cmocka_unit_test(wrong_queries_are_refused),
		cmocka_unit_test(a_lost_connection_comes_back),
		cmocka_unit_test(a_row_held_by_another_is_busy),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
