#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "db/clock.h"
#include "db/secret.h"
#include "sms/daemon.h"

#define POOL_MOST	((size_t)512 << 20)
#define NAME_MOST	256
#define RENEW		2	/* seconds */
#define STEP_MS		50

static volatile sig_atomic_t ending;

static void
on_end(int number)
{
	(void)number;
	ending = 1;
}

bool
daemon_ending(void)
{
	return ending != 0;
}

void
daemon_rest(int ms)
{
	for (; ms > 0 && !ending; ms -= STEP_MS)
		nanosleep(&(struct timespec){ .tv_nsec =
		    (ms < STEP_MS ? ms : STEP_MS) * 1000000L }, NULL);
}

static void
catch(int number, void (*handler)(int))
{
	struct sigaction act = { .sa_handler = handler };

	sigemptyset(&act.sa_mask);
	sigaction(number, &act, NULL);
}

/* One of a kind on this machine and var directory: the lock dies with us,
 * so whoever holds it knows that its predecessor is gone. */
static bool
lock(struct daemon *d, struct pool *pool, const char *var)
{
	const char *path = pool_print(pool, "%s/%s.lock", var, d->name);
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

	if (fd < 0) {
		fprintf(stderr, "bangfu-sms %s: %s: %s\n", d->name, path,
		    strerror(errno));
		return false;
	}
	while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		if (ending)
			return false;
		daemon_rest(200);
	}
	return true;
}

static bool
connect_db(struct daemon *d, const struct query *const *const *queries)
{
	struct db_options o = db_options_env();
	enum err e;

	while ((e = db_open(&o, &d->db)) == ERR_BUSY && !ending)
		daemon_rest(200);
	for (; e == OK && *queries != NULL; queries++)
		e = db_check(d->db, *queries);
	if (e != OK && !ending)
		fprintf(stderr, "bangfu-sms %s: the database does not fit "
		    "this program\n", d->name);
	return e == OK;
}

bool
daemon_start(struct daemon *d, const struct query *const *const *queries)
{
	const char *var = getenv("BANGFU_VAR");
	char host[NAME_MOST] = "";

	catch(SIGTERM, on_end);
	catch(SIGINT, on_end);
	catch(SIGPIPE, SIG_IGN);
	if (var == NULL || *var == '\0') {
		fprintf(stderr, "bangfu-sms %s: BANGFU_VAR is not set\n",
		    d->name);
		return false;
	}
	d->pool = pool_new(POOL_MOST);
	gethostname(host, sizeof host - 1);
	host[20] = '\0';
	/* the end of the path tells more */
	snprintf(d->holder, sizeof d->holder, "%.20s:%.30s", host,
	    strlen(var) > 30 ? var + strlen(var) - 30 : var);
	return secret_start() && lock(d, d->pool, var) &&
	    connect_db(d, queries);
}

struct lease
daemon_lease(const struct daemon *d)
{
	struct moment now = clock_now();

	return (struct lease){ d->name, d->holder, now,
	    { now.utc + DAEMON_LEASE } };
}

enum err
daemon_hold(struct daemon *d)
{
	struct lease lease = daemon_lease(d);
	enum err e;

	if (d->leased && lease.now.utc - d->renewed.utc < RENEW &&
	    lease.now.utc >= d->renewed.utc)
		return OK;
	e = lease_take(d->db, d->pool, &lease);
	if (e == ERR_CONFLICT && d->leased)
		fprintf(stderr, "bangfu-sms %s: another machine has the "
		    "lease\n", d->name);
	d->leased = e == OK;
	d->renewed = lease.now;
	return e;
}

void
daemon_stop(struct daemon *d)
{
	db_close(d->db);
	pool_free(d->pool);
}
