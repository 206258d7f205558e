/* store: files by their SHA-256; what nobody names is swept when it is old. */
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/secret.h"
#include "db/store.h"
#include "tests/unit/case.h"

#define ABC "ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static char place[] = "/tmp/bangfu-store-XXXXXX";

static int
make_place(void **state)
{
	char *files;

	(void)state;
	umask(0077);
	if (!secret_start() || mkdtemp(place) == NULL ||
	    asprintf(&files, "%s/files", place) < 0)
		return -1;
	setenv("BANGFU_VAR", place, 1);
	mkdir(files, 0700);
	free(files);
	return 0;
}

static int
leave_place(void **state)
{
	char *words;
	int status;

	(void)state;
	if (asprintf(&words, "%s/files", place) < 0)
		return -1;
	status = unlinkat(AT_FDCWD, words, AT_REMOVEDIR);
	free(words);
	return status == 0 ? rmdir(place) : 0;
}

static const char *
path_of(struct pool *pool, const char *name)
{
	return pool_print(pool, "%s/files/%s", place, name);
}

static void
what_is_put_is_there_under_its_name(void **state)
{
	struct pool *pool = *state;
	uint8_t hash[STORE_HASH];
	struct stat st;

	assert_int_equal(store_put(pool, (struct bytes){ "abc", 3 }, hash),
	    OK);
	assert_string_equal(store_name(pool, (struct bytes){ hash,
	    STORE_HASH }), ABC);
	assert_int_equal(stat(path_of(pool, ABC), &st), 0);
	assert_int_equal(st.st_size, 3);
	assert_int_equal(st.st_mode & 0777, 0640);
	assert_int_equal(stat(path_of(pool, "ba"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0750);
	/* the same bytes again: the same file */
	assert_int_equal(store_put(pool, (struct bytes){ "abc", 3 }, hash),
	    OK);
	/* one that was cut by a full disk is written anew */
	assert_int_equal(truncate(path_of(pool, ABC), 1), 0);
	assert_int_equal(store_put(pool, (struct bytes){ "abc", 3 }, hash),
	    OK);
	assert_int_equal(stat(path_of(pool, ABC), &st), 0);
	assert_int_equal(st.st_size, 3);
}

static void
names_are_of_hashes_only(void **state)
{
	uint8_t hash[STORE_HASH] = { 0 };

	assert_null(store_name(*state, (struct bytes){ NULL, 0 }));
	assert_null(store_name(*state, (struct bytes){ hash, 31 }));
	assert_null(store_name(*state, (struct bytes){ NULL, 32 }));
	assert_int_equal(strlen(store_name(*state, (struct bytes){ hash,
	    32 })), 65);
}

static void
no_place_is_no_file(void **state)
{
	uint8_t hash[STORE_HASH];

	setenv("BANGFU_VAR", "/nonexistent", 1);
	assert_int_equal(store_put(*state, (struct bytes){ "abc", 3 }, hash),
	    ERR_BROKEN);
	setenv("BANGFU_VAR", place, 1);
}

static enum err
nobody(void *cookie, struct bytes hash, bool *named)
{
	int *asked = cookie;

	(void)hash;
	(*asked)++;
	*named = false;
	return OK;
}

static enum err
somebody(void *cookie, struct bytes hash, bool *named)
{
	(void)cookie;
	*named = hash.len == STORE_HASH;
	return OK;
}

static enum err
unknown(void *cookie, struct bytes hash, bool *named)
{
	(void)cookie;
	(void)hash;
	*named = false;
	return ERR_BUSY;
}

static void
a_sweep_takes_what_is_old_and_nobodys(void **state)
{
	struct pool *pool = *state;
	const char *path = path_of(pool, ABC), *dir = path_of(pool, "ba");
	struct store_sweep w = { .before = INT64_MAX };
	struct stat st;
	int asked = 0;

	/* not while nobody knows */
	w.named = unknown;
	assert_int_equal(store_sweep(pool, &w), ERR_BUSY);
	assert_int_equal(stat(path, &st), 0);
	/* not what a row names */
	w.named = somebody;
	assert_int_equal(store_sweep(pool, &w), OK);
	assert_int_equal(w.swept, 0);
	assert_int_equal(stat(path, &st), 0);
	/* not what is young */
	w.named = nobody;
	w.cookie = &asked;
	w.before = 1000;
	assert_int_equal(store_sweep(pool, &w), OK);
	assert_int_equal(w.swept, 0);
	assert_int_equal(asked, 0);
	assert_int_equal(stat(path, &st), 0);
	/* looked up again once it is aside */
	w.before = INT64_MAX;
	assert_int_equal(store_sweep(pool, &w), OK);
	assert_int_equal(w.swept, 1);
	assert_int_equal(asked, 2);
	assert_int_not_equal(stat(path, &st), 0);
	assert_int_equal(rmdir(dir), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		POOL_TEST(what_is_put_is_there_under_its_name),
		POOL_TEST(names_are_of_hashes_only),
		POOL_TEST(no_place_is_no_file),
		POOL_TEST(a_sweep_takes_what_is_old_and_nobodys),
	};

	return cmocka_run_group_tests(tests, make_place, leave_place);
}
