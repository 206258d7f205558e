#include <inttypes.h>
#include <string.h>

#include "core/mask.h"
#include "db/member_change.h"
#include "fcgi/pages/identity.h"
#include "fcgi/pages/member_leave.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/tabs.h"

#define VERSION_FIELD	{ .name = "version", .label = "版本",           \
	.kind = FIELD_INT, .least = 1, .most = INT64_C(999999999),      \
	.required = true }

enum { WHY, DAY, SEEN, LEAVE__MAX };
static const struct field leave_fields[LEAVE__MAX] = {
	[WHY] = { .name = "decrease_reason", .label = "自然减少原因",
	    .kind = FIELD_TEXT, .least = 1, .most = 2, .required = true },
	[DAY] = { .name = "decrease_day", .label = "减少日期",
	    .kind = FIELD_DATE, .required = true },
	[SEEN] = VERSION_FIELD,
};
static const struct form leave_form = { leave_fields, LEAVE__MAX };

enum { REASON, VERSION, RETURN__MAX };
static const struct field return_fields[RETURN__MAX] = {
	[REASON] = { .name = "reason", .label = "恢复原因",
	    .kind = FIELD_TEXT, .least = 4, .most = 200, .required = true },
	[VERSION] = VERSION_FIELD,
};
static const struct form return_form = { return_fields, RETURN__MAX };

/* ---- whether it can be done at all ------------------------------------ */

static enum err
load(struct req *r, struct identity *t)
{
	static const char *const looked_at[] = { "relation" };
	const struct dictionary *d = dictionary_of(DICTIONARY_MEMBER);
	enum err e = identity_load(r, t, false);

	if (e != OK)
		return e;
	t->form = (struct dictionary_form){ .lines = pool_array(r->pool,
	    LEN(looked_at), sizeof *t->form.lines) };
	t->form.lines[0] = dictionary_find(d, looked_at[0]);
	t->form.count = t->form.lines[0] != NULL;
	return OK;
}

static const char *
bar_leave(const struct identity *t)
{
	const struct dictionary_rows *rows = &t->ruling.check.members;
	size_t i, others = 0;

	for (i = 0; i < rows->count; i++) {
		const struct dictionary_head *h = rows->at[i];

		others += h->base.active && h->id != t->before->id;
	}
	if (!t->before->base.active)
		return "已经办理过自然减少，不在本户了";
	if (others == 0)
		return "是本户最后一名成员，不能办理自然减少："
		    "整户都不在的，要注销这一户";
	return !text_is(t->before->base.relation, "01") ? NULL :
	    "是户主，户内还有别人：请先在“家庭成员”页另选一名户主，"
	    "再办理自然减少";
}

/* Why it can't be done, whatever is typed; NULL: it can. */
static enum err
bar(struct req *r, const struct identity *t, bool back, const char **why)
{
	const struct dictionary_base *m = &t->before->base;
	enum err e;

	*why = back ? m->active ? "就在本户，不用恢复" : NULL : bar_leave(t);
	if (!back || *why != NULL || m->idno == NULL)
		return OK;
	e = identity_same(r, m->idno, t->before->id, why);
	if (e == OK && *why != NULL)
		*why = pool_print(r->pool, "不能恢复：证件号码%s", *why);
	return e;
}

/* The member alone in this transaction, and what it refuses: what somebody
 * else has done already is a conflict. */
static enum err
hold(struct req *r, struct identity *t, bool back)
{
	const char *why;
	enum err e;

	if ((e = member_hold(r->db, r->pool, &r->who, r->id[0])) != OK ||
	    (e = load(r, t)) != OK || (e = bar(r, t, back, &why)) != OK)
		return e;
	if (t->before->base.active == back)
		return ERR_CONFLICT;
	return why != NULL ? ERR_INPUT : OK;
}

/* ---- showing ---------------------------------------------------------- */

static struct page *
open_page(struct req *r, const struct identity *t, const char *title)
{
	const struct dictionary_base *m = &t->before->base;
	struct page *p = req_page(r, "member_leave.tpl", title);

	page_fill(p, r->pool, &household_shape, &t->h);
	tabs_fill(r, p, &t->h);
	page_text(p, "title", title);
	page_text(p, "action", r->path);
	page_text(p, "name", m->name);
	page_text(p, "relation", dictionary_label(t->codes, "relation",
	    m->relation, t->before->year));
	page_text(p, "birth", panel_birth(r, m->birth));
	page_text(p, "idno", m->idno != NULL ? mask_value(r->pool,
	    mask_sight(&r->who), VEIL_SECRET, m->idno) : "无证件");
	page_text(p, "today", date_iso(r->pool, r->today));
	return p;
}

/* What was typed, over the version that stands by now. */
static void
fill_typed(struct req *r, struct page *part, const struct identity *t,
    const struct form *form)
{
	if (r->trouble == ERR_CONFLICT)
		page_show(part, "CONFLICT");
	if (r->trouble != OK)
		panel_form(r, part, form);
	page_int(part, "version", t->before->version);
}

