/* area_kept: read once for a generation, which grows with every change of an
 * area. */
#include "registry.h"

#include "db/area_kept.h"

static const struct query renamed = {
	"UPDATE area SET name = ? WHERE code = ?",
	.in = MADE_SHAPE(MADE(text), MADE(a)),
};
static const struct query gone = {
	"DELETE FROM area WHERE code = ?", .in = MADE_SHAPE(MADE(a)),
};
static const struct query called_once = {
	"INSERT INTO area_former (code, first_year, last_year, name)"
	" VALUES (?, 0, ?, ?)",
	.in = MADE_SHAPE(MADE(a), MADE(b), MADE(text)),
};
static const struct query generation = {
	"SELECT generation AS a FROM registry_now",
	.out = MADE_SHAPE(MADE(a))
};

static int64_t
generation_now(struct registry *r)
{
	struct made m = { 0 };

	assert_int_equal(db_one(r->db, r->pool, &generation, NULL, &m), OK);
	return m.a;
}

/* Of the generation that is now. */
static struct area_list
ask(struct registry *r, enum area_kept_list list, int64_t code, int64_t year)
{
	struct area_asked asked = { generation_now(r), list, code, year };
	struct area_list got;

	assert_int_equal(area_kept(r->db, r->pool, &asked, &got), OK);
	return got;
}

static void
as_if_they_were_read(void **state)
{
	static const int64_t codes[] = { 0, COUNTY, TOWNSHIP, TOWNSHIP_2,
	    VILLAGE, VILLAGE_3, INT64_C(990199000000) };
	struct registry *r = *state;
	struct who who = registry_who(ROLE_COUNTY, COUNTY, 0);
	struct area_list want[AREA_KEPT__MAX], got;
	size_t i, k, j;
	int round;

	for (round = 0; round < 2; round++)
		for (i = 0; i < LEN(codes); i++) {
			assert_int_equal(area_path(r->db, r->pool, codes[i],
			    &want[AREA_KEPT_PATH]), OK);
			assert_int_equal(area_below(r->db, r->pool, &who,
			    codes[i], &want[AREA_KEPT_BELOW]), OK);
			for (k = 0; k < LEN(want); k++) {
				got = ask(r, (enum area_kept_list)k,
				    codes[i], who.year);
				assert_int_equal(got.count, want[k].count);
				for (j = 0; j < got.count; j++)
					assert_string_equal(got.at[j].name,
					    want[k].at[j].name);
			}
		}
}

static void
read_once(void **state)
{
	struct registry *r = *state;
	struct area_asked asked = { generation_now(r), AREA_KEPT_BELOW,
	    TOWNSHIP, 2022 };
	struct area_list list;
	uint64_t trips;

	assert_int_equal(area_kept(r->db, r->pool, &asked, &list), OK);
	trips = db_trips(r->db);
	assert_int_equal(area_kept(r->db, r->pool, &asked, &list), OK);
	assert_int_equal(db_trips(r->db), trips);
	assert_int_equal(list.count, 2);
	asked.generation++;
	assert_int_equal(area_kept(r->db, r->pool, &asked, &list), OK);
	assert_int_equal(db_trips(r->db), trips + 1);
}

static void
a_change_is_seen_at_once(void **state)
{
	struct registry *r = *state;

	assert_int_equal(ask(r, AREA_KEPT_BELOW, TOWNSHIP, 2022).count, 2);
	registry_do(r, &renamed, &(struct made){ .a = VILLAGE,
	    .text = "新名村" });
	assert_string_equal(ask(r, AREA_KEPT_BELOW, TOWNSHIP, 2022).at[0]
	    .name, "新名村");
	assert_string_equal(ask(r, AREA_KEPT_PATH, VILLAGE, 2022).at[2].name,
	    "新名村");
	registry_do(r, &called_once, &(struct made){ .a = VILLAGE, .b = 2021,
	    .text = "老名村" });
	assert_string_equal(ask(r, AREA_KEPT_BELOW, TOWNSHIP, 2021).at[0]
	    .name, "老名村");
	assert_string_equal(ask(r, AREA_KEPT_BELOW, TOWNSHIP, 2022).at[0]
	    .name, "新名村");
	registry_do(r, &gone, &(struct made){ .a = VILLAGE_2 });
	assert_int_equal(ask(r, AREA_KEPT_BELOW, TOWNSHIP, 2022).count, 1);
}

/* More lists than are kept: none is ever another's. */
static void
many_are_asked_for(void **state)
{
	struct registry *r = *state;
	int64_t year;

	for (year = 1000; year < 3100; year++)
		assert_int_equal(ask(r, AREA_KEPT_BELOW, TOWNSHIP, year)
		    .count, 2);
	assert_int_equal(ask(r, AREA_KEPT_BELOW, TOWNSHIP_2, 2022).count, 1);
	assert_int_equal(ask(r, AREA_KEPT_BELOW, VILLAGE, 2022).count, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		REGISTRY_TEST(as_if_they_were_read),
		REGISTRY_TEST(read_once),
		REGISTRY_TEST(a_change_is_seen_at_once),
		REGISTRY_TEST(many_are_asked_for),
	};

	return cmocka_run_group_tests_name("area_kept", tests, NULL, NULL);
}
