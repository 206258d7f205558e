/*
 * watch: what the supervisor hears: a request to stop, and who ended.
 */
#ifndef RUN_WATCH_H
#define RUN_WATCH_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/** watch_start(): from now on signals wait for watch_wait, and orphans of
 * our children become our children (a subreaper). */
void watch_start(void);

/** watch_wait(ms): sleep until a signal comes, ${ms} at most.
 * True where we were asked to stop (SIGINT, SIGTERM, SIGHUP). */
bool watch_wait(int ms);

/** watch_reap(status): a child that has ended, or 0 where there is none. */
pid_t watch_reap(int *status);

/** watch_now(): milliseconds of a clock that nobody sets. */
int64_t watch_now(void);

#endif
