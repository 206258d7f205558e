#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/text.h"
#include "db/clock.h"
#include "db/outbox.h"
#include "db/secret.h"
#include "sms/spool.h"

#define FILE_MOST	(INBOX_BYTES + 4096)
#define MARK		"bangfu-spool 1\n"
#define ENDING		".sms"

static int folder = -1;

static bool
is_name(const char *name)
{
	size_t n = strlen(name), e = sizeof ENDING - 1;

	return name[0] != '.' && n > e && strcmp(name + n - e, ENDING) == 0;
}

static DIR *
list(void)
{
	int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir;

	if (fd < 0)
		return NULL;
	if ((dir = fdopendir(fd)) == NULL)
		close(fd);
	return dir;
}

/* Whether it is what a process that is gone was putting when it died. */
static bool
is_left(const char *name)
{
	const char *pid = strchr(name, '-');

	return name[0] == '.' && is_name(name + 1) && pid != NULL &&
	    kill((pid_t)strtol(pid + 1, NULL, 10), 0) != 0 && errno == ESRCH;
}

/* Nobody was told yes for it, so it comes again by itself. */
static void
sweep(void)
{
	struct dirent *entry;
	DIR *dir;

	if ((dir = list()) == NULL)
		return;
	while ((entry = readdir(dir)) != NULL)
		if (is_left(entry->d_name))
			unlinkat(folder, entry->d_name, 0);
	closedir(dir);
}

bool
spool_start(void)
{
	const char *var = getenv("BANGFU_VAR");
	struct pool *pool;
	const char *path;

	if (var == NULL || *var == '\0') {
		fprintf(stderr, "bangfu-sms: BANGFU_VAR is not set\n");
		return false;
	}
	pool = pool_new(65536);
	path = pool_print(pool, "%s/spool", var);
	if (mkdir(path, 0700) != 0 && errno != EEXIST)
		perror(path);
	folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder < 0)
		fprintf(stderr, "bangfu-sms: %s can't be used: %s\n", path,
		    strerror(errno));
	else
		sweep();
	pool_free(pool);
	return folder >= 0;
}

/* ---- putting --------------------------------------------------------- */

static bool
write_all(int fd, const char *at, size_t len)
{
	ssize_t n;

	for (; len > 0; at += n, len -= (size_t)n) {
		n = write(fd, at, len);
		if (n < 0 && errno == EINTR)
			n = 0;
		else if (n < 0)
			return false;
	}
	return true;
}

/* On disk under its name, or not there at all. */
static enum err
put(struct pool *pool, const struct text *t)
{
	const char *name = pool_print(pool, "%020" PRId64 "-%d-%08x" ENDING,
	    clock_order(), (int)getpid(), secret_random(UINT32_MAX));
	const char *new = pool_print(pool, ".%s", name);
	int fd = openat(folder, new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
	    0600);
	bool good;

	if (fd < 0) {
		perror("bangfu-sms: spool");
		return ERR_BROKEN;
	}
	good = write_all(fd, t->at, t->len) && fsync(fd) == 0;
	good = close(fd) == 0 && good;
	good = good && renameat(folder, new, folder, name) == 0 &&
	    fsync(folder) == 0;
	if (good)
		return OK;
	perror("bangfu-sms: spool");
	unlinkat(folder, new, 0);
	unlinkat(folder, name, 0);
	return ERR_BROKEN;
}

/* name value, on a line; a missing one has no line. */
static void
line(struct text *t, const char *name, const char *value)
{
	const char *p;

	if (value == NULL)
		return;
	text_print(t, "%s ", name);
	for (p = value; *p != '\0'; p++)
		text_add_len(t, *p == '\n' ? " " : p, 1);
	text_add(t, "\n");
}

enum err
spool_put(struct pool *pool, const struct inbox_new *msg)
{
	struct text t = text_start(pool);

	text_add(&t, MARK);
	line(&t, "gateway", msg->gateway);
	line(&t, "id", msg->provider_id);
	line(&t, "sender", msg->sender);
	line(&t, "recipient", msg->recipient);
	line(&t, "time", msg->provider_time);
	text_print(&t, "received %" PRId64 "\n", msg->received_at.utc);
	text_print(&t, "raw %zu\n", msg->raw.len);
	text_add_len(&t, msg->raw.at, msg->raw.len);
	return put(pool, &t);
}

