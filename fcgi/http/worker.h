/*
 * worker: the only door to libfcgi.  A master opens the socket and keeps N
 * forked workers alive; each serves one request at a time, or all that wait
 * together, where many small ones share a commit.
 *
 * SECURITY: whoever can connect to the socket can claim any REMOTE_ADDR:
 * only nginx may (the socket stands in a private directory).  A crash costs
 * the requests at hand; no worker keeps state between requests.
 */
#ifndef HTTP_WORKER_H
#define HTTP_WORKER_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "core/pool.h"
#include "core/shape.h"

/* One exchange: a request and the place where its answer goes. */
struct call;

struct worker_options {
	const char *name;		/* for the log */
	const char *listen;		/* path of the unix socket */
	unsigned workers;
	/* In each worker, before the first request: false ends it. */
	bool (*start)(void);
	void (*serve)(struct call *call);
	/* Instead of serve: those that wait when one comes, at most
	 * ${together}, are read, and all are answered at its return. */
	void (*serve_all)(struct call *const *calls, size_t count);
	size_t together;
	unsigned gather;		/* ms from one such lot to the next */
	/* In each worker, after the last request; may be NULL. */
	void (*stop)(void);
};

/**
 * worker_run(options): serve until SIGTERM or SIGINT; then every worker ends
 * after its current request.  Returns the program's exit status.
 */
int worker_run(const struct worker_options *options);

/** worker_ending(): this worker was asked to stop. */
bool worker_ending(void);

/** call_param(call, name): a FastCGI parameter (REQUEST_METHOD …), valid
 * until the call is answered; "" where it is not there. */
const char *call_param(const struct call *call, const char *name);

/**
 * call_body(call, pool, most, body, len):
 * The whole body, NUL-terminated, in ${pool}.
 * Errors: ERR_INPUT where it is longer than ${most} or was cut on the way.
 */
MUST enum err call_body(struct call *call, struct pool *pool, size_t most,
    char **body, size_t *len);

/**
 * call_spool(call, pool, prefix, most, out):
 * ${prefix} and the whole body, valid until the call is over: in ${pool} up to
 * CALL_MEMORY, beyond that a mapped file without a name in BANGFU_VAR/files.
 * Errors: as call_body; ERR_BROKEN where it can't be kept.
 */
#define CALL_MEMORY	(256 * 1024)
MUST enum err call_spool(struct call *call, struct pool *pool,
    struct bytes prefix, size_t most, struct bytes *out);

/** call_answer(call, head, body, len): ${head} is whole header lines, each
 * ending in \r\n, "Status:" among them. */
void call_answer(struct call *call, const char *head, const char *body,
    size_t len);

/**
 * An answer whose length nobody knows yet: call_start(call, head) once, then
 * call_more(call, at, len) for each piece.  call_cut(call): it can't be made
 * whole; the connection breaks, so that nobody takes it for whole.
 * Errors: ERR_BUSY where the asker went away.
 */
MUST enum err call_start(struct call *call, const char *head);
MUST enum err call_more(struct call *call, const void *at, size_t len);
void call_cut(struct call *call);

#endif
