#include <string.h>

#include "sms/answer.h"

struct answer_month *
answer_month_of(const struct answer_world *world, int household, int period)
{
	struct answer_month *m;
	int64_t id;
	int i;

	if (household < 0)
		return NULL;
	id = world->households[household].id;
	for (i = 0; i < world->month_count; i++) {
		m = world->months[i];
		if (m->household_id == id && m->period == period)
			return m;
	}
	return NULL;
}

/* The newest gate decides. */
enum report_gate
answer_gate(const struct answer_world *world, int household, int period)
{
	const struct answer_household *h = &world->households[household];
	const struct answer_gate *g = world->gates;
	struct report_calendar c = {
		.today = world->language.today,
		.first_period = world->first_period,
		.free_after = h->free_after,
	};

	for (; g < world->gates + world->gate_count; g++) {
		if (g->period != period || h->area < g->low ||
		    h->area > g->high)
			continue;
		c.closed = true;
		if (!g->closed)
			c.reopened = g->until;
		break;
	}
	return report_gate_of(period, &c);
}

bool
answer_owes(const struct answer_world *world, int household, int period)
{
	const struct answer_month *m = answer_month_of(world, household,
	    period);
	int free_after = world->households[household].free_after;

	if (free_after != 0 && period > free_after)
		return false;
	return m == NULL || m->state != REPORT_REPORTED;
}

/* What is stored with what was named in its place. */
static struct report_month
with(const struct report_month *stored, const struct grammar_report *r)
{
	struct report_month m = *stored;
	int i;

	for (i = 0; i < INCOME__MAX; i++)
		if (r->income_given[i])
			m.income_fen[i] = r->month.income_fen[i];
	for (i = 0; i < ANSWER__MAX; i++)
		if (r->month.answer[i].given)
			m.answer[i] = r->month.answer[i];
	if (r->problem_given)
		m.problem = r->month.problem;
	return m;
}

/* What was named over what is stored.  On a draft and on what was sent back
 * unnamed incomes keep their values, in a new report they are 0. */
static struct report_month
merge(const struct answer_month *stored, const struct grammar_report *r)
{
	return stored->state == REPORT_DRAFT ||
	    stored->state == REPORT_RETURNED ? with(&stored->month, r) :
	    r->month;
}

static bool
named_income(const struct grammar_report *r)
{
	int i;

	for (i = 0; i < INCOME__MAX; i++)
		if (r->income_given[i])
			return true;
	return false;
}

/* Whether all that was named is stored already. */
static bool
said_before(const struct report_month *stored, const struct grammar_report *r)
{
	struct report_month m = with(stored, r);

	return report_same(&m, stored);
}

/* Whether a reported month says all of it.  A part is no report, and without
 * incomes it would wipe out those stored. */
static bool
again(const struct answer_deed *d, const struct report_month *m, bool whole)
{
	return d->month->state == REPORT_REPORTED &&
	    (report_same(m, &d->month->month) ||
	    (!(whole && named_income(d->report)) &&
	    said_before(&d->month->month, d->report)));
}

/* Over a month that is reported: a whole new report. */
static void
over(struct answer_deed *d, const struct report_month *m, bool whole)
{
	if (!whole || !named_income(d->report)) {
		d->unresolved = named_income(d->report) && report_complete(m);
		d->already = !d->unresolved;
		return;
	}
	d->verdict = VERDICT_CORRECTED;
	d->old_fen = report_total(&d->month->month);
	d->month->month = *m;
	d->month->version++;
}

static void
store(const struct answer_world *world, struct answer_deed *d,
    const struct report_month *m, bool whole)
{
	struct answer_month *at = d->month;
	struct report_stage stage = { at->state, at->late };
	enum report_state was = at->state;

	d->zero = was == REPORT_NONE && !named_income(d->report);
	if (!whole && was == REPORT_DRAFT && report_same(m, &at->month)) {
		d->verdict = VERDICT_AGAIN;
		return;
	}
	if (!report_step(&stage, whole, at->period, world->language.today,
	    &world->rules))
		return;
	at->month = *m;
	at->version++;
	at->state = stage.state;
	at->late = stage.late;
	d->verdict = whole ? VERDICT_REPORTED : VERDICT_DRAFTED;
}

static void
decide(const struct answer_world *world, struct answer_deed *d)
{
	const struct grammar_report *r = d->report;
	struct report_month m;
	bool whole;
	int which;

	d->month = answer_month_of(world, r->household, r->period);
	if (r->household < 0 || d->month == NULL)
		return;
	d->gate = answer_gate(world, r->household, r->period);
	if (r->mistake_count > 0)
		return;
	m = merge(d->month, r);
	whole = report_check(&m, &which) == REPORT_OK;
	/* nothing is written: a month that is closed by now has it all the
	 * same, and he must not read that it was refused */
	if (again(d, &m, whole)) {
		d->gate = GATE_OPEN;
		d->verdict = VERDICT_AGAIN;
	} else if (d->gate != GATE_OPEN)
		return;
	else if (d->month->state == REPORT_REPORTED)
		over(d, &m, whole);
	else
		store(world, d, &m, whole);
}

struct answer
answer_decide(struct pool *pool, struct answer_world *world,
    const struct grammar *grammar)
{
	int n = grammar->kind == GRAMMAR_REPORT && !grammar->ident ?
	    grammar->report_count : 0;
	int due = report_due(world->language.today), i;
	struct answer a = { .grammar = grammar };

	a.deeds = pool_array(pool, (size_t)n + 1, sizeof *a.deeds);
	for (i = 0; i < n; i++) {
		a.deeds[i].report = &grammar->reports[i];
		decide(world, &a.deeds[i]);
		a.due = a.due || (a.deeds[i].verdict != VERDICT_REFUSED &&
		    a.deeds[i].month->state == REPORT_REPORTED &&
		    a.deeds[i].report->period == due);
	}
	for (i = 0; i < world->language.count; i++)
		a.left += answer_owes(world, i, due);
	return a;
}

bool
answer_stores(const struct answer_deed *deed)
{
	return deed->verdict == VERDICT_REPORTED ||
	    deed->verdict == VERDICT_CORRECTED ||
	    deed->verdict == VERDICT_DRAFTED;
}
