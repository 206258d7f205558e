#include <stdlib.h>

#include "core/mask.h"
#include "core/money.h"
#include "db/gate.h"
#include "db/household.h"
#include "fcgi/http/route.h"
#include "fcgi/pages/entry.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/tabs.h"
#include "fcgi/pages/year.h"

#define YEAR_LEAST	2000
#define YEAR_MOST	2099

static const char *
prefix_of(struct req *r, int month)
{
	return pool_print(r->pool, "m%d.", month);
}

enum report_gate
year_gate(const struct year *y, int i)
{
	return report_gate_of((int)y->months[i].period, &y->calendar[i]);
}

enum err
year_name(struct req *r, struct year *y)
{
	*y = (struct year){ .id = r->id[0], .year = (int)r->id[1] };
	return r->id[1] < YEAR_LEAST || r->id[1] > YEAR_MOST ? ERR_ABSENT :
	    OK;
}

const struct report *
year_before(const struct year *y, int i)
{
	return i > 0 ? &y->months[i - 1] : &y->december;
}

static enum err
load_december(struct req *r, struct year *y)
{
	struct report_key key = { y->id, y->year - 1 };
	struct report months[12];
	enum err e;

	if (report_due(r->today) != y->year * 100 + 1)
		return OK;
	e = report_year(r->db, r->pool, &r->who, &key, months);
	if (e == OK)
		y->december = months[11];
	return e;
}

enum err
year_load(struct req *r, struct year *y)
{
	struct gate_ask ask;
	enum err e;
	int i;

	if ((e = household_by_id(r->db, r->pool, &r->who, y->id,
	    &y->h)) != OK ||
	    (e = report_year(r->db, r->pool, &r->who, &(struct report_key){
	    y->id, y->year }, y->months)) != OK ||
	    (e = load_december(r, y)) != OK)
		return e;
	ask = (struct gate_ask){ y->h.area, y->year * 100 + 1,
	    y->year * 100 + 12 };
	for (i = 0; i < 12; i++)
		y->calendar[i] = (struct report_calendar){
		    .today = r->today,
		    .first_period = (int)r->settings->first_period,
		    .free_after = y->h.free_after.given ?
		    (int)y->h.free_after.value : 0 };
	e = gate_year(r->db, r->pool, &ask, y->calendar);
	for (i = 0; i < 12 && r->who.closed; i++) {
		y->calendar[i].closed = true;
		y->calendar[i].reopened = (struct date){ 0 };
	}
	return e;
}

void
year_read(struct req *r, struct year *y)
{
	int i;

	for (i = 0; i < 12; i++)
		entry_read(r->pool, &r->words, prefix_of(r, i + 1),
		    &y->typed[i]);
}

static const struct field return_fields[YEAR_RETURN__MAX] = {
	[YEAR_RETURN_PERIOD] = { .name = "period", .label = "退回月份",
	    .kind = FIELD_PERIOD, .required = true },
	[YEAR_RETURN_REASON] = { .name = "reason", .label = "退回原因",
	    .kind = FIELD_TEXT, .least = 2, .most = 200, .required = true },
	[YEAR_RETURN_SEEN] = { .name = "seen", .label = "版本",
	    .kind = FIELD_TEXT, .least = 1, .most = 300 },
};
const struct form year_return_form = { return_fields, YEAR_RETURN__MAX };

/* ---- showing ----------------------------------------------------------- */

static void
fill_head(struct req *r, struct page *p, const struct year *y)
{
	page_fill(p, r->pool, &household_shape, &y->h);
	page_text(p, "phone", mask_value(r->pool, mask_sight(&r->who),
	    VEIL_CONTACT, y->h.phone));
	page_int(p, "year", y->year);
	page_int(p, "last_year", y->year - 1);
	if (y->year < r->today.year)
		page_int(page_part(p, "NEXT_YEAR"), "next_year",
		    y->year + 1);
}

