#include <stdlib.h>
#include <string.h>

#include "core/mask.h"
#include "core/name.h"
#include "core/phone.h"
#include "fcgi/pages/codes.h"
#include "fcgi/pages/once.h"
#include "fcgi/pages/own_rival.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/past.h"
#include "fcgi/pages/search_field.h"
#include "fcgi/pages/search_panel.h"
#include "fcgi/pages/unit.h"

static const struct panel_note notes[] = {
	{ "added", "帮扶单位已登记。" },
	{ "changed", "已保存。" },
	{ "ended", "已结束帮扶：不能再选它，原来的帮扶责任人不受影响。" },
	{ "started", "已恢复帮扶。" },
};

#define TIERS		"unit_tier"
#define AFFILIATIONS	"affiliation"

static const char *
phone_flaw(const struct answer *a)
{
	size_t digits = strspn(a->text, "0123456789-+ ");

	return a->text[digits] != '\0' ||
	    strpbrk(a->text, "0123456789") == NULL ?
	    "不是电话号码，请填手机号或带区号的座机号" : NULL;
}

enum {
	NAME, TIER, AFFILIATION, LEADER, ADDRESS, CONTACT, PHONE, AREA,
	FROM, TO, VERSION, NONCE, EDIT__MAX
};
/* The dictionary has names, lengths and needs (fcgi/pages/own.h). */
static const struct field fields[EDIT__MAX] = {
	[NAME] = { .name = "name", .kind = FIELD_TEXT, .required = true },
	[TIER] = { .name = "tier", .kind = FIELD_TEXT, .required = true },
	[AFFILIATION] = { .name = "affiliation", .kind = FIELD_TEXT },
	[LEADER] = { .name = "leader", .kind = FIELD_TEXT,
	    .also = name_flaw },
	[ADDRESS] = { .name = "address", .kind = FIELD_TEXT },
	[CONTACT] = { .name = "contact", .kind = FIELD_TEXT,
	    .also = name_flaw },
	[PHONE] = { .name = "phone", .kind = FIELD_TEXT, .least = 5,
	    .most = 20, .also = phone_flaw },
	[AREA] = { .name = "area", .label = "帮扶地区", .kind = FIELD_TEXT,
	    .least = 1, .most = 60, .required = true },
	[FROM] = { .name = "from_day", .kind = FIELD_DATE },
	[TO] = { .name = "to_day", .kind = FIELD_DATE },
	[VERSION] = { .name = "version", .label = "版本",
	    .kind = FIELD_INT, .least = 0, .most = INT64_C(999999999) },
	[NONCE] = ONCE_FIELD,			/* of a new one */
};
static const struct form form = { fields, EDIT__MAX };
static const struct form empty = { NULL, 0 };

/* The dictionary's fields of the unit that the path names, or of a new one. */
static enum err
open_own(struct req *r, struct own *own)
{
	*own = (struct own){ .entity = DICTIONARY_UNIT, .id = r->id[0],
	    .parent = r->id[0], .hand = &form };
	return own_open(r, own);
}

/* ---- for other pages --------------------------------------------------- */

enum err
unit_offer(struct req *r, struct page *page)
{
	struct unit_list list;
	enum err e;
	size_t i;

	if ((e = unit_names(r->db, r->pool, &r->who, &list)) != OK)
		return e;
	for (i = 0; i < list.count; i++)
		page_text(page_part(page, "UNIT"), "name", list.at[i].name);
	return OK;
}

enum err
unit_typed(struct req *r, struct answer *a, struct unit *u)
{
	enum err e = unit_named(r->db, r->pool, &r->who, a->text, u);

	return e == ERR_ABSENT ?
	    field_spoil(a, "还没有登记，请先在“帮扶单位”里登记") : e;
}

/* ---- the list --------------------------------------------------------- */

static void
fill_unit(struct req *r, struct page *p, const struct unit *u)
{
	page_fill(p, r->pool, &unit_shape, u);
	page_text(p, "tier_label", codes_label(r, TIERS, pool_print(r->pool,
	    "%d", (int)u->tier)));
	page_text(p, "affiliation_label", codes_label(r, AFFILIATIONS,
	    u->affiliation));
	page_text(p, "phone", mask_value(r->pool, mask_sight_at(&r->who,
	    u->area), VEIL_CONTACT, u->phone));
	if (!u->active)
		page_show(p, "ENDED");
}

