#include <stdlib.h>
#include <string.h>

#include "sms/desk_world.h"

/* ---- months ---------------------------------------------------------- */

static size_t
place(const struct desk_world *d, int64_t household_id, int64_t period)
{
	uint64_t h = (uint64_t)household_id * UINT64_C(0x9E3779B97F4A7C15) ^
	    (uint64_t)period * UINT64_C(0xC2B2AE3D27D4EB4F);
	size_t at = (size_t)(h >> 20) & (d->room - 1);
	const struct answer_month *m;

	while ((m = d->months[at]) != NULL &&
	    (m->household_id != household_id || m->period != period))
		at = (at + 1) & (d->room - 1);
	return at;
}

static void
widen(struct desk_world *d)
{
	struct desk_world wide = *d;
	size_t i;

	wide.room = d->room * 2;
	wide.months = pool_array(d->pool, wide.room, sizeof *wide.months);
	for (i = 0; i < d->room; i++)
		if (d->months[i] != NULL)
			wide.months[place(&wide, d->months[i]->household_id,
			    d->months[i]->period)] = d->months[i];
	*d = wide;
}

/* The month of a stored report: one for all who may write it. */
static struct answer_month *
month_of(struct desk_world *d, const struct report *r)
{
	struct answer_month *m;
	size_t at;

	if (d->used * 2 >= d->room)
		widen(d);
	at = place(d, r->household_id, r->period);
	if (d->months[at] != NULL)
		return d->months[at];
	m = pool_take(d->pool, sizeof *m);
	*m = (struct answer_month){
		.household_id = r->household_id,
		.period = (int)r->period,
		.state = report_state_of(r),
		.late = r->late,
		.month = r->month,
		.receipt = r->receipt_id,
		.version = r->version,
		.return_reason = r->return_reason,
		.written = r->month,
		.writer = r->helper_id,
	};
	d->months[at] = m;
	d->used++;
	return m;
}

/* ---- worlds ---------------------------------------------------------- */

/* A helper's ${count} rows from ${rows} on. */
static struct answer_world
world_of(struct desk_world *d, const struct desk_row *rows, int count,
    struct date today)
{
	struct pool *pool = d->pool;
	size_t n = (size_t)count + 1;
	struct grammar_household *names = pool_array(pool, n, sizeof *names);
	struct answer_household *households = pool_array(pool, n,
	    sizeof *households);
	struct answer_month **months = pool_array(pool, n, sizeof *months);
	int i;

	for (i = 0; i < count; i++) {
		names[i] = (struct grammar_household){
		    (int)rows[i].short_no, rows[i].number,
		    rows[i].head_name };
		households[i] = (struct answer_household){
		    rows[i].household_id, rows[i].area,
		    rows[i].free_after.given ?
		    (int)rows[i].free_after.value : 0 };
		months[i] = month_of(d, &rows[i].r);
	}
	return (struct answer_world){
		.language = { today, names, count },
		.households = households,
		.months = months, .month_count = count,
		.gates = d->gates, .gate_count = d->gate_count,
		.first_period = (int)d->settings.first_period,
		.rules = d->settings.rules,
	};
}

static void
make_worlds(struct desk_world *d, struct date today)
{
	const struct desk_row *at = d->rows.at;
	size_t i, j;

	d->worlds = pool_array(d->pool, d->rows.count + 1,
	    sizeof *d->worlds);
	d->helpers = pool_array(d->pool, d->rows.count + 1,
	    sizeof *d->helpers);
	for (i = 0; i < d->rows.count; i = j) {
		for (j = i; j < d->rows.count &&
		    at[j].helper_id == at[i].helper_id; j++)
			;
		d->helpers[d->world_count] = at[i].helper_id;
		d->worlds[d->world_count++] = world_of(d, at + i,
		    (int)(j - i), today);
	}
	d->nobody = world_of(d, NULL, 0, today);
}

static enum err
read_gates(struct db *db, struct desk_world *d)
{
	struct desk_gates list;
	enum err e;
	size_t i;

	if ((e = desk_gates(db, d->pool, &list)) != OK)
		return e;
	d->gates = pool_array(d->pool, list.count + 1, sizeof *d->gates);
	d->gate_count = (int)list.count;
	for (i = 0; i < list.count; i++)
		d->gates[i] = (struct answer_gate){ list.at[i].low,
		    list.at[i].high, (int)list.at[i].period,
		    list.at[i].closed, list.at[i].until };
	return OK;
}

enum err
desk_world_read(struct db *db, struct pool *pool, const struct desk_ask *ask,
    struct desk_world *out)
{
	struct desk_world *d = out;
	struct desk_ask full = *ask;
	enum err e;

	*d = (struct desk_world){ .pool = pool, .room = 1024 };
	d->months = pool_array(pool, d->room, sizeof *d->months);
	if ((e = settings_read(db, pool, &d->settings)) != OK ||
	    (e = desk_year(db, pool, &full.year)) != OK ||
	    (e = read_gates(db, d)) != OK ||
	    (e = desk_households(db, pool, &full, &d->rows)) != OK)
		return e;
	make_worlds(d, ask->day);
	return OK;
}

static int
by_id(const void *key, const void *at)
{
	int64_t a = *(const int64_t *)key, b = *(const int64_t *)at;

	return a < b ? -1 : a > b;
}

struct answer_world *
desk_world_of(struct desk_world *d, int64_t helper_id)
{
	int64_t *at = bsearch(&helper_id, d->helpers,
	    (size_t)d->world_count, sizeof *d->helpers, by_id);

	return at == NULL ? &d->nobody : &d->worlds[at - d->helpers];
}

enum err
desk_world_months(struct db *db, struct desk_world *d,
    struct answer_world *world, const struct grammar *grammar)
{
	struct answer_month **months;
	const struct grammar_report *r = grammar->reports;
	struct report report;
	size_t n;
	enum err e;

	for (; r < grammar->reports + grammar->report_count; r++) {
		if (r->household < 0 || answer_month_of(world, r->household,
		    r->period) != NULL)
			continue;
		e = desk_month(db, d->pool,
		    world->households[r->household].id, r->period, &report);
		if (e != OK)
			return e;
		n = (size_t)world->month_count;
		months = pool_array(d->pool, n + 1, sizeof *months);
		memcpy(months, world->months, n * sizeof *months);
		months[n] = month_of(d, &report);
		world->months = months;
		world->month_count++;
	}
	return OK;
}
