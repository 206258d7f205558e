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
#define TOGETHER	64	/* requests of one commit, whoever asks */
#define GATHER_MS	10	/* a commit costs more than so short a wait */
#define POOL_MOST	((size_t)64 << 20)	/* so many whole bodies */
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

static bool
is_away(void)
{
	struct moment now = clock_now();

	return now.utc < away.utc && now.utc >= away.utc - AWAY_SECONDS;
}

/* The database, with all that was spooled before already in it.  Where much
 * is spooled the new one joins the queue, and the processor brings it in. */
static enum err
ready_db(void)
{
	struct db_options o = db_options_env();
	enum err e;

	if (is_away())
		return ERR_BUSY;
	o.timeout = DB_SECONDS;
	if (db == NULL && (e = tried(db_open(&o, &db))) != OK)
		return e;
	return spool_waiting() ?
	    tried(spool_replay(db, replay_pool, REPLAY_MOST)) : OK;
}

/* What a request brought. */
struct arrival {
	struct call *call;
	bool is_message, is_report;
	struct inbox_new message;
	struct outbox_report report;
	const char *status;		/* its answer */
};

/* One by itself: in the database, or else in the spool. */
static enum err
keep_message(const struct inbox_new *msg, bool ready)
{
	enum err e = ERR_BUSY;
	bool fresh;

	if (ready && !is_away())
		e = tried(inbox_add(db, msg, &fresh));
	return e == OK ? OK : spool_put(pool, msg);
}

static enum err
keep_report(const struct outbox_report *r, bool ready)
{
	enum err e = ERR_BUSY;

	if (ready && !is_away())
		e = tried(outbox_dlr(db, r->outbox_id, (int)r->dlr));
	return e == OK || e == ERR_INPUT ? OK :
	    spool_put_dlr(pool, &(struct spool_dlr){ r->outbox_id, r->dlr });
}

/* All of them in one commit, or nothing. */
static enum err
keep_together(const struct arrival *at, size_t count)
{
	struct inbox_new *messages = pool_array(pool, count,
	    sizeof *messages);
	struct outbox_report *reports = pool_array(pool, count,
	    sizeof *reports);
	size_t i, m = 0, r = 0;
	enum err e;

	for (i = 0; i < count; i++)
		if (at[i].is_message)
			messages[m++] = at[i].message;
		else if (at[i].is_report)
			reports[r++] = at[i].report;
	if (m + r < 2)
		return ERR_ABSENT;	/* nothing to gain */
	if ((e = db_begin(db)) == OK &&
	    (e = inbox_add_all(db, pool, messages, m)) == OK &&
	    (e = outbox_dlr_all(db, pool, reports, r)) == OK)
		e = db_commit(db);
	if (e != OK)
		db_rollback(db);
	/* beaten by another worker it is not away */
	return e == OK || db_connected(db) ? e : tried(e);
}

static void
keep_all(struct arrival *at, size_t count)
{
	bool ready = ready_db() == OK;
	bool kept = ready && keep_together(at, count) == OK;
	enum err e;
	size_t i;

	for (i = 0; i < count; i++) {
		if (!at[i].is_message && !at[i].is_report)
			continue;
		e = kept ? OK : at[i].is_message ?
		    keep_message(&at[i].message, ready) :
		    keep_report(&at[i].report, ready);
		at[i].status = e == OK ? "200 OK" : "503 Service Unavailable";
	}
}

/* ---- requests -------------------------------------------------------- */

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
take_message(struct arrival *a, const struct words *query)
{
	struct kannel_request r = { .query = *query, .now = clock_now(),
	    .from = call_param(a->call, "HTTP_X_KANNEL_FROM"),
	    .to = call_param(a->call, "HTTP_X_KANNEL_TO"),
	    .charset = call_param(a->call, "HTTP_X_KANNEL_CHARSET") };

	if (call_body(a->call, pool, BODY_MOST, &r.body, &r.len) != OK) {
		/* cut on the way: not whole, so it will be sent again */
		a->status = "400 Bad Request";
		return;
	}
	kannel_message(pool, &r, &a->message);
	a->is_message = true;
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
take_report(struct arrival *a, const struct words *query)
{
	int64_t id = number(query, "id"), dlr = number(query, "type");

	if (id < 0 || dlr < 0 || dlr > 255) {
		a->status = "400 Bad Request";
		return;
	}
	a->report = (struct outbox_report){ dlr, id };
	a->is_report = true;
}

static void
take(struct arrival *a)
{
	const char *query = call_param(a->call, "QUERY_STRING");
	const char *rest = rest_of(a->call);
	struct words words = { 0 };

	/* a query that can't be read loses the sender, not the message */
	if (form_decode(pool, query, strlen(query), &words) != OK)
		words = (struct words){ 0 };
	if (rest == NULL)
		a->status = "404 Not Found";
	else if (strcmp(rest, "/dlr") == 0)
		take_report(a, &words);
	else if (*rest != '\0')
		a->status = "404 Not Found";
	else if (strcmp(call_param(a->call, "REQUEST_METHOD"), "POST") != 0)
		a->status = "405 Method Not Allowed";
	else
		take_message(a, &words);
}

static void
answer(const struct arrival *a)
{
	const char *head = pool_print(pool, "Status: %s\r\n"
	    "Content-Type: text/plain; charset=UTF-8\r\n"
	    "Content-Length: 0\r\n", a->status);

	call_answer(a->call, head, "", 0);
}

/* Under load many wait: a commit for all of them costs little more than one
 * for each, and nobody hears 200 before it. */
static void
serve_all(struct call *const *calls, size_t count)
{
	struct arrival *at = pool_array(pool, count, sizeof *at);
	size_t i;

	for (i = 0; i < count; i++) {
		at[i].call = calls[i];
		take(&at[i]);
	}
	keep_all(at, count);
	for (i = 0; i < count; i++)
		answer(&at[i]);
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
	    .workers = WORKERS_USUAL, .start = start, .serve_all = serve_all,
	    .together = TOGETHER, .gather = GATHER_MS, .stop = stop };
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
