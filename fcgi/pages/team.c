#include <string.h>

#include "core/mask.h"
#include "core/name.h"
#include "db/team_member.h"
#include "fcgi/pages/codes.h"
#include "fcgi/pages/once.h"
#include "fcgi/pages/own_rival.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/past.h"
#include "fcgi/pages/search_field.h"
#include "fcgi/pages/search_panel.h"
#include "fcgi/pages/team.h"
#include "fcgi/pages/unit.h"

static const struct panel_note notes[] = {
	{ "added", "驻村工作队已登记，请接着登记队员。" },
	{ "changed", "已保存。" },
	{ "member", "队员已登记。" },
};

const char *
team_phone_flaw(const struct answer *a)
{
	size_t digits = strspn(a->text, "0123456789-+ ");

	return a->text[digits] != '\0' ||
	    strpbrk(a->text, "0123456789") == NULL ?
	    "不是电话号码，请填手机号或带区号的座机号" : NULL;
}

const char *
team_clause(enum team_flaw flaw)
{
	static const char *const clauses[TEAM__MAX] = {
		[TEAM_OK] = "",
		[TEAM_PERIOD] = "早于开始时间，请核对",
		[TEAM_TWICE] = "在这段时间已有驻这个村的工作队",
		[TEAM_OUTSIDE] = "不在工作队的帮扶时间之内",
		[TEAM_LEADER] = "不能选是：这段时间工作队已有队长",
		[TEAM_SECRETARY] = "不能选是：这段时间村里已有第一书记",
		[TEAM_SAME] = "这段时间已在一支工作队里",
		[TEAM_ENDED] = "已结束帮扶，不能再派工作队",
	};

	return clauses[flaw];
}

const char *
team_period(struct pool *pool, struct date from, struct date to)
{
	if (date_compare(to, DATE_NEVER) == 0)
		return pool_print(pool, "%s 至今", page_day(pool, from));
	return pool_print(pool, "%s 至 %s", page_day(pool, from),
	    page_day(pool, to));
}

enum { AREA, UNIT, CONTACT, PHONE, FROM, TO, VERSION, NONCE, EDIT__MAX };
/* The dictionary has names, lengths and needs (fcgi/pages/own.h). */
static const struct field fields[EDIT__MAX] = {
	[AREA] = { .name = "area", .label = "驻在村", .kind = FIELD_TEXT,
	    .least = 1, .most = 60, .required = true },
	[UNIT] = { .name = "unit", .label = "派出单位", .kind = FIELD_TEXT,
	    .least = 2, .most = 120, .required = true },
	[CONTACT] = { .name = "contact", .kind = FIELD_TEXT,
	    .also = name_flaw },
	[PHONE] = { .name = "phone", .kind = FIELD_TEXT, .least = 5,
	    .most = 20, .also = team_phone_flaw },
	[FROM] = { .name = "from_day", .kind = FIELD_DATE,
	    .required = true },
	[TO] = { .name = "to_day", .kind = FIELD_DATE },
	[VERSION] = { .name = "version", .label = "版本",
	    .kind = FIELD_INT, .least = 0, .most = INT64_C(999999999) },
	[NONCE] = ONCE_FIELD,			/* of a new one */
};
static const struct form form = { fields, EDIT__MAX };

/* The dictionary's fields of the team that the path names, or of a new one. */
static enum err
open_own(struct req *r, struct own *own)
{
	*own = (struct own){ .entity = DICTIONARY_TEAM, .id = r->id[0],
	    .parent = r->id[0], .hand = &form };
	return own_open(r, own);
}

/* ---- the list --------------------------------------------------------- */

static void
fill_team(struct req *r, struct page *p, const struct team *t)
{
	page_fill(p, r->pool, &team_shape, t);
	page_text(p, "affiliation_label", codes_label(r, "affiliation",
	    t->affiliation));
	page_text(p, "period", team_period(r->pool, t->from_day, t->to_day));
	page_text(p, "phone", mask_value(r->pool, mask_sight(&r->who),
	    VEIL_CONTACT, t->phone));
	if (date_compare(t->to_day, r->who.today) < 0)
		page_show(p, "ENDED");
	if (t->leader != NULL)
		page_text(page_part(p, "LEADER"), "leader", t->leader);
	else
		page_show(p, "NO_LEADER");
}

