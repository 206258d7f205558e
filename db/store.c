#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/text.h"
#include "db/secret.h"
#include "db/store.h"

#define HALF	".new-"		/* a file while it is written */
#define ASIDE	".aside"	/* one that is being swept */
#define FOLDER_CEILING	(256u << 20)

static const char *
root(struct pool *pool)
{
	const char *var = getenv("BANGFU_VAR");

	return pool_print(pool, "%s/files", var != NULL ? var : ".");
}

static enum err
broken(const char *what)
{
	fprintf(stderr, "store: %s: %s\n", what, strerror(errno));
	return ERR_BROKEN;
}

const char *
store_name(struct pool *pool, struct bytes hash)
{
	struct text t = text_start(pool);
	const uint8_t *at = hash.at;
	size_t i;

	if (hash.at == NULL || hash.len != STORE_HASH)
		return NULL;
	for (i = 0; i < hash.len; i++)
		text_print(&t, i == 1 ? "/%02x" : "%02x", at[i]);
	return t.at;
}

/* ---- putting ---------------------------------------------------------- */

static bool
write_whole(int fd, struct bytes b)
{
	const char *at = b.at;
	size_t left = b.len;
	ssize_t n;

	for (; left > 0; at += n, left -= (size_t)n)
		if ((n = write(fd, at, left)) <= 0)
			return false;
	return fchmod(fd, 0640) == 0 && fsync(fd) == 0;
}

static bool
sync_folder(const char *dir)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	return ok;
}

/* There already, whole, and young from now on: no sweep takes it away. */
static bool
there(const char *path, size_t len)
{
	struct stat st;

	return utimensat(AT_FDCWD, path, NULL, 0) == 0 &&
	    stat(path, &st) == 0 && S_ISREG(st.st_mode) &&
	    (size_t)st.st_size == len;
}

static enum err
put_new(struct pool *pool, const char *dir, const char *path,
    struct bytes bytes)
{
	char *half = pool_print(pool, "%s/" HALF "XXXXXX", dir);
	enum err e = OK;
	int fd;

	/* The group is nginx's, whatever our umask says. */
	if (mkdir(dir, 0750) == 0) {
		if (chmod(dir, 0750) != 0 || !sync_folder(root(pool)))
			return broken(dir);
	} else if (errno != EEXIST) {
		return broken(dir);
	}
	if ((fd = mkostemp(half, O_CLOEXEC)) < 0)
		return broken(dir);
	if (!write_whole(fd, bytes) || rename(half, path) != 0 ||
	    !sync_folder(dir)) {
		e = broken(path);
		unlink(half);
	}
	close(fd);
	return e;
}

enum err
store_put(struct pool *pool, struct bytes bytes, uint8_t hash[STORE_HASH])
{
	const char *name, *dir, *path;

	secret_sha256(bytes.at, bytes.len, hash);
	name = store_name(pool, (struct bytes){ hash, STORE_HASH });
	dir = pool_print(pool, "%s/%.2s", root(pool), name);
	path = pool_print(pool, "%s/%s", root(pool), name);
	return there(path, bytes.len) ? OK :
	    put_new(pool, dir, path, bytes);
}

/* ---- sweeping --------------------------------------------------------- */

/* Back from its name: two digits of the folder, the rest of the file. */
static bool
read_name(const char *folder, const char *file, uint8_t hash[STORE_HASH])
{
	static const char digits[] = "0123456789abcdef";
	const char *hi, *lo, *s;
	size_t i;

	if (strlen(folder) != 2 || strlen(file) != 2 * STORE_HASH - 2)
		return false;
	for (i = 0; i < STORE_HASH; i++) {
		s = i == 0 ? folder : file + 2 * i - 2;
		hi = strchr(digits, s[0]);
		lo = strchr(digits, s[1]);
		if (hi == NULL || lo == NULL)
			return false;
		hash[i] = (uint8_t)((hi - digits) << 4 | (lo - digits));
	}
	return true;
}

static bool
old(const char *path, int64_t before)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISREG(st.st_mode) &&
	    st.st_mtime < before;
}

/*
 * Put aside first, then looked at again: who put the same bytes meanwhile has
 * made it young before, and it goes back; or finds none, and writes his own.
 */
static enum err
sweep_file(struct pool *pool, struct store_sweep *w, const char *path,
    struct bytes hash)
{
	const char *aside = pool_print(pool, "%s" ASIDE, path);
	bool named = false;
	enum err e = OK;

	if (hash.len != 0 && ((e = w->named(w->cookie, hash, &named)) != OK ||
	    named))
		return e;
	if (rename(path, aside) != 0)
		return OK;
	if (hash.len != 0)
		e = w->named(w->cookie, hash, &named);
	if (e != OK || named || !old(aside, w->before)) {
		if (link(aside, path) != 0 && errno != EEXIST)
			return broken(path);
	} else {
		w->swept++;
	}
	unlink(aside);
	return e;
}

/* Of a sweep that was killed: back where it was. */
static bool
give_back(struct pool *pool, const char *path, const char *name)
{
	size_t n = strlen(name), m = strlen(ASIDE);

	if (n <= m || strcmp(name + n - m, ASIDE) != 0)
		return false;
	if (link(path, pool_copy_len(pool, path, strlen(path) - m)) == 0 ||
	    errno == EEXIST)
		unlink(path);
	return true;
}

static enum err
sweep_one(struct pool *pool, struct store_sweep *w, const char *folder,
    const char *name)
{
	const char *path = pool_print(pool, "%s/%s/%s", root(pool), folder,
	    name);
	bool half = strncmp(name, HALF, strlen(HALF)) == 0;
	uint8_t hash[STORE_HASH];

	if (give_back(pool, path, name) ||
	    (!half && !read_name(folder, name, hash)))
		return OK;
	w->seen++;
	return !old(path, w->before) ? OK : sweep_file(pool, w, path,
	    (struct bytes){ hash, half ? 0 : STORE_HASH });
}

static enum err
sweep_folder(struct store_sweep *w, const char *folder)
{
	struct pool *pool = pool_new(FOLDER_CEILING);
	DIR *d = opendir(pool_print(pool, "%s/%s", root(pool), folder));
	struct dirent *entry;
	enum err e = OK;

	while (d != NULL && e == OK && (entry = readdir(d)) != NULL)
		e = sweep_one(pool, w, folder, entry->d_name);
	if (d != NULL)
		closedir(d);
	pool_free(pool);
	return e;
}

enum err
store_sweep(struct pool *pool, struct store_sweep *w)
{
	enum err e = OK;
	unsigned i;

	w->seen = w->swept = 0;
	for (i = 0; e == OK && i < 256; i++)
		e = sweep_folder(w, pool_print(pool, "%02x", i));
	return e;
}
