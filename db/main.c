/*
 * bangfu-db: the database from the operator's side.
 *
 * SECURITY: for operators only; passwords come by standard input, never on
 * the command line, and the connection by BANGFU_DB_*.
 */
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/area.h"
#include "db/clock.h"
#include "db/command.h"
#include "db/secret.h"

#define POOL_CEILING	(64u << 20)
#define WAIT_TRIES	50	/* x 0.2 s for a server that still starts */

static volatile sig_atomic_t stop;

static void
on_term(int number)
{
	(void)number;
	stop = 1;
}

/* Wait for a server that is starting; then say once that there is none. */
static enum err
reach(const struct db_options *options, struct db **db)
{
	enum err e;
	int i;

	for (i = 0; (e = db_open(options, db)) == ERR_BUSY && !stop &&
	    i < WAIT_TRIES; i++)
		command_nap(200);
	if (e != OK)
		fprintf(stderr, "bangfu-db: no database at %s\n",
		    options->socket != NULL ? options->socket :
		    "(BANGFU_DB_SOCKET is not set)");
	return e;
}

/* ---- the command line ------------------------------------------------ */

static const struct {
	const char *word, *second;
	enum err (*run)(struct command *);
	const char *help;
} commands[] = {
	{ "migrate", NULL, command_migrate, "[--dir=DIR]" },
	{ "seed", NULL, command_seed, "[--dir=DIR]" },
	{ "generate", NULL, command_generate,
	    "--households=N [--seed=S] [--helpers=N] [--area=130630] "
	    "[--year=Y | --years=2014-2022]" },
	{ "demo", NULL, command_demo, "[-o FILE]" },
	{ "user", "add", command_user_add,
	    "--login= --name= --role= --bureau= "
	    "--area= [--helper=ID] <password" },
	{ "user", "disable", command_user_disable, "--login=" },
	{ "user", "password", command_user_password, "--login= <password" },
	{ "area", "rename", command_area_rename,
	    "--area=CODE --name=NAME --reason=" },
	{ "area", "merge", command_area_merge,
	    "--area=CODE --into=CODE --reason=" },
	{ "area", "split", command_area_split, "--area=CODE --name=NAME "
	    "--numbers=N,N [--into=NEWCODE] --reason=" },
	{ "area", "move", command_area_move,
	    "--area=CODE --into=NEWCODE --reason=" },
	{ "year", "list", command_year_list, "" },
	{ "year", "open", command_year_open, "YEAR" },
	{ "year", "close", command_year_close, "YEAR" },
	{ "year", "run", command_year_run,
	    "daemon: opens the years that are asked for" },
	{ "check", NULL, command_check, "queries against the database" },
	{ "checksum", NULL, command_checksum, "a number for each table" },
	{ "sweep", NULL, command_sweep,
	    "files of BANGFU_VAR that no row names" },
	{ "recount", NULL, command_recount,
	    "what is computed of all households, anew" },
	{ "publish", NULL, command_publish,
	    "daemon: numbers committed changes" },
};

static int
usage(void)
{
	size_t i;

	fprintf(stderr, "usage:\n");
	for (i = 0; i < LEN(commands); i++)
		fprintf(stderr, "  bangfu-db %s%s%s %s\n", commands[i].word,
		    commands[i].second != NULL ? " " : "",
		    commands[i].second != NULL ? commands[i].second : "",
		    commands[i].help);
	return 1;
}

/* A number and nothing else. */
static bool
number(const char *s, int64_t *out)
{
	char *end;

	*out = strtoll(s, &end, 10);
	return *s != '\0' && *end == '\0' && *out >= 0;
}

/* 2014-2022 */
static bool
years(const char *s, struct command *r)
{
	char *end;

	r->first_year = strtoll(s, &end, 10);
	return *end == '-' && number(end + 1, &r->year) &&
	    r->first_year >= 2014 && r->first_year <= r->year;
}

static bool
read_option(struct command *r, int which, const char *value)
{
	int64_t n;

	switch (which) {
	case 'a': return area_read(value, &r->area);
	case 'n': return number(value, &r->households);
	case 'k': return number(value, &r->helpers);
	case 's':
		r->seed = 0;
		if (!number(value, &n))
			return false;
		r->seed = (uint64_t)n;
		return true;
	case 'y': return number(value, &r->year);
	case 'Y': return years(value, r);
	case 'I': return area_read(value, &r->into);
	case 'N': r->numbers = value; return true;
	case 'R': r->reason = value; return true;
	case 'i': return number(value, &r->helper_id);
	case 'd': r->dir = value; return true;
	case 'o': r->file = value; return true;
	case 'l': r->login = value; return true;
	case 'm': r->name = value; return true;
	case 'r': r->role = value; return true;
	case 'b': r->bureau = value; return true;
	default: return false;
	}
}

static bool
read_options(struct command *r, int argc, char **argv)
{
	static const struct option long_options[] = {
		{ "area", 1, NULL, 'a' }, { "households", 1, NULL, 'n' },
		{ "helpers", 1, NULL, 'k' }, { "seed", 1, NULL, 's' },
		{ "year", 1, NULL, 'y' }, { "years", 1, NULL, 'Y' },
		{ "dir", 1, NULL, 'd' },
		{ "login", 1, NULL, 'l' }, { "name", 1, NULL, 'm' },
		{ "role", 1, NULL, 'r' }, { "bureau", 1, NULL, 'b' },
		{ "helper", 1, NULL, 'i' }, { "into", 1, NULL, 'I' },
		{ "numbers", 1, NULL, 'N' }, { "reason", 1, NULL, 'R' },
		{ NULL, 0, NULL, 0 },
	};
	int c;

	while ((c = getopt_long(argc, argv, "o:", long_options, NULL)) != -1)
		if (!read_option(r, c, optarg))
			return false;
	if (optind + 1 == argc)
		r->argument = argv[optind++];
	return optind == argc;
}

/* A command takes an argument where its help says so, in capitals. */
static bool
argument_fits(size_t which, const struct command *r)
{
	return (r->argument != NULL) ==
	    (*commands[which].help >= 'A' && *commands[which].help <= 'Z');
}

static int
run_command(size_t which, struct command *r)
{
	enum err e;

	r->options = db_options_env();
	r->pool = pool_new(POOL_CEILING);
	if ((e = reach(&r->options, &r->db)) == OK)
		e = commands[which].run(r);
	db_close(r->db);
	pool_free(r->pool);
	return e == OK ? 0 : 1;
}

int
main(int argc, char **argv)
{
	struct command r = { .area = -1, .into = -1, .seed = 1, .stop = &stop };
	struct sigaction on = { .sa_handler = on_term };
	size_t i;
	int skip;

	sigaction(SIGTERM, &on, NULL);
	sigaction(SIGINT, &on, NULL);
	if (!clock_start() || !secret_start())
		return 1;
	for (i = 0; i < LEN(commands); i++) {
		skip = commands[i].second != NULL ? 2 : 1;
		if (argc <= skip - 1 || argc < skip + 1 ||
		    strcmp(argv[1], commands[i].word) != 0 || (skip == 2 &&
		    strcmp(argv[2], commands[i].second) != 0))
			continue;
		if (!read_options(&r, argc - skip, argv + skip) ||
		    !argument_fits(i, &r))
			break;
		return run_command(i, &r);
	}
	return usage();
}
