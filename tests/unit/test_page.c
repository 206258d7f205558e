/* page: what the pages fill in stands where the templates say. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fcgi/http/page.h"
#include "tests/unit/case.h"

#define PRAGMA	"{{%AUTOESCAPE context=\"HTML\"}}\n"

static const struct {
	const char *name, *text;
} templates[] = {
	{ "value.tpl", PRAGMA "[{{a}}|{{b}}]" },
	{ "part.tpl", PRAGMA "{{a}}:{{#P}}<{{a}}{{b}}{{#Q}}+{{a}}{{/Q}}>"
	    "{{/P}}" },
	{ "include.tpl", PRAGMA "{{a}}{{#P}}{{>I}}{{/P}}{{>J}}" },
	{ "included.tpl", PRAGMA "({{a}}{{b}}{{G}})" },
};

static char directory[] = "/tmp/bangfu-page-XXXXXX";

/* Written, read once, and no more needed. */
static int
make_templates(void **state)
{
	char path[64];
	bool ok = mkdtemp(directory) != NULL;
	size_t i;
	FILE *f;

	(void)state;
	for (i = 0; ok && i < LEN(templates); i++) {
		snprintf(path, sizeof path, "%s/%s", directory,
		    templates[i].name);
		ok = (f = fopen(path, "w")) != NULL &&
		    fputs(templates[i].text, f) >= 0;
		if (f != NULL)
			fclose(f);
	}
	ok = ok && page_start(directory);
	for (i = 0; i < LEN(templates); i++) {
		snprintf(path, sizeof path, "%s/%s", directory,
		    templates[i].name);
		unlink(path);
	}
	rmdir(directory);
	return ok ? 0 : -1;
}

static int
shows(const char *what, struct page *p, const char *want)
{
	const char *html = NULL;
	size_t len = 0;
	int wrong = case_int(what, page_render(p, &html, &len), OK);

	wrong += case_text(what, html, want);
	return wrong + case_int(what, (int64_t)len, (int64_t)strlen(want));
}

static const struct {
	const char *a, *b, *want;
} values[] = {
	{ "x", "y", "[x|y]" },
	{ "", NULL, "[|]" },
	{ "<b>\"&'", "张三", "[&lt;b&gt;&quot;&amp;&#39;|张三]" },
};

static void
values_stand_escaped(void **state)
{
	struct page *p = page_new(*state, "value.tpl");
	char passing[] = "once";
	int wrong = shows("nothing filled in", p, "[|]");
	size_t i;

	for (i = 0; i < LEN(values); i++) {
		page_text(p, "a", values[i].a);
		page_text(p, "b", values[i].b);
		wrong += shows(values[i].want, p, values[i].want);
	}
	page_text(p, "a", passing);
	memset(passing, 'x', sizeof passing - 1);
	page_int(p, "b", 0);
	wrong += shows("a value is copied", p, "[once|0]");
	page_int(p, "a", INT64_MIN);
	page_int(p, "b", INT64_MAX);
	wrong += shows("numbers", p,
	    "[-9223372036854775808|9223372036854775807]");
	assert_int_equal(wrong, 0);
}

static void
parts_show_what_stands_around_them(void **state)
{
	struct page *p = page_new(*state, "part.tpl"), *part;
	int wrong = shows("no part", p, ":");

	page_text(p, "a", "1");
	page_show(p, "P");
	page_show(p, "P");
	wrong += shows("shown is shown once", p, "1:<1>");
	part = page_part(p, "P");
	page_text(part, "a", "2");
	page_text(part, "b", "b");
	wrong += shows("the part's own first", p, "1:<1><2b>");
	page_show(part, "Q");
	page_text(page_part(p, "P"), "c", "3");
	wrong += shows("in their order", p, "1:<1><2b+2><1>");
	page_text(page_part(p, "Q"), "a", "4");
	wrong += shows("a section of the page in all its parts", p,
	    "1:<1+4><2b+2><1+4>");
	assert_int_equal(wrong, 0);
}

static void
includes_show_only_their_own(void **state)
{
	struct page *p = page_new(*state, "include.tpl"), *in;
	int wrong = shows("no include", p, "");

	page_text(p, "a", "1");
	page_text(p, "b", "2");
	in = page_include(p, "I", "included.tpl");
	wrong += shows("in a section that is not shown", p, "1");
	page_show(p, "P");
	wrong += shows("nothing from around", p, "1()");
	page_text(in, "b", "3");
	page_global(in, "G", "g");
	page_text(page_include(p, "J", "included.tpl"), "a", "4");
	page_text(page_include(p, "J", "included.tpl"), "a", "5");
	wrong += shows("but what is global", p, "1(3g)(4g)(5g)");
	assert_int_equal(wrong, 0);
}

static void
what_is_missing_is_told(void **state)
{
	const char *html;
	size_t len;

	assert_int_equal(page_render(page_new(*state, "none.tpl"), &html,
	    &len), ERR_BROKEN);
	assert_false(page_start("/nowhere"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		POOL_TEST(values_stand_escaped),
		POOL_TEST(parts_show_what_stands_around_them),
		POOL_TEST(includes_show_only_their_own),
		POOL_TEST(what_is_missing_is_told),
	};

	return cmocka_run_group_tests_name("page", tests, make_templates,
	    NULL);
}
