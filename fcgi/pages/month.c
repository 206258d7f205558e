#include <string.h>

#include "core/area.h"
#include "core/report.h"
#include "db/gate.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/month.h"
#include "fcgi/pages/panel.h"

#define UNTIL_DAYS_MOST	366	/* of a re-opening */

enum { AREA, UNTIL, REASON, REOPEN__MAX };
static const struct field fields[REOPEN__MAX] = {
	[AREA] = { .name = "area", .label = "地区", .kind = FIELD_TEXT,
	    .least = 1, .most = 60, .required = true },
	[UNTIL] = { .name = "until", .label = "开放至", .kind = FIELD_DATE,
	    .required = true },
	[REASON] = { .name = "reason", .label = "原因", .kind = FIELD_TEXT,
	    .least = 2, .most = 100, .required = true },
};
static const struct form reopen_form = { fields, REOPEN__MAX };

enum { CLOSE_AREA, CLOSE_REASON, CLOSE__MAX };
static const struct field close_fields[CLOSE__MAX] = {
	[CLOSE_AREA] = { .name = "area", .label = "地区",
	    .kind = FIELD_TEXT, .least = 1, .most = 60, .required = true },
	[CLOSE_REASON] = { .name = "reason", .label = "原因",
	    .kind = FIELD_TEXT, .least = 2, .most = 100, .required = true },
};
static const struct form close_form = { close_fields, CLOSE__MAX };

static const struct panel_note notes[] = {
	{ "closed", "已封账：这个月不能再修改，需要时可以重新开放。" },
	{ "reopened", "已重新开放，到期后自动关闭。" },
};

/* ---- what may be written ---------------------------------------------- */

/* The area of the address, or the asker's own. */
static enum err
area_asked(struct req *r, int64_t *area, const char **name)
{
	struct answer a = { .word = req_query(r, "area") };
	struct area found;
	enum err e;

	*area = r->session.area;
	if (*a.word != '\0') {
		e = panel_area(r, &a, &found);
		if (e != OK)
			return e == ERR_INPUT ? ERR_ABSENT : e;
		*area = found.code;
	}
	return panel_area_name(r, *area, name);
}

/* The calendars of the twelve months of an area. */
static enum err
read_year(struct req *r, int64_t area, int64_t year,
    struct report_calendar months[12])
{
	struct gate_ask ask = { area, year * 100 + 1, year * 100 + 12 };
	int i;

	for (i = 0; i < 12; i++)
		months[i] = (struct report_calendar){ .today = r->today,
		    .first_period = (int)r->settings->first_period };
	return gate_year(r->db, r->pool, &ask, months);
}

/* Word and look of a month: open, closed, open again until … */
static void
fill_state(struct req *r, struct page *p, int period,
    const struct report_calendar *c)
{
	enum report_gate gate = report_gate_of(period, c);
	const char *name = "reported", *label = "开放";

	if (gate == GATE_FUTURE) {
		name = "future";
		label = "未到";
	} else if (gate == GATE_EARLY) {
		name = "future";
		label = "系统启用前";
	} else if (gate == GATE_CLOSED) {
		name = "closed";
		label = "已封账";
	} else if (c->closed) {
		name = "late";
		label = pool_print(r->pool, "重新开放至%s",
		    page_day(r->pool, c->reopened));
	}
	page_text(p, "state_name", name);
	page_text(p, "state", label);
	page_text(p, "month", period_label(r->pool, period));
	page_int(p, "period", period);
}

static void
fill_gate(struct req *r, struct page *p, const struct gate *g)
{
	page_fill(p, r->pool, &gate_shape, g);
	page_text(p, "deed", strcmp(g->deed, "close") == 0 ? "封账" :
	    "重新开放");
	page_text(p, "month", period_label(r->pool, (int)g->period));
	page_text(p, "area_name", g->low == 0 ? "全部地区" : g->area_name);
	page_text(p, "user_name", g->changed_by == 0 ? "系统" :
	    g->user_name);
}

/* The newest line about the whole area, or one about a part of it. */
static void
fill_newest(struct req *r, struct page *p, const struct gate_list *gates,
    int period, int64_t area)
{
	const struct gate *newest = NULL;
	bool parts = false;
	size_t i;

	for (i = 0; i < gates->count; i++) {
		const struct gate *g = &gates->at[i];

		if (g->period != period)
			continue;
		if (g->low <= area && g->high >= area_last(area)) {
			newest = newest != NULL ? newest : g;
			break;
		}
		parts = true;
	}
	if (newest != NULL)
		fill_gate(r, page_part(p, "NEWEST"), newest);
	if (parts)
		page_show(p, "PARTS");
}

