/*
 * bangfu-exchange: the registry as XML, and the schema of it.
 *
 * SECURITY: for operators, who see everything: --unmasked is noted in the
 * audit before the first byte.
 */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/area.h"
#include "db/clock.h"
#include "db/dictionary.h"
#include "db/secret.h"
#include "db/seed.h"
#include "db/user.h"
#include "exchange/export.h"
#include "exchange/schema.h"

#define POOL_CEILING	(16u << 20)

/* One run: the options of the command line. */
struct run {
	struct db *db;
	struct pool *pool;
	int64_t area;
	int64_t year;
	const char *profile, *kind, *file;
	int unmasked;
};

/* ---- where it goes --------------------------------------------------- */

/* A file is written aside and put in place when it is whole. */
struct target {
	const char *path, *aside;
	int fd;
};

static enum err
target_write(void *cookie, const char *at, size_t len)
{
	const struct target *t = cookie;
	ssize_t n;

	for (; len > 0; at += n, len -= (size_t)n) {
		n = write(t->fd, at, len);
		if (n < 0 && errno == EINTR)
			n = 0;
		if (n < 0) {
			fprintf(stderr, "bangfu-exchange: %s: %s\n",
			    t->path != NULL ? t->path : "stdout",
			    strerror(errno));
			return ERR_BROKEN;
		}
	}
	return OK;
}

