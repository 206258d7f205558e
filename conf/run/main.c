/*
 * bangfu-run: the supervisor of a demo or test instance.
 *
 *	bangfu-run --var=DIR --port=PORT [--home=DIR] [--programs=DIR]
 *	    [--path=DIRS] [--free=MIB] [--no-demo] [--without=SERVICE,…]
 *
 * Starts a private MariaDB, nginx, Kannel and our own programs under VAR,
 * keeps them running, and on SIGINT or SIGTERM ends all that it started and
 * nothing else.  Where it can't start it says why in one sentence, status 1.
 *
 * SECURITY: everything listens on 127.0.0.1; passwords and secrets are drawn
 * for each VAR and readable by its owner only.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "conf/run/base.h"
#include "conf/run/place.h"
#include "conf/run/ready.h"
#include "conf/run/say.h"
#include "conf/run/watch.h"
#include "core/text.h"
#include "db/clock.h"

#define POOL_MOST	(64UL * 1024 * 1024)
#define SCRATCH_MOST	(8UL * 1024 * 1024)
#define FREE_USUAL	600	/* MiB: the logs of the database, and room */
#define ROUND		100	/* ms */
#define NO_PORT		(-1)	/* … was named */

static const struct option words[] = {
	{ "var", required_argument, NULL, 'v' },
	{ "port", required_argument, NULL, 'p' },
	{ "home", required_argument, NULL, 'h' },
	{ "programs", required_argument, NULL, 'b' },
	{ "path", required_argument, NULL, 'P' },
	{ "free", required_argument, NULL, 'f' },
	{ "no-demo", no_argument, NULL, 'n' },
	{ "without", required_argument, NULL, 'w' },
	{ 0 },
};

struct wish {
	struct place place;
	bool demo;
	const char *without;
};

static bool
usage(void)
{
	fprintf(stderr, "usage: bangfu-run --var=DIR --port=PORT [--home=DIR]"
	    " [--programs=DIR]\n         [--path=DIRS] [--free=MIB]"
	    " [--no-demo] [--without=SERVICE,…]\n");
	return false;
}

static bool
read_words(int argc, char **argv, struct wish *w)
{
	struct place *p = &w->place;
	char *end;
	int c;

	while ((c = getopt_long(argc, argv, "", words, NULL)) != -1)
		switch (c) {
		case 'v': p->var = optarg; break;
		case 'p':
			p->port = (int)strtol(optarg, &end, 10);
			if (*end != '\0')
				p->port = NO_PORT;
			break;
		case 'h': p->home = optarg; break;
		case 'b': p->programs = optarg; break;
		case 'P': p->path = optarg; break;
		case 'f': p->least_free = (int)strtol(optarg, NULL, 10); break;
		case 'n': w->demo = false; break;
		case 'w': w->without = optarg; break;
		default: return usage();
		}
	if (optind == argc)
		return true;
	say("what is %s?", argv[optind]);
	return false;
}

/* All programs get the same offset, so that all agree on the time. */
static void
learn_time(struct facts *f)
{
	const char *now = getenv("BANGFU_NOW"), *zone = getenv("BANGFU_ZONE");

	fact_set(f, "NOW", now == NULL || *now == '\0' ? "" :
	    pool_print(f->pool, "%+lld", (long long)clock_offset()));
	fact_set(f, "ZONE", zone == NULL ? "" : zone);
}

static enum err
bring_up(struct services *s, bool demo)
{
	enum err e;
	int floor;

	if ((e = base_write(s->facts)) != OK ||
	    (e = base_make(s)) != OK ||
	    (e = service_load(s)) != OK ||
	    (e = service_raise(s, 0)) != OK ||
	    (e = base_fill(s, demo)) != OK)
		return e;
	for (floor = 1; e == OK && floor < service_floors; floor++)
		e = service_raise(s, floor);
	return e == OK ? ready_write(s->facts) : e;
}

/* From start to end; the pools are there. */
static enum err
live(struct wish *w, struct services *s)
{
	enum err e;

	learn_time(s->facts);
	if ((e = place_take(&w->place, s->facts)) == OK) {
		ready_forget(s->facts);
		watch_start();
		if ((e = bring_up(s, w->demo)) == OK)
			ready_print(s->facts, stdout);
		while (e == OK && !s->stop)
			service_round(s, ROUND);
		ready_forget(s->facts);
		service_end(s);
	}
	place_leave(&w->place);
	return e;
}

int
main(int argc, char **argv)
{
	const char *path = getenv("PATH");
	struct wish w = { .place = { .var = "var", .home = ".",
	    .port = 8080, .least_free = FREE_USUAL }, .demo = true };
	struct facts f = { .pool = pool_new(POOL_MOST) };
	struct services s = { .facts = &f,
	    .scratch = pool_new(SCRATCH_MOST) };
	enum err e = ERR_INPUT;

	umask(077);
	w.place.path = pool_print(f.pool, "%s:/usr/local/sbin:/usr/sbin"
	    ":/usr/bin", path == NULL ? "/bin" : path);
	if (read_words(argc, argv, &w) && clock_start()) {
		s.without = w.without;
		e = live(&w, &s);
	}
	pool_free(s.scratch);
	pool_free(f.pool);
	return e == OK || e == ERR_BUSY ? 0 : 1;
}
