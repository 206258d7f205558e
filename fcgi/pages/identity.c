#include <inttypes.h>
#include <string.h>

#include "core/idno.h"
#include "core/mask.h"
#include "db/member_change.h"
#include "db/recount.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/identity.h"
#include "fcgi/pages/identity_read.h"
#include "fcgi/pages/once.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/tabs.h"

/* ---- showing ---------------------------------------------------------- */

void
identity_codes(struct req *r, struct page *part, const struct identity *t,
    struct identity_codes codes)
{
	struct page *option;
	size_t i;

	for (i = 0; i < t->codes->count; i++) {
		const struct dictionary_code *c = &t->codes->at[i];

		if (strcmp(c->list, codes.list) != 0 ||
		    r->who.year < c->first_year || r->who.year > c->last_year)
			continue;
		option = page_part(part, "CODE");
		page_text(option, "code", c->code);
		page_text(option, "label", c->label);
		if (text_is(c->code, codes.code))
			page_show(option, "CHOSEN");
	}
}

/* Of a new one: what he is to the head, and why he came. */
static void
fill_new(struct req *r, struct page *p, const struct identity *t, bool typed)
{
	struct page *part = page_part(p, "NEW");

	identity_codes(r, page_part(part, "RELATION"), t,
	    (struct identity_codes){ "relation",
	    typed ? r->in[IDENTITY_RELATION].word : "" });
	once_fill(r, page_part(p, "ONCE"), typed ? &r->in[IDENTITY_NONCE] :
	    NULL);
	part = page_part(p, "CAME");
	page_text(part, "month", pool_print(r->pool, "%04d-%02d",
	    r->today.year, r->today.month));
	identity_codes(r, page_part(part, "INCREASE"), t,
	    (struct identity_codes){ "increase",
	    typed ? r->in[IDENTITY_INCREASE].word : "" });
}

static void
fill_choices(struct page *p, const char *sex, const char *type,
    const char *none)
{
	panel_choices(p, "SEX", &identity_fields[IDENTITY_SEX], sex);
	panel_choices(p, "TYPE", &identity_fields[IDENTITY_TYPE], type);
	panel_choices(p, "WITHOUT", &identity_fields[IDENTITY_NONE], none);
}

/* The number that is there, whatever is typed. */
static void
fill_kept(struct req *r, struct page *p, const struct dictionary_head *m)
{
	page_text(page_part(p, "KEPT"), "masked", m->base.idno != NULL ?
	    mask_value(r->pool, mask_sight(&r->who), VEIL_SECRET,
	    m->base.idno) : pool_print(r->pool, "无证件（%s）",
	    member_placeholder(r->pool, m->id)));
}

/* What is there, before anything is typed; the number never is. */
static void
fill_before(struct req *r, struct page *p, const struct identity *t)
{
	const struct dictionary_base *m = &t->before->base;

	page_text(p, "name", m->name);
	if (m->idno == NULL && m->birth.year != 0)
		page_text(p, "birth", date_iso(r->pool, m->birth));
	page_int(p, "version", t->before->version);
	fill_choices(p, m->idno != NULL ? "" : m->sex == 1 ? "1" : "2", "",
	    m->idno == NULL ? "1" : "");
}

/* Each finding stands at its field, those of no field on the form above. */
static void
fill_rulings(struct req *r, struct page *p, const struct ruling *g,
    const struct dictionary_form *form)
{
	const char *name;
	size_t i;

	ruling_fill(r, p, g);
	ruling_rest(r, p, g);
	for (i = 0; i < form->count; i++) {
		name = form->lines[i]->name;
		ruling_field(r, page_include(page_part(p, pool_print(r->pool,
		    "%s_RULED", name)), "RULED", "ruled.tpl"), g, name, 0);
	}
}

/* Somebody was faster: what was typed stands over what he wrote. */
static void
fill_conflict(struct req *r, struct page *p, const struct identity *t)
{
	if (r->trouble != ERR_CONFLICT || t->before == NULL)
		return;
	page_show(p, "CONFLICT");
	page_int(p, "version", t->before->version);
}

static enum err
show_identity(struct req *r, struct identity *t, bool typed)
{
	const char *title = t->before == NULL ? "补录成员" :
	    "修改姓名和证件号码";
	struct page *p = req_page(r, "identity.tpl", title);

	page_fill(p, r->pool, &household_shape, &t->h);
	tabs_fill(r, p, &t->h);
	page_text(p, "title", title);
	page_text(p, "action", r->path);
	if (!r->who.closed)
		page_show(p, "MAY");
	panel_reason(r, p, &identity_fields[IDENTITY_REASON],
	    "例如：派出所已核发身份证，按户口簿更正",
	    typed ? &r->in[IDENTITY_REASON] : NULL);
	if (t->before != NULL)
		fill_kept(r, p, t->before);
	else
		fill_new(r, p, t, typed);
	if (!typed) {
		page_int(p, "version", 0);
		if (t->before != NULL) {
			fill_before(r, p, t);
			return req_show(r);
		}
	} else {
		panel_form(r, p, &identity_form);
		fill_conflict(r, p, t);
	}
	fill_choices(p, typed ? r->in[IDENTITY_SEX].word : "",
	    typed ? r->in[IDENTITY_TYPE].word : "",
	    typed ? r->in[IDENTITY_NONE].word : "");
	if (t->ruling.whys != NULL)
		fill_rulings(r, p, &t->ruling, &t->form);
	return req_show(r);
}

