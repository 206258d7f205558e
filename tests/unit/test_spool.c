/* spool: kept on disk, brought in once and in order, bad files set aside. */
#include "registry.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/text.h"
#include "db/clock.h"
#include "db/secret.h"
#include "sms/spool.h"

static const struct query made_quiet = {
	"UPDATE inbox SET state = 'done'", NULL, NULL
};

static char var[] = "/tmp/bangfu-spool-XXXXXX";

/* Files of the spool whose name ends so. */
static int
count(const char *ending)
{
	char path[64];
	struct dirent *entry;
	int n = 0;
	DIR *dir;

	snprintf(path, sizeof path, "%s/spool", var);
	dir = opendir(path);
	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL)
		if (strlen(entry->d_name) > strlen(ending) &&
		    strcmp(entry->d_name + strlen(entry->d_name) -
		    strlen(ending), ending) == 0)
			n++;
	closedir(dir);
	return n;
}

static void
keep(struct registry *r, const char *id, const char *sender, const char *raw)
{
	struct inbox_new msg = { .gateway = "kannel", .provider_id = id,
	    .sender = sender, .recipient = "10699",
	    .raw = { raw, strlen(raw) }, .provider_time = "7",
	    .received_at = { 1646350000 } };

	assert_int_equal(spool_put(r->pool, &msg), OK);
}

static void
what_is_kept_comes_in_once(void **state)
{
	struct registry *r = *state;
	struct pool *pool = pool_new(POOL_ROOM);
	struct inbox_rows rows;

	registry_do(r, &made_quiet, NULL);
	assert_false(spool_waiting());
	keep(r, "s1", "1", "one\ntwo 报\xFF");
	keep(r, "s2", "2 with\na line", "");
	keep(r, NULL, "3", "no id");
	/* known already when it is brought in again */
	keep(r, "s1", "1", "one\ntwo 报\xFF");
	assert_true(spool_waiting());
	assert_int_equal(count(".sms"), 4);
	assert_int_equal(spool_replay(r->db, pool, SPOOL_ALL), OK);
	assert_int_equal(spool_replay(r->db, pool, SPOOL_ALL), OK);
	assert_false(spool_waiting());
	assert_int_equal(count(".sms"), 0);
	assert_int_equal(count(".bad"), 0);
	assert_int_equal(inbox_waiting(r->db, r->pool, 10, &rows), OK);
	assert_int_equal(rows.count, 3);
	assert_string_equal(pool_copy_len(r->pool, rows.at[0].raw.at,
	    rows.at[0].raw.len), "one\ntwo 报\xFF");
	assert_int_equal(rows.at[0].received_at.utc, 1646350000);
	assert_string_equal(rows.at[1].sender, "2 with a line");
	assert_int_equal(rows.at[1].raw.len, 0);
	assert_string_equal(rows.at[2].sender, "3");
	pool_free(pool);
}

static void
little_by_little(void **state)
{
	struct registry *r = *state;
	struct pool *pool = pool_new(POOL_ROOM);

	keep(r, "l1", "1", "one");
	keep(r, "l2", "1", "two");
	keep(r, "l3", "1", "three");
	assert_int_equal(spool_replay(r->db, pool, 2),
	    ERR_CONFLICT);
	assert_int_equal(count(".sms"), 1);
	assert_int_equal(spool_replay(r->db, pool, 2), OK);
	assert_int_equal(count(".sms"), 0);
	pool_free(pool);
}

/* The file system's clock may be too coarse to tell them apart. */
static void
one_time_for_all(void)
{
	static const struct timespec same[2] = { { 1646350000, 0 },
	    { 1646350000, 0 } };
	char path[400];
	struct dirent *entry;
	DIR *dir;

	snprintf(path, sizeof path, "%s/spool", var);
	dir = opendir(path);
	while ((entry = readdir(dir)) != NULL)
		if (entry->d_name[0] != '.')
			assert_int_equal(utimensat(dirfd(dir), entry->d_name,
			    same, 0), 0);
	closedir(dir);
}

static void
two_gateways_keep_one_order(void **state)
{
	struct registry *r = *state;
	struct pool *pool = pool_new(POOL_ROOM);
	struct inbox_rows rows;
	int go[2], status;
	pid_t other;
	char c;

	registry_do(r, &made_quiet, NULL);
	assert_int_equal(pipe(go), 0);
	if ((other = fork()) == 0) {
		struct inbox_new msg = { .gateway = "kannel",
		    .provider_id = "o3", .sender = "1", .recipient = "10699",
		    .raw = { "three", 5 }, .received_at = { 1646350000 } };

		_exit(read(go[0], &c, 1) != 1 ||
		    spool_put(r->pool, &msg) != OK);
	}
	keep(r, "o1", "1", "one");
	keep(r, "o2", "1", "two");
	assert_int_equal(write(go[1], "", 1), 1);
	assert_int_equal(waitpid(other, &status, 0), other);
	assert_int_equal(status, 0);
	keep(r, "o4", "1", "four");
	one_time_for_all();
	assert_int_equal(spool_replay(r->db, pool, SPOOL_ALL), OK);
	assert_int_equal(inbox_waiting(r->db, r->pool, 10, &rows), OK);
	assert_int_equal(rows.count, 4);
	assert_memory_equal(rows.at[0].raw.at, "one", 3);
	assert_memory_equal(rows.at[1].raw.at, "two", 3);
	assert_memory_equal(rows.at[2].raw.at, "three", 5);
	assert_memory_equal(rows.at[3].raw.at, "four", 4);
	close(go[0]);
	close(go[1]);
	pool_free(pool);
}

