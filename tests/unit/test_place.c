/* place: a part is not more than its whole. */
#include "core/place.h"
#include "case.h"

#define HEAD "name,label,section,form,national,kind,unit,list,least,most," \
	"required,first_year,last_year,sensitivity,keep,formula," \
	"definition,sample,source\n"
#define NUMBER(name, last) name ",数,基本情况,,,int,户,,0,999999,,2014," last \
	",open,own,,指标,,S0-101\n"

static const char text[] = HEAD
    NUMBER("total_households", "9999")
    NUMBER("unsafe_water_households", "9999")
    NUMBER("dangerous_households", "2020")
    NUMBER("women", "9999");

#define NONE INT64_C(-1)
static const struct {
	const char *name;
	int64_t total, unsafe, dangerous, women, year;
	const char *part;		/* NULL: all is right */
} cases[] = {
	{ "nothing known", NONE, NONE, NONE, NONE, 2022, NULL },
	{ "no whole", NONE, 5, NONE, NONE, 2022, NULL },
	{ "no part", 5, NONE, NONE, NONE, 2022, NULL },
	{ "less", 5, 4, NONE, NONE, 2022, NULL },
	{ "as much", 5, 5, NONE, NONE, 2022, NULL },
	{ "nobody", 0, 0, NONE, NONE, 2022, NULL },
	{ "not of this file", 5, 4, NONE, 9, 2022, NULL },
	{ "not of this year", 5, 4, 9, NONE, 2022, NULL },
	{ "more", 5, 6, NONE, NONE, 2022, "unsafe_water_households" },
	{ "more than none", 0, 1, NONE, NONE, 2022,
	    "unsafe_water_households" },
	{ "more that year", 5, 4, 9, NONE, 2020, "dangerous_households" },
	{ "the first of two", 5, 6, 7, NONE, 2020,
	    "unsafe_water_households" },
};

static void
put(const struct dictionary *d, void *row, const char *name, int64_t value)
{
	*(struct opt_int *)shape_at(dictionary_find(d, name)->column, row) =
	    (struct opt_int){ value != NONE, value };
}

static void
parts_are_judged(void **state)
{
	struct pool *pool = pool_new(1 << 20);
	struct dictionary d;
	struct place_flaw flaw;
	int wrong = 0;
	size_t i, at;
	void *row;

	(void)state;
	assert_int_equal(dictionary_read(pool, "village", text, sizeof text -
	    1, &d), OK);
	for (i = 0; i < LEN(cases); i++) {
		bool found;

		row = dictionary_row(pool, &d);
		put(&d, row, "total_households", cases[i].total);
		put(&d, row, "unsafe_water_households", cases[i].unsafe);
		put(&d, row, "dangerous_households", cases[i].dangerous);
		put(&d, row, "women", cases[i].women);
		at = 0;
		found = place_next(&d, cases[i].year, row, &at, &flaw);
		wrong += case_int(cases[i].name, found,
		    cases[i].part != NULL);
		if (found)
			wrong += case_text(cases[i].name, flaw.part->name,
			    cases[i].part);
	}
	/* the next one, and the end */
	assert_true(place_next(&d, 2020, row, &at, &flaw));
	assert_string_equal(flaw.part->name, "dangerous_households");
	assert_string_equal(flaw.whole->name, "total_households");
	assert_false(place_next(&d, 2020, row, &at, &flaw));
	assert_int_equal(wrong, 0);
	pool_free(pool);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_are_judged),
	};

	return cmocka_run_group_tests_name("place", tests, NULL, NULL);
}
