/*
 * http_client: the only door to libcurl: many GETs at once, each bounded in
 * time and asked once.  Connections are kept between calls.
 */
#ifndef SMS_HTTP_CLIENT_H
#define SMS_HTTP_CLIENT_H

#include <stdbool.h>
#include <stddef.h>

#define HTTP_BODY	120	/* bytes kept of an answer */

struct http_job {
	const char *url;
	long status;		/* 0: no answer */
	bool asked;		/* the request went out, or may have */
	bool refused;		/* nobody was there: surely not taken */
	char body[HTTP_BODY];	/* its beginning */
	size_t len;
};

struct http_client;

/** http_client_new(parallel): at most ${parallel} requests at once; NULL
 * where curl can't be started.  Owns: the caller, until http_client_free. */
struct http_client *http_client_new(int parallel);
void http_client_free(struct http_client *client);

/** http_client_run(client, jobs, count): GET them all; returns when each has
 * an answer or is out of time (2 s to connect, 8 s in all).  Where a
 * connection dies under a request, that one has no answer: it is not asked a
 * second time, for it may have been taken. */
void http_client_run(struct http_client *client, struct http_job *jobs,
    size_t count);

#endif
