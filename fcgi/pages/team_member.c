#include "core/idno.h"
#include "core/mask.h"
#include "core/name.h"
#include "db/team_member.h"
#include "fcgi/pages/codes.h"
#include "fcgi/pages/once.h"
#include "fcgi/pages/own_rival.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/past.h"
#include "fcgi/pages/team.h"
#include "fcgi/pages/team_member.h"

static const struct choice yes_no[] = {
	{ "1", "是", 1 }, { "0", "否", 0 },
};

enum {
	NAME, SEX, IDNO, POLITICS, EDUCATION, SKILL, DUTY, PHONE, LEADER,
	SECRETARY, FROM, TO, VERSION, NONCE, EDIT__MAX
};
/* The dictionary has names, lengths and needs (fcgi/pages/own.h). */
static const struct field fields[EDIT__MAX] = {
	[NAME] = { .name = "name", .kind = FIELD_TEXT, .required = true,
	    .also = name_flaw },
	[SEX] = { .name = "sex", .kind = FIELD_CHOICE, .required = true,
	    .choices = panel_sexes, .choice_count = 2 },
	[IDNO] = { .name = "idno", .kind = FIELD_TEXT, .least = 15,
	    .most = 22 },
	[POLITICS] = { .name = "politics", .kind = FIELD_TEXT },
	[EDUCATION] = { .name = "education", .kind = FIELD_TEXT },
	[SKILL] = { .name = "skill", .kind = FIELD_TEXT },
	[DUTY] = { .name = "duty", .kind = FIELD_TEXT },
	[PHONE] = { .name = "phone", .kind = FIELD_TEXT, .least = 5,
	    .most = 20, .also = team_phone_flaw },
	[LEADER] = { .name = "is_leader", .kind = FIELD_CHOICE,
	    .required = true, .choices = yes_no, .choice_count = 2 },
	[SECRETARY] = { .name = "is_secretary", .kind = FIELD_CHOICE,
	    .required = true, .choices = yes_no, .choice_count = 2 },
	[FROM] = { .name = "from_day", .kind = FIELD_DATE,
	    .required = true },
	[TO] = { .name = "to_day", .kind = FIELD_DATE },
	[VERSION] = { .name = "version", .label = "版本",
	    .kind = FIELD_INT, .least = 0, .most = INT64_C(999999999) },
	[NONCE] = ONCE_FIELD,			/* of a new one */
};
static const struct form form = { fields, EDIT__MAX };

/* ---- the page --------------------------------------------------------- */

/* What of a form is chosen, not typed. */
struct chosen {
	const char *sex, *politics, *education, *leader, *secretary;
};

/* The team, and the member where there is one yet. */
static enum err
load(struct req *r, struct team *t, struct team_member *m)
{
	enum err e = team_by_id(r->db, r->pool, &r->who, r->id[0], t);

	*m = (struct team_member){ 0 };
	if (e != OK || r->id[1] == 0)
		return e;
	if ((e = team_member_by_id(r->db, r->pool, &r->who, r->id[1],
	    m)) != OK)
		return e;
	return m->team_id == t->team_id ? OK : ERR_ABSENT;
}

/* The dictionary's fields of that member, as the team's village has them. */
static enum err
open_own(struct req *r, const struct team *t, struct own *own)
{
	*own = (struct own){ .entity = DICTIONARY_TEAM_MEMBER,
	    .id = r->id[1], .parent = r->id[0], .area = t->area,
	    .hand = &form };
	return own_open(r, own);
}

static struct page *
form_page(struct req *r, const struct team *t, const struct team_member *m)
{
	const char *heading = m->member_id == 0 ? "新增队员" : "修改队员";
	struct page *p = req_page(r, "team_member.tpl", heading);

	page_text(p, "heading", heading);
	page_text(p, "action", r->path);
	page_int(p, "team_id", t->team_id);
	page_text(p, "village", t->village);
	if (m->member_id != 0)
		page_text(page_part(p, "KEPT"), "path", r->path);
	if (m->idno != NULL)
		page_text(page_part(p, "IDNO_KEPT"), "idno_masked",
		    mask_value(r->pool, mask_sight(&r->who),
		    VEIL_SECRET, m->idno));
	return p;
}

static enum err
fill_chosen(struct req *r, struct page *p, const struct chosen *c)
{
	enum err e;

	panel_choices(p, "SEX", &fields[SEX], c->sex);
	panel_choices(p, "IS_LEADER", &fields[LEADER], c->leader);
	panel_choices(p, "IS_SECRETARY", &fields[SECRETARY], c->secretary);
	if ((e = codes_fill(r, p, &(struct codes_choice){ "POLITICS",
	    "politics", c->politics })) != OK)
		return e;
	return codes_fill(r, p, &(struct codes_choice){ "EDUCATION",
	    "degree", c->education });
}

static enum err
show_past(struct req *r, const struct team *t, const struct team_member *m,
    const struct own *own)
{
	struct page *p = req_page(r, "team_member_past.tpl", m->name);

	page_text(p, "team", past_with(r, pool_print(r->pool, "/team/%lld",
	    (long long)t->team_id)));
	page_text(p, "village", t->village);
	page_text(p, "name", m->name);
	page_text(p, "path", r->path);
	own_all(r, own, p);
	return req_show(r);
}

