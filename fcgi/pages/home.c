#include <stdlib.h>
#include <string.h>

#include "core/area.h"
#include "core/mask.h"
#include "db/area.h"
#include "db/gate.h"
#include "db/household.h"
#include "db/report_rate.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/home.h"
#include "fcgi/pages/panel.h"

#define TODO_MOST	50	/* households on the first page */

static const struct panel_note notes[] = {
	{ "password", "密码已修改。其他地方的登录都已退出。" },
	{ "all", "已保存。这里的住户这个月都已上报。" },
};

/* 1,234 of 2,000: 61.7, in tenths of a percent; nothing owed is all done. */
static int64_t
tenths(const struct report_rate *rate)
{
	return rate->owed > 0 ? rate->reported * 1000 / rate->owed : 1000;
}

static int
worst_first(const void *a, const void *b)
{
	int64_t x = tenths(a), y = tenths(b);

	if (x != y)
		return x < y ? -1 : 1;
	return ((const struct report_rate *)a)->code <
	    ((const struct report_rate *)b)->code ? -1 : 1;
}

static void
fill_rate(struct req *r, struct page *p, const struct report_rate *rate)
{
	const char *percent = pool_print(r->pool, "%d.%d",
	    (int)tenths(rate) / 10, (int)tenths(rate) % 10);

	page_fill(p, r->pool, &report_rate_shape, rate);
	page_text(p, "percent", rate->owed > 0 ? percent : "—");
	if (rate->owed > 0)
		page_text(page_part(p, "OWED"), "percent", percent);
	page_int(p, "missing", rate->owed - rate->reported);
}

/* The link of a line: down to a smaller area, or to the village's month. */
static const char *
rate_link(struct req *r, const struct report_rate *rate, int period)
{
	if (area_level(rate->code) == AREA_VILLAGE)
		return pool_print(r->pool, "/village/%lld/month/%d",
		    (long long)rate->code, period);
	return pool_print(r->pool, "/?area=%lld", (long long)rate->code);
}

static void
fill_path(struct req *r, struct page *body, const struct area_list *path)
{
	struct page *p;
	size_t i;

	for (i = 0; i < path->count; i++) {
		if (path->at[i].code < r->who.low)
			continue;
		p = page_part(body, "PATH");
		page_fill(p, r->pool, &area_shape, &path->at[i]);
	}
}

/* The reporting rate of every area right below. */
static enum err
show_rates(struct req *r, struct page *body, int period)
{
	struct report_ask ask = { panel_area_asked(r), period };
	struct report_rates rates;
	struct area_list path;
	struct page *box, *line;
	enum err e;
	size_t i;

	if ((e = report_rates(r->db, r->pool, &r->who, &ask,
	    &rates)) != OK ||
	    (e = area_path(r->db, r->pool, ask.area, &path)) != OK)
		return e;
	box = page_part(body, "RATES");
	fill_path(r, box, &path);
	qsort(rates.at, rates.count, sizeof *rates.at, worst_first);
	for (i = 0; i < rates.count; i++) {
		line = page_part(box, "RATE");
		fill_rate(r, line, &rates.at[i]);
		page_text(line, "link", rate_link(r, &rates.at[i], period));
	}
	fill_rate(r, page_part(box, "SUM"), &rates.sum);
	return OK;
}

static void
fill_todo(struct req *r, struct page *p, const struct report_row *row,
    int period)
{
	enum report_view view = report_row_view(row, period, r->today,
	    &r->settings->rules);

	page_int(p, "household_id", row->household_id);
	page_text(p, "head_name", row->head_name);
	page_text(p, "number", row->number);
	page_text(p, "village", row->village);
	if (r->who.role == ROLE_HELPER)
		page_int(page_part(p, "SHORT"), "short_no", row->short_no);
	page_int(p, "member_count", row->member_count);
	page_int(p, "year", period / 100);
	page_text(p, "state", report_view_label(view));
	page_text(p, "state_name", report_view_name(view));
	page_text(p, "return_reason", row->r.return_reason);
}

/* A helper's or a village's own households that still owe the month. */
static enum err
show_todo(struct req *r, struct page *body, int period)
{
	struct report_ask ask = { r->session.area, period };
	struct report_rows rows;
	struct page *box;
	size_t i, all;
	enum err e;

	if (r->who.role == ROLE_HELPER)
		e = report_helper(r->db, r->pool, &r->who, period, &rows);
	else
		e = report_village(r->db, r->pool, &r->who, &ask, &rows);
	if (e != OK)
		return e;
	all = rows.count;
	report_unreported(&rows, period);
	box = page_part(body, rows.count > 0 ? "OWED" : "DONE");
	page_int(box, "missing", (int64_t)rows.count);
	page_int(box, "all", (int64_t)all);
	page_text(box, "month", period_label(r->pool, period));
	for (i = 0; i < rows.count && i < TODO_MOST; i++)
		fill_todo(r, page_part(box, "HOUSEHOLD"), &rows.at[i],
		    period);
	if (rows.count > TODO_MOST)
		page_show(box, "MORE");
	if (r->who.role == ROLE_VILLAGE)
		page_text(page_part(box, "GRID"), "link", pool_print(r->pool,
		    "/village/%lld/month/%d", (long long)r->session.area,
		    period));
	return OK;
}

/* Whether the month is closed for the whole of his area. */
static enum err
month_closed(struct req *r, int period, bool *closed)
{
	struct gate_ask ask = { r->session.area, period / 100 * 100 + 1,
	    period / 100 * 100 + 12 };
	struct report_calendar months[12] = { 0 };
	struct report_calendar *month = &months[period % 100 - 1];
	enum err e = gate_year(r->db, r->pool, &ask, months);

	month->today = r->today;
	*closed = e == OK && report_gate_of(period, month) == GATE_CLOSED;
	return e;
}

static enum err
show(struct req *r)
{
	int period = report_due(r->today);
	struct date last = report_deadline(period, &r->settings->rules);
	struct page *body;
	bool closed;
	enum err e;

	if ((e = month_closed(r, period, &closed)) != OK)
		return e;
	panel_notice(r, notes, LEN(notes));
	body = req_page(r, "home.tpl", "待办");
	page_text(body, "month", period_label(r->pool, period));
	page_text(body, "deadline", page_day(r->pool, last));
	if (closed)
		page_show(body, "CLOSED");
	else if (report_late(period, r->today, &r->settings->rules))
		page_show(body, "OVER");
	else
		page_show(body, "OPEN");
	if (r->who.role <= ROLE_VILLAGE)
		e = show_todo(r, body, period);
	else
		e = show_rates(r, body, period);
	return e != OK ? e : req_show(r);
}

const struct route home_routes[] = {
	{ VERB_GET, "/", ROLE_HELPER, NULL, show, NULL },
	{ .path = NULL }
};
