#include <string.h>

#include "core/area.h"
#include "core/mask.h"
#include "core/phone.h"
#include "db/helper.h"
#include "db/pairing.h"
#include "db/user.h"
#include "fcgi/pages/codes.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/helper.h"
#include "fcgi/pages/helper_form.h"
#include "fcgi/pages/once.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/past.h"
#include "fcgi/pages/search_field.h"
#include "fcgi/pages/search_panel.h"

static const struct panel_note notes[] = {
	{ "added", "帮扶责任人已登记。" },
	{ "changed", "已保存。" },
	{ "phone", "手机号已登记，从现在起他可以用这个号码发短信填报。" },
	{ "removed", "手机号已取消登记。" },
	{ "stopped", "已停用：他不能再填报，手机号已空出。" },
	{ "started", "已启用。请重新登记他的手机号。" },
};

/* ---- the list --------------------------------------------------------- */

static void
fill_helper(struct req *r, struct page *p, const struct helper *h)
{
	page_fill(p, r->pool, &helper_shape, h);
	page_text(p, "phone", h->phone != NULL ?
	    mask_value(r->pool, mask_sight(&r->who), VEIL_CONTACT,
	    h->phone) : NULL);
	if (h->active && h->phone != NULL)
		return;
	p = page_part(p, "STATE");
	page_text(p, "name", h->active ? "draft" : "free");
	page_text(p, "label", h->active ? "无手机号" : "停用");
}

static enum err
list(struct req *r)
{
	const char *find = req_query(r, "find");
	const char *phone = phone_read(r->pool, find);
	struct helper_filter f = { .word = phone != NULL ? phone : find,
	    .all = *req_query(r, "all") == '1',
	    .page = req_query_int(r, "page", 1) };
	struct page *p = req_page(r, "helper.tpl", "帮扶责任人");
	struct helper_list found = { 0 };
	struct search_words w;
	enum err e;
	size_t i;

	if ((e = search_field_records(r, &w, DICTIONARY_HELPER)) != OK)
		return e;
	f.search = &w.search;
	if (w.flaw_count == 0 && (e = helper_list(r->db, r->pool, &r->who, &f,
	    &found)) != OK)
		return e;
	search_panel_records(&w, p);
	if (!r->who.closed)
		page_show(p, "MAY");
	page_text(p, "find", find);
	if (f.all)
		page_show(p, "ALL");
	for (i = 0; i < found.count; i++)
		fill_helper(r, page_part(p, "LINE"), &found.at[i]);
	if (found.count == 0 && w.flaw_count == 0)
		page_show(p, "EMPTY");
	page_int(p, "helpers", found.helpers);
	panel_pager(r, p, found.page, found.pages);
	return req_show(r);
}

/* ---- one helper ------------------------------------------------------- */

enum { PHONE, PHONE__MAX };
static const struct field phone_fields[PHONE__MAX] = {
	[PHONE] = { .name = "phone", .label = "手机号", .kind = FIELD_TEXT,
	    .least = 1, .most = 30, .required = true,
	    .also = helper_form_phone_flaw },
};
static const struct form phone_form = { phone_fields, PHONE__MAX };
static const struct form empty = { NULL, 0 };

static enum err
fill_households(struct req *r, struct page *p, int64_t helper_id)
{
	struct pairing_list pairs;
	struct page *part;
	size_t i;
	enum err e;

	if ((e = pairing_of_helper(r->db, r->pool, &r->who, helper_id,
	    &pairs)) != OK)
		return e;
	for (i = 0; i < pairs.count; i++) {
		part = page_part(p, "HOUSEHOLD");
		page_fill(part, r->pool, &pairing_shape, &pairs.at[i]);
	}
	if (pairs.count == 0)
		page_show(p, "NONE");
	return OK;
}

/* His account, for those who may see it. */
static enum err
fill_account(struct req *r, struct page *p, const struct helper *h)
{
	struct user u;
	enum err e;

	if (r->who.role < ROLE_COUNTY)
		return OK;
	e = user_of_helper(r->db, r->pool, h->helper_id, &u);
	if (e == OK)
		page_fill(page_part(p, "ACCOUNT"), r->pool, &user_shape, &u);
	else if (e == ERR_ABSENT && h->active)
		page_int(page_part(p, "NO_ACCOUNT"), "helper_id",
		    h->helper_id);
	return e == ERR_ABSENT ? OK : e;
}

