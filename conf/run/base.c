#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "conf/run/base.h"
#include "conf/run/file.h"
#include "conf/run/say.h"
#include "conf/run/step.h"

static const char *const env_owner[] = {
	"BANGFU_DB_SOCKET=@RUN@/mariadb.sock", "BANGFU_DB_NAME=bangfu",
	"BANGFU_DB_USER=bangfu_owner",
	"BANGFU_DB_PASSWORD=@DB_OWNER_PASSWORD@", "BANGFU_NOW=@NOW@",
	"BANGFU_ZONE=@ZONE@", "BANGFU_VAR=@VAR@",
	"BANGFU_MIGRATIONS=@HOME@/db/migrate",
	"BANGFU_REFERENCE=@HOME@/db/reference",
	"BANGFU_PICTURES=@HOME@/db/picture",
	"BANGFU_DICTIONARY=@HOME@/db/dictionary", NULL
};

/* --force: also on a machine that does not know its own name.  A server that
 * starts sweeps its tmpdir: two that share one lose each other's tables. */
static const struct step make = { "mariadb-install", {
	"@MARIADB_INSTALL@", "--no-defaults", "--datadir=@VAR@/mysql.new",
	"--tmpdir=@VAR@/tmp", "--skip-test-db", "--force",
	"--auth-root-authentication-method=socket",
	"--auth-root-socket-user=@USER@", "--user=@USER@" }, NULL, NULL };
static const struct step accounts = { "accounts", {
	"@MARIADB@", "--no-defaults", "--socket=@RUN@/mariadb.sock",
	"--user=@USER@", "--batch" }, NULL, "@VAR@/conf/accounts.sql" };
static const struct step migrate = { "migrate", {
	"@PROGRAMS@/bangfu-db", "migrate" }, env_owner, NULL };
static const struct step grants = { "grants", {
	"@MARIADB@", "--no-defaults", "--socket=@RUN@/mariadb.sock",
	"--user=@USER@", "--batch" }, NULL, "@HOME@/conf/mariadb/grants.sql" };
static const struct step demo = { "demo", {
	"@PROGRAMS@/bangfu-db", "demo" }, env_owner, NULL };

static const struct {
	const char *from, *to;
} files[] = {
	{ "conf/nginx/nginx.conf.in", "conf/nginx.conf" },
	{ "conf/nginx/site.conf.in", "conf/nginx/site.conf" },
	{ "conf/nginx/places.conf.in", "conf/nginx/places.conf" },
	{ "conf/nginx/headers.conf", "conf/nginx/headers.conf" },
	{ "conf/nginx/fastcgi.conf", "conf/nginx/fastcgi.conf" },
	{ "conf/nginx/mime.conf", "conf/nginx/mime.conf" },
	{ "conf/kannel/kannel.conf.in", "conf/kannel.conf" },
	{ "conf/mariadb/my.cnf.in", "conf/my.cnf" },
	{ "conf/mariadb/accounts.sql.in", "conf/accounts.sql" },
};

enum err
base_write(struct facts *f)
{
	enum err e = OK;
	size_t i;

	for (i = 0; e == OK && i < LEN(files); i++)
		e = fact_fill_file(f, pool_print(f->pool, "%s/%s",
		    fact_get(f, "HOME"), files[i].from), pool_print(f->pool,
		    "%s/%s", fact_get(f, "VAR"), files[i].to));
	return e;
}

/* A half-made directory of a run that was killed. */
static enum err
put_aside(struct facts *f, const char *fresh)
{
	const char *aside;
	int n;

	for (n = 0; file_here(fresh) && n < 100; n++) {
		aside = pool_print(f->pool, "%s.broken-%d", fresh, n);
		if (!file_here(aside) && rename(fresh, aside) != 0)
			break;
	}
	if (!file_here(fresh))
		return OK;
	say("can't put %s aside: %s", fresh, strerror(errno));
	return ERR_BROKEN;
}

enum err
base_make(struct services *s)
{
	struct facts *f = s->facts;
	const char *var = fact_get(f, "VAR");
	const char *data = pool_print(f->pool, "%s/mysql", var);
	const char *fresh = pool_print(f->pool, "%s/mysql.new", var);
	enum err e;

	if (file_here(data))
		return OK;
	say("making the database…");
	if ((e = put_aside(f, fresh)) != OK || (e = step_run(s, &make)) != OK)
		return e;
	if (rename(fresh, data) == 0)
		return OK;
	say("can't make %s: %s", data, strerror(errno));
	return ERR_BROKEN;
}

enum err
base_fill(struct services *s, bool with_demo)
{
	enum err e;

	if ((e = step_run(s, &accounts)) != OK ||
	    (e = step_run(s, &migrate)) != OK ||
	    (e = step_run(s, &grants)) != OK || !with_demo)
		return e;
	return step_run(s, &demo);
}
