#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "conf/run/file.h"
#include "conf/run/probe.h"
#include "conf/run/say.h"
#include "conf/run/service.h"
#include "conf/run/watch.h"

#define SECOND		1000
#define ROUND		50	/* ms between two looks */
#define REST		100	/* ms before it is started again */
#define REST_MOST	1000	/* where it fails again and again */
#define CLEAR_GRACE	500	/* ms that orphans have to end */
#define ALIVE_ENOUGH	300	/* ms: up, where nothing can be probed */
#define FAILURES_MOST	5	/* of the first start */
#define LEFTOVER_WAIT	(10 * SECOND)

static const char *
word_of(const struct services *s, const char *name)
{
	return fact_get(s->facts, name);
}

enum err
service_env(const struct facts *f, const char *const *extra,
    char *const **out)
{
	size_t have = 0, added = 0, n = 0, i;
	enum err e = OK;
	char **env;

	while (environ[have] != NULL)
		have++;
	while (extra[added] != NULL)
		added++;
	env = pool_array(f->pool, have + added + 1, sizeof *env);
	for (i = 0; i < have; i++)
		if (strncmp(environ[i], "BANGFU_", strlen("BANGFU_")) != 0)
			env[n++] = environ[i];
	for (i = 0; e == OK && i < added; i++)
		e = fact_fill(f, extra[i], &env[n++]);
	*out = env;
	return e;
}

static enum err
load_one(struct services *s, const struct service_row *row,
    struct service *out)
{
	struct pool *pool = s->facts->pool;
	char *log, **argv = pool_array(pool, SERVICE_ARGS + 1, sizeof *argv);
	char *probe = NULL;
	enum err e = OK;
	size_t i;

	for (i = 0; e == OK && i < SERVICE_ARGS && row->argv[i] != NULL; i++)
		e = fact_fill(s->facts, row->argv[i], &argv[i]);
	if (e == OK && row->probe != NULL)
		e = fact_fill(s->facts, row->probe, &probe);
	log = pool_print(pool, "%s/log/%s.log", word_of(s, "VAR"), row->name);
	*out = (struct service){ .row = row, .state = SERVICE_STOPPED,
	    .probe = probe, .order = { .argv = argv, .log = log,
	    .dir = word_of(s, "HOME") },
	    .mark = pool_print(pool, "%s/pid/%s.pid", word_of(s, "VAR"),
	    row->name) };
	if (e == OK)
		e = service_env(s->facts, row->env, &out->order.env);
	return e;
}

/* An earlier supervisor was killed and its children are still there. */
static enum err
end_leftover(struct services *s, struct service *one)
{
	pid_t group = child_marked(s->scratch, one->mark);
	int64_t until = watch_now() + LEFTOVER_WAIT;

	if (group == 0)
		return OK;
	child_group_signal(group, SIGTERM);
	while (child_group_alive(group) && watch_now() < until)
		if (watch_wait(ROUND))
			return ERR_BUSY;
	child_group_signal(group, SIGKILL);
	return OK;
}

/* Whether ${name} is a word of the list s->without. */
static bool
left_out(const struct services *s, const char *name)
{
	const char *at = s->without;
	size_t n = strlen(name);

	while (at != NULL && (at = strstr(at, name)) != NULL) {
		if ((at == s->without || at[-1] == ',') &&
		    (at[n] == ',' || at[n] == '\0'))
			return true;
		at += n;
	}
	return false;
}

enum err
service_load(struct services *s)
{
	const struct service_row *row;
	enum err e = OK;

	for (row = service_rows; e == OK && row->name != NULL; row++)
		if (!left_out(s, row->name) &&
		    (e = load_one(s, row, &s->list[s->count])) == OK)
			e = end_leftover(s, &s->list[s->count++]);
	return e;
}

static void
start(struct services *s, struct service *one)
{
	one->since = watch_now();
	if ((one->pid = child_start(&one->order)) <= 0) {
		one->pid = 0;
		one->due = one->since + REST_MOST;
		one->state = SERVICE_RESTING;
		return;
	}
	one->group = one->pid;
	one->state = SERVICE_STARTING;
	if (child_mark(s->scratch, one->mark, one->pid) != OK)
		say("%s runs unmarked", one->row->name);
}

static void
died(struct services *s, struct service *one, int status)
{
	one->pid = 0;
	if (one->state == SERVICE_STOPPING)
		return;
	one->failures = one->state == SERVICE_UP ? 0 : one->failures + 1;
	if (!s->stop && WIFSIGNALED(status))
		say("%s ended by signal %d: starting it again",
		    one->row->name, WTERMSIG(status));
	else if (!s->stop)
		say("%s ended with status %d: starting it again",
		    one->row->name, WEXITSTATUS(status));
	child_group_signal(one->group, SIGTERM);
	one->state = SERVICE_CLEARING;
	one->since = watch_now();
}

