#include <string.h>

#include "core/mask.h"
#include "core/money.h"
#include "db/household.h"
#include "db/member.h"
#include "db/pairing.h"
#include "db/report.h"
#include "fcgi/pages/entry.h"
#include "fcgi/pages/household.h"
#include "fcgi/pages/household_list.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/past.h"
#include "fcgi/pages/tabs.h"

static void
fill_view(struct page *p, enum report_view view)
{
	page_text(p, "state", report_view_label(view));
	page_text(p, "state_name", report_view_name(view));
}

/* What he sees whole he can call. */
static void
fill_phone(struct req *r, struct page *p, const char *phone)
{
	struct mask_sight sight = mask_sight(&r->who);
	bool none = phone == NULL || *phone == '\0';
	bool whole = !none && mask_shows(sight, VEIL_CONTACT);

	page_text(p, "phone", none ? "没有登记" : whole ? "" :
	    mask_value(r->pool, sight, VEIL_CONTACT, phone));
	if (whole)
		page_text(page_part(p, "CALL"), "number", phone);
}

/* The month that is due; of another year its December. */
static int
month_shown(const struct req *r)
{
	return r->who.year == r->session.year ? report_due(r->today) :
	    (int)r->who.year * 100 + 12;
}

static void
fill_head(struct req *r, struct page *p, const struct household *h)
{
	int due = month_shown(r);
	struct page *part;

	page_fill(p, r->pool, &household_shape, h);
	fill_phone(r, p, h->phone);
	if (r->who.role >= ROLE_VILLAGE)
		page_show(p, "MAY_REVEAL");
	page_int(p, "year", due / 100);
	page_int(p, "month", due % 100);
	if (h->exited)
		page_show(p, "EXITED");
	if (h->exit_year.given)
		page_int(page_part(p, "EXIT_YEAR"), "exit_year",
		    h->exit_year.value);
	if (h->monitor_class > 0) {
		part = page_part(p, "MONITOR");
		page_text(part, "monitor",
		    household_monitor_label(h->monitor_class));
		page_text(part, "risk", h->risk_removed ? "风险已消除" :
		    "风险未消除");
	}
	if (h->free_after.given)
		page_text(page_part(p, "FREE"), "free",
		    period_label(r->pool, (int)h->free_after.value));
	else if (!r->who.closed)
		page_show(p, "FILL");
}

/* Why he is no more there, and since when, to those who may see it. */
static void
fill_left(struct req *r, struct page *row, const struct member *m)
{
	struct page *part = page_part(row, "LEFT");

	if (!mask_shows(mask_sight(&r->who), VEIL_PERSONAL))
		return;
	if (m->left_why != NULL)
		page_text(page_part(part, "TOLD_WHY"), "told", m->left_why);
	if (m->left_day.year != 0)
		page_text(page_part(part, "TOLD_WHY"), "told",
		    page_day(r->pool, m->left_day));
}

static void
fill_members(struct req *r, struct page *p, const struct member_list *list)
{
	const struct member *m;
	struct page *row;
	size_t i;

	for (i = 0; i < list->count; i++) {
		m = &list->at[i];
		row = page_part(p, "MEMBER");
		page_int(row, "member_id", m->member_id);
		page_text(row, "name", m->name);
		page_text(row, "relation", m->relation_label != NULL ?
		    m->relation_label : m->relation);
		page_text(row, "sex", m->sex == 1 ? "男" :
		    m->sex == 2 ? "女" : "");
		page_text(row, "birth", panel_birth(r, m->birth));
		page_text(row, "idno", mask_value(r->pool,
		    mask_sight(&r->who), VEIL_SECRET, m->idno));
		if (!m->active)
			fill_left(r, row, m);
	}
}

static void
fill_helpers(struct req *r, struct page *p, const struct pairing_list *list)
{
	const struct pairing *h;
	struct page *box = NULL, *row;
	size_t i;

	for (i = 0; i < list->count; i++) {
		h = &list->at[i];
		if (box == NULL)
			box = page_part(p, "HELPERS");
		row = page_part(box, "HELPER");
		page_text(row, "name", h->name);
		page_text(row, "unit", h->unit);
		page_text(row, "duty", h->duty);
		fill_phone(r, row, h->phone);
		page_text(row, "from", page_day(r->pool, h->from_day));
		page_text(row, "to", date_compare(h->to_day, DATE_NEVER) >= 0
		    ? "至今" : page_day(r->pool, h->to_day));
		if (!h->current)
			page_show(row, "OVER");
	}
	if (box == NULL)
		page_show(p, "NO_HELPER");
}