/* Columns of the whole year, as stored. */
static void
fill_sum(struct req *r, struct page *p, const struct year *y)
{
	struct report sum = { .version = 1 };
	int i, j;

	for (i = 0; i < 12; i++)
		for (j = 0; j < INCOME__MAX; j++)
			sum.month.income_fen[j] +=
			    y->months[i].month.income_fen[j];
	entry_text(r, page_part(p, "SUM"), &sum);
}

/* The amounts and answers of an open month, and in ${tail} the rest. */
static void
fill_open(struct req *r, struct page *row, struct page *tail,
    const struct year *y, int i)
{
	const struct entry *e = &y->typed[i];
	struct entry stored;
	struct page *p;

	if (!e->typed || !e->changed) {
		entry_of(r->pool, &y->months[i], &stored);
		e = &stored;
	}
	page_text(row, "p", prefix_of(r, i + 1));
	page_text(tail, "p", prefix_of(r, i + 1));
	entry_fill(r, page_part(row, "EDIT"), e);
	p = page_part(tail, "PROBLEM_EDIT");
	entry_fill(r, p, e);
	if (e->conflict)	/* saved once more, it is on purpose */
		page_text(p, "seen", entry_seen(r->pool, &y->months[i]));
	if (i > 0 || y->december.version != 0)
		page_show(p, "COPY");
}

/* A locked month is text, with the reason. */
static void
fill_closed(struct req *r, struct page *row, struct page *tail,
    const struct year *y, int i)
{
	const char *why = report_gate_sentence(r->pool, year_gate(y, i),
	    (int)y->months[i].period);

	if (y->months[i].version == 0) {
		page_text(page_part(row, "BLANK"), "reason", why);
		if (tail == NULL)
			page_show(row, "PEN");
		return;
	}
	entry_text(r, page_part(row, "TEXT"), &y->months[i]);
	page_text(page_part(tail, "LOCK"), "reason", why);
	if (y->months[i].month.problem != NULL)
		page_text(page_part(tail, "PROBLEM_TEXT"), "problem",
		    y->months[i].month.problem);
}

static void
fill_tail(struct req *r, struct page *row, const struct year *y, int i)
{
	const struct report_month *m = &y->months[i].month;
	int64_t warn = r->settings->rules.warn_fen;
	int j;

	entry_trace(r, row, &y->months[i]);
	if (y->months[i].version != 0 &&
	    report_state_of(&y->months[i]) == REPORT_DRAFT)
		page_show(row, "DRAFT");
	for (j = 0; j < INCOME__MAX; j++)
		if (m->income_fen[j] > warn || m->income_fen[j] < -warn)
			page_text(page_part(row, "WARN"), "label",
			    report_incomes[j].label);
}

enum report_view
year_view(struct req *r, const struct year *y, int i)
{
	if (year_gate(y, i) == GATE_FREE)
		return VIEW_FREE;
	return report_view_of(report_state_of(&y->months[i]),
	    y->months[i].late, (int)y->months[i].period, r->today,
	    &r->settings->rules);
}

/* Whether there is anything to say below the month's cells. */
static bool
has_tail(const struct year *y, int i)
{
	return year_gate(y, i) == GATE_OPEN || y->months[i].version != 0 ||
	    entry_wrong(&y->typed[i]);
}

static void
fill_month(struct req *r, struct page *p, const struct year *y, int i)
{
	enum report_view view = year_view(r, y, i);
	bool due = y->months[i].period == report_due(r->today);
	struct page *row = page_part(p, "MONTH"), *tail = NULL;

	page_int(row, "month", i + 1);
	if (year_gate(y, i) != GATE_EARLY || y->months[i].version != 0) {
		page_text(row, "state", report_view_label(view));
		page_text(row, "state_name", report_view_name(view));
	}
	if (due)
		page_show(row, "DUE");
	if (due || entry_wrong(&y->typed[i]))
		page_show(row, "OPEN");
	if (y->months[i].version != 0)
		page_text(row, "total", money_short(r->pool,
		    report_total(&y->months[i].month)));
	if (has_tail(y, i))
		tail = page_part(row, "TAIL");
	if (year_gate(y, i) == GATE_OPEN)
		fill_open(r, row, tail, y, i);
	else
		fill_closed(r, row, tail, y, i);
	if (tail == NULL)
		return;
	fill_tail(r, tail, y, i);
	entry_flaws(r, tail, prefix_of(r, i + 1), &y->typed[i]);
}