static enum err
show(struct req *r, struct identity *t, bool back)
{
	struct page *p = open_page(r, t, back ? "恢复成员" : "自然减少");
	struct page *part;
	const char *why;
	enum err e;

	if ((e = bar(r, t, back, &why)) != OK)
		return e;
	if (r->who.closed || why != NULL) {
		page_text(page_part(p, "BARRED"), "why", why != NULL ? why :
		    "所在的年度已经关闭，不能修改");
		return req_show(r);
	}
	part = page_part(p, back ? "RETURN" : "LEAVE");
	fill_typed(r, part, t, back ? &return_form : &leave_form);
	if (back)
		panel_reason(r, part, &return_fields[REASON],
		    "例如：同名误办，本人仍在户内",
		    r->trouble != OK ? &r->in[REASON] : NULL);
	else
		identity_codes(r, page_part(part, "WHY"), t,
		    (struct identity_codes){ "decrease",
		    r->trouble != OK ? r->in[WHY].word : "" });
	if (t->ruling.whys == NULL)
		return req_show(r);
	ruling_fill(r, p, &t->ruling);
	ruling_rest(r, part, &t->ruling);
	ruling_field(r, part, &t->ruling, "relation", 0);
	return req_show(r);
}

static enum err
show_leave(struct req *r)
{
	struct identity t;
	enum err e = load(r, &t);

	return e != OK ? e : show(r, &t, false);
}

static enum err
show_return(struct req *r)
{
	struct identity t;
	enum err e = load(r, &t);

	return e != OK ? e : show(r, &t, true);
}

/* ---- saving ----------------------------------------------------------- */

static enum err
read_leave(struct req *r, const struct identity *t)
{
	const struct dictionary_base *m = &t->before->base;
	struct date day = r->in[DAY].day;
	enum err e = OK;

	if (!identity_code(r, t, "decrease", r->in[WHY].text))
		e = field_spoil(&r->in[WHY], "不在可选范围内");
	if (date_compare(day, r->today) > 0)
		e = field_spoil(&r->in[DAY], "晚于今天");
	else if (m->birth.year != 0 && date_compare(day, m->birth) < 0)
		e = field_spoil(&r->in[DAY], "早于出生日期");
	return e;
}

static enum err
go(struct req *r, const char *done)
{
	return req_go(r, "/household/%" PRId64 "/member?done=%s", r->id[0],
	    done);
}

static enum err
save_leave(struct req *r)
{
	struct identity t;
	enum err e;

	if ((e = hold(r, &t, false)) != OK || (e = read_leave(r, &t)) != OK)
		return e;
	t.after->base.active = false;
	if ((e = member_leave(r->db, &r->who, &(struct member_change){
	    .member_id = t.before->id, .version = r->in[SEEN].value,
	    .decrease_reason = r->in[WHY].text,
	    .decrease_day = r->in[DAY].day })) != OK ||
	    (e = identity_follow(r, &t)) != OK)
		return e;
	return go(r, "left");
}

static enum err
save_return(struct req *r)
{
	struct identity t;
	enum err e;

	if ((e = hold(r, &t, true)) != OK)
		return e;
	t.after->base.active = true;
	if ((e = ruling_read(r, &t.ruling)) != OK ||
	    (e = member_return(r->db, &r->who, &(struct member_change){
	    .member_id = t.before->id, .version = r->in[VERSION].value },
	    r->in[REASON].text)) != OK ||
	    (e = identity_follow(r, &t)) != OK ||
	    (e = ruling_keep(r, &t.ruling)) != OK)
		return e;
	return go(r, "returned");
}

/* The rules are asked once the words are right. */
static enum err
again_return(struct req *r)
{
	struct identity t;
	const char *why;
	enum err e;

	if ((e = load(r, &t)) != OK || (e = bar(r, &t, true, &why)) != OK)
		return e;
	if (r->trouble != ERR_INPUT || why != NULL ||
	    r->in[REASON].flaw != FLAW_NONE ||
	    r->in[VERSION].flaw != FLAW_NONE)
		return show(r, &t, true);
	t.after->base.active = true;
	if ((e = ruling_read(r, &t.ruling)) != OK && e != ERR_INPUT)
		return e;
	return show(r, &t, true);
}

const struct route member_leave_routes[] = {
	{ VERB_GET, "/household/#/member/#/leave", ROLE_COUNTY, NULL,
	    show_leave, NULL },
	{ VERB_POST, "/household/#/member/#/leave", ROLE_COUNTY, &leave_form,
	    save_leave, show_leave },
	{ VERB_GET, "/household/#/member/#/return", ROLE_COUNTY, NULL,
	    show_return, NULL },
	{ VERB_POST, "/household/#/member/#/return", ROLE_COUNTY,
	    &return_form, save_return, again_return },
	{ .path = NULL }
};
