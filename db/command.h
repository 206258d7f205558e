/*
 * command: what bangfu-db does, one function for each word of its command
 * line.  Each prints one line of result, or one sentence on stderr.
 */
#ifndef DB_COMMAND_H
#define DB_COMMAND_H

#include <signal.h>

#include "db/db.h"

/* One run: the connection and the options of the command line. */
struct command {
	struct db *db;
	struct pool *pool;
	struct db_options options;
	int64_t area, households, helpers, year;
	int64_t first_year;		/* of generated years; 0: one */
	uint64_t seed;
	const char *dir, *file, *login, *name, *role, *bureau;
	const char *argument;		/* what is no option; or NULL */
	int64_t into;			/* area codes; -1: not given */
	const char *numbers, *reason;
	int64_t helper_id;
	volatile sig_atomic_t *stop;	/* set by a signal: a daemon ends */
};

#define COMMAND_AREA	INT64_C(130630000000)	/* of the demo */

/** One command of the command line each, named as it is called; what went
 * wrong is one sentence on stderr. */
MUST enum err command_migrate(struct command *c);
MUST enum err command_seed(struct command *c);
MUST enum err command_generate(struct command *c);
MUST enum err command_demo(struct command *c);
MUST enum err command_check(struct command *c);
MUST enum err command_checksum(struct command *c);
MUST enum err command_publish(struct command *c);
MUST enum err command_sweep(struct command *c);
MUST enum err command_recount(struct command *c);

/** The years: the argument is the year. */
MUST enum err command_year_list(struct command *c);
MUST enum err command_year_open(struct command *c);
MUST enum err command_year_close(struct command *c);
MUST enum err command_year_run(struct command *c);

/** Villages: --area=CODE, and --name, --into or --numbers. */
MUST enum err command_area_rename(struct command *c);
MUST enum err command_area_merge(struct command *c);
MUST enum err command_area_split(struct command *c);
MUST enum err command_area_move(struct command *c);

/** command_who(c, area, who): the system itself, in ${area}. */
MUST enum err command_who(struct command *c, int64_t area, struct who *who);

/** The password is the first line of standard input. */
MUST enum err command_user_add(struct command *c);
MUST enum err command_user_disable(struct command *c);
MUST enum err command_user_password(struct command *c);

/** command_complain(sentence): on stderr; ERR_INPUT. */
enum err command_complain(const char *sentence);

/** command_nap(milliseconds): a signal ends it early. */
void command_nap(long milliseconds);

#endif
