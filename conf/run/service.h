/*
 * service: the programs that are kept running.  What they are is a table
 * (service_table.c); how they live is here: started floor by floor, back
 * after a death with the orphans ended first, stopped from the top floor
 * down, with SIGKILL for whoever does not end in his time of grace.
 */
#ifndef RUN_SERVICE_H
#define RUN_SERVICE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "conf/run/child.h"
#include "conf/run/fact.h"

#define SERVICE_MOST	16
#define SERVICE_ARGS	10

/* One row a service.  Texts may hold @NAME@. */
struct service_row {
	const char *name;
	int floor;		/* 0 first; stopped last */
	const char *argv[SERVICE_ARGS];
	const char *const *env;	/* NAME=value …, ends with NULL */
	/* It is up when it answers: "unix:PATH", "tcp:PORT". */
	const char *probe;
	int boot;		/* seconds in which it must be up */
	int grace;		/* seconds to end after SIGTERM */
};

extern const struct service_row service_rows[];	/* ends with no name */
extern const int service_floors;

enum service_state {
	SERVICE_RESTING,	/* to be started at `due` */
	SERVICE_STARTING,	/* runs, does not answer yet */
	SERVICE_UP,
	SERVICE_CLEARING,	/* dead; what it left behind is being ended */
	SERVICE_STOPPING,	/* asked to end for good */
	SERVICE_STOPPED,
	SERVICE__MAX
};

struct service {
	const struct service_row *row;
	enum service_state state;
	struct order order;
	const char *probe, *mark;
	pid_t pid;		/* also its group; 0 where it is reaped */
	pid_t group;
	int64_t due, since;
	int failures;		/* deaths in a row before it was up */
};

struct services {
	struct facts *facts;
	struct pool *scratch;	/* reset every round */
	struct service list[SERVICE_MOST];
	size_t count;
	const char *without;	/* names, with commas; NULL: none */
	bool stop;		/* we were asked to end */
	pid_t step;		/* a one-time command (step.c) */
	int step_status;
};

/** service_load(s): the table filled with the facts; all are STOPPED.
 * Leftovers of an earlier supervisor on this VAR are ended. */
MUST enum err service_load(struct services *s);

/** service_round(s, ms): wait up to ${ms}, reap, and do what is due. */
void service_round(struct services *s, int ms);

/** service_raise(s, floor): start a floor and wait until all of it is up.
 * Errors: ERR_BROKEN with a sentence; ERR_BUSY where asked to stop. */
MUST enum err service_raise(struct services *s, int floor);

/** service_end(s): stop everything, top floor first. */
void service_end(struct services *s);

/** service_env(f, extra, out): our environment without BANGFU_*, with the
 * filled lines of ${extra} after it. */
MUST enum err service_env(const struct facts *f, const char *const *extra,
    char *const **out);

#endif