static enum err
list(struct req *r)
{
	struct team_filter f = { .unit_id = req_query_int(r, "unit", 0),
	    .word = req_query(r, "find"), .all = *req_query(r, "all") == '1',
	    .page = req_query_int(r, "page", 1) };
	struct page *p = req_page(r, "team.tpl", "驻村工作队");
	struct team_list found = { 0 };
	struct search_words w;
	enum err e;
	size_t i;

	if ((e = search_field_records(r, &w, DICTIONARY_TEAM)) != OK)
		return e;
	f.search = &w.search;
	if (w.flaw_count == 0 && (e = team_list(r->db, r->pool, &r->who, &f,
	    &found)) != OK)
		return e;
	search_panel_records(&w, p);
	page_text(p, "find", f.word);
	if (f.unit_id != 0)
		page_int(page_part(p, "UNIT_KEPT"), "unit", f.unit_id);
	if (f.all)
		page_show(p, "ALL");
	if (r->who.role >= ROLE_TOWNSHIP && !r->who.closed)
		page_show(p, "MAY");
	for (i = 0; i < found.count; i++)
		fill_team(r, page_part(p, "LINE"), &found.at[i]);
	if (found.count == 0 && w.flaw_count == 0)
		page_show(p, "EMPTY");
	page_int(p, "teams", found.teams);
	panel_pager(r, p, found.page, found.pages);
	return req_show(r);
}

/* ---- one team --------------------------------------------------------- */

static const char *
standing(const struct team_member *m)
{
	return m->is_leader && m->is_secretary ? "队长、第一书记" :
	    m->is_leader ? "队长" : m->is_secretary ? "第一书记" : "队员";
}

static void
fill_member(struct req *r, struct page *p, const struct team_member *m)
{
	page_text(p, "standing", standing(m));
	page_text(p, "sex_label", m->sex == 1 ? "男" : "女");
	page_text(p, "politics_label", codes_label(r, "politics",
	    m->politics));
	page_text(p, "duty", m->duty);
	page_text(p, "phone", mask_value(r->pool, mask_sight(&r->who),
	    VEIL_CONTACT, m->phone));
	page_text(p, "period", team_period(r->pool, m->from_day, m->to_day));
	if (date_compare(m->to_day, r->who.today) < 0)
		page_show(p, "PAST");
	p = page_part(p, r->who.role >= ROLE_TOWNSHIP ? "LINK" : "PLAIN");
	page_text(p, "name", m->name);
	page_text(p, "link", past_with(r, pool_print(r->pool,
	    "/team/%lld/member/%lld", (long long)m->team_id,
	    (long long)m->member_id)));
}

static enum err
show_one(struct req *r)
{
	bool past = past_record(r);
	struct team_members members;
	struct team t;
	struct page *p;
	struct own own;
	enum err e;
	size_t i;

	if ((e = team_by_id(r->db, r->pool, &r->who, r->id[0], &t)) != OK ||
	    (e = open_own(r, &own)) != OK ||
	    (e = team_members(r->db, r->pool, &r->who, t.team_id,
	    &members)) != OK)
		return e;
	panel_notice(r, notes, LEN(notes));
	p = req_page(r, "team_one.tpl", "驻村工作队");
	fill_team(r, p, &t);
	own_facts(r, &own, p);
	if (!past && r->who.role >= ROLE_TOWNSHIP)
		page_int(page_part(p, "MAY"), "team_id", t.team_id);
	for (i = 0; i < members.count; i++)
		fill_member(r, page_part(p, "MEMBER"), &members.at[i]);
	if (members.count == 0)
		page_show(p, "EMPTY");
	return req_show(r);
}

static enum err
show(struct req *r)
{
	return past_show(r, show_one);
}

/* ---- registering and changing ----------------------------------------- */

static enum err
form_page(struct req *r, struct own *own, struct page **p)
{
	bool new = r->id[0] == 0;
	enum err e = open_own(r, own);

	if (e != OK)
		return e;
	*p = req_page(r, "team_edit.tpl", new ? "登记驻村工作队" :
	    "修改驻村工作队");
	page_text(*p, "heading", new ? "登记驻村工作队" : "修改驻村工作队");
	page_text(*p, "action", new ? "/team/new" : pool_print(r->pool,
	    "/team/%lld/edit", (long long)r->id[0]));
	page_text(*p, "back", new ? "/team" : pool_print(r->pool,
	    "/team/%lld", (long long)r->id[0]));
	e = panel_areas(r, *p);
	return e != OK ? e : unit_offer(r, *p);
}

