#include <fcgiapp.h>

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fcgi/http/turn.h"
#include "fcgi/http/worker.h"

#define BACKLOG		512
#define PIECE		(1024 * 1024)	/* of a body, read at once */
#define WORKERS_MOST	256
#define GRACE		2	/* seconds for the current requests */
#define REST_NS		100000000	/* between two forks of a failing slot */
#define TOGETHER_MOST	64
#define LOOK_MS		1000	/* a signal before the wait is seen then */

struct call {
	FCGX_Request fcgi;
	void *map;		/* of a large body; NULL: none */
	size_t map_len;
};

/* What all workers share. */
struct door {
	int fd;			/* the socket */
	struct turn *turn;	/* NULL: each serves one by one */
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

static void
drop_map(struct call *call)
{
	if (call->map != NULL)
		munmap(call->map, call->map_len);
	call->map = NULL;
}

/* ---- one worker ------------------------------------------------------- */

static void
finish(struct call *call)
{
	FCGX_Finish_r(&call->fcgi);
	drop_map(call);
}

static void
one_by_one(const struct worker_options *o, struct call *call)
{
	while (!ending && FCGX_Accept_r(&call->fcgi) == 0) {
		o->serve(call);
		finish(call);
	}
}

/* What waits now, together.  False: the socket is of no use any more. */
static bool
serve_waiting(const struct worker_options *o, const struct door *door,
    struct call *calls)
{
	struct pollfd look = { .fd = door->fd, .events = POLLIN };
	struct call *taken[TOGETHER_MOST];
	int why = 0;
	size_t i, n;

	if (poll(&look, 1, LOOK_MS) <= 0)
		return true;
	turn_gather(door->turn, o->gather);
	for (n = 0; n < o->together; n++) {
		taken[n] = &calls[n];
		if ((why = FCGX_Accept_r(&calls[n].fcgi)) != 0)
			break;
	}
	if (n > 0)
		o->serve_all(taken, n);
	for (i = 0; i < n; i++)
		finish(taken[i]);
	return why == 0 || why == -EAGAIN || why == -EINTR;
}

/* The socket does not block: where two serve at once, the first gets it. */
static void
all_that_wait(const struct worker_options *o, const struct door *door,
    struct call *calls)
{
	enum turn_whose turn;
	bool good = true;

	while (!ending && good) {
		if ((turn = turn_take(door->turn)) == TURN_OTHERS)
			continue;
		good = serve_waiting(o, door, calls);
		if (turn == TURN_MINE)
			turn_give(door->turn);
	}
}

static int
work(const struct worker_options *o, const struct door *door, pid_t master)
{
	static struct call calls[TOGETHER_MOST];
	size_t i = 0;

	/* Workers of a killed master must not stay on the socket. */
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != master)
		return 0;
	if (FCGX_Init() != 0)
		return 1;
	do
		if (FCGX_InitRequest(&calls[i].fcgi, door->fd,
		    FCGI_FAIL_ACCEPT_ON_INTR) != 0)
			return 1;
	while (++i < o->together);
	if (!o->start())
		return 1;
	if (o->together > 1)
		all_that_wait(o, door, calls);
	else
		one_by_one(o, calls);
	if (o->stop != NULL)
		o->stop();
	return 0;
}

/* ---- the master ------------------------------------------------------- */

