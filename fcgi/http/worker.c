#include <fcgiapp.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fcgi/http/worker.h"

#define BACKLOG		512
#define WORKERS_MOST	256
#define GRACE		2	/* seconds for the current requests */
#define REST_NS		100000000	/* between two forks of a failing slot */

struct call {
	FCGX_Request fcgi;
};

static volatile sig_atomic_t ending;

static void
on_end(int number)
{
	(void)number;
	ending = 1;
	FCGX_ShutdownPending();
}

bool
worker_ending(void)
{
	return ending != 0;
}

static void
catch(int number, void (*handler)(int))
{
	struct sigaction act = { .sa_handler = handler };

	sigemptyset(&act.sa_mask);
	sigaction(number, &act, NULL);
}

/* ---- one worker ------------------------------------------------------- */

static int
work(const struct worker_options *o, int fd, pid_t master)
{
	struct call call = { 0 };

	/* Workers of a killed master must not stay on the socket. */
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != master)
		return 0;
	if (FCGX_Init() != 0 ||
	    FCGX_InitRequest(&call.fcgi, fd, FCGI_FAIL_ACCEPT_ON_INTR) != 0)
		return 1;
	if (!o->start())
		return 1;
	while (!ending && FCGX_Accept_r(&call.fcgi) == 0) {
		o->serve(&call);
		FCGX_Finish_r(&call.fcgi);
	}
	if (o->stop != NULL)
		o->stop();
	return 0;
}

/* ---- the master ------------------------------------------------------- */

static pid_t
spawn(const struct worker_options *o, int fd)
{
	pid_t master = getpid(), pid = fork();

	if (pid == 0)
		_exit(work(o, fd, master));
	if (pid < 0)
		perror("fork");
	return pid;
}

static void
rest(void)
{
	nanosleep(&(struct timespec){ .tv_nsec = REST_NS }, NULL);
}

/* Put a new worker where ${pid} was. */
static void
replace(const struct worker_options *o, int fd, pid_t *pids, pid_t pid,
    int status)
{
	unsigned i;

	if (WIFSIGNALED(status))
		fprintf(stderr, "%s: worker ended by signal %d\n", o->name,
		    WTERMSIG(status));
	if (WIFSIGNALED(status) || WEXITSTATUS(status) != 0)
		rest();
	for (i = 0; i < o->workers; i++)
		if (pids[i] == pid)
			pids[i] = spawn(o, fd);
}

static void
end_all(const struct worker_options *o, const pid_t *pids)
{
	time_t until = time(NULL) + GRACE;
	unsigned i, left = 0;
	pid_t pid;

	for (i = 0; i < o->workers; i++)
		if (pids[i] > 0 && kill(pids[i], SIGTERM) == 0)
			left++;
	while (left > 0 && time(NULL) <= until) {
		if ((pid = waitpid(-1, NULL, WNOHANG)) > 0)
			left--;
		else if (pid < 0)
			return;
		else
			rest();
	}
	for (i = 0; i < o->workers && left > 0; i++)
		if (pids[i] > 0)
			kill(pids[i], SIGKILL);
}

int
worker_run(const struct worker_options *o)
{
	pid_t pids[WORKERS_MOST], pid;
	unsigned i;
	int fd, status;

	if (o->workers < 1 || o->workers > WORKERS_MOST) {
		fprintf(stderr, "%s: 1 to %d workers\n", o->name,
		    WORKERS_MOST);
		return 1;
	}
	catch(SIGTERM, on_end);
	catch(SIGINT, on_end);
	catch(SIGPIPE, SIG_IGN);
	if ((fd = FCGX_OpenSocket(o->listen, BACKLOG)) < 0) {
		fprintf(stderr, "%s: can't listen on %s\n", o->name,
		    o->listen);
		return 1;
	}
	chmod(o->listen, 0666);	/* its directory decides who gets there */
	for (i = 0; i < o->workers; i++)
		pids[i] = spawn(o, fd);
	while (!ending)
		if ((pid = waitpid(-1, &status, 0)) > 0 && !ending)
			replace(o, fd, pids, pid, status);
		else if (pid < 0 && errno == ECHILD)
			rest();
	end_all(o, pids);
	unlink(o->listen);
	return 0;
}

/* ---- calls ------------------------------------------------------------ */

const char *
call_param(const struct call *call, const char *name)
{
	const char *value = FCGX_GetParam(name, call->fcgi.envp);

	return value != NULL ? value : "";
}

MUST enum err
call_body(struct call *call, struct pool *pool, size_t most, char **body,
    size_t *len)
{
	const char *length = call_param(call, "CONTENT_LENGTH");
	size_t want = strtoul(length, NULL, 10), got = 0;
	int n;

	*body = pool_copy(pool, "");
	*len = 0;
	if (strspn(length, "0123456789") != strlen(length) ||
	    strlen(length) > 12 || want > most)
		return ERR_INPUT;
	*body = pool_take(pool, want + 1);
	while (got < want && (n = FCGX_GetStr(*body + got,
	    (int)(want - got), call->fcgi.in)) > 0)
		got += (size_t)n;
	(*body)[got] = '\0';
	*len = got;
	return got == want ? OK : ERR_INPUT;
}

void
call_answer(struct call *call, const char *head, const char *body, size_t len)
{
	FCGX_PutStr(head, (int)strlen(head), call->fcgi.out);
	FCGX_PutStr("\r\n", 2, call->fcgi.out);
	FCGX_PutStr(body, (int)len, call->fcgi.out);
}
