#include <stdio.h>

#include "db/clock.h"
#include "db/desk.h"
#include "db/notice.h"
#include "db/outbox.h"
#include "db/report_bulk.h"
#include "db/report_write.h"
#include "sms/batch.h"
#include "sms/daemon.h"
#include "sms/processor.h"
#include "sms/spool.h"

#define BATCH_MOST	500
#define REST_MS		50	/* between two looks at an empty inbox */
#define BUSY_MS		200
/* A short wait makes larger batches of the same work. */
#define GATHER_MS	50
#define SPOOL_SECONDS	1	/* between two looks at the spool */

static const struct query *const *const queries[] = {
	inbox_queries, outbox_queries, lease_queries, desk_queries,
	report_bulk_queries, report_write_queries, notice_queries, NULL
};

/* How many from the first on make a batch: one that was tried before goes
 * alone; the rest go together as far as they came on one day. */
static size_t
together(const struct inbox_rows *rows)
{
	struct date first = wall_of(rows->at[0].received_at,
	    clock_zone()).day;
	size_t n = 1;

	if (rows->at[0].tries > 0)
		return 1;
	while (n < rows->count && rows->at[n].tries == 0 &&
	    date_compare(first, wall_of(rows->at[n].received_at,
	    clock_zone()).day) == 0)
		n++;
	return n;
}

static enum err
attempt(struct daemon *d, const struct inbox_rows *rows)
{
	struct lease lease = daemon_lease(d);
	struct inbox_range range = { rows->at[0].inbox_id,
	    rows->at[rows->count - 1].inbox_id };
	enum err e;

	if ((e = inbox_attempt(d->db, range)) != OK)
		return e;
	e = batch_run(d->db, d->pool, rows, &lease);
	/* busy or beaten is nobody's fault; this is one of theirs */
	if (e == ERR_BROKEN || e == ERR_INPUT || e == ERR_ABSENT)
		return inbox_try(d->db, range);
	return e;
}

/* What was being done when the last holder died. */
static enum err
count_tries(struct daemon *d)
{
	enum err e;

	if ((e = db_begin(d->db)) != OK)
		return e;
	if ((e = inbox_attempted(d->db, d->pool)) == OK)
		e = db_commit(d->db);
	if (e != OK)
		db_rollback(d->db);
	return e;
}

/* The lease; with a new one, what its last holder left half done. */
static enum err
hold(struct daemon *d)
{
	static bool counted;
	enum err e;

	e = daemon_hold(d);
	if (e == ERR_CONFLICT)
		counted = false;
	else if (e == OK && !counted &&
	    (e = count_tries(d)) == OK)
		counted = true;
	return e;
}

/* One look at the inbox.  ERR_ABSENT: it is empty. */
static enum err
round_of(struct daemon *d)
{
	struct inbox_rows rows;
	size_t waiting;
	enum err e;

	if ((e = hold(d)) != OK ||
	    (e = inbox_waiting(d->db, d->pool, BATCH_MOST, &rows)) != OK)
		return e;
	if (rows.count == 0)
		return ERR_ABSENT;
	if (rows.at[0].tries >= INBOX_TRIES)
		return batch_bury(d->db, d->pool, &rows.at[0]);
	waiting = rows.count;
	rows.count = together(&rows);
	if ((e = attempt(d, &rows)) == OK && rows.count == waiting &&
	    waiting < BATCH_MOST)
		daemon_rest(GATHER_MS);
	return e;
}

/* What was spooled is ours to bring in, lease or not: it is on this disk. */
static void
replay(struct daemon *d)
{
	static struct moment last;
	struct moment now = clock_now();

	if (now.utc - last.utc < SPOOL_SECONDS && now.utc >= last.utc)
		return;
	last = now;
	if (spool_waiting() &&
	    spool_replay(d->db, d->pool, SPOOL_ALL) == ERR_BUSY)
		fprintf(stderr, "bangfu-sms processor: the spool waits for "
		    "the database\n");
}

int
processor_main(int argc, char **argv)
{
	struct daemon d = { .name = "processor" };
	enum err e;

	(void)argv;
	if (argc > 1) {
		fprintf(stderr, "bangfu-sms processor: no arguments\n");
		return 2;
	}
	if (!spool_start() || !daemon_start(&d, queries))
		return daemon_ending() ? 0 : 1;
	while (!daemon_ending()) {
		replay(&d);
		e = round_of(&d);
		pool_reset(d.pool);
		if (e == ERR_ABSENT)
			daemon_rest(REST_MS);
		else if (e == ERR_BUSY || e == ERR_CONFLICT)
			daemon_rest(BUSY_MS);
	}
	daemon_stop(&d);
	return 0;
}