/* ---- the year --------------------------------------------------------- */

static enum err
list(struct req *r)
{
	int64_t year = req_query_int(r, "year", r->who.year), area;
	struct gate_ask ask = { .first = year * 100 + 1,
	    .last = year * 100 + 12 };
	struct report_calendar months[12];
	struct gate_list gates;
	struct page *p, *line;
	const char *name;
	int i, period;
	enum err e;

	if (year < 2000 || year > 2999)
		return ERR_ABSENT;
	if ((e = area_asked(r, &area, &name)) != OK)
		return e;
	ask.area = area;
	if ((e = read_year(r, area, year, months)) != OK ||
	    (e = gate_list(r->db, r->pool, &ask, &gates)) != OK)
		return e;
	p = req_page(r, "month.tpl", "月份开放");
	page_text(p, "area", name);
	page_int(p, "year", year);
	page_int(p, "before", year - 1);
	page_int(p, "after", year + 1);
	for (i = 0; i < 12; i++) {
		period = (int)year * 100 + i + 1;
		line = page_part(p, "MONTH");
		fill_state(r, line, period, &months[i]);
		page_text(line, "deadline", page_day(r->pool,
		    report_deadline(period, &r->settings->rules)));
		page_text(line, "area", name);
		fill_newest(r, line, &gates, period, area);
		if (period < period_of(r->today) && !r->who.closed)
			page_show(line, "OVER");
	}
	if ((e = panel_areas(r, p)) != OK)
		return e;
	return req_show(r);
}

/* ---- one month -------------------------------------------------------- */

/* Which form stands on the page: a month that is open again can be closed
 * again, or stay open for longer. */
static const char *
form_of(const struct req *r, const struct report_calendar *c)
{
	if (!c->closed)
		return "CLOSE";
	if (report_gate_of((int)r->id[0], c) == GATE_CLOSED)
		return "REOPEN";
	return r->route->form == &close_form ||
	    strcmp(req_query(r, "form"), "close") == 0 ? "CLOSE" : "REOPEN";
}

/* The form, with the reason as it was typed, on whichever of the two. */
static void
fill_form(struct req *r, struct page *p, const char *name)
{
	struct page *part = page_part(p, name);
	bool closing = strcmp(name, "CLOSE") == 0;

	page_int(part, "period", r->id[0]);
	panel_reason(r, part, &fields[REASON], closing ?
	    "例如 月报已核对完成" : "例如 张家村漏报3户，补录",
	    r->trouble == OK ? NULL : &r->in[r->route->form == &close_form ?
	    (int)CLOSE_REASON : (int)REASON]);
}

/* The page of a month and an area; ${p} is to be filled further. */
static enum err
fill_month(struct req *r, int64_t area, struct page **out)
{
	struct gate_ask ask = { area, r->id[0], r->id[0] };
	struct report_calendar months[12], *c;
	struct gate_list gates;
	struct page *p;
	size_t i;
	enum err e;

	if (!period_ok(r->id[0]))
		return ERR_ABSENT;
	c = &months[r->id[0] % 100 - 1];
	if ((e = read_year(r, area, r->id[0] / 100, months)) != OK ||
	    (e = gate_list(r->db, r->pool, &ask, &gates)) != OK)
		return e;
	*out = p = req_page(r, "month_one.tpl", period_label(r->pool,
	    (int)r->id[0]));
	fill_state(r, p, (int)r->id[0], c);
	page_int(p, "year", r->id[0] / 100);
	page_text(p, "deadline", page_day(r->pool, report_deadline(
	    (int)r->id[0], &r->settings->rules)));
	if (r->id[0] < period_of(r->today) && !r->who.closed)
		fill_form(r, p, form_of(r, c));
	if (c->closed && !r->who.closed &&
	    report_gate_of((int)r->id[0], c) == GATE_OPEN)
		page_int(page_part(p, "AGAIN"), "period", r->id[0]);
	for (i = 0; i < gates.count; i++)
		fill_gate(r, page_part(p, "GATE"), &gates.at[i]);
	if (gates.count == 0)
		page_show(p, "NEVER");
	return panel_areas(r, p);
}

