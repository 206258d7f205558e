/* dictionary_edition: what earlier forms called a field. */
#include "core/dictionary_edition.h"
#include "db/folder.h"
#include "tests/unit/case.h"

#include <stdlib.h>

#define LINES "name,label,section,form,national,kind,unit,list,least,most," \
	"required,first_year,last_year,sensitivity,keep,formula,definition," \
	"sample,source\n"                                               \
	"land_100,耕地,生产,A33,,decimal2,亩,,0,9,,2014,9999,open,own,,指标,1," \
	"S0-050\n"                                                      \
	"water,水,生产,A44,,flag,,,,,,2018,9999,open,own,,指标,1,S2-016\n"
#define HEAD "entity,name,last_year,form,label\n"

static struct dictionary
home(struct pool *pool)
{
	struct dictionary d;

	assert_int_equal(dictionary_read(pool, "household", LINES,
	    strlen(LINES), &d), OK);
	return d;
}

static const struct {
	const char *text, *why;
	int line;
} files[] = {
	{ HEAD "household,land_100,2017,1,耕地面积\n", NULL, 0 },
	{ "# x\n\n" HEAD "household,land_100,2017,,", NULL, 0 },
	{ HEAD "household,land_100,2017,B9,\n", NULL, 0 },
	{ HEAD, NULL, 0 },
	{ "", "not the head of editions", 0 },
	{ "# x\n", "not the head of editions", 1 },
	{ "name,last_year\n", "not the head of editions", 1 },
	{ HEAD "household,land_100,2017,1\n",
	    "not as many cells as the head has", 2 },
	{ HEAD "household,land_100,2017,1,a,b\n",
	    "not as many cells as the head has", 2 },
	{ HEAD "household,sea_100,2017,1,\n", "no line of that name", 2 },
	{ HEAD "member,land_100,2017,1,\n", "no line of that name", 2 },
	{ HEAD "household,water,2017,1,\n", "not a year of the line", 2 },
	{ HEAD "household,land_100,2013,1,\n", "not a year of the line", 2 },
	{ HEAD "household,land_100,x,1,\n", "not a year of the line", 2 },
	{ HEAD "household,land_100,2017,33A,\n",
	    "not a form code like A33 or a number", 2 },
	{ HEAD "household,land_100,2017,0,\n",
	    "not a form code like A33 or a number", 2 },
	{ HEAD "household,land_100,2017,100,\n",
	    "not a form code like A33 or a number", 2 },
	{ HEAD "household,land_100,2017,1,\nhousehold,land_100,2016,2,\n",
	    "the line is there already", 3 },
};

static void
files_are_judged(void **state)
{
	struct dictionary_flaw flaw;
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(files); i++) {
		struct dictionary d = home(*state);
		struct dictionary *const books[] = { &d, NULL };
		enum err e = dictionary_edition_read(*state, files[i].text,
		    books, &flaw);

		wrong += case_int(files[i].text, e == OK,
		    files[i].why == NULL);
		wrong += case_text(files[i].text, flaw.why, files[i].why);
		if (flaw.why != NULL)
			wrong += case_int(files[i].text, flaw.line,
			    files[i].line);
	}
	assert_int_equal(wrong, 0);
}

static const struct {
	int64_t year;
	const char *form, *label;
} years[] = {
	{ 2014, "1", "耕地面积" }, { 2017, "1", "耕地面积" },
	{ 2018, "A33", "耕地" }, { 2022, "A33", "耕地" },
};

static void
a_year_calls_it_its_way(void **state)
{
	struct dictionary_flaw flaw;
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(years); i++) {
		struct dictionary d = home(*state);
		struct dictionary *const books[] = { &d, NULL };

		assert_int_equal(dictionary_edition_read(*state,
		    files[0].text, books, &flaw), OK);
		dictionary_edition_in(&d, years[i].year);
		wrong += case_text("form", d.lines[0].form, years[i].form);
		wrong += case_text("label", d.lines[0].label,
		    years[i].label);
		wrong += case_text("other", d.lines[1].form, "A44");
	}
	assert_int_equal(wrong, 0);
}

/* No label: the dictionary's. */
static void
a_label_may_stay(void **state)
{
	struct dictionary d = home(*state);
	struct dictionary *const books[] = { &d, NULL };
	struct dictionary_flaw flaw;

	assert_int_equal(dictionary_edition_read(*state, files[2].text,
	    books, &flaw), OK);
	dictionary_edition_in(&d, 2017);
	assert_string_equal(d.lines[0].form, "B9");
	assert_string_equal(d.lines[0].label, "耕地");
}

/* ---- what ships ------------------------------------------------------- */

static struct dictionary
shipped(struct pool *pool, const char *entity)
{
	struct folder_file file;
	struct dictionary d;

	assert_int_equal(folder_read(pool, "db/dictionary",
	    pool_print(pool, "%s.csv", entity), &file), OK);
	assert_int_equal(dictionary_read(pool, entity, file.at, file.len,
	    &d), OK);
	return d;
}

/* The form of 2017 has the 31 numbers of its third part (S0-050 … S0-080)
 * and no code of the later one. */
static void
the_first_edition_is_whole(void **state)
{
	struct dictionary home = shipped(*state, "household"),
	    people = shipped(*state, "member"),
	    village = shipped(*state, "village");
	struct dictionary *const books[] = { &home, &people, &village,
	    NULL };
	bool there[32] = { false };
	struct dictionary_flaw flaw;
	struct folder_file file;
	int wrong = 0;
	size_t i, j;

	assert_int_equal(folder_read(*state, "db/dictionary", "edition.csv",
	    &file), OK);
	assert_int_equal(dictionary_edition_read(*state, file.at, books,
	    &flaw), OK);
	for (i = 0; i < 2; i++) {
		dictionary_edition_in(books[i], 2017);
		for (j = 0; j < books[i]->count; j++) {
			const struct dictionary_line *l =
			    &books[i]->lines[j];
			long n = strtol(l->form, NULL, 10);

			if (dictionary_valid(l, 2017))
				wrong += case_int(l->name, *l->form == 'A',
				    false);
			if (n >= 1 && n <= 31)
				there[n] = true;
		}
	}
	for (i = 1; i <= 31; i++)
		wrong += case_int("number", there[i], true);
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		POOL_TEST(files_are_judged),
		POOL_TEST(a_year_calls_it_its_way),
		POOL_TEST(a_label_may_stay),
		POOL_TEST(the_first_edition_is_whole),
	};

	return cmocka_run_group_tests_name("edition", tests, NULL, NULL);
}