static enum err
list(struct req *r)
{
	struct unit_filter f = { .word = req_query(r, "find"),
	    .tier = req_query_int(r, "tier", 0),
	    .all = *req_query(r, "all") == '1',
	    .page = req_query_int(r, "page", 1) };
	struct page *p = req_page(r, "unit.tpl", "帮扶单位");
	struct unit_list found = { 0 };
	struct search_words w;
	enum err e;
	size_t i;

	if ((e = search_field_records(r, &w, DICTIONARY_UNIT)) != OK)
		return e;
	f.search = &w.search;
	if (w.flaw_count == 0 && (e = unit_list(r->db, r->pool, &r->who, &f,
	    &found)) != OK)
		return e;
	if ((e = codes_fill(r, p, &(struct codes_choice){ "TIER", TIERS,
	    req_query(r, "tier") })) != OK)
		return e;
	search_panel_records(&w, p);
	page_text(p, "find", f.word);
	if (f.all)
		page_show(p, "ALL");
	if (r->who.role >= ROLE_TOWNSHIP && !r->who.closed)
		page_show(p, "MAY");
	for (i = 0; i < found.count; i++)
		fill_unit(r, page_part(p, "LINE"), &found.at[i]);
	if (found.count == 0 && w.flaw_count == 0)
		page_show(p, "EMPTY");
	page_int(p, "units", found.units);
	panel_pager(r, p, found.page, found.pages);
	return req_show(r);
}

/* ---- one unit --------------------------------------------------------- */

static enum err
show_one(struct req *r)
{
	bool past = past_record(r);
	struct page *p, *may;
	const char *place;
	struct unit u;
	struct own own;
	enum err e;

	if ((e = unit_by_id(r->db, r->pool, &r->who, r->id[0], &u)) != OK ||
	    (e = open_own(r, &own)) != OK ||
	    (e = panel_area_name(r, u.area, &place)) != OK)
		return e;
	panel_notice(r, notes, LEN(notes));
	p = req_page(r, "unit_one.tpl", u.name);
	fill_unit(r, p, &u);
	page_text(p, "place", place);
	own_facts(r, &own, p);
	if (u.from_day.year != 0 || u.to_day.year != 0) {
		may = page_part(p, "PERIOD");
		page_fill(may, r->pool, &unit_shape, &u);
		if (u.to_day.year == 0)
			page_show(may, "STILL");
	}
	if (u.leader != NULL)
		page_text(page_part(p, "LEADER"), "leader", u.leader);
	/* the lists behind the numbers are today's */
	page_fill(page_part(p, past ? "THEN" : "NOW"), r->pool, &unit_shape,
	    &u);
	if (!past && unit_may(&r->who, &u)) {
		may = page_part(p, "MAY");
		page_int(may, "unit_id", u.unit_id);
		page_int(page_part(may, u.active ? "END" : "START"),
		    "unit_id", u.unit_id);
	}
	return req_show(r);
}

static enum err
show(struct req *r)
{
	return past_show(r, show_one);
}

/* ---- registering and changing ----------------------------------------- */

static struct page *
form_page(struct req *r, bool new)
{
	struct page *p = req_page(r, "unit_edit.tpl", new ? "登记帮扶单位" :
	    "修改帮扶单位");

	page_text(p, "heading", new ? "登记帮扶单位" : "修改帮扶单位");
	page_text(p, "action", new ? "/unit/new" : pool_print(r->pool,
	    "/unit/%lld/edit", (long long)r->id[0]));
	page_text(p, "back", new ? "/unit" : pool_print(r->pool,
	    "/unit/%lld", (long long)r->id[0]));
	return p;
}

static enum err
fill_form(struct req *r, struct page *p, const char *tier,
    const char *affiliation)
{
	enum err e;

	if ((e = codes_fill(r, p, &(struct codes_choice){ "TIER", TIERS,
	    tier })) != OK || (e = codes_fill(r, p, &(struct codes_choice){
	    "AFFILIATION", AFFILIATIONS, affiliation })) != OK)
		return e;
	return panel_areas(r, p);
}

/* The unit of the address, for who may change it. */
static enum err
changed_one(struct req *r, struct unit *u)
{
	enum err e = unit_by_id(r->db, r->pool, &r->who, r->id[0], u);

	return e == OK && !unit_may(&r->who, u) ? ERR_DENIED : e;
}

static enum err
show_new(struct req *r)
{
	struct page *p = form_page(r, true);
	struct own own;
	enum err e;

	if ((e = fill_form(r, p, NULL, NULL)) != OK ||
	    (e = open_own(r, &own)) != OK)
		return e;
	page_int(p, "version", 0);
	once_fill(r, page_part(p, "ONCE"), NULL);
	own_fill(r, &own, p, false);
	return req_show(r);
}

static enum err
again(struct req *r)
{
	struct page *p = form_page(r, r->id[0] == 0);
	struct unit u;
	struct own own;
	enum err e;

	if ((r->id[0] != 0 && (e = changed_one(r, &u)) != OK) ||
	    (e = open_own(r, &own)) != OK ||
	    ((e = own_read(r, &own)) != OK && e != ERR_INPUT))
		return e;
	own_rival(r, &own, p);
	if ((e = fill_form(r, p, r->in[TIER].word,
	    r->in[AFFILIATION].word)) != OK)
		return e;
	own_fill(r, &own, p, true);
	if (r->id[0] == 0)
		once_fill(r, page_part(p, "ONCE"), &r->in[NONCE]);
	return req_show(r);
}