/* Wait for the orphans of a dead one, then let it rest. */
static void
clear(struct service *one, int64_t now)
{
	int rest = REST << (one->failures < 4 ? one->failures : 4);

	if (child_group_alive(one->group)) {
		if (now - one->since >= CLEAR_GRACE)
			child_group_signal(one->group, SIGKILL);
		return;
	}
	one->group = 0;
	one->due = now + (rest < REST_MOST ? rest : REST_MOST);
	one->state = SERVICE_RESTING;
}

static void
probe(struct service *one, int64_t now)
{
	bool up = one->probe != NULL ? probe_answers(one->probe) :
	    now - one->since >= ALIVE_ENOUGH;

	if (up) {
		one->state = SERVICE_UP;
		one->failures = 0;
	} else if (now - one->since > one->row->boot * SECOND) {
		say("%s does not answer: starting it again", one->row->name);
		child_group_signal(one->group, SIGKILL);
		one->since = now;
	}
}

static void
look(struct services *s, struct service *one)
{
	int64_t now = watch_now();

	switch (one->state) {
	case SERVICE_RESTING:
		if (now >= one->due)
			start(s, one);
		break;
	case SERVICE_STARTING:
		probe(one, now);
		break;
	case SERVICE_CLEARING:
		clear(one, now);
		break;
	case SERVICE_STOPPING:
		if (one->pid == 0 && !child_group_alive(one->group)) {
			one->state = SERVICE_STOPPED;
			one->group = 0;
			unlink(one->mark);
		} else if (now - one->since >= one->row->grace * SECOND ||
		    (one->pid == 0 && now - one->since >= CLEAR_GRACE)) {
			child_group_signal(one->group, SIGKILL);
		}
		break;
	case SERVICE_UP:
	case SERVICE_STOPPED:
	case SERVICE__MAX:
		break;
	}
}

void
service_round(struct services *s, int ms)
{
	int status;
	pid_t pid;
	size_t i;

	s->stop = watch_wait(ms) || s->stop;
	while ((pid = watch_reap(&status)) != 0) {
		if (pid == s->step) {
			s->step = 0;
			s->step_status = status;
		}
		for (i = 0; i < s->count; i++)
			if (s->list[i].pid == pid)
				died(s, &s->list[i], status);
	}
	for (i = 0; i < s->count; i++)
		look(s, &s->list[i]);
	pool_reset(s->scratch);
}

/* The first of a floor that is not up; NULL where all are. */
static const struct service *
laggard(const struct services *s, int floor)
{
	size_t i;

	for (i = 0; i < s->count; i++)
		if (s->list[i].row->floor == floor &&
		    s->list[i].state != SERVICE_UP)
			return &s->list[i];
	return NULL;
}

enum err
service_raise(struct services *s, int floor)
{
	int64_t begin = watch_now();
	const struct service *one;
	size_t i;

	for (i = 0; i < s->count; i++)
		if (s->list[i].row->floor == floor)
			start(s, &s->list[i]);
	while ((one = laggard(s, floor)) != NULL) {
		service_round(s, ROUND);
		if (s->stop)
			return ERR_BUSY;
		if (one->failures < FAILURES_MOST &&
		    watch_now() - begin < 2 * one->row->boot * SECOND)
			continue;
		say("%s does not start (%s): %s", one->row->name,
		    one->order.log,
		    file_last_line(s->scratch, one->order.log));
		return ERR_BROKEN;
	}
	return OK;
}

static void
stop_floor(struct services *s, int floor)
{
	bool left = true;
	size_t i;

	for (i = 0; i < s->count; i++) {
		struct service *one = &s->list[i];

		if (one->row->floor != floor)
			continue;
		one->state = SERVICE_STOPPED;
		if (one->group == 0)
			continue;
		child_group_signal(one->group, SIGTERM);
		one->state = SERVICE_STOPPING;
		one->since = watch_now();
	}
	while (left) {
		service_round(s, ROUND);
		for (left = false, i = 0; i < s->count; i++)
			left = left || s->list[i].state == SERVICE_STOPPING;
	}
}

void
service_end(struct services *s)
{
	int floor;

	s->stop = true;
	for (floor = service_floors - 1; floor >= 0; floor--)
		stop_floor(s, floor);
	if (s->step != 0)
		child_group_signal(s->step, SIGKILL);
	child_strays();
}
