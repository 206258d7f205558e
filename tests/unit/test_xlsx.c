#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exchange/xlsx.h"
#include "tests/unit/case.h"

static char dir[] = "/tmp/bangfu-xlsx-XXXXXX";

/* What a reader of the file gets. */
struct got {
	size_t len, pieces, most;	/* pieces it takes; 0: all */
	char first[4];
};

static enum err
take(void *cookie, const char *at, size_t len)
{
	struct got *g = cookie;

	if (g->len == 0)
		memcpy(g->first, at, len < 4 ? len : 4);
	g->len += len;
	g->pieces++;
	return g->most != 0 && g->pieces == g->most ? ERR_BUSY : OK;
}

/* How many files stand in the folder. */
static int
files(void)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	int n = -2;			/* . and .. */

	assert_non_null(d);
	while ((e = readdir(d)) != NULL)
		n++;
	closedir(d);
	return n;
}

static int
setup(void **state)
{
	(void)state;
	return mkdtemp(dir) == NULL;
}

static int
teardown(void **state)
{
	(void)state;
	return rmdir(dir);
}

static void
test_a_workbook(void **state)
{
	struct got g = { .len = 0 };
	struct xlsx *x = xlsx_new(dir, "住户");
	int i;

	(void)state;
	assert_non_null(x);
	xlsx_head(x, "户主");
	xlsx_head(x, "人口数");
	assert_int_equal(xlsx_end(x), OK);
	for (i = 0; i < 3000; i++) {
		xlsx_text(x, i % 2 == 0 ? "=1+1" : NULL);
		xlsx_number(x, i % 2 == 0 ? "-12.50" : "无");
		assert_int_equal(xlsx_end(x), OK);
	}
	/* nobody else can open it */
	assert_int_equal(files(), 0);
	assert_int_equal(xlsx_send(x, take, &g), OK);
	assert_true(g.len > 10000);
	assert_memory_equal(g.first, "PK\3\4", 4);
	xlsx_free(x);
	assert_int_equal(files(), 0);
}

static void
test_one_without_rows(void **state)
{
	struct got g = { .len = 0 };
	struct xlsx *x = xlsx_new(dir, "空");

	(void)state;
	assert_non_null(x);
	assert_int_equal(xlsx_send(x, take, &g), OK);
	assert_memory_equal(g.first, "PK\3\4", 4);
	xlsx_free(x);
}

static void
test_a_reader_goes_away(void **state)
{
	struct got g = { .most = 1 };
	struct xlsx *x = xlsx_new(dir, "住户");

	(void)state;
	assert_non_null(x);
	xlsx_text(x, "张");
	assert_int_equal(xlsx_end(x), OK);
	assert_int_equal(xlsx_send(x, take, &g), ERR_BUSY);
	assert_int_equal(g.pieces, 1);
	xlsx_free(x);
}

static void
test_no_room(void **state)
{
	(void)state;
	assert_null(xlsx_new("/nowhere", "住户"));
}

static void
test_what_no_cell_holds(void **state)
{
	static char long_text[40000];
	struct xlsx *x = xlsx_new(dir, "住户");

	(void)state;
	assert_non_null(x);
	memset(long_text, 'a', sizeof long_text - 1);
	xlsx_text(x, "张");
	xlsx_text(x, long_text);
	assert_int_equal(xlsx_end(x), ERR_BROKEN);
	/* given up without being sent */
	xlsx_free(x);
	xlsx_free(NULL);
	assert_int_equal(files(), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_workbook),
		cmocka_unit_test(test_one_without_rows),
		cmocka_unit_test(test_a_reader_goes_away),
		cmocka_unit_test(test_no_room),
		cmocka_unit_test(test_what_no_cell_holds),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
