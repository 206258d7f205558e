#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "conf/run/file.h"
#include "conf/run/place.h"
#include "conf/run/port.h"
#include "conf/run/say.h"
#include "conf/run/tool.h"

#define MIB		(1024UL * 1024UL)
#define INODES_LEAST	2000
/* sun_path has 108 bytes; the longest name of ours is /gateway.sock, and
 * programs put .lock or a number behind theirs. */
#define RUN_MOST	80

static const char *const folders[] = {
	"log", "tmp", "conf", "conf/nginx", "pid", "spool", "files", "kannel",
	NULL
};

/* A directory of ours alone, its parents too. */
static enum err
make_dir(struct pool *pool, const char *path)
{
	char *copy = pool_copy(pool, path), *at;

	for (at = copy + 1; (at = strchr(at, '/')) != NULL; *at++ = '/') {
		*at = '\0';
		if (mkdir(copy, 0755) != 0 && errno != EEXIST)
			break;
	}
	if (mkdir(path, 0700) == 0 || errno == EEXIST)
		return OK;
	say("can't make the directory %s: %s", path, strerror(errno));
	return ERR_BROKEN;
}

/* Kannel's store makes a hundred folders here and, for each message, several
 * short-lived files in one of them.  ext4 looks for a free inode past all that
 * were freed in the last minute, group by group: where folders lie apart, that
 * is a hundredth of them.  Other file systems may not know the wish. */
static void
spread(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), flags;

	if (fd < 0)
		return;
	if (ioctl(fd, FS_IOC_GETFLAGS, &flags) == 0) {
		flags |= FS_TOPDIR_FL;
		(void)ioctl(fd, FS_IOC_SETFLAGS, &flags);
	}
	close(fd);
}

static enum err
lock(struct pool *pool, const char *var)
{
	const char *path = pool_print(pool, "%s/lock", var);
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (fd < 0) {
		say("can't write in %s: %s", var, strerror(errno));
		return ERR_BROKEN;
	}
	/* Held, with the open file, until this process ends. */
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		return OK;
	say("%s is in use by another instance: end it, or choose another"
	    " directory (VAR=…)", var);
	close(fd);
	return ERR_BROKEN;
}

static enum err
room(const struct place *p)
{
	struct statvfs st;
	unsigned long long free_mib;

	if (statvfs(p->var, &st) != 0) {
		say("can't look at %s: %s", p->var, strerror(errno));
		return ERR_BROKEN;
	}
	free_mib = (unsigned long long)st.f_bavail * st.f_frsize / MIB;
	if (free_mib < (unsigned long long)p->least_free) {
		say("the disk under %s is full: %llu MiB are free, %d are"
		    " needed", p->var, free_mib, p->least_free);
		return ERR_BROKEN;
	}
	if (st.f_files > 0 && st.f_favail < INODES_LEAST) {
		say("the disk under %s has no room for more files", p->var);
		return ERR_BROKEN;
	}
	return OK;
}

/* Sockets need short paths: where VAR is long they live under /tmp. */
static enum err
run_dir(struct place *p, struct pool *pool)
{
	char *path = pool_print(pool, "%s/run", p->var);

	if (strlen(path) <= RUN_MOST) {
		p->run = path;
		return make_dir(pool, path);
	}
	path = pool_copy(pool, "/tmp/bangfu-XXXXXX");
	if (mkdtemp(path) == NULL) {
		say("can't make a directory in /tmp: %s", strerror(errno));
		return ERR_BROKEN;
	}
	p->run = path;
	p->short_run = true;
	return OK;
}

static enum err
directories(struct place *p, struct facts *f)
{
	struct pool *pool = f->pool;
	const char *const *folder;
	char *real;
	enum err e;

	if ((e = make_dir(pool, p->var)) != OK)
		return e;
	if ((real = realpath(p->var, NULL)) == NULL) {
		say("can't find %s: %s", p->var, strerror(errno));
		return ERR_BROKEN;
	}
	p->var = pool_copy(pool, real);
	free(real);
	if (strpbrk(p->var, " \t\"'\\;{}$#") != NULL) {
		say("the path %s holds a character that the programs'"
		    " configurations can't carry", p->var);
		return ERR_BROKEN;
	}
	if ((e = lock(pool, p->var)) != OK || (e = room(p)) != OK)
		return e;
	for (folder = folders; e == OK && *folder != NULL; folder++)
		e = make_dir(pool, pool_print(pool, "%s/%s", p->var,
		    *folder));
	if (e != OK)
		return e;
	spread(pool_print(pool, "%s/kannel", p->var));
	return run_dir(p, pool);
}

static enum err
home(const struct place *p, struct facts *f)
{
	char *real = realpath(p->home, NULL);
	enum err e = OK;

	if (real == NULL || !file_here(pool_print(f->pool,
	    "%s/conf/nginx/nginx.conf.in", real))) {
		say("%s is not bangfu's home: conf/nginx/nginx.conf.in is not"
		    " there (--home=DIR)", p->home);
		e = ERR_BROKEN;
	} else {
		fact_set(f, "HOME", real);
	}
	free(real);
	return e;
}

/* MariaDB's administrator is the user of the machine who runs all this. */
static enum err
user(struct facts *f)
{
	const struct passwd *me = getpwuid(geteuid());
	bool root = geteuid() == 0;

	if (me == NULL) {
		say("user %d has no name, and MariaDB wants one",
		    (int)geteuid());
		return ERR_BROKEN;
	}
	fact_set(f, "USER", me->pw_name);
	fact_set(f, "NGINX_USER", root ? "user root root;" :
	    "# an ordinary user's");
	fact_set(f, "MARIADB_USER", root ? "user = root" :
	    "# an ordinary user's");
	return OK;
}

enum err
place_take(struct place *p, struct facts *f)
{
	struct pool *pool = f->pool;
	enum err e;

	if ((e = home(p, f)) != OK || (e = user(f)) != OK ||
	    (e = tool_find(f, p->path)) != OK ||
	    (e = tool_own(f, p->programs)) != OK ||
	    (e = directories(p, f)) != OK)
		return e;
	fact_set(f, "VAR", p->var);
	fact_set(f, "RUN", p->run);
	fact_set(f, "LOG", pool_print(pool, "%s/log", p->var));
	fact_set(f, "STATIC", pool_print(pool, "%s/fcgi/static",
	    fact_get(f, "HOME")));
	fact_set(f, "DOWN", pool_print(pool, "%s/conf/nginx/down",
	    fact_get(f, "HOME")));
	fact_set(f, "FILES", pool_print(pool, "%s/files", p->var));
	fact_set(f, "NGINX", pool_print(pool, "%s/conf/nginx", p->var));
	return port_take(f, p->port);
}

void
place_leave(const struct place *p)
{
	static const char *const names[] = { "web.sock", "gateway.sock",
	    "mariadb.sock", "nginx.own", "mariadb.own", NULL };
	const char *const *name;
	int dir;

	if (!p->short_run ||
	    (dir = open(p->run, O_DIRECTORY | O_CLOEXEC)) < 0)
		return;
	for (name = names; *name != NULL; name++)
		unlinkat(dir, *name, 0);
	close(dir);
	rmdir(p->run);
}
