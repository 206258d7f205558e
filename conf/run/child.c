#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conf/run/child.h"
#include "conf/run/file.h"
#include "conf/run/say.h"

#define STARTED_AT	19	/* words of /proc/PID/stat after the name */

/* In the child: never comes back. */
static void
become(const struct order *o, pid_t parent)
{
	sigset_t none;
	int log, in;

	setpgid(0, 0);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		_exit(0);
	in = open(o->input == NULL ? "/dev/null" : o->input, O_RDONLY);
	log = open(o->log, O_WRONLY | O_CREAT | O_APPEND, 0600);
	if (in < 0 || log < 0 || dup2(in, 0) < 0 || dup2(log, 1) < 0 ||
	    dup2(log, 2) < 0 || chdir(o->dir) != 0)
		_exit(126);
	if (in > 2)
		close(in);
	if (log > 2)
		close(log);
	umask(077);
	execve(o->argv[0], o->argv, o->env);
	dprintf(2, "can't start %s: %s\n", o->argv[0], strerror(errno));
	_exit(127);
}

pid_t
child_start(const struct order *order)
{
	pid_t parent = getpid(), pid = fork();

	if (pid == 0)
		become(order, parent);
	if (pid < 0)
		say("can't make a process: %s", strerror(errno));
	else
		setpgid(pid, pid);	/* whoever is first */
	return pid;
}

bool
child_group_alive(pid_t group)
{
	return kill(-group, 0) == 0 || errno == EPERM;
}

void
child_group_signal(pid_t group, int sig)
{
	kill(-group, sig);
	/* A stopped process hears nothing but SIGKILL. */
	if (sig != SIGKILL)
		kill(-group, SIGCONT);
}

/* When ${pid} was started, in ticks since boot; "" where it is no more. */
static const char *
started(struct pool *pool, pid_t pid)
{
	char *at = pool_take(pool, 1024), *end;
	int fd = open(pool_print(pool, "/proc/%d/stat", (int)pid),
	    O_RDONLY | O_CLOEXEC), word;
	ssize_t n = -1;

	if (fd >= 0) {
		n = read(fd, at, 1023);
		close(fd);
	}
	/* The name stands in brackets and may hold anything. */
	if (n <= 0 || (at = strrchr(at, ')')) == NULL)
		return "";
	for (word = 0; word <= STARTED_AT && at != NULL; word++)
		at = strchr(at + 1, ' ');
	if (at == NULL)
		return "";
	if ((end = strchr(++at, ' ')) != NULL)
		*end = '\0';
	return at;
}

enum err
child_mark(struct pool *pool, const char *path, pid_t pid)
{
	return file_write(pool, path,
	    pool_print(pool, "%d %s\n", (int)pid, started(pool, pid)));
}

pid_t
child_marked(struct pool *pool, const char *path)
{
	const char *then;
	char *text, *end;
	pid_t pid;

	if (file_read(pool, path, &text) != OK)
		return 0;
	pid = (pid_t)strtol(text, &end, 10);
	then = started(pool, pid);
	if (pid <= 1 || *end != ' ' || *then == '\0' ||
	    strncmp(end + 1, then, strlen(then)) != 0)
		return 0;
	return pid;
}

void
child_strays(void)
{
	FILE *f = fopen("/proc/thread-self/children", "re");
	int pid;

	if (f == NULL)
		return;
	while (fscanf(f, "%d", &pid) == 1)
		kill(pid, SIGKILL);
	fclose(f);
}
