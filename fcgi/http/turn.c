#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <time.h>

#include "fcgi/http/turn.h"

#define WAIT_NS		500000000L
#define HANGS		6	/* waits without a sign of life */

struct turn {
	pthread_mutex_t lock;
	atomic_uint given;	/* turns so far */
	int64_t gathered_ms;	/* when turn_gather() ended last */
};

static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct turn *
turn_new(void)
{
	struct turn *t = mmap(NULL, sizeof *t, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pthread_mutexattr_t attr;

	if (t == MAP_FAILED)
		return NULL;
	pthread_mutexattr_init(&attr);
	pthread_mutexattr_setpshared(&attr, PTHREAD_PROCESS_SHARED);
	pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST);
	pthread_mutex_init(&t->lock, &attr);
	pthread_mutexattr_destroy(&attr);
	return t;
}

/* Whether the turn stood still in the last waits of this process. */
static bool
hangs(struct turn *t)
{
	static unsigned seen, waits;
	unsigned given = atomic_load(&t->given);

	waits = given == seen ? waits + 1 : 0;
	seen = given;
	return waits > HANGS;
}

enum turn_whose
turn_take(struct turn *t)
{
	struct timespec until;
	int why;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_nsec += WAIT_NS;
	until.tv_sec += until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;
	why = pthread_mutex_clocklock(&t->lock, CLOCK_MONOTONIC, &until);
	if (why == EOWNERDEAD)
		why = pthread_mutex_consistent(&t->lock);
	if (why == 0)
		return TURN_MINE;
	return hangs(t) ? TURN_NOBODYS : TURN_OTHERS;
}

void
turn_gather(struct turn *t, unsigned ms)
{
	int64_t left = t->gathered_ms + ms - now_ms();

	if (left > 0)
		nanosleep(&(struct timespec){ .tv_nsec = left * 1000000 },
		    NULL);
	t->gathered_ms = now_ms();
}

void
turn_give(struct turn *t)
{
	atomic_fetch_add(&t->given, 1);
	pthread_mutex_unlock(&t->lock);
}
