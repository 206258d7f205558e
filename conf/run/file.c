#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conf/run/file.h"
#include "conf/run/say.h"

#define TAIL_MOST	4096

static enum err
read_all(struct pool *pool, int fd, off_t from, size_t most, char **out)
{
	char *text = pool_take(pool, most + 1);
	size_t len = 0;
	ssize_t n;

	if (lseek(fd, from, SEEK_SET) < 0)
		return ERR_BROKEN;
	while (len < most && (n = read(fd, text + len, most - len)) != 0) {
		if (n < 0 && errno != EINTR)
			return ERR_BROKEN;
		if (n > 0)
			len += (size_t)n;
	}
	text[len] = '\0';
	*out = text;
	return OK;
}

enum err
file_read(struct pool *pool, const char *path, char **out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	enum err e = ERR_BROKEN;
	struct stat st;

	if (fd < 0 && errno == ENOENT)
		return ERR_ABSENT;
	if (fd < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		say("can't read %s: %s", path, strerror(errno));
		goto out;
	}
	if (st.st_size > FILE_MOST) {
		say("%s is too large", path);
		goto out;
	}
	if ((e = read_all(pool, fd, 0, (size_t)st.st_size, out)) != OK)
		say("can't read %s: %s", path, strerror(errno));
out:
	if (fd >= 0)
		close(fd);
	return e;
}

static bool
write_all(int fd, const char *text, size_t len)
{
	ssize_t n;

	while (len > 0) {
		if ((n = write(fd, text, len)) < 0 && errno != EINTR)
			return false;
		if (n > 0) {
			text += n;
			len -= (size_t)n;
		}
	}
	return fsync(fd) == 0;
}

enum err
file_write(struct pool *pool, const char *path, const char *text)
{
	const char *fresh = pool_print(pool, "%s.new", path);
	int fd = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool ok = fd >= 0 && fchmod(fd, 0600) == 0 &&
	    write_all(fd, text, strlen(text));

	if (!ok || rename(fresh, path) != 0) {
		say("can't write %s: %s", path, strerror(errno));
		ok = false;
	}
	if (fd >= 0)
		close(fd);
	return ok ? OK : ERR_BROKEN;
}

const char *
file_last_line(struct pool *pool, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	const char *line = "";
	char *text = NULL, *end;
	off_t size;

	if (fd < 0)
		return "";
	size = lseek(fd, 0, SEEK_END);
	if (size > 0 && read_all(pool, fd,
	    size > TAIL_MOST ? size - TAIL_MOST : 0, TAIL_MOST, &text) == OK) {
		for (end = text + strlen(text); end > text &&
		    strchr(" \t\r\n", end[-1]) != NULL; end--)
			end[-1] = '\0';
		line = strrchr(text, '\n');
		line = line == NULL ? text : line + 1;
	}
	close(fd);
	return line;
}

bool
file_here(const char *path)
{
	return access(path, F_OK) == 0;
}