static pid_t
spawn(const struct worker_options *o, const struct door *door)
{
	pid_t master = getpid(), pid = fork();

	/* not _exit: a sanitised worker looks for its leaks at exit */
	if (pid == 0)
		exit(work(o, door, master));
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
replace(const struct worker_options *o, const struct door *door, pid_t *pids,
    pid_t pid, int status)
{
	unsigned i;

	if (WIFSIGNALED(status))
		fprintf(stderr, "%s: worker ended by signal %d\n", o->name,
		    WTERMSIG(status));
	if (WIFSIGNALED(status) || WEXITSTATUS(status) != 0)
		rest();
	for (i = 0; i < o->workers; i++)
		if (pids[i] == pid)
			pids[i] = spawn(o, door);
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

static bool
open_door(const struct worker_options *o, struct door *door)
{
	door->turn = NULL;
	if (o->together > 1 && (door->turn = turn_new()) == NULL) {
		perror(o->name);
		return false;
	}
	if ((door->fd = FCGX_OpenSocket(o->listen, BACKLOG)) < 0) {
		fprintf(stderr, "%s: can't listen on %s\n", o->name,
		    o->listen);
		return false;
	}
	if (o->together > 1)
		fcntl(door->fd, F_SETFL, O_NONBLOCK);
	chmod(o->listen, 0666);	/* its directory decides who gets there */
	return true;
}

int
worker_run(const struct worker_options *o)
{
	pid_t pids[WORKERS_MOST], pid;
	unsigned i;
	struct door door;
	int status;

	assert(o->together <= TOGETHER_MOST);
	if (o->workers < 1 || o->workers > WORKERS_MOST) {
		fprintf(stderr, "%s: 1 to %d workers\n", o->name,
		    WORKERS_MOST);
		return 1;
	}
	catch(SIGTERM, on_end);
	catch(SIGINT, on_end);
	catch(SIGPIPE, SIG_IGN);
	if (!open_door(o, &door))
		return 1;
	for (i = 0; i < o->workers; i++)
		pids[i] = spawn(o, &door);
	while (!ending)
		if ((pid = waitpid(-1, &status, 0)) > 0 && !ending)
			replace(o, &door, pids, pid, status);
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

/* What the body's length will be; ERR_INPUT where it is too much. */
static enum err
promised(const struct call *call, size_t most, size_t *want)
{
	const char *length = call_param(call, "CONTENT_LENGTH");

	*want = strtoul(length, NULL, 10);
	return strspn(length, "0123456789") != strlen(length) ||
	    strlen(length) > 12 || *want > most ? ERR_INPUT : OK;
}

/* ${want} bytes of the body; ERR_INPUT where it was cut on the way. */
static enum err
receive(struct call *call, char *to, size_t want)
{
	size_t got = 0, piece;
	int n;

	while (got < want) {
		piece = want - got < PIECE ? want - got : PIECE;
		if ((n = FCGX_GetStr(to + got, (int)piece,
		    call->fcgi.in)) <= 0)
			return ERR_INPUT;
		got += (size_t)n;
	}
	return OK;
}

enum err
call_body(struct call *call, struct pool *pool, size_t most, char **body,
    size_t *len)
{
	size_t want;
	enum err e;

	*body = pool_copy(pool, "");
	*len = 0;
	if ((e = promised(call, most, &want)) != OK)
		return e;
	*body = pool_take(pool, want + 1);
	(*body)[want] = '\0';
	if ((e = receive(call, *body, want)) == OK)
		*len = want;
	return e;
}

/* ${len} bytes of a file that has no name and no reader but us. */
static void *
map_file(struct pool *pool, size_t len)
{
	const char *var = getenv("BANGFU_VAR");
	char *path = pool_print(pool, "%s%s/bangfu-body-XXXXXX",
	    var != NULL ? var : "/tmp", var != NULL ? "/files" : "");
	void *map = MAP_FAILED;
	int fd = mkostemp(path, O_CLOEXEC);

	if (fd < 0) {
		perror("worker: no place for a large body");
		return NULL;
	}
	unlink(path);
	/* Space is taken now: a full disk later would be SIGBUS. */
	if (posix_fallocate(fd, 0, (off_t)len) == 0)
		map = mmap(NULL, len, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
		    0);
	if (map == MAP_FAILED)
		fprintf(stderr, "worker: no room for a large body\n");
	close(fd);
	return map == MAP_FAILED ? NULL : map;
}

enum err
call_spool(struct call *call, struct pool *pool, struct bytes prefix,
    size_t most, struct bytes *out)
{
	size_t want, len;
	char *to;
	enum err e;

	if ((e = promised(call, most, &want)) != OK)
		return e;
	len = prefix.len + want;
	if (want <= CALL_MEMORY) {
		to = pool_take(pool, len + 1);
	} else {
		drop_map(call);
		if ((to = map_file(pool, len)) == NULL)
			return ERR_BROKEN;
		call->map = to;
		call->map_len = len;
	}
	memcpy(to, prefix.at, prefix.len);
	*out = (struct bytes){ to, len };
	return receive(call, to + prefix.len, want);
}

void
call_answer(struct call *call, const char *head, const char *body, size_t len)
{
	FCGX_PutStr(head, (int)strlen(head), call->fcgi.out);
	FCGX_PutStr("\r\n", 2, call->fcgi.out);
	FCGX_PutStr(body, (int)len, call->fcgi.out);
}

enum err
call_start(struct call *call, const char *head)
{
	return FCGX_PutStr(head, (int)strlen(head), call->fcgi.out) < 0 ||
	    FCGX_PutStr("\r\n", 2, call->fcgi.out) < 0 ? ERR_BUSY : OK;
}

enum err
call_more(struct call *call, const void *at, size_t len)
{
	return FCGX_PutStr(at, (int)len, call->fcgi.out) < 0 ? ERR_BUSY : OK;
}

void
call_cut(struct call *call)
{
	/* Closed without its end record: nginx cuts the browser off. */
	FCGX_Free(&call->fcgi, 1);
}
