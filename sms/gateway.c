#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "db/clock.h"
#include "db/outbox.h"
#include "db/secret.h"
#include "fcgi/http/form.h"
#include "fcgi/http/worker.h"
#include "sms/gateway.h"
#include "sms/gateway_kannel.h"
#include "sms/spool.h"

#define WORKERS_USUAL	4
#define POOL_MOST	((size_t)32 << 20)
#define BODY_MOST	(1024 * 1024)	/* nginx lets no more through */
#define REPLAY_MOST	100	/* files before one message */
#define AWAY_SECONDS	2
#define DB_SECONDS	5		/* then it counts as away */
#define PREFIX		"/gateway/kannel/"
#define ALLOW_USUAL	"127.0.0.1,::1"

static struct pool *pool, *replay_pool;
static struct db *db;
static const char *secret, *allow;

static bool
start(void)
{
	pool = pool_new(POOL_MOST);
	replay_pool = pool_new(POOL_MOST);
	return secret_start() && spool_start();
}

static void
stop(void)
{
	db_close(db);
	pool_free(pool);
	pool_free(replay_pool);
}

/* ---- keeping --------------------------------------------------------- */

/* Until then the database counts as away: nobody waits for it twice. */
static struct moment away;

/* How trying the database ended. */
static enum err
tried(enum err e)
{
	if (e == ERR_BUSY)
		away.utc = clock_now().utc + AWAY_SECONDS;
	return e;
}

/* The database, with all that was spooled before already in it.  Where much
 * is spooled the new one joins the queue, and the processor brings it in. */
static enum err
ready_db(struct moment now)
{
	struct db_options o = db_options_env();
	enum err e;

	if (now.utc < away.utc && now.utc >= away.utc - AWAY_SECONDS)
		return ERR_BUSY;
	o.timeout = DB_SECONDS;
	if (db == NULL && (e = tried(db_open(&o, &db))) != OK)
		return e;
	return spool_waiting() ?
	    tried(spool_replay(db, replay_pool, REPLAY_MOST)) : OK;
}

static enum err
keep(const struct inbox_new *msg)
{
	bool fresh;
	enum err e;

	if ((e = ready_db(msg->received_at)) == OK)
		e = tried(inbox_add(db, msg, &fresh));
	return e == OK ? OK : spool_put(pool, msg);
}

static enum err
keep_dlr(int64_t id, int64_t dlr)
{
	enum err e = ERR_BUSY;

	if (ready_db(clock_now()) == OK)
		e = tried(outbox_dlr(db, id, (int)dlr));
	return e == OK || e == ERR_INPUT ? OK :
	    spool_put_dlr(pool, &(struct spool_dlr){ id, dlr });
}

/* ---- requests -------------------------------------------------------- */

static void
answer(struct call *call, const char *status)
{
	const char *head = pool_print(pool, "Status: %s\r\n"
	    "Content-Type: text/plain; charset=UTF-8\r\n"
	    "Content-Length: 0\r\n", status);

	call_answer(call, head, "", 0);
}

/* Whether ${address} is one of the list: whole, or a prefix ending in a
 * point or colon (10.0.). */
static bool
allowed(const char *address)
{
	const char *at = allow;
	size_t n;

	for (; *at != '\0'; at += n + (at[n] == ',')) {
		n = strcspn(at, ",");
		if (n == 0 || strncmp(address, at, n) != 0)
			continue;
		if (address[n] == '\0' || at[n - 1] == '.' ||
		    at[n - 1] == ':')
			return true;
	}
	return false;
}

/* What follows the secret in the path ("" or "/dlr"), or NULL. */
static const char *
rest_of(struct call *call)
{
	const char *path = call_param(call, "DOCUMENT_URI"), *mine;
	size_t n;

	if (strncmp(path, PREFIX, sizeof PREFIX - 1) != 0 ||
	    !allowed(call_param(call, "REMOTE_ADDR")))
		return NULL;
	path += sizeof PREFIX - 1;
	n = strcspn(path, "/");
	mine = pool_copy_len(pool, path, n);
	return secret_same(mine, secret) ? path + n : NULL;
}

static void
take_message(struct call *call, const struct words *query)
{
	struct kannel_request r = { .query = *query, .now = clock_now(),
	    .from = call_param(call, "HTTP_X_KANNEL_FROM"),
	    .to = call_param(call, "HTTP_X_KANNEL_TO"),
	    .charset = call_param(call, "HTTP_X_KANNEL_CHARSET") };
	struct inbox_new msg;

	if (call_body(call, pool, BODY_MOST, &r.body, &r.len) != OK) {
		/* cut on the way: not whole, so it will be sent again */
		answer(call, "400 Bad Request");
		return;
	}
	kannel_message(pool, &r, &msg);
	answer(call, keep(&msg) == OK ? "200 OK" : "503 Service Unavailable");
}

static int64_t
number(const struct words *words, const char *name)
{
	const struct word *w = words_find(words, name);

	return w == NULL || w->len == 0 || w->len > 18 ||
	    strspn(w->value, "0123456789") != w->len ? -1 :
	    strtoll(w->value, NULL, 10);
}

static void
take_dlr(struct call *call, const struct words *query)
{
	int64_t id = number(query, "id"), dlr = number(query, "type");

	if (id < 0 || dlr < 0 || dlr > 255)
		answer(call, "400 Bad Request");
	else
		answer(call, keep_dlr(id, dlr) == OK ? "200 OK" :
		    "503 Service Unavailable");
}

static void
serve(struct call *call)
{
	const char *query = call_param(call, "QUERY_STRING");
	const char *rest = rest_of(call);
	struct words words = { 0 };

	/* a query that can't be read loses the sender, not the message */
	if (form_decode(pool, query, strlen(query), &words) != OK)
		words = (struct words){ 0 };
	if (rest == NULL)
		answer(call, "404 Not Found");
	else if (strcmp(rest, "/dlr") == 0)
		take_dlr(call, &words);
	else if (*rest != '\0')
		answer(call, "404 Not Found");
	else if (strcmp(call_param(call, "REQUEST_METHOD"), "POST") != 0)
		answer(call, "405 Method Not Allowed");
	else
		take_message(call, &words);
	pool_reset(pool);
}

/* ---- the program ----------------------------------------------------- */

int
gateway_main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "listen", required_argument, NULL, 'l' },
		{ "workers", required_argument, NULL, 'w' },
		{ 0 },
	};
	struct worker_options o = { .name = "bangfu-sms gateway",
	    .workers = WORKERS_USUAL, .start = start, .serve = serve,
	    .stop = stop };
	int c;

	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1)
		if (c == 'l')
			o.listen = optarg;
		else if (c == 'w')
			o.workers = (unsigned)strtoul(optarg, NULL, 10);
		else
			return 1;
	secret = getenv("BANGFU_GATEWAY_SECRET");
	allow = getenv("BANGFU_GATEWAY_ALLOW");
	if (allow == NULL || *allow == '\0')
		allow = ALLOW_USUAL;
	if (o.listen == NULL || secret == NULL || *secret == '\0') {
		fprintf(stderr, "bangfu-sms: gateway needs --listen=SOCKET "
		    "and BANGFU_GATEWAY_SECRET\n");
		return 1;
	}
	return worker_run(&o);
}
