#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "conf/run/file.h"
#include "conf/run/say.h"
#include "conf/run/tool.h"
#include "core/text.h"

static const struct {
	const char *fact, *program, *package;
} tools[] = {
	{ "MARIADBD", "mariadbd", "mariadb-server" },
	{ "MARIADB_INSTALL", "mariadb-install-db", "mariadb-server" },
	{ "MARIADB", "mariadb", "mariadb-client" },
	{ "NGINX_PROGRAM", "nginx", "nginx" },
	{ "BEARERBOX", "bearerbox", "kannel" },
	{ "SMSBOX", "smsbox", "kannel" },
};
static const struct {
	const char *path, *package;
} files[] = {
	{ "/usr/lib/kannel/test/fakesmsc", "kannel-extras" },
	{ "/usr/share/javascript/bootstrap5/css/bootstrap.min.css",
	    "libjs-bootstrap5" },
	{ "/usr/share/javascript/chart.js/chart.min.js", "libjs-chart.js" },
};
static const char *const own[] = {
	"bangfu-db", "bangfu-web", "bangfu-sms", "bangfu-exchange",
	"bangfu-photo"
};

static const char *
find(struct pool *pool, const char *path, const char *program)
{
	char *dirs = pool_copy(pool, path), *dir, *save = NULL, *at;

	for (dir = strtok_r(dirs, ":", &save); dir != NULL;
	    dir = strtok_r(NULL, ":", &save)) {
		at = pool_print(pool, "%s/%s", dir, program);
		if (access(at, X_OK) == 0)
			return at;
	}
	return NULL;
}

enum err
tool_find(struct facts *f, const char *path)
{
	struct text missing = text_start(f->pool);
	const char *at;
	size_t i;

	for (i = 0; i < LEN(tools); i++)
		if ((at = find(f->pool, path, tools[i].program)) != NULL)
			fact_set(f, tools[i].fact, at);
		else if (strstr(missing.at, tools[i].package) == NULL)
			text_print(&missing, " %s", tools[i].package);
	for (i = 0; i < LEN(files); i++)
		if (!file_here(files[i].path))
			text_print(&missing, " %s", files[i].package);
	if (missing.len == 0)
		return OK;
	say("missing packages:%s; install them: conf/install-packages.sh run",
	    missing.at);
	return ERR_BROKEN;
}

enum err
tool_own(struct facts *f, const char *dir)
{
	char self[PATH_MAX] = "", *slash, *at;
	size_t i;

	if (dir == NULL) {
		if (readlink("/proc/self/exe", self, sizeof self - 1) < 0 ||
		    (slash = strrchr(self, '/')) == NULL) {
			say("can't find where I am: %s", strerror(errno));
			return ERR_BROKEN;
		}
		*slash = '\0';
		dir = self;
	}
	for (i = 0; i < LEN(own); i++) {
		at = pool_print(f->pool, "%s/%s", dir, own[i]);
		if (access(at, X_OK) != 0) {
			say("%s is missing: run make", at);
			return ERR_BROKEN;
		}
	}
	fact_set(f, "PROGRAMS", dir);
	return OK;
}
