/*
 * bangfu-web: the web forms.  Prefork FastCGI workers behind nginx.
 *
 *	bangfu-web --listen=SOCKET [--workers=N] [--templates=DIR]
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "db/clock.h"
#include "db/dictionary.h"
#include "db/noun.h"
#include "db/pinyin.h"
#include "db/rule.h"
#include "db/secret.h"
#include "db/version.h"
#include "db/version_record.h"
#include "fcgi/http/form.h"
#include "fcgi/http/route.h"
#include "fcgi/pages/pages.h"

#define WORKERS_USUAL	8
#define START_TRIES	300	/* of 0.2 s: the database may be starting */

static const char *templates = "templates";
static struct db *db;
static struct pool *pool;

/* Connect and check every query; wait while the database is starting. */
static bool
start_db(void)
{
	struct db_options o = db_options_env();
	const struct query *const *const *list;
	enum err e = ERR_BUSY;
	int tries;

	for (tries = 0; tries < START_TRIES && !worker_ending() &&
	    (e = db_open(&o, &db)) == ERR_BUSY; tries++)
		nanosleep(&(struct timespec){ .tv_nsec = 200000000 }, NULL);
	if (e == OK)
		e = noun_check(db);
	for (list = pages_queries; e == OK && *list != NULL; list++)
		e = db_check(db, *list);
	if (e != OK)
		fprintf(stderr, "bangfu-web: the database is not there or"
		    " does not fit this program\n");
	return e == OK;
}

static bool
start(void)
{
	pool = pool_new(REQ_POOL_MOST);
	if (!secret_start() || dictionary_start() != OK || rule_start() != OK)
		return false;
	version_start();
	version_record_start();
	return start_db();
}

static void
stop(void)
{
	db_close(db);
	rule_stop();
	version_record_stop();
	version_stop();
	dictionary_stop();
	pool_free(pool);
}

static enum verb
verb_of(const char *s)
{
	if (strcmp(s, "GET") == 0 || strcmp(s, "HEAD") == 0)
		return VERB_GET;
	return strcmp(s, "POST") == 0 ? VERB_POST : VERB_OTHER;
}

static void
serve(struct call *call)
{
	const char *query = call_param(call, "QUERY_STRING");
	struct req r = { .call = call, .kit = &pages_kit, .pool = pool,
	    .db = db, .now = clock_now(), .today = clock_today() };

	r.verb = verb_of(call_param(call, "REQUEST_METHOD"));
	r.path = pool_copy(pool, call_param(call, "DOCUMENT_URI"));
	r.head = text_start(pool);
	r.target = *query == '\0' ? r.path :
	    pool_print(pool, "%s?%s", r.path, query);
	if (form_decode(pool, query, strlen(query), &r.query) != OK)
		r.query = (struct words){ 0 };
	route_serve(&r);
	pool_reset(pool);
}

static int
usage(void)
{
	fprintf(stderr, "usage: bangfu-web --listen=SOCKET [--workers=N]"
	    " [--templates=DIR]\n");
	return 1;
}

int
main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "listen", required_argument, NULL, 'l' },
		{ "workers", required_argument, NULL, 'w' },
		{ "templates", required_argument, NULL, 't' },
		{ 0 },
	};
	struct worker_options o = { .name = "bangfu-web",
	    .workers = WORKERS_USUAL, .start = start, .serve = serve,
	    .stop = stop };
	int c;

	if (getenv("BANGFU_TEMPLATES") != NULL)
		templates = getenv("BANGFU_TEMPLATES");
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1)
		switch (c) {
		case 'l':
			o.listen = optarg;
			break;
		case 'w':
			o.workers = (unsigned)strtoul(optarg, NULL, 10);
			break;
		case 't':
			templates = optarg;
			break;
		default:
			return usage();
		}
	if (o.listen == NULL || optind < argc)
		return usage();
	pinyin_start();
	/* once, for all workers */
	return clock_start() && page_start(templates) ? worker_run(&o) : 1;
}
