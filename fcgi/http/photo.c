#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fcgi/http/photo.h"

#define PATH_ROOM	4096
#define WAIT_MS		30000	/* for one photo; its CPU time is less */

/* ---- the program ------------------------------------------------------ */

/* Beside us, where our build or the installation put it. */
static const char *
program(struct pool *pool)
{
	char *path = pool_take(pool, PATH_ROOM), *slash;
	ssize_t n = readlink("/proc/self/exe", path, PATH_ROOM - 1);

	if (n <= 0 || (slash = strrchr(path, '/')) == NULL)
		return "bangfu-photo";
	*slash = '\0';
	return pool_print(pool, "%s/bangfu-photo", path);
}

static bool
write_all(int fd, struct bytes b)
{
	const char *at = b.at;
	size_t left = b.len;
	ssize_t n;

	while (left > 0) {
		if ((n = write(fd, at, left)) < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		at += n;
		left -= (size_t)n;
	}
	return lseek(fd, 0, SEEK_SET) == 0;
}

/* With ${in} and ${out} as its standard files and nothing else open. */
static bool
start(struct pool *pool, int in, int out, pid_t *pid)
{
	static char *const env[] = { (char *)(uintptr_t)"LC_ALL=C.UTF-8",
	    NULL };
	const char *path = program(pool);
	char *const argv[] = { (char *)(uintptr_t)"bangfu-photo", NULL };
	posix_spawn_file_actions_t files;
	bool ok;

	if (posix_spawn_file_actions_init(&files) != 0)
		return false;
	ok = posix_spawn_file_actions_adddup2(&files, in, 0) == 0 &&
	    posix_spawn_file_actions_adddup2(&files, out, 1) == 0 &&
	    posix_spawn_file_actions_addclosefrom_np(&files, 3) == 0 &&
	    posix_spawn(pid, path, &files, NULL, argv, env) == 0;
	posix_spawn_file_actions_destroy(&files);
	if (!ok)
		fprintf(stderr, "photo: can't run %s\n", path);
	return ok;
}

/* Its status; one that takes too long is ended. */
static int
end_of(pid_t pid)
{
	struct pollfd ended = { .fd = pidfd_open(pid, 0), .events = POLLIN };
	int status = -1, n = 0;

	if (ended.fd >= 0) {
		while ((n = poll(&ended, 1, WAIT_MS)) < 0 && errno == EINTR)
			;
		close(ended.fd);
	}
	if (n <= 0)
		kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

/* ---- what it answers -------------------------------------------------- */

static bool
is_jpeg(struct bytes b)
{
	return b.len > 3 && b.len <= PHOTO_KEPT_MOST &&
	    memcmp(b.at, "\xff\xd8\xff", 3) == 0;
}

static bool
head_ok(const struct photo_head *h, size_t len)
{
	return h->len > 0 && h->len <= (int64_t)PHOTO_KEPT_MOST &&
	    h->small_len > 0 && h->small_len <= (int64_t)PHOTO_KEPT_MOST &&
	    (size_t)(h->len + h->small_len) + sizeof *h == len &&
	    h->width > 0 && h->width <= PHOTO_SIDE && h->height > 0 &&
	    h->height <= PHOTO_SIDE && h->kind >= 0 &&
	    h->kind < PHOTO_KIND__MAX && (h->placed == 0 ||
	    h->placed == 1) && llabs(h->latitude_e6) <= 90000000 &&
	    llabs(h->longitude_e6) <= 180000000;
}

static bool
read_answer(struct pool *pool, int fd, struct photo_made *out)
{
	size_t most = sizeof out->head + 2 * PHOTO_KEPT_MOST, len = 0;
	struct stat st;
	ssize_t n = 0;
	char *at;

	if (fstat(fd, &st) != 0 || st.st_size < (off_t)sizeof out->head ||
	    st.st_size > (off_t)most)
		return false;
	at = pool_take(pool, (size_t)st.st_size);
	while (len < (size_t)st.st_size && (n = pread(fd, at + len,
	    (size_t)st.st_size - len, (off_t)len)) > 0)
		len += (size_t)n;
	if (len < sizeof out->head)
		return false;
	memcpy(&out->head, at, sizeof out->head);
	if (!head_ok(&out->head, len))
		return false;
	out->kept = (struct bytes){ at + sizeof out->head,
	    (size_t)out->head.len };
	out->small = (struct bytes){ at + sizeof out->head + out->kept.len,
	    (size_t)out->head.small_len };
	return is_jpeg(out->kept) && is_jpeg(out->small);
}

static enum photo_flaw
judge(struct pool *pool, int status, int fd, struct photo_made *out)
{
	int code = WIFEXITED(status) ? WEXITSTATUS(status) : PHOTO_FLAW__MAX;

	if (code == PHOTO_FINE && read_answer(pool, fd, out))
		return PHOTO_FINE;
	/* Ended by its bounds or by a fault of a decoder. */
	if (code <= PHOTO_FINE || code >= PHOTO_FLAW__MAX) {
		fprintf(stderr, "photo: bangfu-photo ended with %d\n",
		    status);
		return PHOTO_TORN;
	}
	return (enum photo_flaw)code;
}

enum err
photo_make(struct pool *pool, struct bytes bytes, struct photo_made *out,
    enum photo_flaw *flaw)
{
	enum photo_kind kind;
	enum err e = OK;
	int in = -1, to = -1;
	pid_t pid;

	*out = (struct photo_made){ .kept = { 0 } };
	if ((*flaw = photo_look(bytes, &kind)) != PHOTO_FINE)
		return OK;
	if ((in = memfd_create("photo", MFD_CLOEXEC)) < 0 ||
	    (to = memfd_create("kept", MFD_CLOEXEC)) < 0 ||
	    !write_all(in, bytes) || !start(pool, in, to, &pid)) {
		fprintf(stderr, "photo: %s\n", strerror(errno));
		e = ERR_BROKEN;
		goto out;
	}
	*flaw = judge(pool, end_of(pid), to, out);
out:
	if (in >= 0)
		close(in);
	if (to >= 0)
		close(to);
	return e;
}
