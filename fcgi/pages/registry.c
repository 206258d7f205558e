#include <string.h>

#include "db/registry.h"
#include "fcgi/http/session.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/registry.h"

#define TO_MOST	900		/* bytes of the address to come back to */

static const struct panel_note notes[] = {
	{ "asked", "已开始：正在把当前年度的档案结转到新年度，完成后这里会显示“开启”。" },
	{ "opened", "已重新开启。" },
	{ "closed", "已关闭：这个年度的档案只能查看。" },
};

/* ---- the list --------------------------------------------------------- */

static const char *
state_label(const char *state)
{
	return strcmp(state, "open") == 0 ? "开启" :
	    strcmp(state, "closed") == 0 ? "已关闭" : "正在开启";
}

static void
fill_year(struct req *r, struct page *p, const struct registry_years *years,
    const struct registry_year *y)
{
	page_fill(p, r->pool, &registry_year_shape, y);
	page_text(p, "state_label", state_label(y->state));
	page_text(p, "state_name", strcmp(y->state, "open") == 0 ?
	    "reported" : "closed");
	page_text(p, "opener", y->opener != NULL ? y->opener : "系统");
	if (y->source.given)
		page_int(page_part(p, "FROM"), "source", y->source.value);
	if (y->closed_at.utc != 0)
		page_text(page_part(p, "CLOSED"), "closer",
		    y->closer != NULL ? y->closer : "系统");
	if (registry_close_flaw(years, y->year) == REGISTRY_FINE)
		page_int(page_part(p, "CLOSE"), "year", y->year);
	if (strcmp(y->state, "closed") == 0)
		page_int(page_part(p, "OPEN"), "year", y->year);
}

static enum err
show(struct req *r)
{
	struct registry_years years;
	struct page *p;
	enum err e;
	size_t i;

	panel_notice(r, notes, LEN(notes));
	if ((e = registry_years(r->db, r->pool, &years)) != OK)
		return e;
	p = req_page(r, "registry.tpl", "年度管理");
	if (r->in != NULL && r->flaws == 0 && r->trouble != OK)
		page_text(page_part(p, "WHY"), "sentence", r->in[0].why);
	for (i = 0; i < years.count; i++)
		fill_year(r, page_part(p, "YEAR"), &years, &years.at[i]);
	if (registry_open_flaw(&years, r->session.year + 1, r->today) ==
	    REGISTRY_FINE)
		page_int(page_part(p, "NEXT"), "next", r->session.year + 1);
	return req_show(r);
}

/* ---- opening and closing ---------------------------------------------- */

/* A year that can't be is told above the list, by its sentence. */
static const struct field why[] = {
	{ .name = "why", .label = "年度", .kind = FIELD_TEXT, .most = 1 },
};
static const struct form why_form = { why, LEN(why) };

static enum err
refused(struct req *r, enum registry_flaw flaw)
{
	return field_spoil(&r->in[0], pool_print(r->pool, "%d年度%s。",
	    (int)r->id[0], registry_sentence(flaw)));
}

static enum err
open_year(struct req *r)
{
	enum registry_flaw flaw;
	bool again = settings_year(r->settings, r->id[0]) != NULL;
	enum err e;

	e = registry_ask(r->db, r->pool, &r->who, r->id[0], &flaw);
	if (flaw != REGISTRY_FINE)
		return refused(r, flaw);
	if (e != OK || (e = panel_audit(r, "year-open", "year %d",
	    (int)r->id[0])) != OK)
		return e;
	return req_go(r, "/year?done=%s", again ? "opened" : "asked");
}

static enum err
close_year(struct req *r)
{
	enum registry_flaw flaw;
	enum err e;

	e = registry_close(r->db, r->pool, &r->who, r->id[0], &flaw);
	if (flaw != REGISTRY_FINE)
		return refused(r, flaw);
	if (e != OK || (e = panel_audit(r, "year-close", "year %d",
	    (int)r->id[0])) != OK)
		return e;
	return req_go(r, "/year?done=closed");
}

/* ---- looking at another year ------------------------------------------ */

enum { YEAR, TO, LOOK__MAX };
static const struct field look_fields[LOOK__MAX] = {
	[YEAR] = { .name = "year", .label = "年度", .kind = FIELD_INT,
	    .least = 2000, .most = 2999, .required = true },
	[TO] = { .name = "to", .label = "返回地址", .kind = FIELD_TEXT,
	    .most = TO_MOST },
};
static const struct form look_form = { look_fields, LOOK__MAX };

static enum err
look(struct req *r)
{
	const char *to = r->in[TO].text;
	int64_t year = r->in[YEAR].value;
	uint8_t hash[SESSION_HASH];
	enum err e;

	if (settings_year(r->settings, year) == NULL)
		return field_spoil(&r->in[YEAR], "没有开启过，请选另一个年度");
	if (to == NULL || to[0] != '/' || to[1] == '/' || to[1] == '\\')
		to = "/";
	session_hash(r, hash);
	e = session_look(r->db, hash, year == r->session.year ? 0 : year);
	return e != OK ? e : req_go(r, "%s", to);
}

const struct route registry_routes[] = {
	{ VERB_GET, "/year", ROLE_ADMIN, NULL, show, NULL },
	{ VERB_POST, "/year/look", ROLE_HELPER, &look_form, look, NULL },
	{ VERB_POST, "/year/#/open", ROLE_ADMIN, &why_form, open_year,
	    show },
	{ VERB_POST, "/year/#/close", ROLE_ADMIN, &why_form, close_year,
	    show },
	{ .path = NULL }
};