static enum err
show_edit(struct req *r)
{
	const char *place;
	struct page *p;
	struct unit u;
	struct own own;
	enum err e;

	if ((e = changed_one(r, &u)) != OK ||
	    (e = panel_area_name(r, u.area, &place)) != OK)
		return e;
	p = form_page(r, false);
	if ((e = fill_form(r, p, pool_print(r->pool, "%d", (int)u.tier),
	    u.affiliation)) != OK || (e = open_own(r, &own)) != OK)
		return e;
	own_plain(r, &own, p, &unit_shape, &u);
	page_text(p, "area", place);
	own_fill(r, &own, p, false);
	return req_show(r);
}

/* What was typed, as far as one word after another can tell. */
static enum err
typed(struct req *r, struct unit *u)
{
	const char *why, *tier, *affiliation;
	struct answer *in;
	struct area area;
	struct own own;
	enum err e;

	if ((e = open_own(r, &own)) != OK || (e = own_read(r, &own)) != OK)
		return e;
	in = r->in;
	if ((e = codes_take(r, &in[TIER], TIERS, &tier)) != OK ||
	    (e = codes_take(r, &in[AFFILIATION], AFFILIATIONS,
	    &affiliation)) != OK ||
	    (e = panel_area(r, &in[AREA], &area)) != OK)
		return e;
	*u = (struct unit){ .unit_id = r->id[0], .name = in[NAME].text,
	    .tier = strtol(tier, NULL, 10), .affiliation = affiliation,
	    .leader = in[LEADER].text, .address = in[ADDRESS].text,
	    .contact = in[CONTACT].text, .phone = own_said(r, &own, PHONE),
	    .area = area.code, .from_day = in[FROM].day,
	    .to_day = in[TO].day, .version = in[VERSION].value,
	    .own = own_after(r, &own) };
	if ((why = unit_flaw(u->tier, u->affiliation, u->leader)) != NULL)
		return field_spoil(&in[LEADER], why);
	if (in[FROM].given && in[TO].given &&
	    date_compare(u->to_day, u->from_day) < 0)
		return field_spoil(&in[TO], "早于开始时间，请核对");
	return OK;
}

static enum err
add(struct req *r)
{
	struct unit u;
	int64_t id;
	enum err e = once_start(r, &r->in[NONCE], &id);

	if (e == OK && id != 0)
		return req_go(r, "/unit/%lld?done=added", (long long)id);
	if (e != OK || (e = typed(r, &u)) != OK)
		return e;
	e = unit_add(r->db, r->pool, &r->who, &u, &id);
	if (e == ERR_CONFLICT)
		return field_spoil(&r->in[NAME], "在这个地区已经登记过");
	if (e != OK || (e = once_end(r, &r->in[NONCE], id)) != OK ||
	    (e = panel_audit(r, "unit-add", "unit %lld",
	    (long long)id)) != OK)
		return e;
	return req_go(r, "/unit/%lld?done=added", (long long)id);
}

static enum err
edit(struct req *r)
{
	enum unit_clash clash;
	struct unit u;
	enum err e;

	if ((e = typed(r, &u)) != OK)
		return e;
	e = unit_change(r->db, r->pool, &r->who, &u, &clash);
	if (e == ERR_CONFLICT && clash == UNIT_NAMED)
		return field_spoil(&r->in[NAME], "在这个地区已经登记过");
	if (e != OK || (e = panel_audit(r, "unit-change", "unit %lld",
	    (long long)u.unit_id)) != OK)
		return e;
	return req_go(r, "/unit/%lld?done=changed", (long long)u.unit_id);
}

static enum err
set_active(struct req *r, bool active)
{
	enum err e = unit_set_active(r->db, r->pool, &r->who, r->id[0],
	    active);

	if (e != OK || (e = panel_audit(r, active ? "unit-start" :
	    "unit-end", "unit %lld", (long long)r->id[0])) != OK)
		return e;
	return req_go(r, "/unit/%lld?done=%s", (long long)r->id[0],
	    active ? "started" : "ended");
}

static enum err
end(struct req *r)
{
	return set_active(r, false);
}

static enum err
start(struct req *r)
{
	return set_active(r, true);
}

const struct route unit_routes[] = {
	{ VERB_GET, "/unit", ROLE_VILLAGE, NULL, list, NULL },
	{ VERB_GET, "/unit/new", ROLE_TOWNSHIP, NULL, show_new, NULL },
	{ VERB_POST, "/unit/new", ROLE_TOWNSHIP, &form, add, again },
	{ VERB_GET, "/unit/#", ROLE_VILLAGE, NULL, show, NULL },
	{ VERB_GET, "/unit/#/edit", ROLE_TOWNSHIP, NULL, show_edit, NULL },
	{ VERB_POST, "/unit/#/edit", ROLE_TOWNSHIP, &form, edit, again },
	{ VERB_POST, "/unit/#/end", ROLE_TOWNSHIP, &empty, end, NULL },
	{ VERB_POST, "/unit/#/start", ROLE_TOWNSHIP, &empty, start, NULL },
	{ .path = NULL }
};
