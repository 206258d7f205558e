#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/phone.h"
#include "core/text.h"
#include "sms/fake_line.h"
#include "sms/inject.h"

#define POOL_MOST	((size_t)16 << 20)
#define FAKESMSC	"/usr/lib/kannel/test/fakesmsc"
#define TO_USUAL	"10699"
#define QUIET_MS	200
#define WAIT_USUAL	15	/* seconds */
#define WAIT_MOST	600
#define TEXT_MOST	20000	/* bytes */
#define PARTS_MOST	256
#define READY_MOST	((size_t)1 << 20)
#define FOLDERS_OPEN	8

struct inject {
	struct pool *pool;
	const char *from, *to, *text;
	const char *home;	/* where the answer goes: from, as we know it */
	int wait;
	const char *part[PARTS_MOST];
	int parts, got;
};

/* ---- where the fake SMS centre is ------------------------------------ */

static const char *
var_folder(void)
{
	const char *var = getenv("BANGFU_VAR");

	return var == NULL || *var == '\0' ? "var" : var;
}

/* The number after "fakesmsc_port" in VAR/ready.json. */
static const char *
port_of_ready(struct pool *pool)
{
	const char *path = pool_print(pool, "%s/ready.json", var_folder());
	const char *at;
	char *text = pool_take(pool, READY_MOST + 1);
	FILE *f = fopen(path, "re");
	size_t n;

	if (f == NULL) {
		fprintf(stderr, "bangfu-sms inject: %s: %s (is it running? "
		    "BANGFU_VAR names its directory)\n", path,
		    strerror(errno));
		return NULL;
	}
	n = fread(text, 1, READY_MOST, f);
	fclose(f);
	text[n] = '\0';
	if ((at = strstr(text, "\"fakesmsc_port\"")) == NULL)
		return NULL;
	at += strcspn(at, ":") + 1;
	at += strspn(at, " ");
	return pool_copy_len(pool, at, strspn(at, "0123456789"));
}

/* fakesmsc that sends ${count} messages and tells what it gets. */
static pid_t
start(const struct inject *in, const char *port, const char *count, int *fd)
{
	const char *program = getenv("BANGFU_FAKESMSC");
	const char *line = fake_line_print(in->pool, in->from, in->to,
	    in->text);
	int pipes[2], null;
	pid_t pid;

	if (program == NULL)
		program = FAKESMSC;
	if (pipe2(pipes, O_CLOEXEC) != 0 || (pid = fork()) < 0) {
		perror("bangfu-sms inject");
		return -1;
	}
	if (pid == 0) {
		null = open("/dev/null", O_RDWR);
		dup2(null, 0);
		dup2(null, 1);
		dup2(pipes[1], 2);
		execl(program, program, "-H", "127.0.0.1", "-r", port, "-m",
		    count, "-i", "0.01", line, (char *)NULL);
		perror(program);
		_exit(127);
	}
	close(pipes[1]);
	*fd = pipes[0];
	return pid;
}

/* ---- waiting for the answer ------------------------------------------ */

/* A line of fakesmsc's log; true when the answer is whole. */
static bool
take(struct inject *in, const char *line)
{
	struct fake_line l;

	if (!fake_line_read(in->pool, line, &l) || !text_is(l.to, in->home) ||
	    l.part < 1 || l.part > l.parts || l.parts > PARTS_MOST)
		return false;
	if (in->parts != l.parts) {
		in->parts = l.parts;
		in->got = 0;
		memset(in->part, 0, sizeof in->part);
	}
	if (in->part[l.part - 1] == NULL)
		in->got++;
	in->part[l.part - 1] = l.text;
	return in->got == in->parts;
}

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Read lines until the answer is there, the child is gone, or time is up. */
static bool
listen_to(struct inject *in, int fd)
{
	int64_t until = now_ms() + in->wait * 1000, left;
	struct pollfd p = { .fd = fd, .events = POLLIN };
	struct text t = text_start(in->pool);
	char bytes[4096], *end;
	ssize_t n;

	while ((left = until - now_ms()) > 0) {
		if (poll(&p, 1, (int)left) <= 0)
			continue;
		if ((n = read(fd, bytes, sizeof bytes)) <= 0)
			return false;
		text_add_len(&t, bytes, (size_t)n);
		while ((end = strchr(t.at, '\n')) != NULL) {
			*end = '\0';
			if (take(in, t.at))
				return true;
			t.len -= (size_t)(end + 1 - t.at);
			memmove(t.at, end + 1, t.len + 1);
		}
	}
	return false;
}

