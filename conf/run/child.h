/*
 * child: starting a process, and ending all that came of it.  Each child
 * leads a process group of its own, so Ctrl-C reaches the supervisor only,
 * and what the child forked is found again when the child itself is dead.
 * Where the supervisor dies, the children are told to end.
 */
#ifndef RUN_CHILD_H
#define RUN_CHILD_H

#include <stdbool.h>
#include <sys/types.h>

#include "core/err.h"
#include "core/pool.h"

struct order {
	char *const *argv;	/* argv[0] is the path of the program */
	char *const *env;
	const char *dir;	/* where it works */
	const char *log;	/* stdout and stderr are appended here */
	const char *input;	/* its stdin; NULL: nothing */
};

/** child_start(order): its pid, which is also its group; -1, with a
 * sentence, where no process can be made. */
pid_t child_start(const struct order *order);

/** child_group_alive(group): whether anybody of ${group} is left. */
bool child_group_alive(pid_t group);

/** child_group_signal(group, sig): to all of ${group}. */
void child_group_signal(pid_t group, int sig);

/** child_mark(pool, path, pid): note in the file ${path} who ${pid} is. */
MUST enum err child_mark(struct pool *pool, const char *path, pid_t pid);

/** child_marked(pool, path): the process that ${path} notes, where it is
 * still the same one; else 0. */
pid_t child_marked(struct pool *pool, const char *path);

/** child_strays(): kill all children of ours that are left. */
void child_strays(void);

#endif
