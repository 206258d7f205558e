#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "db/clock.h"
#include "db/secret.h"
#include "fcgi/http/form.h"
#include "sms/daemon.h"
#include "sms/sender.h"

#define BATCH_MOST	200	/* so many may go twice if we are killed */
#define PARALLEL	24
#define REST_MS		50	/* between two looks, so that each is worth it */
#define BUSY_MS		200
#define AWAY_SECONDS	1	/* nobody there: again after */
#define TIDY_SECONDS	10	/* between two looks for what is too old */
/* One report a message: how it ended, or that its phone is off.  Not 8 (the
 * SMS centre has it): it would double them and end nothing. */
#define DLR_MASK	(DLR_DELIVERED | DLR_FAILED | DLR_BUFFERED | \
			    DLR_REJECTED)

static const struct query *const *const queries[] = {
	outbox_queries, lease_queries, NULL
};

static const int minutes[] = { 1, 5, 15, 60 };

/* What Kannel is told, from the environment. */
static struct {
	const char *url, *user, *password, *dlr;
} kannel;

static const char *
url_of(struct pool *pool, const struct outbox_row *row)
{
	const char *dlr = pool_print(pool, "%s?id=%" PRId64 "&type=%%d",
	    kannel.dlr, row->outbox_id);

	return pool_print(pool, "%s?username=%s&password=%s&to=%s"
	    "&charset=UTF-8&coding=2&priority=%d&dlr-mask=%d&dlr-url=%s"
	    "&text=%s", kannel.url, form_escape(pool, kannel.user),
	    form_escape(pool, kannel.password),
	    form_escape(pool, row->phone), row->priority == 0 ? 3 : 0,
	    DLR_MASK, form_escape(pool, dlr), form_escape(pool, row->text));
}

/* When to try again after ${tries} tries, give or take a fifth. */
static struct moment
later(struct moment now, int64_t tries)
{
	size_t i = tries < 1 ? 0 : (size_t)tries - 1;
	int64_t seconds;

	if (i >= LEN(minutes))
		i = LEN(minutes) - 1;
	seconds = minutes[i] * 60;
	return (struct moment){ now.utc + seconds * 4 / 5 +
	    secret_random((uint32_t)(seconds * 2 / 5) + 1) };
}

struct outbox_result
sender_result(struct pool *pool, const struct outbox_row *row,
    const struct http_job *job, struct moment now)
{
	struct outbox_result r = { .outbox_id = row->outbox_id,
	    .gateway = "kannel", .tries = row->tries + 1 };

	if (job->status == 202) {
		r.state = "sent";
		r.sent_at = now;
		return r;
	}
	if (job->refused) {
		r.state = "queued";
		r.tries = row->tries;
		r.next_at.utc = now.utc + AWAY_SECONDS;
		r.note = "gateway away";
		return r;
	}
	r.note = job->status == 0 ? "no answer" : pool_print(pool,
	    "%ld %s", job->status, text_clean(pool, job->body, job->len));
	if (job->status >= 400 && job->status < 500 && job->status != 401 &&
	    job->status != 403) {
		r.state = "failed";
		return r;
	}
	r.state = "queued";
	r.next_at = later(now, r.tries);
	return r;
}

/* Results in one commit: a statement each would be a commit each. */
static enum err
note(struct daemon *d, const struct outbox_result *results, size_t count)
{
	enum err e;

	if ((e = db_begin(d->db)) == OK &&
	    (e = outbox_results(d->db, d->pool, results, count)) == OK)
		e = db_commit(d->db);
	if (e != OK)
		db_rollback(d->db);
	return e;
}

/* Answers to the simulator are on its page already. */
static bool
simulated(const struct outbox_row *row)
{
	return row->gateway != NULL &&
	    strcmp(row->gateway, OUTBOX_SIMULATOR) == 0;
}