static void
delivery_reports_are_kept_too(void **state)
{
	struct registry *r = *state;
	struct pool *pool = pool_new(POOL_ROOM);

	assert_int_equal(spool_put_dlr(r->pool,
	    &(struct spool_dlr){ 987654321, 1 }), OK);
	assert_int_equal(spool_replay(r->db, pool, SPOOL_ALL), OK);
	assert_false(spool_waiting());
	assert_int_equal(count(".bad"), 0);
	pool_free(pool);
}

static const char *const broken[] = {
	"", "x", "bangfu-spool 1\n", "bangfu-spool 2\ngateway kannel\n",
	"bangfu-spool 1\ngateway kannel\nsender 1\nrecipient 2\n"
	    "received 5\nraw 10\nshort",
	"bangfu-spool 1\ngateway kannel\nsender 1\nrecipient 2\n"
	    "received 5\nraw -1\n",
	"bangfu-spool 1\noutbox 5\ndlr 77\n",
};

static void
what_is_no_message_is_set_aside(void **state)
{
	struct registry *r = *state;
	struct pool *pool = pool_new(POOL_ROOM);
	struct inbox_rows rows;
	char path[96];
	size_t i;
	int fd;

	registry_do(r, &made_quiet, NULL);
	for (i = 0; i < LEN(broken); i++) {
		snprintf(path, sizeof path, "%s/spool/%zu.sms", var, i);
		fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
		assert_true(fd >= 0);
		assert_int_equal(write(fd, broken[i], strlen(broken[i])),
		    (ssize_t)strlen(broken[i]));
		close(fd);
	}
	keep(r, "after the broken ones", "1", "good");
	assert_int_equal(spool_replay(r->db, pool, SPOOL_ALL), OK);
	assert_int_equal(count(".bad"), (int)LEN(broken));
	assert_int_equal(inbox_waiting(r->db, r->pool, 10, &rows), OK);
	assert_int_equal(rows.count, 1);
	pool_free(pool);
}

/* Whoever comes while another brings in goes his own way. */
static void
nobody_waits_long_for_a_turn(void **state)
{
	struct registry *r = *state;
	struct pool *pool = pool_new(POOL_ROOM);
	char path[96];
	int lock;

	keep(r, "while another is at it", "2", "turn");
	snprintf(path, sizeof path, "%s/spool/.lock", var);
	lock = open(path, O_WRONLY | O_CREAT, 0600);
	assert_true(lock >= 0 && flock(lock, LOCK_EX) == 0);
	assert_int_equal(spool_replay(r->db, pool, SPOOL_ALL), ERR_CONFLICT);
	assert_true(spool_waiting());
	close(lock);
	assert_int_equal(spool_replay(r->db, pool, SPOOL_ALL), OK);
	assert_false(spool_waiting());
	pool_free(pool);
}

static void
put_half(pid_t pid)
{
	char path[120];
	int fd;

	snprintf(path, sizeof path, "%s/spool/.%020d-%d-0badcafe.sms", var, 1,
	    (int)pid);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
	assert_true(fd >= 0);
	close(fd);
}

/* Half a message stays on the disk for as long as somebody writes it. */
static void
what_a_dead_process_put_is_swept(void **state)
{
	struct registry *r = *state;
	struct pool *pool = pool_new(POOL_ROOM);
	pid_t dead;

	if ((dead = fork()) == 0)
		_exit(0);
	assert_int_equal(waitpid(dead, NULL, 0), dead);
	put_half(dead);
	put_half(getpid());
	keep(r, "whole", "1", "whole");
	assert_int_equal(count(".sms"), 3);
	assert_true(spool_start());
	assert_int_equal(count(".sms"), 2);
	assert_int_equal(spool_replay(r->db, pool, SPOOL_ALL), OK);
	assert_int_equal(count(".sms"), 1);
	assert_false(spool_waiting());
	pool_free(pool);
}

static int
tidy(void **state)
{
	char path[400];
	struct dirent *entry;
	DIR *dir;

	(void)state;
	snprintf(path, sizeof path, "%s/spool", var);
	dir = opendir(path);
	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		snprintf(path, sizeof path, "%s/spool/%s", var,
		    entry->d_name);
		unlink(path);
	}
	closedir(dir);
	snprintf(path, sizeof path, "%s/spool", var);
	return rmdir(path) != 0 || rmdir(var) != 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		REGISTRY_TEST(what_is_kept_comes_in_once),
		REGISTRY_TEST(little_by_little),
		REGISTRY_TEST(two_gateways_keep_one_order),
		REGISTRY_TEST(delivery_reports_are_kept_too),
		REGISTRY_TEST(what_is_no_message_is_set_aside),
		REGISTRY_TEST(nobody_waits_long_for_a_turn),
		REGISTRY_TEST(what_a_dead_process_put_is_swept),
	};

	unsetenv("BANGFU_VAR");
	if (spool_start())	/* nowhere to keep anything */
		return 1;
	if (mkdtemp(var) == NULL || setenv("BANGFU_VAR", var, 1) != 0 ||
	    !clock_start() || !secret_start() || !spool_start())
		return 1;
	return cmocka_run_group_tests(tests, NULL, tidy);
}
