#include "core/text.h"
#include "db/visit.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/visit_list.h"

static const struct choice kinds[] = {
	{ "household", "住户走访", 0 },
	{ "village", "村追踪", 1 },
};

enum { KIND, AREA, MONTH, AUTHOR, LIST__MAX };
static const struct field fields[LIST__MAX] = {
	[KIND] = { .name = "kind", .label = "类别", .kind = FIELD_CHOICE,
	    .choices = kinds, .choice_count = LEN(kinds) },
	[AREA] = { .name = "area", .label = "地区", .kind = FIELD_TEXT,
	    .most = 60 },
	[MONTH] = { .name = "month", .label = "月份", .kind = FIELD_PERIOD,
	    .least = 201301, .most = 299912 },
	[AUTHOR] = { .name = "author", .label = "填写人",
	    .kind = FIELD_TEXT, .most = 60 },
};
static const struct form form = { fields, LIST__MAX };

static bool
of_village(const struct req *r)
{
	return r->in[KIND].value == 1 && r->who.role >= ROLE_VILLAGE;
}

static void
read_month(struct visit_filter *f, int period)
{
	int next = period_add(period, 1);
	struct date first = { (int16_t)(period / 100),
	    (int8_t)(period % 100), 1 };
	struct date after = { (int16_t)(next / 100), (int8_t)(next % 100),
	    1 };

	f->first = first;
	f->last = date_of_days(date_days(after) - 1);
}

/* Wrong words ask for nothing, and are told. */
static enum err
read_filter(struct req *r, struct visit_filter *f)
{
	struct area area;
	enum err e;

	*f = (struct visit_filter){ .of_village = of_village(r),
	    .author = r->in[AUTHOR].text,
	    .page = req_query_int(r, "page", 1) };
	if (r->in[MONTH].value != 0)
		read_month(f, (int)r->in[MONTH].value);
	if (*r->in[AREA].word == '\0' || r->in[AREA].flaw != FLAW_NONE ||
	    r->who.role == ROLE_HELPER)
		return OK;
	e = panel_area(r, &r->in[AREA], &area);
	if (e == OK)
		f->area = area.code;
	return e == ERR_INPUT ? OK : e;
}

static void
fill_row(struct req *r, struct page *p, const struct visit *v)
{
	struct page *row = page_part(p, "VISIT"), *part;

	page_fill(row, r->pool, &visit_shape, v);
	part = page_part(row, v->household_id != 0 ? "HOUSEHOLD" :
	    "VILLAGE");
	page_fill(part, r->pool, &visit_shape, v);
	page_text(row, "theme", *v->theme != '\0' ? v->theme : v->detail);
}

static enum err
show(struct req *r)
{
	struct visit_filter filter;
	struct visit_list list;
	struct page *p;
	enum err e;
	size_t i;

	if ((e = read_filter(r, &filter)) != OK || (e = visit_list(r->db,
	    r->pool, &r->who, &filter, &list)) != OK)
		return e;
	p = req_page(r, "visit.tpl", "走访");
	frame_flaws(r, p, &form);
	for (i = AREA; i < LIST__MAX; i++)
		page_text(p, fields[i].name, r->in[i].word);
	if (r->in[MONTH].value != 0)
		page_text(p, "month", pool_print(r->pool, "%04d-%02d",
		    (int)r->in[MONTH].value / 100,
		    (int)r->in[MONTH].value % 100));
	if (r->who.role >= ROLE_VILLAGE)
		panel_choices(page_part(p, "KINDS"), "KIND",
		    &fields[KIND],
		    kinds[filter.of_village].code);
	if (r->who.role == ROLE_VILLAGE)
		page_int(page_part(p, "OWN"), "area", r->session.area);
	if (r->who.role > ROLE_VILLAGE &&
	    (e = panel_areas(r, page_part(p, "AREAS"))) != OK)
		return e;
	for (i = 0; i < list.count; i++)
		fill_row(r, p, &list.at[i]);
	if (list.count == 0)
		page_show(p, "NOBODY");
	page_int(p, "visits", list.visits);
	page_int(p, "photos", list.photos);
	if (!filter.of_village)
		page_int(page_part(p, "HOUSEHOLDS"), "households",
		    list.households);
	panel_pager(r, p, list.page, list.pages);
	return req_show(r);
}

const struct route visit_list_routes[] = {
	{ VERB_GET, "/visit", ROLE_HELPER, &form, show, NULL },
	{ .path = NULL }
};
