#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/folder.h"

#define PATH_ROOM	4096
#define FILES_MOST	1000

/* The folder of the running program. */
static const char *
program_folder(struct pool *pool)
{
	char *path = pool_take(pool, PATH_ROOM), *slash;
	ssize_t n = readlink("/proc/self/exe", path, PATH_ROOM - 1);

	if (n <= 0 || (slash = strrchr(path, '/')) == NULL)
		return ".";
	*slash = '\0';
	return path;
}

const char *
folder_find(struct pool *pool, const char *name, const char *variable)
{
	const char *set = getenv(variable), *at = program_folder(pool);
	const char *places[] = {
		pool_print(pool, "%s/../db/%s", at, name),
		pool_print(pool, "%s/../../db/%s", at, name),
		pool_print(pool, "%s/../share/bangfu/%s", at, name),
	};
	struct stat st;
	size_t i;

	if (set != NULL && *set != '\0')
		return set;
	for (i = 0; i < LEN(places); i++)
		if (stat(places[i], &st) == 0 && S_ISDIR(st.st_mode))
			return places[i];
	fprintf(stderr, "the folder \"%s\" is not beside the program: "
	    "set %s\n", name, variable);
	return NULL;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool
ends_with(const char *s, const char *suffix)
{
	size_t n = strlen(s), m = strlen(suffix);

	return n > m && strcmp(s + n - m, suffix) == 0;
}

enum err
folder_list(struct pool *pool, const char *dir, const char *suffix,
    const char *const **names, size_t *count)
{
	const char **list = pool_array(pool, FILES_MOST, sizeof *list);
	struct dirent *entry;
	DIR *d;

	*count = 0;
	if ((d = opendir(dir)) == NULL) {
		fprintf(stderr, "%s: %s\n", dir, strerror(errno));
		return ERR_ABSENT;
	}
	while (*count < FILES_MOST && (entry = readdir(d)) != NULL)
		if (ends_with(entry->d_name, suffix))
			list[(*count)++] = pool_copy(pool, entry->d_name);
	closedir(d);
	qsort(list, *count, sizeof *list, by_name);
	*names = list;
	return OK;
}

enum err
folder_read(struct pool *pool, const char *dir, const char *name,
    struct folder_file *out)
{
	const char *path = pool_print(pool, "%s/%s", dir, name);
	FILE *f = fopen(path, "rb");
	struct stat st;
	enum err e = OK;
	char *at;

	if (f == NULL || fstat(fileno(f), &st) != 0 ||
	    st.st_size > FOLDER_MOST) {
		fprintf(stderr, "%s: %s\n", path,
		    f == NULL ? strerror(errno) : "too large");
		e = ERR_ABSENT;
		goto out;
	}
	at = pool_take(pool, (size_t)st.st_size + 1);
	out->len = fread(at, 1, (size_t)st.st_size, f);
	out->at = at;
	if (out->len != (size_t)st.st_size) {
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
		e = ERR_ABSENT;
	}
out:
	if (f != NULL)
		fclose(f);
	return e;
}
