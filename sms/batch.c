#include <string.h>

#include "core/phone.h"
#include "core/text.h"
#include "db/clock.h"
#include "db/notice.h"
#include "db/outbox.h"
#include "db/report_bulk.h"
#include "sms/batch.h"
#include "sms/desk_world.h"
#include "sms/reply.h"

#define ANSWER_HOURS	24	/* an answer is of no use later */
#define DOOR		"sms"

/* A message whose answer waits for a receipt number. */
struct waiting {
	const struct answer_world *world;
	struct answer answer;
	struct outbox_new *out;
};

struct batch {
	struct db *db;
	struct pool *pool;
	const struct inbox_rows *rows;
	struct desk_world desk;
	struct moment now;
	struct report_list list;	/* months to write */
	struct answer_month **months;	/* the same */
	size_t room;
	struct waiting *waiting;
	size_t waiting_count;
	struct outbox_new *out;
	size_t out_count;
	struct inbox_outcome *done;
	size_t done_count;
};

/* ---- outcomes -------------------------------------------------------- */

static void
finish(struct batch *b, const struct inbox_row *row, const char *outcome,
    const char *note)
{
	b->done[b->done_count++] = (struct inbox_outcome){
		.state = strcmp(outcome, "dead") == 0 ? "dead" : "done",
		.outcome = outcome,
		.note = note,
		.helper_id = { row->helper_id != 0, row->helper_id },
		.done_at = b->now,
		.inbox_id = row->inbox_id,
	};
}

static struct outbox_new *
send(struct batch *b, const struct inbox_row *row, const char *text)
{
	struct outbox_new *o = &b->out[b->out_count++];

	*o = (struct outbox_new){
		.inbox_id = { true, row->inbox_id },
		.phone = row->sender,
		.text = text,
		.kind = "reply",
		.gateway = row->gateway,
		.created_at = b->now,
		.expires_at = { b->now.utc + ANSWER_HOURS * 3600 },
	};
	return o;
}

/* ---- writing --------------------------------------------------------- */

/* Number, write, and say what waited for the numbers. */
static enum err
flush(struct batch *b)
{
	struct waiting *w;
	enum err e;
	size_t i;

	if ((e = report_bulk_receipts(b->db, b->pool, &b->list)) != OK ||
	    (e = report_bulk_write(b->db, b->pool, &b->list)) != OK)
		return e;
	for (i = 0; i < b->list.count; i++) {
		b->months[i]->receipt = b->list.at[i].receipt_id;
		b->months[i]->pending = false;
	}
	for (w = b->waiting; w < b->waiting + b->waiting_count; w++)
		w->out->text = answer_text(b->pool, w->world, &w->answer);
	b->list.count = b->waiting_count = 0;
	return OK;
}

static void
store(struct batch *b, const struct inbox_row *row, struct answer_month *m)
{
	struct report *r;

	if (b->list.count == b->room) {
		size_t room = b->room * 2;
		struct report *at = pool_array(b->pool, room, sizeof *at);
		struct answer_month **months = pool_array(b->pool, room,
		    sizeof *months);

		memcpy(at, b->list.at, b->room * sizeof *at);
		memcpy(months, b->months, b->room * sizeof *months);
		b->list.at = at;
		b->months = months;
		b->room = room;
	}
	b->months[b->list.count] = m;
	r = &b->list.at[b->list.count++];
	*r = (struct report){
		.household_id = m->household_id,
		.period = m->period,
		.month = m->month,
		.state = report_state_name(m->state),
		.late = m->late,
		.version = m->version - 1,
		.door = DOOR,
		.helper_id = row->helper_id,
		.reporter = row->helper_name,
		.reported_at = row->received_at,
		.return_reason = m->state == REPORT_RETURNED ?
		    m->return_reason : NULL,
		.receipt_id = m->receipt,
	};
	if (r->month.problem != NULL && *r->month.problem == '\0')
		r->month.problem = NULL;
	m->pending = true;
}

/* Whoever reported it hears that another helper changed it. */
static enum err
tell(struct batch *b, const struct inbox_row *row, const char *head_name,
    struct answer_month *m)
{
	struct report now = b->list.at[b->list.count - 1];
	struct report before = { .helper_id = m->writer,
	    .month = m->written };
	struct who who = { .role = ROLE_HELPER, .helper_id = row->helper_id,
	    .name = row->helper_name, .door = DOOR };

	m->writer = row->helper_id;
	m->written = m->month;
	return notice_add(b->db, b->pool, &who,
	    &(struct notice){ head_name, &before, &now });
}

/* ---- one message ----------------------------------------------------- */

/* A message may say again what the batch has not written yet: each version
 * is written by itself, so that each stands in the history. */
static bool
touches_pending(const struct answer_world *world, const struct grammar *g)
{
	const struct grammar_report *r = g->reports;
	const struct answer_month *m;

	for (; r < g->reports + g->report_count; r++) {
		m = answer_month_of(world, r->household, r->period);
		if (m != NULL && m->pending)
			return true;
	}
	return false;
}

