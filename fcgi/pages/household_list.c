#include <string.h>

#include "core/mask.h"
#include "db/area.h"
#include "db/household.h"
#include "fcgi/http/form.h"
#include "fcgi/pages/household_list.h"

enum { AREA, CLASS, MONITOR, RISK, STATE, FIND, PAGE, LIST__MAX };

static const struct choice classes[] = {
	{ "exited", "脱贫户", CLASS_EXITED },
	{ "monitored", "监测户", CLASS_MONITORED },
};
static const struct choice monitors[] = {
	{ "1", "脱贫不稳定户", MONITOR_UNSTABLE },
	{ "2", "边缘易致贫户", MONITOR_MARGINAL },
	{ "3", "突发严重困难户", MONITOR_SUDDEN },
};
static const struct choice risks[] = {
	{ "open", "风险未消除", RISK_OPEN },
	{ "removed", "风险已消除", RISK_REMOVED },
};
/* Sets of views; what is owed has several. */
static const struct choice states[] = {
	{ "owed", "还没报", 1 << VIEW_NONE | 1 << VIEW_DRAFT |
	    1 << VIEW_OVERDUE | 1 << VIEW_RETURNED },
	{ "none", "未报", 1 << VIEW_NONE },
	{ "draft", "草稿", 1 << VIEW_DRAFT },
	{ "overdue", "逾期", 1 << VIEW_OVERDUE },
	{ "returned", "退回", 1 << VIEW_RETURNED },
	{ "reported", "已报", 1 << VIEW_REPORTED },
	{ "late", "补报", 1 << VIEW_LATE },
	{ "free", "注销", 1 << VIEW_FREE },
};

#define CHOICES(n, l, list)                                             \
	{ .name = (n), .label = (l), .kind = FIELD_CHOICE,              \
	  .choices = (list), .choice_count = LEN(list) }
static const struct field fields[LIST__MAX] = {
	[AREA] = { .name = "area", .label = "地区", .kind = FIELD_AREA },
	[CLASS] = CHOICES("class", "户类型", classes),
	[MONITOR] = CHOICES("monitor", "监测对象类别", monitors),
	[RISK] = CHOICES("risk", "风险状态", risks),
	[STATE] = CHOICES("state", "填报状态", states),
	[FIND] = { .name = "find", .label = "姓名或编号",
	    .kind = FIELD_TEXT, .most = 40 },
	[PAGE] = { .name = "page", .label = "页", .kind = FIELD_INT,
	    .least = 1, .most = 1000000 },
};
const struct form household_list_form = { fields, LIST__MAX };

/* ---- addresses --------------------------------------------------------- */

/* The list as it is, but for one word and the page. */
static const char *
address(struct req *r, int without, const char *word)
{
	struct text t = text_start(r->pool);
	const char *value;
	int i;

	text_add(&t, "/household");
	for (i = 0; i < LIST__MAX; i++) {
		value = i == without ? word : i == PAGE ||
		    r->in[i].flaw != FLAW_NONE ? "" : r->in[i].word;
		if (*value != '\0')
			text_print(&t, "%c%s=%s", strchr(t.at, '?') == NULL ?
			    '?' : '&', fields[i].name,
			    form_escape(r->pool, value));
	}
	return t.at;
}

static const char *
address_page(struct req *r, int64_t page)
{
	return address(r, PAGE, pool_print(r->pool, "%lld",
	    (long long)page));
}

/* ---- the filters ------------------------------------------------------- */

static void
fill_options(struct req *r, struct page *p, int field, const char *section)
{
	const struct field *f = &fields[field];
	struct page *option;
	size_t i;

	for (i = 0; i < f->choice_count; i++) {
		option = page_part(p, section);
		page_text(option, "code", f->choices[i].code);
		page_text(option, "label", f->choices[i].label);
		page_text(option, "link", address(r, field,
		    f->choices[i].code));
		if (r->in[field].text == f->choices[i].code)
			page_show(option, "CHOSEN");
	}
}

static void
fill_chip(struct req *r, struct page *p, int field, const char *label)
{
	struct page *chip = page_part(p, "CHIP");

	page_text(chip, "label", label);
	page_text(chip, "link", address(r, field, ""));
}

static void
fill_chips(struct req *r, struct page *p, const struct area_list *path)
{
	size_t j;
	int i;

	if (r->in[AREA].given && path->count > 0 &&
	    path->at[path->count - 1].code != r->session.area)
		fill_chip(r, p, AREA, path->at[path->count - 1].name);
	for (i = CLASS; i <= STATE; i++)
		for (j = 0; j < fields[i].choice_count; j++)
			if (r->in[i].text == fields[i].choices[j].code)
				fill_chip(r, p, i,
				    fields[i].choices[j].label);
	if (r->in[FIND].text != NULL && *r->in[FIND].text != '\0')
		fill_chip(r, p, FIND, pool_print(r->pool, "“%s”",
		    r->in[FIND].text));
}