static enum err
show(struct req *r)
{
	const char *name;
	struct page *p;
	int64_t area;
	enum err e;

	panel_notice(r, notes, LEN(notes));
	if ((e = area_asked(r, &area, &name)) != OK ||
	    (e = fill_month(r, area, &p)) != OK)
		return e;
	page_text(p, "place", name);
	page_text(p, "area", name);
	return req_show(r);
}

/* The same page with what was typed, for the area that was meant. */
static enum err
again(struct req *r)
{
	struct answer a = r->in[AREA];
	const char *name;
	struct area area = { .code = r->session.area };
	struct page *p;
	enum err e;

	if (a.word == NULL || *a.word == '\0' ||
	    (e = panel_area(r, &a, &area)) == ERR_INPUT)
		area.code = r->session.area;
	else if (e != OK)
		return e;
	if ((e = panel_area_name(r, area.code, &name)) != OK ||
	    (e = fill_month(r, area.code, &p)) != OK)
		return e;
	page_text(p, "place", name);
	panel_form(r, p, r->route->form);
	return req_show(r);
}

/* The area of a POST and its calendar of the month. */
static enum err
take(struct req *r, struct gate_edit *edit, struct report_calendar *c)
{
	struct report_calendar months[12];
	struct area area;
	enum err e;

	if (!period_ok(r->id[0]))
		return ERR_ABSENT;
	if (r->who.closed)
		return ERR_DENIED;
	if ((e = panel_area(r, &r->in[AREA], &area)) != OK ||
	    (e = read_year(r, area.code, r->id[0] / 100, months)) != OK)
		return e;
	edit->area = area.code;
	edit->period = r->id[0];
	*c = months[r->id[0] % 100 - 1];
	if (r->id[0] >= period_of(r->today))
		return field_spoil(&r->in[AREA], pool_print(r->pool,
		    "的%s还没有结束，不能封账或重新开放",
		    period_label(r->pool, (int)r->id[0])));
	return OK;
}

static enum err
done(struct req *r, const struct gate_edit *edit, const char *deed)
{
	enum err e = panel_audit(r, strcmp(deed, "closed") == 0 ?
	    "month-close" : "month-reopen", "period %d area %lld",
	    (int)edit->period, (long long)edit->area);

	return e != OK ? e : req_go(r, "/month/%d?area=%012lld&done=%s",
	    (int)edit->period, (long long)edit->area, deed);
}

static enum err
close_month(struct req *r)
{
	struct gate_edit edit = { .reason = r->in[CLOSE_REASON].text };
	struct report_calendar c;
	enum err e;

	if ((e = take(r, &edit, &c)) != OK)
		return e;
	if (report_gate_of((int)edit.period, &c) == GATE_CLOSED)
		return field_spoil(&r->in[CLOSE_AREA], pool_print(r->pool,
		    "的%s已经封账，不需要再封一次", period_label(r->pool,
		    (int)edit.period)));
	e = gate_close(r->db, &r->who, &edit);
	return e != OK ? e : done(r, &edit, "closed");
}

static enum err
reopen(struct req *r)
{
	struct gate_edit edit = { .until = r->in[UNTIL].day,
	    .reason = r->in[REASON].text };
	int64_t days = date_days(edit.until) - date_days(r->today);
	struct report_calendar c;
	enum err e;

	if ((e = take(r, &edit, &c)) != OK)
		return e;
	if (!c.closed)
		return field_spoil(&r->in[AREA], pool_print(r->pool,
		    "的%s没有封账，不需要重新开放", period_label(r->pool,
		    (int)edit.period)));
	if (days < 0)
		return field_spoil(&r->in[UNTIL],
		    "已经过去，请选今天或以后的日期");
	if (days > UNTIL_DAYS_MOST)
		return field_spoil(&r->in[UNTIL], "太晚，最多开放一年");
	e = gate_reopen(r->db, &r->who, &edit);
	return e != OK ? e : done(r, &edit, "reopened");
}

const struct route month_routes[] = {
	{ VERB_GET, "/month", ROLE_COUNTY, NULL, list, NULL },
	{ VERB_GET, "/month/#", ROLE_COUNTY, NULL, show, NULL },
	{ VERB_POST, "/month/#/close", ROLE_COUNTY, &close_form,
	    close_month, again },
	{ VERB_POST, "/month/#/reopen", ROLE_COUNTY, &reopen_form, reopen,
	    again },
	{ .path = NULL }
};