/* 住房、饮水 … that are not as they should be. */
static const char *
unresolved(struct req *r, const struct report_month *m)
{
	struct text t = text_start(r->pool);
	int i;

	for (i = 0; i < ANSWER__MAX; i++)
		if (report_unresolved(m, (enum report_answer)i))
			text_print(&t, "%s%s", t.len > 0 ? "、" : "",
			    report_answers[i].brief);
	return t.at;
}

static enum report_view
view_of(struct req *r, const struct household *h, const struct report *m)
{
	if (h->free_after.given && h->free_after.value < m->period)
		return VIEW_FREE;
	return report_view_of(report_state_of(m), m->late, (int)m->period,
	    r->today, &r->settings->rules);
}

static void
fill_month(struct req *r, struct page *p, const struct household *h,
    const struct report *m)
{
	struct page *row = page_part(p, "MONTH"), *part;
	const char *bad;

	page_int(row, "month", m->period % 100);
	fill_view(row, view_of(r, h, m));
	entry_trace(r, row, m);
	if (m->version == 0) {
		page_show(row, "BLANK");
		return;
	}
	part = page_part(row, "FULL");
	page_text(part, "wage", money_label(r->pool,
	    m->month.income_fen[INCOME_WAGE]));
	page_text(part, "business", money_label(r->pool,
	    m->month.income_fen[INCOME_BUSINESS]));
	page_text(part, "property_sum", money_label(r->pool,
	    report_property(&m->month)));
	page_text(part, "transfer_sum", money_label(r->pool,
	    report_transfer(&m->month)));
	page_text(part, "total", money_label(r->pool,
	    report_total(&m->month)));
	bad = unresolved(r, &m->month);
	if (!report_complete(&m->month))
		page_show(part, "INCOMPLETE");
	else if (*bad == '\0')
		page_show(part, "GOOD");
	if (*bad != '\0')
		page_text(page_part(part, "BAD"), "unresolved", bad);
	page_text(part, "problem", m->month.problem);
}

static void
fill_year(struct req *r, struct page *p, const struct household *h,
    const struct report months[12])
{
	int64_t sum = 0, heads = h->member_count;
	int due = month_shown(r), i;

	for (i = 0; i < 12; i++) {
		if (months[i].version != 0)
			sum += report_total(&months[i].month);
		if (months[i].period <= due || months[i].version != 0)
			fill_month(r, p, h, &months[i]);
	}
	page_text(p, "year_total", money_label(r->pool, sum));
	if (heads > 0)
		page_text(p, "per_head", money_label(r->pool, sum / heads));
	fill_view(p, view_of(r, h, &months[due % 100 - 1]));
}

/* The session's query and four more. */
static enum err
show_now(struct req *r)
{
	int64_t id = r->id[0];
	struct report_key key = { id, month_shown(r) / 100 };
	struct report months[12];
	struct member_list members;
	struct pairing_list helpers;
	struct household h;
	struct page *p;
	enum err e;

	if ((e = household_by_id(r->db, r->pool, &r->who, id, &h)) != OK ||
	    (e = member_list(r->db, r->pool, &r->who, id, &members)) != OK ||
	    (e = pairing_of_household(r->db, r->pool, &r->who, id,
	    &helpers)) != OK ||
	    (e = report_year(r->db, r->pool, &r->who, &key, months)) != OK)
		return e;
	p = req_page(r, "household.tpl", h.head_name);
	fill_head(r, p, &h);
	tabs_fill(r, p, &h);
	fill_members(r, p, &members);
	fill_helpers(r, p, &helpers);
	fill_year(r, p, &h, months);
	return req_show(r);
}

static enum err
show(struct req *r)
{
	return past_show(r, show_now);
}

const struct route household_routes[] = {
	{ VERB_GET, "/household", ROLE_HELPER, NULL, household_list_show,
	    NULL },
	{ VERB_GET, "/household/#", ROLE_HELPER, NULL, show, NULL },
	{ .path = NULL }
};