static enum err
fill_conflicts(struct req *r, struct page *p, const struct year *y)
{
	struct page *box = NULL;
	enum err e;
	int i;

	for (i = 0; i < 12; i++) {
		if (!y->typed[i].conflict)
			continue;
		if (box == NULL)
			box = page_part(p, "CONFLICTS");
		if ((e = entry_conflict(r, box, &y->typed[i],
		    &y->months[i])) != OK)
			return e;
	}
	return OK;
}

static void
fill_flaws(struct req *r, struct page *p, const struct year *y)
{
	struct page *box = NULL, *month;
	size_t count = 0;
	int i;

	for (i = 0; i < 12; i++) {
		if (y->typed[i].flaws == 0 && y->typed[i].why == NULL)
			continue;
		if (box == NULL)
			box = page_part(p, "FLAWS");
		month = page_part(box, "FLAW_MONTH");
		page_int(month, "month", i + 1);
		count += entry_flaws(r, month, prefix_of(r, i + 1),
		    &y->typed[i]);
	}
	if (box != NULL)
		page_int(box, "count", (int64_t)count);
}

int64_t
year_seen(const char *seen, int64_t period)
{
	int64_t month, version;
	char *end;

	while (*seen != '\0') {
		month = strtoll(seen, &end, 10);
		if (end == seen || *end != '-')
			return 0;
		seen = end + 1;
		version = strtoll(seen, &end, 10);
		if (end == seen || (*end != ' ' && *end != '\0'))
			return 0;
		if (month == period)
			return version;
		seen = end + (*end == ' ');
	}
	return 0;
}

/* 退回: for a township and above, each month that is reported. */
static void
fill_return(struct req *r, struct page *p, const struct year *y)
{
	struct text seen = text_start(r->pool);
	struct page *box = NULL, *option;
	bool asked = r->flaws > 0 && r->route->form == &year_return_form;
	int i;

	for (i = 11; i >= 0 && r->who.role >= ROLE_TOWNSHIP; i--) {
		if (report_state_of(&y->months[i]) != REPORT_REPORTED ||
		    year_gate(y, i) != GATE_OPEN)
			continue;
		if (box == NULL)
			box = page_part(p, "RETURN");
		option = page_part(box, "RETURN_MONTH");
		page_int(option, "period", y->months[i].period);
		page_int(option, "month", i + 1);
		text_join(&seen, " ", pool_print(r->pool, "%lld-%lld",
		    (long long)y->months[i].period,
		    (long long)y->months[i].version));
		if (asked && r->in[YEAR_RETURN_PERIOD].value ==
		    y->months[i].period)
			page_show(option, "CHOSEN");
	}
	if (box != NULL)
		page_text(box, "seen", seen.at);
	if (box != NULL && asked)
		frame_field(r, box,
		    &year_return_form.fields[YEAR_RETURN_REASON],
		    &r->in[YEAR_RETURN_REASON]);
}

/* Whether there is anything to write on. */
static bool
is_open(const struct year *y)
{
	int i;

	for (i = 0; i < 12; i++)
		if (year_gate(y, i) == GATE_OPEN)
			return true;
	return false;
}

enum err
year_show(struct req *r, const struct year *y)
{
	const char *title = pool_print(r->pool, "%s %d年月收入登记",
	    y->h.head_name, y->year);
	struct page *p = req_page(r, "report.tpl", title);
	size_t i;
	enum err e;

	tabs_fill(r, p, &y->h);
	fill_head(r, p, y);
	if (is_open(y))
		page_show(p, "MAY");
	for (i = 0; i < 12; i++)
		fill_month(r, p, y, (int)i);
	fill_sum(r, p, y);
	fill_flaws(r, p, y);
	fill_return(r, p, y);
	if ((e = fill_conflicts(r, p, y)) != OK)
		return e;
	return req_show(r);
}