static enum err
show_one(struct req *r)
{
	struct team_member m;
	struct page *p;
	struct team t;
	struct own own;
	enum err e;

	if ((e = load(r, &t, &m)) != OK ||
	    (e = open_own(r, &t, &own)) != OK)
		return e;
	if (r->who.closed && m.member_id != 0)
		return show_past(r, &t, &m, &own);
	p = form_page(r, &t, &m);
	if ((e = fill_chosen(r, p, &(struct chosen){
	    m.sex == 1 ? "1" : m.sex == 2 ? "2" : "", m.politics,
	    m.education, m.is_leader ? "1" : "0",
	    m.is_secretary ? "1" : "0" })) != OK)
		return e;
	own_fill(r, &own, p, false);
	if (m.member_id == 0) {
		page_int(p, "version", 0);
		once_fill(r, page_part(p, "ONCE"), NULL);
		page_text(p, "from_day", date_iso(r->pool, t.from_day));
		return req_show(r);
	}
	own_plain(r, &own, p, &team_member_shape, &m);
	if (date_compare(m.to_day, DATE_NEVER) == 0)
		page_text(p, "to_day", "");
	return req_show(r);
}

static enum err
show(struct req *r)
{
	return r->id[1] == 0 ? show_one(r) : past_show(r, show_one);
}

static enum err
again(struct req *r)
{
	struct team_member m;
	struct page *p;
	struct team t;
	struct own own;
	enum err e;

	if ((e = load(r, &t, &m)) != OK ||
	    (e = open_own(r, &t, &own)) != OK ||
	    ((e = own_read(r, &own)) != OK && e != ERR_INPUT))
		return e;
	p = form_page(r, &t, &m);
	own_rival(r, &own, p);
	if ((e = fill_chosen(r, p, &(struct chosen){ r->in[SEX].word,
	    r->in[POLITICS].word, r->in[EDUCATION].word, r->in[LEADER].word,
	    r->in[SECRETARY].word })) != OK)
		return e;
	own_fill(r, &own, p, true);
	if (r->id[1] == 0)
		once_fill(r, page_part(p, "ONCE"), &r->in[NONCE]);
	return req_show(r);
}

/* ---- saving ----------------------------------------------------------- */

/* The number, or the one that stands; it tells the sex. */
static enum err
take_idno(struct req *r, const struct team_member *old,
    struct team_member *m)
{
	struct answer *a = &r->in[IDNO];
	enum idno_flaw flaw;

	m->idno = old->idno;
	if (a->given) {
		m->idno = idno_read(r->pool, a->text);
		flaw = idno_flaw(m->idno, r->today);
		if (flaw != IDNO_RIGHT)
			return field_spoil(a, idno_clause(flaw));
	}
	if (m->idno != NULL && idno_male(m->idno) != (m->sex == 1))
		return field_spoil(&r->in[SEX], "和证件号码不一致，请核对");
	return OK;
}

static enum err
tell(struct req *r, enum err e, enum team_flaw flaw)
{
	static const int at[TEAM__MAX] = {
		[TEAM_PERIOD] = TO, [TEAM_OUTSIDE] = FROM,
		[TEAM_LEADER] = LEADER, [TEAM_SECRETARY] = SECRETARY,
		[TEAM_SAME] = IDNO,
	};

	return flaw == TEAM_OK || flaw == TEAM_STALE ? e :
	    field_spoil(&r->in[at[flaw]], team_clause(flaw));
}

/* ${m} as it is asked for; or what is wrong. */
static enum err
write_member(struct req *r, struct team_member *m)
{
	struct team_member old;
	enum team_flaw flaw;
	struct answer *in;
	struct team t;
	struct own own;
	enum err e;

	if ((e = load(r, &t, &old)) != OK ||
	    (e = open_own(r, &t, &own)) != OK ||
	    (e = own_read(r, &own)) != OK)
		return e;
	in = r->in;
	*m = (struct team_member){ .member_id = old.member_id,
	    .team_id = t.team_id, .name = in[NAME].text,
	    .sex = in[SEX].value, .skill = in[SKILL].text,
	    .duty = in[DUTY].text, .phone = own_said(r, &own, PHONE),
	    .is_leader = in[LEADER].value == 1,
	    .is_secretary = in[SECRETARY].value == 1,
	    .from_day = in[FROM].day,
	    .to_day = in[TO].given ? in[TO].day : t.to_day,
	    .version = in[VERSION].value, .own = own_after(r, &own) };
	if ((e = take_idno(r, &old, m)) != OK ||
	    (e = codes_take(r, &in[POLITICS], "politics",
	    &m->politics)) != OK ||
	    (e = codes_take(r, &in[EDUCATION], "degree",
	    &m->education)) != OK)
		return e;
	e = team_member_save(r->db, r->pool, &r->who, m, &flaw);
	return tell(r, e, flaw);
}

static enum err
save(struct req *r)
{
	bool new = r->id[1] == 0;
	struct team_member m;
	int64_t made = 0;
	enum err e = new ? once_start(r, &r->in[NONCE], &made) : OK;

	if (e == OK && made == 0) {
		if ((e = write_member(r, &m)) == OK && new)
			e = once_end(r, &r->in[NONCE], m.member_id);
		if (e == OK)
			e = panel_audit(r, "team-member", "team_member %lld",
			    (long long)m.member_id);
	}
	return e != OK ? e : req_go(r, "/team/%lld?done=%s",
	    (long long)r->id[0], new ? "member" : "changed");
}

const struct route team_member_routes[] = {
	{ VERB_GET, "/team/#/member/new", ROLE_TOWNSHIP, NULL, show, NULL },
	{ VERB_POST, "/team/#/member/new", ROLE_TOWNSHIP, &form, save,
	    again },
	{ VERB_GET, "/team/#/member/#", ROLE_TOWNSHIP, NULL, show, NULL },
	{ VERB_POST, "/team/#/member/#", ROLE_TOWNSHIP, &form, save, again },
	{ .path = NULL }
};
