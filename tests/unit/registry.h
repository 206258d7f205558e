/*
 * registry: a small made-up registry for tests against a real server
 * (BANGFU_DB_* names it), inside a transaction that is rolled back after
 * each test.  Two townships of a county that is nobody's:
 *   990101101001 (village 1), 990101101002 (village 2), 990101102001.
 */
#ifndef TESTS_UNIT_REGISTRY_H
#define TESTS_UNIT_REGISTRY_H

#include "case.h"

#include <stdlib.h>

#include "core/area.h"
#include "db/db.h"

#define COUNTY		INT64_C(990101000000)
#define TOWNSHIP	INT64_C(990101101000)
#define VILLAGE		INT64_C(990101101001)
#define VILLAGE_2	INT64_C(990101101002)
#define TOWNSHIP_2	INT64_C(990101102000)
#define VILLAGE_3	INT64_C(990101102001)

struct registry {
	struct db *db;
	struct pool *pool;
	int64_t serial;
};

struct made {
	int64_t a, b, c;
	const char *text, *more;
	struct date day, end;
};
#define MADE(m) COLUMN(made, m)
#define MADE_SHAPE(...) &(const struct shape){                          \
	(const struct column[]){ __VA_ARGS__ },                         \
	LEN(((const struct column[]){ __VA_ARGS__ })), sizeof(struct made) }

static const struct query made_area = {
	"INSERT INTO area (code, parent, level, name) VALUES (?, ?, ?, ?)"
	" ON DUPLICATE KEY UPDATE name = VALUES(name)",
	.in = MADE_SHAPE(MADE(a), MADE(b), MADE(c), MADE(text)),
};
static const struct query made_year = {
	"INSERT INTO registry_year (year, state, opened_at)"
	" VALUES (2022, 'open', NOW())"
	" ON DUPLICATE KEY UPDATE state = 'open'", NULL, NULL
};
static const struct query made_key = {
	"INSERT INTO household_key (number) VALUES (?)",
	.in = MADE_SHAPE(MADE(text)),
};
static const struct query made_household = {
	"INSERT INTO household (year, household_id, number, area, head_name,"
	" member_count, exited) VALUES (2022, ?, ?, ?, ?, ?, 1)",
	.in = MADE_SHAPE(MADE(a), MADE(text), MADE(b), MADE(more), MADE(c)),
};
static const struct query made_helper = {
	"INSERT INTO helper (name, unit, area) VALUES (?, '', ?)",
	.in = MADE_SHAPE(MADE(text), MADE(a)),
};
static const struct query made_pairing = {
	"INSERT INTO pairing (household_id, helper_id, short_no, from_day,"
	" to_day) VALUES (?, ?, ?, ?, ?)",
	.in = MADE_SHAPE(MADE(a), MADE(b), MADE(c), MADE(day), MADE(end)),
};

static inline int64_t
registry_do(struct registry *r, const struct query *q, const void *in)
{
	struct db_deed deed;

	assert_int_equal(db_do(r->db, q, in, &deed), OK);
	return deed.id;
}

static inline int64_t
registry_household(struct registry *r, int64_t area, const char *head,
    int64_t members)
{
	struct made m = { .b = area, .more = head, .c = members,
	    .text = pool_print(r->pool, "99%08" PRId64, ++r->serial) };

	m.a = registry_do(r, &made_key, &m);
	registry_do(r, &made_household, &m);
	return m.a;
}

static inline int64_t
registry_helper(struct registry *r, const char *name, int64_t area)
{
	return registry_do(r, &made_helper,
	    &(struct made){ .text = name, .a = area });
}

static inline void
registry_pair(struct registry *r, int64_t household, int64_t helper,
    int64_t short_no)
{
	registry_do(r, &made_pairing, &(struct made){ .a = household,
	    .b = helper, .c = short_no, .day = { 2020, 1, 1 },
	    .end = DATE_NEVER });
}

struct read {
	int64_t rows;
};
static SHAPE(read, COLUMN(read, rows));
static const struct query rows_read = {
	"SELECT CAST(SUM(variable_value) AS INTEGER) AS `rows`"
	"  FROM information_schema.session_status"
	" WHERE variable_name IN ('Handler_read_next', 'Handler_read_first',"
	" 'Handler_read_prev', 'Handler_read_rnd_next', 'Handler_read_last')",
	.out = &read_shape,
};

/* How many rows the connection has read so far, one after another. */
static inline int64_t
registry_rows_read(struct registry *r)
{
	struct read read;

	assert_int_equal(db_one(r->db, r->pool, &rows_read, NULL, &read), OK);
	return read.rows;
}

static inline struct who
registry_who(enum role role, int64_t area, int64_t helper)
{
	return (struct who){ .role = role, .user_id = 7, .helper_id = helper,
	    .low = area, .high = area_last(area), .today = { 2022, 3, 4 },
	    .year = 2022, .name = "测试员", .door = "web" };
}

static inline int
registry_setup(void **state)
{
	static const int64_t areas[] = { COUNTY, TOWNSHIP, VILLAGE,
	    VILLAGE_2, TOWNSHIP_2, VILLAGE_3 };
	struct db_options o = db_options_env();
	struct registry *r = calloc(1, sizeof *r);
	size_t i;

	*state = r;
	r->pool = pool_new(POOL_ROOM);
	if (db_open(&o, &r->db) != OK || db_begin(r->db) != OK)
		return -1;
	registry_do(r, &made_year, NULL);
	for (i = 0; i < LEN(areas); i++)
		registry_do(r, &made_area, &(struct made){ .a = areas[i],
		    .b = area_up(areas[i]), .c = area_level(areas[i]),
		    .text = pool_print(r->pool, "试验%zu", i) });
	return 0;
}

static inline int
registry_teardown(void **state)
{
	struct registry *r = *state;

	db_rollback(r->db);
	db_close(r->db);
	pool_free(r->pool);
	free(r);
	return 0;
}

#define REGISTRY_TEST(f) cmocka_unit_test_setup_teardown(f,             \
	registry_setup, registry_teardown)

#endif