static enum err
show(struct req *r)
{
	struct identity t;
	enum err e = identity_load(r, &t, false);

	return e != OK ? e : show_identity(r, &t, false);
}

static enum err
show_new(struct req *r)
{
	struct identity t;
	enum err e = identity_load(r, &t, true);

	return e != OK ? e : show_identity(r, &t, false);
}

/* r->in has the flaws of the form, or of identity_read too; rules are asked
 * where no word is wrong. */
static enum err
again_with(struct req *r, bool new)
{
	bool flawed = false;
	struct identity t;
	enum err e;
	int i;

	if ((e = identity_load(r, &t, new)) != OK)
		return e;
	for (i = 0; i < IDENTITY__MAX; i++)
		flawed |= r->in[i].flaw != FLAW_NONE;
	if (r->trouble == ERR_INPUT && (e = identity_read(r, &t)) == OK &&
	    !flawed)
		e = ruling_read(r, &t.ruling);
	if (e != OK && e != ERR_INPUT)
		return e;
	return show_identity(r, &t, true);
}

static enum err
again(struct req *r)
{
	return again_with(r, false);
}

static enum err
again_new(struct req *r)
{
	return again_with(r, true);
}

/* ---- saving ----------------------------------------------------------- */

static struct member_change
change_of(struct req *r, const struct identity *t)
{
	const struct dictionary_base *m = &t->after->base;

	return (struct member_change){ .member_id = t->before != NULL ?
	    t->before->id : 0, .household_id = r->id[0],
	    .version = r->in[IDENTITY_VERSION].value, .name = m->name, .sex = m->sex,
	    .idno_type = m->idno == NULL ? NULL :
	    idno_certificate(m->idno) ? "2" : "1", .idno = m->idno,
	    .birth = m->birth, .relation = m->relation,
	    .increase_reason = r->in[IDENTITY_INCREASE].given ?
	    r->in[IDENTITY_INCREASE].text : NULL,
	    .increase_month = t->increase_month };
}

enum err
identity_follow(struct req *r, const struct identity *t)
{
	const struct dictionary_rows *rows = &t->ruling.check.members;
	const char *head_name = t->h.head_name;
	int64_t members = 0;
	enum err e;
	size_t i;

	for (i = 0; i < rows->count; i++) {
		const struct dictionary_head *h = rows->at[i];

		members += h->base.active;
		if (h->base.active && strcmp(h->base.relation, "01") == 0)
			head_name = h->base.name;
	}
	if ((e = member_follow(r->db, &r->who, r->id[0], head_name,
	    members)) != OK)
		return e;
	return recount_household(r->db, r->pool, &r->who, r->id[0],
	    r->settings->per_resident);
}

static enum err
write(struct req *r, struct identity *t)
{
	struct member_change c = change_of(r, t);
	const char *reason = r->in[IDENTITY_REASON].text;
	enum err e;

	if (t->before != NULL)
		e = member_identify(r->db, r->pool, &r->who, &c, reason);
	else if ((e = member_add(r->db, r->pool, &r->who, &c, reason)) == OK)
		t->after->id = c.member_id;
	if (e == OK && t->before == NULL)
		e = once_end(r, &r->in[IDENTITY_NONCE], c.member_id);
	if (e != OK || (e = identity_follow(r, t)) != OK)
		return e;
	return ruling_keep(r, &t->ruling);
}

static enum err
save_with(struct req *r, bool new)
{
	struct identity t;
	int64_t made = 0;
	enum err e = new ? once_start(r, &r->in[IDENTITY_NONCE], &made) : OK;

	if (e != OK || (made == 0 &&
	    ((e = member_hold(r->db, r->pool, &r->who, r->id[0])) != OK ||
	    (e = identity_load(r, &t, new)) != OK ||
	    (e = identity_read(r, &t)) != OK ||
	    (e = ruling_read(r, &t.ruling)) != OK ||
	    (e = write(r, &t)) != OK)))
		return e;
	return req_go(r, "/household/%" PRId64 "/member?done=%s", r->id[0],
	    new ? "added" : "identified");
}

static enum err
save(struct req *r)
{
	return save_with(r, false);
}

static enum err
save_new(struct req *r)
{
	return save_with(r, true);
}

const struct route identity_routes[] = {
	{ VERB_GET, "/household/#/member/#/identity", ROLE_COUNTY, NULL,
	    show, NULL },
	{ VERB_POST, "/household/#/member/#/identity", ROLE_COUNTY, &identity_form,
	    save, again },
	{ VERB_GET, "/household/#/member/new", ROLE_COUNTY, NULL, show_new,
	    NULL },
	{ VERB_POST, "/household/#/member/new", ROLE_COUNTY, &identity_form,
	    save_new, again_new },
	{ .path = NULL }
};