enum err
spool_put_dlr(struct pool *pool, const struct spool_dlr *dlr)
{
	struct text t = text_start(pool);

	text_add(&t, MARK);
	text_print(&t, "outbox %" PRId64 "\ndlr %" PRId64 "\n",
	    dlr->outbox_id, dlr->dlr);
	return put(pool, &t);
}

/* ---- replaying ------------------------------------------------------- */

bool
spool_waiting(void)
{
	struct dirent *entry;
	bool found = false;
	DIR *dir;

	if ((dir = list()) == NULL)
		return false;
	while (!found && (entry = readdir(dir)) != NULL)
		found = is_name(entry->d_name);
	closedir(dir);
	return found;
}

/* The value of a line "name value", from *${at} on; NULL where another line
 * stands there. */
static const char *
value(struct pool *pool, const char **at, const char *name)
{
	size_t n = strlen(name), len;
	const char *text = *at + n + 1;

	if (strncmp(*at, name, n) != 0 || (*at)[n] != ' ')
		return NULL;
	len = strcspn(text, "\n");
	*at = text + len + (text[len] == '\n');
	return pool_copy_len(pool, text, len);
}

static int64_t
number(const char *s)
{
	return s == NULL ? -1 : strtoll(s, NULL, 10);
}

static enum err
replay_bytes(struct db *db, struct pool *pool, const char *at, size_t len)
{
	const char *end = at + len, *id;
	struct inbox_new msg = { 0 };
	int64_t size;
	bool fresh;

	if (strncmp(at, MARK, sizeof MARK - 1) != 0)
		return ERR_INPUT;
	at += sizeof MARK - 1;
	if ((id = value(pool, &at, "outbox")) != NULL)
		return outbox_dlr(db, number(id),
		    (int)number(value(pool, &at, "dlr")));
	msg.gateway = value(pool, &at, "gateway");
	msg.provider_id = value(pool, &at, "id");
	msg.sender = value(pool, &at, "sender");
	msg.recipient = value(pool, &at, "recipient");
	msg.provider_time = value(pool, &at, "time");
	msg.received_at.utc = number(value(pool, &at, "received"));
	size = number(value(pool, &at, "raw"));
	if (msg.gateway == NULL || msg.sender == NULL || size < 0 ||
	    size != end - at)
		return ERR_INPUT;
	msg.raw = (struct bytes){ at, (size_t)size };
	return inbox_add(db, &msg, &fresh);
}

static enum err
replay_file(struct db *db, struct pool *pool, const char *name)
{
	char *at = pool_take(pool, FILE_MOST + 1);
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC);
	size_t len = 0;
	ssize_t n;
	enum err e;

	if (fd < 0)
		return errno == ENOENT ? OK : ERR_BROKEN;
	while ((n = read(fd, at + len, FILE_MOST - len)) > 0)
		len += (size_t)n;
	close(fd);
	e = n < 0 ? ERR_BROKEN : replay_bytes(db, pool, at, len);
	if (e == ERR_BUSY)
		return e;
	if (e == OK) {
		unlinkat(folder, name, 0);
		return OK;
	}
	fprintf(stderr, "bangfu-sms: spool: %s is set aside\n", name);
	renameat(folder, name, folder, pool_print(pool, "%s.bad", name));
	return OK;
}

/* By name is by arrival: it begins with the moment, finer than the times
 * that the file system keeps, for several may come in one tick of it. */
static int
compare(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int
waits(const struct dirent *entry)
{
	return is_name(entry->d_name);
}

/* The lock is held. */
static enum err
replay_first(struct db *db, struct pool *pool, size_t most)
{
	struct dirent **waiting;
	int count = scandirat(folder, ".", &waiting, waits, compare), i;
	enum err e = OK;

	if (count < 0) {
		perror("bangfu-sms: spool");
		return ERR_BROKEN;
	}
	for (i = 0; i < count; i++) {
		if (e == OK && (size_t)i < most)
			e = replay_file(db, pool, waiting[i]->d_name);
		pool_reset(pool);
		free(waiting[i]);
	}
	free(waiting);
	return e == OK && (size_t)count > most ? ERR_CONFLICT : e;
}

enum err
spool_replay(struct db *db, struct pool *pool, size_t most)
{
	int lock = openat(folder, ".lock", O_WRONLY | O_CREAT | O_CLOEXEC,
	    0600);
	enum err e = ERR_CONFLICT;

	if (lock < 0) {
		perror("bangfu-sms: spool");
		return ERR_BROKEN;
	}
	if (flock(lock, LOCK_EX | LOCK_NB) == 0)
		e = replay_first(db, pool, most);
	close(lock);
	return e;
}
