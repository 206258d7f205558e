#include <inttypes.h>
#include <stdio.h>

#include "core/area.h"
#include "db/generate.h"
#include "db/generate_form.h"
#include "db/generate_household.h"
#include "db/generate_month.h"
#include "db/generate_past.h"
#include "db/generate_village.h"
#include "db/generate_unit.h"
#include "db/generate_visit.h"
#include "db/name.h"

#define PLAN_CEILING	(1u << 30)
#define BATCH_CEILING	(256u << 20)

struct there {
	int64_t households;
};
static SHAPE(there, COLUMN(there, households));
struct where {
	int64_t year, low, high;
};
static SHAPE(where, COLUMN(where, year), COLUMN(where, low),
    COLUMN(where, high));

static const struct query any = {
	"SELECT COUNT(*) AS households FROM"
	" (SELECT 1 FROM household LIMIT 1) h",
	.out = &there_shape
};
static const struct query any_there = {
	"SELECT COUNT(*) AS households FROM (SELECT 1 FROM household"
	"  WHERE year = ? AND area BETWEEN ? AND ? LIMIT 1) h",
	.in = &where_shape, .out = &there_shape
};

const struct query *const generate_queries[] = { &any, &any_there, NULL };

enum err
generate_empty(struct db *db, struct pool *pool, bool *empty)
{
	struct there there;
	enum err e = db_one(db, pool, &any, NULL, &there);

	*empty = e == OK && there.households == 0;
	return e;
}

static enum err
look(struct db *db, struct pool *pool, const struct generate_options *o)
{
	struct there there;
	enum err e;

	if (o->households < 1 || o->households > GENERATE_HOUSEHOLDS_MOST ||
	    o->helpers < 0 || o->helpers > GENERATE_HELPERS_MOST) {
		fprintf(stderr, "generate: 1 to %d households, up to %d "
		    "helpers\n", GENERATE_HOUSEHOLDS_MOST,
		    GENERATE_HELPERS_MOST);
		return ERR_INPUT;
	}
	e = db_one(db, pool, &any_there, &(struct where){ o->year, o->area,
	    area_last(o->area) }, &there);
	if (e == OK && there.households != 0) {
		fprintf(stderr, "generate: there are households of %" PRId64
		    " in that area already\n", o->year);
		e = ERR_CONFLICT;
	}
	return e;
}

static void
start_batch(struct generate_rows *rows)
{
	pool_reset(rows->pool);
	rows->household_count = rows->member_count = rows->pairing_count =
	    rows->report_count = rows->receipt_count = 0;
}

static void
count(struct generate_done *done, const struct generate_rows *rows)
{
	done->households += (int64_t)rows->household_count;
	done->members += (int64_t)rows->member_count;
	done->pairings += (int64_t)rows->pairing_count;
	done->reports += (int64_t)rows->report_count;
}

/* A county of one batch stays in one transaction. */
static enum err
turn(struct db *db, const struct generate_options *o)
{
	enum err e;

	if (o->households <= (int64_t)GENERATE_BATCH)
		return OK;
	return (e = db_commit(db)) != OK ? e : db_begin(db);
}

static enum err
fill(struct db *db, struct generate_plan *plan, struct generate_rows *rows,
    struct generate_visits *visits, struct generate_done *done)
{
	const struct generate_village *v = plan->villages;
	enum err e;
	int64_t i;

	for (i = 0; i < plan->options->households; i++) {
		while (i >= v->first + v->count)
			v++;
		generate_household_fill(plan, v, i, rows);
		generate_form_fill(plan, v, rows);
		generate_month_fill(plan, v,
		    &rows->households[rows->household_count - 1], rows);
		generate_visit_fill(visits, v,
		    &rows->households[rows->household_count - 1], i);
		if (rows->household_count < GENERATE_BATCH &&
		    i + 1 < plan->options->households)
			continue;
		if ((e = generate_rows_write(db, rows)) != OK ||
		    (e = generate_visit_write(db, visits)) != OK ||
		    (e = turn(db, plan->options)) != OK)
			return e;
		count(done, rows);
		start_batch(rows);
	}
	return OK;
}

static enum err
past(struct db *db, struct pool *pool, const struct generate_options *o)
{
	int64_t year = o->year;
	enum err e = OK;

	while (e == OK && o->first_year != 0 && --year >= o->first_year)
		if ((e = generate_past(db, pool, year)) == OK)
			e = turn(db, o);
	return e;
}

/* All that the plan says, in its transactions; the last is still open. */
static enum err
write(struct db *db, struct pool *pool, struct generate_plan *plan,
    struct generate_done *done)
{
	struct pool *texts = pool_new(BATCH_CEILING);
	struct generate_visits *visits;
	struct generate_rows rows;
	enum err e;

	if ((e = generate_unit_write(db, pool, plan)) != OK ||
	    (e = generate_visit_start(db, pool, plan, &visits)) != OK)
		goto out;
	generate_rows_start(pool, &rows);
	rows.pool = texts;
	if ((e = generate_village_write(db, plan)) == OK &&
	    (e = fill(db, plan, &rows, visits, done)) == OK &&
	    (e = past(db, pool, plan->options)) == OK)
		e = name_sweep(db, &done->names);
out:
	pool_free(texts);
	return e;
}

enum err
generate_run(struct db *db, const struct generate_options *options,
    struct generate_done *done)
{
	struct pool *pool = pool_new(PLAN_CEILING);
	struct generate_plan plan;
	enum err e;

	*done = (struct generate_done){ 0 };
	if ((e = look(db, pool, options)) != OK ||
	    (e = generate_plan_make(db, pool, options, &plan)) != OK ||
	    (e = db_begin(db)) != OK)
		goto out;
	done->helpers = plan.helper_count;
	done->first_period = plan.periods[0];
	done->last_period = plan.periods[plan.period_count - 1];
	if ((e = write(db, pool, &plan, done)) == OK)
		e = db_commit(db);
	db_rollback(db);
out:
	pool_free(pool);
	return e;
}