static void
end(pid_t pid, int fd)
{
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	close(fd);
}

static int
is_file(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)path, (void)st, (void)at;
	return kind == FTW_F;
}

/* Kannel keeps each message that is on its way in a file of its own. */
static bool
kept_by_kannel(const struct inject *in)
{
	return nftw(pool_print(in->pool, "%s/kannel", var_folder()), is_file,
	    FOLDERS_OPEN, FTW_PHYS) == 1;
}

/* Answers of before, which nobody was there to take: let them go, so that
 * the first one after our message is its own.  Kannel offers them anew after
 * some seconds only. */
static bool
drain(const struct inject *in, const char *port)
{
	struct pollfd p = { .events = POLLIN };
	char bytes[4096];
	int64_t until = now_ms() + in->wait * 1000;
	pid_t pid = start(in, port, "0", &p.fd);

	if (pid < 0)
		return false;
	while (now_ms() < until && (poll(&p, 1, QUIET_MS) > 0 ?
	    read(p.fd, bytes, sizeof bytes) > 0 : kept_by_kannel(in)))
		;
	end(pid, p.fd);
	return true;
}

static int
run(struct inject *in, const char *port)
{
	int fd, i;
	pid_t pid = drain(in, port) ? start(in, port, "1", &fd) : -1;
	bool good;

	if (pid < 0)
		return 1;
	good = listen_to(in, fd);
	end(pid, fd);
	if (!good) {
		fprintf(stderr, "bangfu-sms inject: no answer within %d "
		    "seconds\n", in->wait);
		return 1;
	}
	for (i = 0; i < in->parts; i++)
		fputs(in->part[i], stdout);
	putchar('\n');
	return 0;
}

/* ---- the program ----------------------------------------------------- */

static int
usage(const char *why)
{
	fprintf(stderr, "bangfu-sms inject: %s\nusage: bangfu-sms inject "
	    "--from=NUMBER [--to=NUMBER] [--wait=SECONDS] \"TEXT\"\n", why);
	return 2;
}

static bool
is_number(const char *s)
{
	return *s != '\0' && strlen(s) <= 20 &&
	    strspn(s + (*s == '+'), "0123456789") == strlen(s + (*s == '+'));
}

static const char *
read_arguments(struct inject *in, int argc, char **argv)
{
	int i;

	for (i = 1; i < argc; i++) {
		if (strncmp(argv[i], "--from=", 7) == 0)
			in->from = argv[i] + 7;
		else if (strncmp(argv[i], "--to=", 5) == 0)
			in->to = argv[i] + 5;
		else if (strncmp(argv[i], "--wait=", 7) == 0)
			in->wait = (int)strtol(argv[i] + 7, NULL, 10);
		else if (strncmp(argv[i], "--", 2) == 0)
			return "unknown option";
		else if (in->text != NULL)
			return "more than one text";
		else
			in->text = argv[i];
	}
	if (in->from == NULL || in->text == NULL)
		return "--from and a text are needed";
	if (!is_number(in->from) || !is_number(in->to))
		return "a number has digits only";
	if (in->wait < 1 || in->wait > WAIT_MOST)
		return "--wait is 1 to 600 seconds";
	return strlen(in->text) > TEXT_MOST ? "the text is too long" : NULL;
}

int
inject_main(int argc, char **argv)
{
	struct inject in = { .to = TO_USUAL, .wait = WAIT_USUAL };
	const char *why = read_arguments(&in, argc, argv), *port;
	int status = 1;

	if (why != NULL)
		return usage(why);
	in.pool = pool_new(POOL_MOST);
	if ((in.home = phone_read(in.pool, in.from)) == NULL)
		in.home = in.from;
	port = getenv("BANGFU_FAKESMSC_PORT");
	if (port == NULL || *port == '\0')
		port = port_of_ready(in.pool);
	if (port != NULL && *port != '\0')
		status = run(&in, port);
	pool_free(in.pool);
	return status;
}
