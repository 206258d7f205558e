/*
 * worker: the only door to libfcgi.  A master opens the socket and keeps N
 * forked workers alive; each serves one request at a time.
 *
 * SECURITY: whoever can connect to the socket can claim any REMOTE_ADDR:
 * only nginx may (the socket stands in a private directory).  A crash costs
 * one request; no worker keeps state between requests.
 */
#ifndef HTTP_WORKER_H
#define HTTP_WORKER_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "core/pool.h"

/* One exchange: a request and the place where its answer goes. */
struct call;

struct worker_options {
	const char *name;		/* for the log */
	const char *listen;		/* path of the unix socket */
	unsigned workers;
	/* In each worker, before the first request: false ends it. */
	bool (*start)(void);
	void (*serve)(struct call *call);
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

/** call_answer(call, head, body, len): ${head} is whole header lines, each
 * ending in \r\n, "Status:" among them. */
void call_answer(struct call *call, const char *head, const char *body,
    size_t len);

#endif