static enum err
from_helper(struct batch *b, const struct inbox_row *row)
{
	struct answer_world *world = desk_world_of(&b->desk, row->helper_id);
	struct grammar *g = pool_take(b->pool, sizeof *g);
	struct outbox_new *out;
	struct answer a;
	bool waits = false;
	enum err e;
	int i;

	*g = grammar_read(b->pool, row->raw.at, row->raw.len,
	    &world->language);
	if ((e = desk_world_months(b->db, &b->desk, world, g)) != OK)
		return e;
	if (touches_pending(world, g) && (e = flush(b)) != OK)
		return e;
	a = answer_decide(b->pool, world, g);
	for (i = 0; e == OK && i < g->report_count; i++) {
		if (!answer_stores(&a.deeds[i]))
			continue;
		store(b, row, a.deeds[i].month);
		waits = waits || a.deeds[i].month->receipt == 0;
		e = tell(b, row, world->language.at[
		    g->reports[i].household].head, a.deeds[i].month);
	}
	if (e != OK)
		return e;
	out = send(b, row, "");
	finish(b, row, "answered", NULL);
	if (waits)
		b->waiting[b->waiting_count++] = (struct waiting){ world, a,
		    out };
	else
		out->text = answer_text(b->pool, world, &a);
	return OK;
}

/* Machines are never answered, strangers once a day. */
static enum err
from_stranger(struct batch *b, const struct inbox_row *row, struct date day)
{
	bool first;
	enum err e;

	if (phone_read(b->pool, row->sender) == NULL) {
		finish(b, row, "silent", "not a mobile number");
		return OK;
	}
	if ((e = inbox_told(b->db, row->sender, day, &first)) != OK)
		return e;
	if (first) {
		send(b, row, REPLY(b->pool, REPLY_STRANGER, NULL));
		finish(b, row, "answered", "unknown sender");
	} else
		finish(b, row, "silent", "unknown sender, told today");
	return OK;
}

static enum err
each(struct batch *b, struct date day)
{
	const struct inbox_row *row = b->rows->at;
	enum err e = OK;

	for (; e == OK && row < b->rows->at + b->rows->count; row++) {
		if (text_is(row->sender, row->recipient))
			finish(b, row, "silent", "our own number");
		else if (row->helper_id == 0)
			e = from_stranger(b, row, day);
		else
			e = from_helper(b, row);
	}
	return e;
}

/* ---- the batch ------------------------------------------------------- */

static void
start(struct batch *b, struct db *db, struct pool *pool,
    const struct inbox_rows *rows)
{
	size_t n = rows->count + 1;

	*b = (struct batch){ .db = db, .pool = pool, .rows = rows,
	    .now = clock_now(), .room = n };
	b->list.at = pool_array(pool, n, sizeof *b->list.at);
	b->months = pool_array(pool, n, sizeof *b->months);
	b->waiting = pool_array(pool, n, sizeof *b->waiting);
	b->out = pool_array(pool, n, sizeof *b->out);
	b->done = pool_array(pool, n, sizeof *b->done);
}

static enum err
work(struct batch *b, const struct lease *lease)
{
	const struct inbox_row *at = b->rows->at;
	struct date day = wall_of(at[0].received_at, clock_zone()).day;
	struct desk_ask ask = { .low = at[0].inbox_id,
	    .high = at[b->rows->count - 1].inbox_id, .day = day,
	    .due = report_due(day) };
	enum err e;

	if ((e = lease_take(b->db, b->pool, lease)) != OK ||
	    (e = desk_world_read(b->db, b->pool, &ask, &b->desk)) != OK ||
	    (e = each(b, day)) != OK ||
	    (e = flush(b)) != OK ||
	    (e = outbox_add(b->db, b->out, b->out_count)) != OK)
		return e;
	if ((e = inbox_done(b->db, b->pool, b->done, b->done_count)) != OK)
		return e;
	return inbox_attempt(b->db, (struct inbox_range){ 0, 0 });
}

enum err
batch_run(struct db *db, struct pool *pool, const struct inbox_rows *rows,
    const struct lease *lease)
{
	struct batch b;
	enum err e;

	start(&b, db, pool, rows);
	if ((e = db_begin(db)) != OK)
		return e;
	if ((e = work(&b, lease)) == OK)
		e = db_commit(db);
	if (e != OK)
		db_rollback(db);
	return e;
}

enum err
batch_bury(struct db *db, struct pool *pool, const struct inbox_row *row)
{
	struct inbox_rows rows = { .at = pool_take(pool, sizeof *row),
	    .count = 1 };
	struct batch b;
	enum err e;

	*rows.at = *row;
	start(&b, db, pool, &rows);
	finish(&b, row, "dead", "failed at each try");
	if (row->helper_id != 0)
		send(&b, row, REPLY(pool, REPLY_BROKEN, NULL));
	if ((e = db_begin(db)) != OK)
		return e;
	if ((e = outbox_add(db, b.out, b.out_count)) == OK &&
	    (e = inbox_done(db, pool, b.done, b.done_count)) == OK)
		e = db_commit(db);
	if (e != OK)
		db_rollback(db);
	return e;
}