/* What may be done with him. */
static enum err
fill_deeds(struct req *r, struct page *p, const struct helper *h)
{
	page_int(page_part(p, "MAY"), "helper_id", h->helper_id);
	if (h->phone != NULL)
		page_int(page_part(p, "REMOVE"), "helper_id", h->helper_id);
	page_int(page_part(p, h->active ? "ACTIVE" : "INACTIVE"),
	    "helper_id", h->helper_id);
	return fill_account(r, p, h);
}

/* The page of r->id[0]; ${p} is to be shown. */
static enum err
fill_one(struct req *r, struct page **out)
{
	struct page *p;
	struct helper h;
	const char *place;
	struct own own;
	bool past = past_record(r);
	enum err e;

	if ((e = helper_by_id(r->db, r->pool, &r->who, r->id[0], &h)) != OK ||
	    (e = helper_form_open(r, &own)) != OK ||
	    (e = panel_area_name(r, h.area, &place)) != OK)
		return e;
	*out = p = req_page(r, "helper_one.tpl", h.name);
	fill_helper(r, p, &h);
	page_text(p, "place", place);
	page_text(p, "sex_label", h.sex == 1 ? "男" : h.sex == 2 ? "女" :
	    NULL);
	page_text(p, "politics_label", codes_label(r, "politics",
	    h.politics));
	own_facts(r, &own, p);
	page_fill(page_part(p, h.unit_id != 0 ? "UNIT" : "UNIT_TYPED"),
	    r->pool, &helper_shape, &h);
	if (!past && (e = fill_deeds(r, p, &h)) != OK)
		return e;
	return fill_households(r, p, h.helper_id);
}

static enum err
show_one(struct req *r)
{
	struct page *p;
	enum err e;

	panel_notice(r, notes, LEN(notes));
	e = fill_one(r, &p);
	return e != OK ? e : req_show(r);
}

static enum err
show(struct req *r)
{
	return past_show(r, show_one);
}

static enum err
again_phone(struct req *r)
{
	struct page *p;
	enum err e;

	if ((e = fill_one(r, &p)) != OK)
		return e;
	frame_flaws(r, p, &phone_form);
	page_text(p, "phone_word", r->in[PHONE].word);
	if (r->in[PHONE].flaw != FLAW_NONE)
		page_text(page_part(p, "phone_FLAW"), "sentence",
		    field_sentence(r->pool, &phone_fields[PHONE],
		    &r->in[PHONE]));
	return req_show(r);
}

/* ---- phones ----------------------------------------------------------- */

/* The eleven digits that were meant; NULL where none were typed. */
static enum err
phone_of(struct req *r, struct answer *a, const char **phone)
{
	*phone = NULL;
	if (!a->given)
		return OK;
	*phone = phone_read(r->pool, a->text);
	return *phone != NULL ? OK :
	    field_spoil(a, "不是手机号，请填11位号码，例如 19800000002");
}

/* Whose the phone is already; his name only to those in whose area he is. */
static enum err
taken(struct req *r, struct answer *a, const char *phone)
{
	const char *whose = "其他地区的帮扶责任人";
	struct helper h;
	enum err e = helper_by_phone(r->db, r->pool, phone, &h);

	if (e == OK && h.area >= r->who.low && h.area <= r->who.high)
		whose = pool_print(r->pool, "%s的%s",
		    h.area_name != NULL ? h.area_name : "本地区", h.name);
	if (e != OK && e != ERR_ABSENT)
		return e;
	return field_spoil(a, pool_print(r->pool, "已经登记给%s。一个号码只能对应"
	    "一位帮扶责任人，请核对，或先取消原来的登记", whose));
}

static enum err
set_phone(struct req *r)
{
	struct answer *a = &r->in[PHONE];
	const char *phone;
	struct helper h;
	enum err e;

	if ((e = helper_by_id(r->db, r->pool, &r->who, r->id[0], &h)) != OK ||
	    (e = phone_of(r, a, &phone)) != OK)
		return e;
	if (!h.active)
		return field_spoil(a, "不能登记：他已停用，请先启用");
	e = helper_set_phone(r->db, r->pool, &r->who, h.helper_id, phone);
	if (e == ERR_CONFLICT)
		return taken(r, a, phone);
	if (e != OK || (e = panel_audit(r, "helper-phone", "helper %d",
	    (int)h.helper_id)) != OK)
		return e;
	return req_go(r, "/helper/%d?done=phone", (int)h.helper_id);
}

