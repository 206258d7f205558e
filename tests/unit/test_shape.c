/* shape: a row as data. */
#include "core/shape.h"
#include "tests/unit/case.h"

struct thing {
	int64_t id;
	struct opt_int maybe;
	bool flag;
	const char *word;
	struct bytes raw;
	struct date day;
	struct moment at;
	int64_t cost;
};
static SHAPE(thing, COLUMN(thing, id), COLUMN(thing, maybe),
    COLUMN(thing, flag), COLUMN(thing, word), COLUMN(thing, raw),
    COLUMN(thing, day), COLUMN(thing, at), MONEY(thing, cost));

static const struct thing full = {
	-7, { true, 0 }, true, "<张三>&", { "ab", 2 }, { 2022, 3, 5 },
	{ 1646409600 }, -188050
};
static const struct thing none;

static const struct {
	const char *column;
	enum cell cell;
	const char *full, *none;
} plains[] = {
	{ "id", CELL_INT, "-7", "0" },
	{ "maybe", CELL_OPT, "0", NULL },
	{ "flag", CELL_FLAG, "1", "0" },
	{ "word", CELL_TEXT, "<张三>&", NULL },
	{ "raw", CELL_BYTES, NULL, NULL },
	{ "day", CELL_DATE, "2022-03-05", NULL },
	{ "at", CELL_TIME, "2022-03-04T16:00:00Z", NULL },
	{ "cost", CELL_MONEY, "-1880.50", "0.00" },
};

static void
cells_are_written(void **state)
{
	int wrong = 0;
	size_t i;

	assert_int_equal(thing_shape.count, LEN(plains));
	assert_int_equal(thing_shape.size, sizeof(struct thing));
	for (i = 0; i < LEN(plains); i++) {
		const struct column *c =
		    shape_column(&thing_shape, plains[i].column);

		assert_ptr_equal(c, &thing_shape.columns[i]);
		wrong += case_int(c->name, c->cell, plains[i].cell);
		wrong += case_text(c->name, shape_plain(*state, c, &full),
		    plains[i].full);
		wrong += case_text(c->name, shape_plain(*state, c, &none),
		    plains[i].none);
	}
	assert_int_equal(wrong, 0);
	assert_null(shape_column(&thing_shape, "nothing"));
	assert_null(shape_column(&thing_shape, ""));
	assert_null(shape_column(&thing_shape, "ID"));
}

static void
cells_are_compared(void **state)
{
	struct thing copy = full;
	char word[] = "<张三>&", raw[] = "ab";
	size_t i;

	(void)state;
	copy.word = word;
	copy.raw.at = raw;
	for (i = 0; i < thing_shape.count; i++) {
		const struct column *c = &thing_shape.columns[i];

		assert_true(shape_same(c, &full, &copy));
		assert_true(shape_same(c, &none, &none));
		if (shape_same(c, &full, &none))
			fail_msg("%s: full equals none", c->name);
	}
	copy.maybe.value = 1;
	assert_false(shape_same(&thing_shape.columns[1], &full, &copy));
	copy.maybe = (struct opt_int){ false, 5 };
	assert_true(shape_same(&thing_shape.columns[1], &copy, &none));
	raw[1] = 'c';
	assert_false(shape_same(&thing_shape.columns[4], &full, &copy));
	copy.day.day = 6;
	assert_false(shape_same(&thing_shape.columns[5], &full, &copy));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		POOL_TEST(cells_are_written),
		cmocka_unit_test(cells_are_compared),
	};

	return cmocka_run_group_tests_name("shape", tests, NULL, NULL);
}