/* The way down to the area and what lies below it, inside the scope. */
static enum err
fill_area(struct req *r, struct page *p, int64_t here,
    struct area_list *path)
{
	struct area_list below = { 0 };
	struct page *box, *part;
	enum err e;
	size_t i;

	*path = (struct area_list){ 0 };
	if (r->who.role <= ROLE_VILLAGE)
		return OK;
	if ((e = area_path(r->db, r->pool, here, path)) != OK ||
	    (area_level(here) != AREA_VILLAGE &&
	    (e = area_children(r->db, r->pool, here, &below)) != OK))
		return e;
	box = page_part(p, "AREA");
	page_text(box, "here", r->in[AREA].given ? r->in[AREA].word : "");
	page_text(box, "here_name", path->count > 0 ?
	    path->at[path->count - 1].name : "");
	for (i = 0; i < path->count; i++) {
		if (path->at[i].code < r->who.low)
			continue;
		part = page_part(p, "PATH");
		page_text(part, "name", path->at[i].name);
		page_text(part, "link", address(r, AREA, pool_print(r->pool,
		    "%lld", (long long)path->at[i].code)));
	}
	for (i = 0; i < below.count; i++) {
		part = page_part(box, "BELOW");
		page_int(part, "code", below.at[i].code);
		page_text(part, "name", below.at[i].name);
	}
	return OK;
}

/* ---- the rows ---------------------------------------------------------- */

static void
fill_row(struct req *r, struct page *p, const struct household_item *item,
    int period)
{
	const struct household *h = &item->h;
	enum report_view view = household_view(item, period, r->today,
	    &r->settings->rules);
	struct page *row = page_part(p, "HOUSEHOLD");

	page_fill(row, r->pool, &household_shape, h);
	page_text(row, "phone", mask_phone(r->pool, h->phone));
	page_text(row, "exited", h->exited ? "是" : "否");
	page_text(row, "monitor", household_monitor_label(h->monitor_class));
	page_text(row, "risk", h->monitor_class == 0 ? "" :
	    h->risk_removed ? "已消除" : "未消除");
	page_text(row, "free", h->free_after.given ? "已注销" : "");
	page_text(row, "state", report_view_label(view));
	page_text(row, "state_name", report_view_name(view));
	page_int(row, "year", period / 100);
	if (view == VIEW_FREE)
		return;
	page_text(page_part(row, "FILL"), "deed", view == VIEW_REPORTED ||
	    view == VIEW_LATE ? "查看" : "填报");
}

static void
fill_pager(struct req *r, struct page *p, const struct household_list *list)
{
	struct page *part;

	page_int(p, "page", list->page);
	page_int(p, "pages", list->pages);
	page_int(p, "households", list->households);
	page_int(p, "persons", list->persons);
	if (list->page > 1) {
		part = page_part(p, "BEFORE");
		page_text(part, "first", address_page(r, 1));
		page_text(part, "previous", address_page(r, list->page - 1));
	}
	if (list->page < list->pages) {
		part = page_part(p, "AFTER");
		page_text(part, "next", address_page(r, list->page + 1));
		page_text(part, "last", address_page(r, list->pages));
	}
}

/* What is asked for; wrong words of an address ask for nothing. */
static struct household_filter
filter_of(struct req *r)
{
	return (struct household_filter){
		.area = r->in[AREA].value,
		.class = (enum household_class)r->in[CLASS].value,
		.monitor = (enum household_monitor)r->in[MONITOR].value,
		.risk = (enum household_risk)r->in[RISK].value,
		.word = r->in[FIND].text,
		.views = (unsigned)r->in[STATE].value,
		.rules = &r->settings->rules,
		.page = r->in[PAGE].value,
	};
}

enum err
household_list_show(struct req *r)
{
	struct page *p = req_page(r, "household_list.tpl", "住户");
	struct household_filter filter = filter_of(r);
	struct household_list list;
	struct area_list path;
	enum err e;
	size_t i;

	if ((e = household_list(r->db, r->pool, &r->who, &filter,
	    &list)) != OK ||
	    (e = fill_area(r, p, filter.area != 0 ? filter.area :
	    r->session.area, &path)) != OK)
		return e;
	fill_chips(r, p, &path);
	fill_options(r, p, CLASS, "CLASS");
	fill_options(r, p, MONITOR, "MONITOR");
	fill_options(r, p, RISK, "RISK");
	fill_options(r, p, STATE, "STATE");
	page_text(p, "class", r->in[CLASS].text);
	page_text(p, "all_link", address(r, CLASS, ""));
	if (r->in[CLASS].text == NULL || *r->in[CLASS].text == '\0')
		page_show(p, "ALL_CHOSEN");
	page_text(p, "find", r->in[FIND].text);
	page_int(p, "month", list.period % 100);
	for (i = 0; i < list.count; i++)
		fill_row(r, p, &list.at[i], list.period);
	if (list.count == 0)
		page_show(p, "NOBODY");
	fill_pager(r, p, &list);
	return req_show(r);
}