static enum err
remove_phone(struct req *r)
{
	enum err e = helper_set_phone(r->db, r->pool, &r->who, r->id[0],
	    NULL);

	if (e != OK || (e = panel_audit(r, "helper-phone", "helper %d",
	    (int)r->id[0])) != OK)
		return e;
	return req_go(r, "/helper/%d?done=removed", (int)r->id[0]);
}

static enum err
set_active(struct req *r, bool active)
{
	enum err e = helper_set_active(r->db, r->pool, &r->who, r->id[0],
	    active);

	if (e != OK || (e = panel_audit(r, active ? "helper-start" :
	    "helper-stop", "helper %d", (int)r->id[0])) != OK)
		return e;
	return req_go(r, "/helper/%d?done=%s", (int)r->id[0],
	    active ? "started" : "stopped");
}

static enum err
stop(struct req *r)
{
	return set_active(r, false);
}

static enum err
start(struct req *r)
{
	return set_active(r, true);
}

/* ---- adding ----------------------------------------------------------- */

static enum err
show_new(struct req *r)
{
	struct page *p = helper_form_page(r);
	struct own own;
	enum err e;

	if ((e = helper_form_fill(r, p, NULL, NULL)) != OK ||
	    (e = helper_form_open(r, &own)) != OK)
		return e;
	own_fill(r, &own, p, false);
	once_fill(r, page_part(p, "ONCE"), NULL);
	return req_show(r);
}

static enum err
again_new(struct req *r)
{
	struct page *p = helper_form_page(r);
	struct own own;
	enum err e;

	if ((e = helper_form_fill(r, p, r->in[HELPER_SEX].word,
	    r->in[HELPER_POLITICS].word)) != OK ||
	    (e = helper_form_open(r, &own)) != OK)
		return e;
	e = own_read(r, &own);
	own_fill(r, &own, p, true);
	once_fill(r, page_part(p, "ONCE"), &r->in[HELPER_NONCE]);
	return e == OK || e == ERR_INPUT ? req_show(r) : e;
}

static enum err
add(struct req *r)
{
	struct helper h = { 0 };
	struct own own;
	int64_t id;
	enum err e = once_start(r, &r->in[HELPER_NONCE], &id);

	if (e == OK && id != 0)
		return req_go(r, "/helper/%d?done=added", (int)id);
	if (e != OK || (e = helper_form_open(r, &own)) != OK ||
	    (e = helper_form_take(r, &own, &h)) != OK ||
	    (e = phone_of(r, &r->in[HELPER_PHONE], &h.phone)) != OK)
		return e;
	e = helper_add(r->db, r->pool, &r->who, &h, &id);
	if (e == ERR_CONFLICT)
		return taken(r, &r->in[HELPER_PHONE], h.phone);
	if (e != OK || (e = once_end(r, &r->in[HELPER_NONCE], id)) != OK ||
	    (e = panel_audit(r, "helper-add", "helper %d",
	    (int)id)) != OK)
		return e;
	return req_go(r, "/helper/%d?done=added", (int)id);
}

const struct route helper_routes[] = {
	{ VERB_GET, "/helper", ROLE_TOWNSHIP, NULL, list, NULL },
	{ VERB_GET, "/helper/new", ROLE_TOWNSHIP, NULL, show_new, NULL },
	{ VERB_POST, "/helper/new", ROLE_TOWNSHIP, &helper_form_new, add,
	    again_new },
	{ VERB_GET, "/helper/#", ROLE_TOWNSHIP, NULL, show, NULL },
	{ VERB_POST, "/helper/#/phone", ROLE_TOWNSHIP, &phone_form,
	    set_phone, again_phone },
	{ VERB_POST, "/helper/#/phone/remove", ROLE_TOWNSHIP, &empty,
	    remove_phone, NULL },
	{ VERB_POST, "/helper/#/stop", ROLE_TOWNSHIP, &empty, stop, NULL },
	{ VERB_POST, "/helper/#/start", ROLE_TOWNSHIP, &empty, start, NULL },
	{ .path = NULL }
};