/* Of ${rows} only those for a gateway stay; the others count as sent. */
static enum err
set_aside(struct daemon *d, struct outbox_rows *rows)
{
	struct outbox_result *results = pool_array(d->pool, rows->count,
	    sizeof *results);
	size_t i, n = 0, kept = 0;

	for (i = 0; i < rows->count; i++)
		if (simulated(&rows->at[i]))
			results[n++] = (struct outbox_result){
			    .state = "sent", .tries = 1,
			    .sent_at = clock_now(),
			    .gateway = OUTBOX_SIMULATOR,
			    .outbox_id = rows->at[i].outbox_id };
		else
			rows->at[kept++] = rows->at[i];
	rows->count = kept;
	return n > 0 ? note(d, results, n) : OK;
}

/* Ask Kannel to take them all, and note what it said. */
static enum err
send(struct daemon *d, struct http_client *client,
    const struct outbox_rows *rows)
{
	struct http_job *jobs = pool_array(d->pool, rows->count,
	    sizeof *jobs);
	struct outbox_result *results = pool_array(d->pool, rows->count,
	    sizeof *results);
	bool away = true;
	enum err e;
	size_t i;

	for (i = 0; i < rows->count; i++)
		jobs[i].url = url_of(d->pool, &rows->at[i]);
	http_client_run(client, jobs, rows->count);
	for (i = 0; i < rows->count; i++) {
		results[i] = sender_result(d->pool, &rows->at[i], &jobs[i],
		    clock_now());
		away = away && jobs[i].refused;
	}
	/* what Kannel took must not be sent again: hold on to it, whatever
	 * the database has against it */
	while ((e = note(d, results, rows->count)) != OK && !daemon_ending())
		daemon_rest(e == ERR_BUSY ? BUSY_MS : AWAY_SECONDS * 1000);
	if (away)
		daemon_rest(AWAY_SECONDS * 1000);
	return e;
}

/* One look at the outbox.  ERR_ABSENT: nothing is due. */
static enum err
round_of(struct daemon *d, struct http_client *client)
{
	struct outbox_rows rows;
	enum err e;

	if ((e = daemon_hold(d)) != OK || (e = outbox_due(d->db, d->pool,
	    clock_now(), BATCH_MOST, &rows)) != OK)
		return e;
	if (rows.count == 0)
		return ERR_ABSENT;
	e = set_aside(d, &rows);
	return e == OK && rows.count > 0 ? send(d, client, &rows) : e;
}

/* What is too old to be sent, now and then. */
static void
tidy(struct daemon *d)
{
	static struct moment last;
	struct moment now = clock_now();

	if (!d->leased || (now.utc - last.utc < TIDY_SECONDS &&
	    now.utc >= last.utc))
		return;
	if (outbox_expire(d->db, now) == OK)
		last = now;
}

static bool
configure(void)
{
	kannel.url = getenv("BANGFU_SENDSMS_URL");
	kannel.user = getenv("BANGFU_SENDSMS_USER");
	kannel.password = getenv("BANGFU_SENDSMS_PASSWORD");
	kannel.dlr = getenv("BANGFU_DLR_URL");
	if (kannel.url != NULL && kannel.user != NULL &&
	    kannel.password != NULL && kannel.dlr != NULL)
		return true;
	fprintf(stderr, "bangfu-sms sender: BANGFU_SENDSMS_URL, _USER, "
	    "_PASSWORD and BANGFU_DLR_URL must be set\n");
	return false;
}

int
sender_main(int argc, char **argv)
{
	struct daemon d = { .name = "sender" };
	struct http_client *client;
	enum err e;

	(void)argv;
	if (argc > 1) {
		fprintf(stderr, "bangfu-sms sender: no arguments\n");
		return 2;
	}
	if (!configure() || !daemon_start(&d, queries))
		return daemon_ending() ? 0 : 1;
	if ((client = http_client_new(PARALLEL)) == NULL) {
		fprintf(stderr, "bangfu-sms sender: curl does not start\n");
		return 1;
	}
	while (!daemon_ending()) {
		tidy(&d);
		e = round_of(&d, client);
		pool_reset(d.pool);
		if (e == OK || e == ERR_ABSENT)
			daemon_rest(REST_MS);
		else
			daemon_rest(BUSY_MS);
	}
	http_client_free(client);
	daemon_stop(&d);
	return 0;
}
