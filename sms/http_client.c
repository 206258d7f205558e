#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sms/http_client.h"

#define CONNECT_MS	2000L
#define TOTAL_MS	8000L	/* a frozen gateway says nothing at all */
#define WAIT_MS		100
#define GATHER_MS	8	/* one look at all costs as much as there are */
#define IDLE_SECONDS	30L	/* older ones the gateway may be closing */

struct http_client {
	CURLM *multi;
	CURL **idle;		/* easy handles not in use */
	int parallel, idle_count;
};

static size_t
take(char *at, size_t size, size_t n, void *cookie)
{
	struct http_job *job = cookie;
	size_t len = size * n, room = sizeof job->body - 1 - job->len;

	if (room > len)
		room = len;
	memcpy(job->body + job->len, at, room);
	job->len += room;
	return len;
}

/* Asked before each request goes out: curl would send one again, by itself,
 * where a connection that it had kept dies under it. */
static int
once(void *cookie, char *to, char *from, int to_port, int from_port)
{
	struct http_job *job = cookie;

	(void)to;
	(void)from;
	(void)to_port;
	(void)from_port;
	if (job->asked)
		return CURL_PREREQFUNC_ABORT;
	job->asked = true;
	return CURL_PREREQFUNC_OK;
}

struct http_client *
http_client_new(int parallel)
{
	struct http_client *c = calloc(1, sizeof *c);
	CURL *easy;

	if (c == NULL || curl_global_init(CURL_GLOBAL_DEFAULT) != 0)
		goto out;
	c->idle = calloc((size_t)parallel, sizeof(CURL *));
	if (c->idle == NULL || (c->multi = curl_multi_init()) == NULL)
		goto out;
	curl_multi_setopt(c->multi, CURLMOPT_MAX_HOST_CONNECTIONS,
	    (long)parallel);
	curl_multi_setopt(c->multi, CURLMOPT_MAXCONNECTS, (long)parallel);
	for (; c->parallel < parallel; c->parallel++) {
		if ((easy = curl_easy_init()) == NULL)
			goto out;
		curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
		curl_easy_setopt(easy, CURLOPT_PROXY, "");
		curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
		curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
		    CONNECT_MS);
		curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, TOTAL_MS);
		curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, IDLE_SECONDS);
		curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take);
		curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, once);
		c->idle[c->idle_count++] = easy;
	}
	return c;
out:
	http_client_free(c);
	return NULL;
}

void
http_client_free(struct http_client *c)
{
	if (c == NULL)
		return;
	while (c->idle_count > 0)
		curl_easy_cleanup(c->idle[--c->idle_count]);
	if (c->multi != NULL)
		curl_multi_cleanup(c->multi);
	free(c->idle);
	free(c);
}

static void
start(struct http_client *c, struct http_job *job)
{
	CURL *easy = c->idle[--c->idle_count];

	job->status = 0;
	job->asked = job->refused = false;
	job->len = 0;
	memset(job->body, 0, sizeof job->body);
	curl_easy_setopt(easy, CURLOPT_URL, job->url);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, job);
	curl_easy_setopt(easy, CURLOPT_PREREQDATA, job);
	curl_easy_setopt(easy, CURLOPT_PRIVATE, job);
	if (curl_multi_add_handle(c->multi, easy) != CURLM_OK)
		c->idle[c->idle_count++] = easy;
}

/* Those that ended: note how, and have their handles back. */
static void
collect(struct http_client *c)
{
	struct http_job *job;
	CURLMsg *m;
	CURLcode code;
	CURL *easy;
	int left;

	while ((m = curl_multi_info_read(c->multi, &left)) != NULL) {
		if (m->msg != CURLMSG_DONE)
			continue;
		easy = m->easy_handle;
		code = m->data.result;
		curl_easy_getinfo(easy, CURLINFO_PRIVATE, (char **)&job);
		if (code == CURLE_OK)
			curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE,
			    &job->status);
		job->refused = code == CURLE_COULDNT_CONNECT && !job->asked;
		curl_multi_remove_handle(c->multi, easy);
		c->idle[c->idle_count++] = easy;
	}
}

/* Until something comes, and then a moment for what comes with it. */
static void
await(struct http_client *c)
{
	int ready = 0;

	curl_multi_poll(c->multi, NULL, 0, WAIT_MS, &ready);
	if (ready > 0)
		nanosleep(&(struct timespec){ .tv_nsec =
		    GATHER_MS * 1000000L }, NULL);
}

void
http_client_run(struct http_client *c, struct http_job *jobs, size_t count)
{
	size_t next = 0;
	int running = 0;

	do {
		while (next < count && c->idle_count > 0)
			start(c, &jobs[next++]);
		curl_multi_perform(c->multi, &running);
		collect(c);
		if (running > 0 && (c->idle_count == 0 || next == count))
			await(c);
	} while (next < count || c->idle_count < c->parallel);
}