static enum err
target_open(struct run *r, struct target *t)
{
	*t = (struct target){ .path = r->file, .fd = STDOUT_FILENO };
	if (t->path == NULL)
		return OK;
	t->aside = pool_print(r->pool, "%s.part", t->path);
	t->fd = open(t->aside, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (t->fd >= 0)
		return OK;
	fprintf(stderr, "bangfu-exchange: %s: %s\n", t->aside,
	    strerror(errno));
	return ERR_BROKEN;
}

static enum err
target_close(struct target *t, enum err e)
{
	if (t->path == NULL)
		return e;
	if (e == OK && (fsync(t->fd) != 0 || rename(t->aside, t->path) != 0)) {
		fprintf(stderr, "bangfu-exchange: %s: %s\n", t->path,
		    strerror(errno));
		e = ERR_BROKEN;
	}
	close(t->fd);
	if (e != OK)
		unlink(t->aside);
	return e;
}

/* ---- commands -------------------------------------------------------- */

static enum err
write_schema(struct run *r)
{
	struct schema_options o = { .year = (int)r->year,
	    .area = r->area > 0 ? r->area : 0,
	    .unmasked = r->unmasked != 0,
	    .profile = profile_read(r->profile) };
	struct target t;
	struct xml_sink sink = { target_write, &t };
	enum err e = target_open(r, &t);

	return e != OK ? e :
	    target_close(&t, schema_write(r->db, &o, &sink));
}

static enum err
note(struct run *r)
{
	return audit_add(r->db, &(struct audit){ .at = clock_now(),
	    .address = "", .deed = "export", .about = pool_print(r->pool,
	    "unmasked, area %" PRId64 ", year %" PRId64, r->area,
	    r->year) });
}

static enum err
write_export(struct run *r)
{
	struct who who = { .role = ROLE_ADMIN, .low = r->area,
	    .high = area_last(r->area), .today = clock_today(),
	    .name = "系统", .door = "system" };
	struct export_options o = { .area = r->area, .year = (int)r->year,
	    .kind = export_kind_read(r->kind),
	    .profile = profile_read(r->profile), .unmasked = r->unmasked != 0,
	    .generated = clock_now() };
	struct export_done done;
	struct target t;
	struct xml_sink sink = { target_write, &t };
	enum err e;

	if ((e = seed_year(r->db, r->pool, &who.year)) != OK) {
		fprintf(stderr, "bangfu-exchange: no year is open\n");
		return e;
	}
	if ((o.unmasked && (e = note(r)) != OK) ||
	    (e = target_open(r, &t)) != OK)
		return e;
	e = target_close(&t, export_write(r->db, &who, &o, &sink, &done));
	if (e == OK && r->file != NULL)
		printf("export: %" PRId64 " households, %" PRId64
		    " members, %" PRId64 " pairings, %" PRId64 " reports, %"
		    PRIu64 " bytes\n", done.households, done.members,
		    done.pairings, done.reports, done.bytes);
	return e;
}

static int
usage(void)
{
	fprintf(stderr, "usage:\n"
	    "  bangfu-exchange schema --year=Y [--area=A] "
	    "[--profile=plain|national]\n"
	    "                  [--unmasked] [-o FILE]\n"
	    "  bangfu-exchange export --area=A --year=Y "
	    "[--profile=plain|national]\n"
	    "                  [--kind=full|reports] [--unmasked] "
	    "[-o FILE]\n");
	return 1;
}

static bool
read_year(const char *s, int64_t *year)
{
	char *end;

	*year = strtoll(s, &end, 10);
	return *end == '\0' && *year >= 1949 && *year <= 2999;
}

static void
wrong(const char *what, const char *said)
{
	fprintf(stderr, "bangfu-exchange: \"%s\" is no %s\n", said, what);
}

static bool
read_options(struct run *r, int argc, char **argv)
{
	const struct option long_options[] = {
		{ "area", 1, NULL, 'a' }, { "year", 1, NULL, 'y' },
		{ "profile", 1, NULL, 'p' }, { "kind", 1, NULL, 'k' },
		{ "unmasked", 0, &r->unmasked, 1 }, { NULL, 0, NULL, 0 },
	};
	bool ok = true;
	int c;

	while (ok && (c = getopt_long(argc, argv, "o:", long_options,
	    NULL)) != -1)
		switch (c) {
		case 0: break;
		case 'a':
			if (!(ok = area_read(optarg, &r->area)))
				wrong("area", optarg);
			break;
		case 'y':
			if (!(ok = read_year(optarg, &r->year)))
				wrong("year", optarg);
			break;
		case 'p': r->profile = optarg; break;
		case 'k': r->kind = optarg; break;
		case 'o': r->file = optarg; break;
		default: ok = false;
		}
	return ok && optind == argc && r->year != 0 &&
	    export_kind_read(r->kind) != EXPORT_KIND__MAX;
}

int
main(int argc, char **argv)
{
	struct run r = { .area = -1, .profile = "plain",
	    .kind = "full" };
	struct db_options options = db_options_env();
	bool schema = argc > 1 && strcmp(argv[1], "schema") == 0;
	bool export = argc > 1 && strcmp(argv[1], "export") == 0;
	enum err e;

	if (!clock_start() || !secret_start())
		return 1;
	if ((!schema && !export) || !read_options(&r, argc - 1, argv + 1) ||
	    (export && r.area < 0))
		return usage();
	if (profile_read(r.profile) == PROFILE_KIND__MAX) {
		fprintf(stderr, "bangfu-exchange: the profile is plain or "
		    "national\n");
		return 1;
	}
	if (profile_read(r.profile) == PROFILE_NATIONAL &&
	    export_kind_read(r.kind) == EXPORT_REPORTS) {
		fprintf(stderr, "bangfu-exchange: the national profile has no "
		    "reports\n");
		return 1;
	}
	if (dictionary_start() != OK)
		return 1;
	if (db_open(&options, &r.db) != OK) {
		fprintf(stderr, "bangfu-exchange: no database at %s\n",
		    options.socket != NULL ? options.socket :
		    "(BANGFU_DB_SOCKET is not set)");
		return 1;
	}
	r.pool = pool_new(POOL_CEILING);
	e = schema ? write_schema(&r) : write_export(&r);
	pool_free(r.pool);
	db_close(r.db);
	dictionary_stop();
	return e == OK ? 0 : 1;
}
