/*
 * fact: texts in which @NAME@ stands for something; small whole files.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "conf/run/fact.h"
#include "conf/run/file.h"

static struct facts f;
static char folder[] = "/tmp/bangfu-fact-XXXXXX";

static const struct {
	const char *text, *want;	/* want NULL: refused */
} fills[] = {
	{ "", "" },
	{ "nothing", "nothing" },
	{ "@PORT@", "8080" },
	{ "a@PORT@b@VAR@c", "a8080b/vc" },
	{ "@PORT@@PORT@", "80808080" },
	{ "user@host", "user@host" },
	{ "@", "@" },
	{ "@@", "@@" },
	{ "@PORT", "@PORT" },
	{ "@port@", "@port@" },
	{ "@PORT @VAR@", "@PORT /v" },
	{ "@EMPTY@", "" },
	{ "@A_1@", "underscored" },
	{ "@NOBODY@", NULL },
	{ "@PORT@@NOBODY@", NULL },
	{ "@PORTS@", NULL },
	{ "@_@", NULL },
	{ "@1@", NULL },
};

static void
names_are_filled_in(void **state)
{
	size_t i;
	char *got;

	(void)state;
	for (i = 0; i < LEN(fills); i++) {
		got = NULL;
		if (fact_fill(&f, fills[i].text, &got) != OK)
			got = NULL;
		if ((got == NULL) != (fills[i].want == NULL) ||
		    (got != NULL && strcmp(got, fills[i].want) != 0))
			fail_msg("\"%s\": got \"%s\", want \"%s\"",
			    fills[i].text, got == NULL ? "(refused)" : got,
			    fills[i].want == NULL ? "(refused)" :
			    fills[i].want);
	}
}

static void
the_last_word_counts(void **state)
{
	(void)state;
	fact_set(&f, "TWICE", "one");
	fact_set(&f, "TWICE", "two");
	assert_string_equal(fact_get(&f, "TWICE"), "two");
	assert_null(fact_get(&f, "TWIC"));
	assert_null(fact_get(&f, "TWICE "));
}

static const char *
at(const char *name)
{
	return pool_print(f.pool, "%s/%s", folder, name);
}

static void
what_is_saved_is_loaded(void **state)
{
	static const char *const names[] = { "PORT", "VAR", NULL };
	struct facts g = { .pool = f.pool };
	struct stat st;

	(void)state;
	assert_int_equal(fact_save(&f, at("kept"), names), OK);
	assert_int_equal(stat(at("kept"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(fact_load(&g, at("kept")), OK);
	assert_int_equal(g.count, 2);
	assert_string_equal(fact_get(&g, "PORT"), "8080");
	assert_string_equal(fact_get(&g, "VAR"), "/v");
	/* none is an empty one; a folder is no file */
	assert_int_equal(fact_load(&g, at("absent")), OK);
	assert_int_equal(fact_load(&g, folder), ERR_BROKEN);
	assert_int_equal(fact_save(&f, "/nonexistent/kept", names),
	    ERR_BROKEN);
}

static void
a_file_is_filled_whole_or_not_at_all(void **state)
{
	char *text;

	(void)state;
	assert_int_equal(file_write(f.pool, at("in"), "port @PORT@\n"), OK);
	assert_int_equal(fact_fill_file(&f, at("in"), at("out")), OK);
	assert_int_equal(file_read(f.pool, at("out"), &text), OK);
	assert_string_equal(text, "port 8080\n");
	assert_int_equal(file_write(f.pool, at("in"), "@NOBODY@\n"), OK);
	assert_int_equal(fact_fill_file(&f, at("in"), at("out")),
	    ERR_BROKEN);
	assert_int_equal(file_read(f.pool, at("out"), &text), OK);
	assert_string_equal(text, "port 8080\n");
	assert_int_equal(fact_fill_file(&f, at("absent"), at("out")),
	    ERR_BROKEN);
	assert_int_equal(file_read(f.pool, at("absent"), &text), ERR_ABSENT);
}

static const struct {
	const char *text, *want;
} lines[] = {
	{ "", "" },
	{ "\n\n", "" },
	{ "one", "one" },
	{ "one\n", "one" },
	{ "one\ntwo", "two" },
	{ "one\ntwo \r\n\n \n", "two" },
};

static void
the_last_line_says_why(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < LEN(lines); i++) {
		assert_int_equal(file_write(f.pool, at("log"),
		    lines[i].text), OK);
		assert_string_equal(file_last_line(f.pool, at("log")),
		    lines[i].want);
	}
	assert_string_equal(file_last_line(f.pool, at("absent")), "");
}

static int
begin(void **state)
{
	(void)state;
	f.pool = pool_new(16 << 20);
	fact_set(&f, "PORT", "8080");
	fact_set(&f, "VAR", "/v");
	fact_set(&f, "EMPTY", "");
	fact_set(&f, "A_1", "underscored");
	return mkdtemp(folder) == NULL ? -1 : 0;
}

static int
end(void **state)
{
	static const char *const names[] = { "kept", "in", "out", "log" };
	size_t i;

	(void)state;
	for (i = 0; i < LEN(names); i++)
		unlink(at(names[i]));
	rmdir(folder);
	pool_free(f.pool);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_filled_in),
		cmocka_unit_test(the_last_word_counts),
		cmocka_unit_test(what_is_saved_is_loaded),
		cmocka_unit_test(a_file_is_filled_whole_or_not_at_all),
		cmocka_unit_test(the_last_line_says_why),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
