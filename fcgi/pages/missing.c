#include "db/member_change.h"
#include "fcgi/pages/missing.h"
#include "fcgi/pages/panel.h"

static void
fill(struct req *r, struct page *row, const struct member_missing *m)
{
	page_fill(row, r->pool, &member_missing_shape, m);
	page_text(row, "sex", m->sex == 1 ? "男" : m->sex == 2 ? "女" : "");
	page_text(row, "placeholder", member_placeholder(r->pool,
	    m->member_id));
	if (r->who.role >= ROLE_COUNTY && !r->who.closed)
		page_show(row, "MAY");
}

static enum err
show(struct req *r)
{
	struct page *p = req_page(r, "missing.tpl", "无证件号码人员");
	struct member_missing_list list;
	enum err e;
	size_t i;

	if ((e = member_missing(r->db, r->pool, &r->who, req_query_int(r,
	    "page", 1), &list)) != OK)
		return e;
	for (i = 0; i < list.count; i++)
		fill(r, page_part(p, "PERSON"), &list.at[i]);
	if (list.count == 0)
		page_show(p, "NONE");
	page_int(p, "persons", list.persons);
	panel_pager(r, p, list.page, list.pages);
	return req_show(r);
}

const struct route missing_routes[] = {
	{ VERB_GET, "/missing", ROLE_VILLAGE, NULL, show, NULL },
	{ .path = NULL }
};
