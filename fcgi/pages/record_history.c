#include "db/helper.h"
#include "db/team_member.h"
#include "db/unit.h"
#include "db/version_record.h"
#include "fcgi/pages/history.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/record_history.h"

/* Whose of a team's; the address's "of". */
enum { ALL, TEAM, MEMBERS, OF__MAX };
static const struct choice kinds[OF__MAX] = {
	{ "", "全部", ALL }, { "team", "驻村工作队", TEAM },
	{ "member", "队员", MEMBERS },
};
static const struct field of_field = { .name = "of", .label = "内容",
    .kind = FIELD_CHOICE, .choices = kinds, .choice_count = OF__MAX };
static const struct form team_form = { &of_field, 1 };

/* What the page tells of: the way to it, and its name. */
struct told {
	const char *list, *label;	/* /helper, 帮扶责任人 */
	const char *path, *name;	/* /helper/12, 张大山 */
	const char *team, *village;	/* of a member; NULL: none */
};

/* The steps of the record, or of a team's members; or of one of these. */
static enum err
read_deeds(struct req *r, const struct version_record *of,
    struct deeds *deeds)
{
	struct version_rows rows;
	enum err e = version_records(r->db, r->pool, &r->who, of, &rows);

	return e != OK ? e : deed_rows(r, of->entity, of->area, &rows,
	    deeds);
}

static struct page *
start(struct req *r, const struct told *t, struct deeds *deeds)
{
	struct page *p = req_page(r, "record_history.tpl", "变更记录"), *part;

	page_text(p, "list", t->list);
	page_text(p, "label", t->label);
	page_text(p, "path", t->path);
	page_text(p, "name", t->name);
	page_text(p, "today", date_iso(r->pool, r->today));
	if (t->team != NULL) {
		part = page_part(p, "TEAM");
		page_text(part, "team", t->team);
		page_text(part, "village", t->village);
	}
	deed_sort(deeds);
	history_page(r, p, deeds);
	return p;
}

static enum err
show_helper(struct req *r)
{
	struct deeds deeds = { 0 };
	struct helper h;
	enum err e;

	if ((e = helper_by_id(r->db, r->pool, &r->who, r->id[0], &h)) != OK ||
	    (e = read_deeds(r, &(struct version_record){ DICTIONARY_HELPER,
	    h.helper_id, h.area, 0 }, &deeds)) != OK)
		return e;
	start(r, &(struct told){ "/helper", "帮扶责任人", pool_print(r->pool,
	    "/helper/%lld", (long long)h.helper_id), h.name, NULL, NULL },
	    &deeds);
	return req_show(r);
}

static enum err
show_unit(struct req *r)
{
	struct deeds deeds = { 0 };
	struct unit u;
	enum err e;

	if ((e = unit_by_id(r->db, r->pool, &r->who, r->id[0], &u)) != OK ||
	    (e = read_deeds(r, &(struct version_record){ DICTIONARY_UNIT,
	    u.unit_id, u.area, 0 }, &deeds)) != OK)
		return e;
	start(r, &(struct told){ "/unit", "帮扶单位", pool_print(r->pool,
	    "/unit/%lld", (long long)u.unit_id), u.name, NULL, NULL },
	    &deeds);
	return req_show(r);
}

/* ---- work teams ------------------------------------------------------- */

static const char *
team_path(struct req *r, const struct team *t)
{
	return pool_print(r->pool, "/team/%lld", (long long)t->team_id);
}

static enum err
show_team(struct req *r)
{
	int64_t of = r->flaws == 0 && r->in[0].given ? r->in[0].value : ALL;
	struct deeds deeds = { 0 };
	struct page *p;
	struct team t;
	enum err e;

	if ((e = team_by_id(r->db, r->pool, &r->who, r->id[0], &t)) != OK)
		return e;
	if (of != MEMBERS && (e = read_deeds(r, &(struct version_record){
	    DICTIONARY_TEAM, t.team_id, t.area, 0 }, &deeds)) != OK)
		return e;
	if (of != TEAM && (e = read_deeds(r, &(struct version_record){
	    DICTIONARY_TEAM_MEMBER, t.team_id, t.area, 0 }, &deeds)) != OK)
		return e;
	p = start(r, &(struct told){ "/team", "驻村工作队", team_path(r, &t),
	    pool_print(r->pool, "%s 驻村工作队", t.village != NULL ?
	    t.village : ""), NULL, NULL },
	    &deeds);
	p = page_part(p, "CHOOSE");
	page_text(p, "path", team_path(r, &t));
	panel_choices(p, "OF", &of_field, kinds[of].code);
	return req_show(r);
}

static enum err
show_member(struct req *r)
{
	struct deeds deeds = { 0 };
	struct team_member m;
	struct team t;
	enum err e;

	if ((e = team_by_id(r->db, r->pool, &r->who, r->id[0], &t)) != OK ||
	    (e = team_member_by_id(r->db, r->pool, &r->who, r->id[1],
	    &m)) != OK)
		return e;
	if (m.team_id != t.team_id)
		return ERR_ABSENT;
	if ((e = read_deeds(r, &(struct version_record){
	    DICTIONARY_TEAM_MEMBER, t.team_id, t.area, m.member_id },
	    &deeds)) != OK)
		return e;
	start(r, &(struct told){ "/team", "驻村工作队", pool_print(r->pool,
	    "%s/member/%lld", team_path(r, &t), (long long)m.member_id),
	    m.name, team_path(r, &t), t.village }, &deeds);
	return req_show(r);
}

const struct route record_history_routes[] = {
	{ VERB_GET, "/helper/#/history", ROLE_TOWNSHIP, NULL, show_helper,
	    NULL },
	{ VERB_GET, "/unit/#/history", ROLE_VILLAGE, NULL, show_unit, NULL },
	{ VERB_GET, "/team/#/history", ROLE_VILLAGE, &team_form, show_team,
	    NULL },
	{ VERB_GET, "/team/#/member/#/history", ROLE_TOWNSHIP, NULL,
	    show_member, NULL },
	{ .path = NULL }
};