static enum err
show_form(struct req *r)
{
	const char *place;
	struct page *p;
	struct team t;
	struct own own;
	enum err e;

	if ((e = form_page(r, &own, &p)) != OK)
		return e;
	own_fill(r, &own, p, false);
	if (r->id[0] == 0) {
		page_int(p, "version", 0);
		once_fill(r, page_part(p, "ONCE"), NULL);
		page_text(p, "from_day", date_iso(r->pool, r->today));
		return req_show(r);
	}
	if ((e = team_by_id(r->db, r->pool, &r->who, r->id[0], &t)) != OK ||
	    (e = panel_area_name(r, t.area, &place)) != OK)
		return e;
	own_plain(r, &own, p, &team_shape, &t);
	page_text(p, "area", place);
	if (date_compare(t.to_day, DATE_NEVER) == 0)
		page_text(p, "to_day", "");
	return req_show(r);
}

static enum err
again(struct req *r)
{
	struct page *p;
	struct own own;
	enum err e = form_page(r, &own, &p);

	if (e != OK)
		return e;
	if ((e = own_read(r, &own)) != OK && e != ERR_INPUT)
		return e;
	own_rival(r, &own, p);
	own_fill(r, &own, p, true);
	if (r->id[0] == 0)
		once_fill(r, page_part(p, "ONCE"), &r->in[NONCE]);
	return req_show(r);
}

/* The answer at which each flaw is told. */
static enum err
tell(struct req *r, enum err e, enum team_flaw flaw)
{
	if (flaw == TEAM_OK || flaw == TEAM_STALE)
		return e;
	return field_spoil(&r->in[flaw == TEAM_PERIOD ? TO : UNIT],
	    team_clause(flaw));
}

/* ${t} as it is asked for; or what is wrong. */
static enum err
write_team(struct req *r, struct team *t)
{
	enum team_flaw flaw;
	struct answer *in;
	struct area area;
	struct unit unit;
	struct own own;
	enum err e;

	if ((e = open_own(r, &own)) != OK || (e = own_read(r, &own)) != OK)
		return e;
	in = r->in;
	if ((e = panel_area(r, &in[AREA], &area)) != OK)
		return e;
	if (area.level != AREA_VILLAGE)
		return field_spoil(&in[AREA], "不是村，请选到村");
	if ((e = unit_typed(r, &in[UNIT], &unit)) != OK)
		return e;
	*t = (struct team){ .team_id = r->id[0], .area = area.code,
	    .unit_id = unit.unit_id, .contact = in[CONTACT].text,
	    .phone = own_said(r, &own, PHONE), .from_day = in[FROM].day,
	    .to_day = in[TO].given ? in[TO].day : DATE_NEVER,
	    .version = in[VERSION].value, .own = own_after(r, &own) };
	e = team_save(r->db, r->pool, &r->who, t, &flaw);
	return e != OK ? tell(r, e, flaw) : OK;
}

static enum err
save(struct req *r)
{
	bool new = r->id[0] == 0;
	struct team t = { 0 };
	int64_t made = 0;
	enum err e = new ? once_start(r, &r->in[NONCE], &made) : OK;

	if (e == OK && made == 0) {
		if ((e = write_team(r, &t)) == OK && new)
			e = once_end(r, &r->in[NONCE], t.team_id);
		if (e == OK)
			e = panel_audit(r, new ? "team-add" : "team-change",
			    "team %lld", (long long)t.team_id);
	}
	return e != OK ? e : req_go(r, "/team/%lld?done=%s",
	    (long long)(made != 0 ? made : t.team_id),
	    new ? "added" : "changed");
}

const struct route team_routes[] = {
	{ VERB_GET, "/team", ROLE_VILLAGE, NULL, list, NULL },
	{ VERB_GET, "/team/new", ROLE_TOWNSHIP, NULL, show_form, NULL },
	{ VERB_POST, "/team/new", ROLE_TOWNSHIP, &form, save, again },
	{ VERB_GET, "/team/#", ROLE_VILLAGE, NULL, show, NULL },
	{ VERB_GET, "/team/#/edit", ROLE_TOWNSHIP, NULL, show_form, NULL },
	{ VERB_POST, "/team/#/edit", ROLE_TOWNSHIP, &form, save, again },
	{ .path = NULL }
};
