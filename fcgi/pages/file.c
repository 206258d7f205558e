#include <inttypes.h>
#include <string.h>

#include "core/mask.h"
#include "db/household.h"
#include "db/member_change.h"
#include "fcgi/pages/file.h"
#include "fcgi/pages/file_hamlet.h"
#include "fcgi/pages/past.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/reveal.h"
#include "fcgi/pages/sheet.h"
#include "fcgi/pages/tabs.h"

/* What is asked for along with the household, before its form is read. */
enum { PHONE, HAMLET, SENT__MAX };
static const struct field sent_fields[SENT__MAX] = {
	[PHONE] = { .name = "phone", .kind = FIELD_TEXT, .most = 60 },
	[HAMLET] = { .name = "hamlet", .kind = FIELD_TEXT, .most = 60 },
};

/* One page of the file. */
struct file {
	struct household h;		/* whole where it is shown */
	bool member;			/* a member's page */
	struct sheet sheet;
	struct ruling ruling;
	struct dictionary_file both;	/* where the members are needed too */
	struct answer sent[SENT__MAX];
};

/* ---- reading ---------------------------------------------------------- */

/* A form that is only looked at has no need of the members. */
static enum err
read_rows(struct req *r, struct file *f, void **row)
{
	struct rule_check *c = &f->ruling.check;
	enum err e;

	if (!f->member && r->verb != VERB_POST)
		return dictionary_household(r->db, r->pool, &r->who,
		    r->id[0], row);
	f->both.household_id = r->id[0];
	if (!f->member) {
		(void)field_read(r->pool, sent_fields, SENT__MAX, &r->words,
		    "", f->sent);
		f->both.phone = f->sent[PHONE].text;
		f->both.hamlet = f->sent[HAMLET].text;
	}
	if ((e = dictionary_file(r->db, r->pool, &r->who, &f->both)) != OK)
		return e;
	*row = f->both.household;
	c->members = f->both.members;
	c->file = &f->both;
	c->part.form = &f->sheet.form;
	f->sheet.ruling = &f->ruling;
	return OK;
}

static enum err
read_household(struct req *r, struct file *f)
{
	const struct dictionary_head *head;
	void *row;
	enum err e;

	if ((e = read_rows(r, f, &row)) != OK)
		return e;
	head = f->ruling.check.household = row;
	f->h = (struct household){ .household_id = head->id,
	    .area = head->base.area,
	    .monitor_class = head->base.monitor_class };
	return OK;
}

static enum err
find_member(struct req *r, struct file *f)
{
	struct rule_check *c = &f->ruling.check;
	const struct dictionary_head *m;
	size_t i;

	for (i = 0; i < c->members.count; i++) {
		m = c->members.at[i];
		if (m->id == r->id[1]) {
			c->part.one = c->part.of_member = true;
			c->part.member = i;
			f->sheet.row = m;
			return OK;
		}
	}
	return ERR_ABSENT;
}

static enum err
find_section(struct req *r, struct file *f)
{
	const char *names[TABS_SECTIONS];
	size_t count = tabs_sections(r, names);

	if (r->id[1] < 1 || r->id[1] > (int64_t)count)
		return ERR_ABSENT;
	f->sheet.section = names[r->id[1] - 1];
	if (!tabs_has(&f->h, f->sheet.section))
		return ERR_ABSENT;
	f->sheet.row = f->ruling.check.household;
	return OK;
}

/* Where the household's natural village is asked for; NULL: not here.
 * *${now}: what is written, or NULL. */
static struct field *
hamlet_field(struct req *r, const struct file *f, const char **now)
{
	const struct dictionary_form *form = &f->sheet.form;
	size_t i;

	if (f->sheet.entity != DICTIONARY_HOUSEHOLD)
		return NULL;
	for (i = 0; i < form->count; i++)
		if (strcmp(form->lines[i]->name, FILE_HAMLET) == 0) {
			*now = dictionary_plain(r->pool, form->lines[i],
			    f->sheet.row);
			return &form->fields[i];
		}
	return NULL;
}

/* Where a village has natural villages, its households choose from them. */
static enum err
offer_hamlets(struct req *r, struct file *f)
{
	const char *now;
	struct field *field = hamlet_field(r, f, &now);
	struct hamlet_list list;
	enum err e;

	if (field == NULL)
		return OK;
	e = hamlet_list(r->db, r->pool, &r->who, f->h.area, &list);
	if (e == OK && list.count > 0)
		file_hamlet_offer(r->pool, &list, now, field);
	return e;
}

/* What is sent as it is written, or is known to be one of them, needs no
 * list to be chosen from. */
static bool
good_hamlet(struct req *r, const struct file *f)
{
	const struct answer *sent = &f->sent[HAMLET];
	const char *now = NULL;

	return hamlet_field(r, f, &now) != NULL &&
	    sent->flaw == FLAW_NONE && (!sent->given ||
	    f->both.hamlet_good || text_is(sent->text, now));
}

static enum err
load(struct req *r, bool member, bool saving, struct file *f)
{
	enum err e;

	*f = (struct file){ .member = member, .sheet = {
	    .entity = member ? DICTIONARY_MEMBER : DICTIONARY_HOUSEHOLD,
	    .back = pool_print(r->pool, member ? "/household/%" PRId64
	    "/member" : "/household/%" PRId64, r->id[0]) } };
	if ((e = read_household(r, f)) != OK || (e = member ? find_member(r, f) :
	    find_section(r, f)) != OK)
		return e;
	f->sheet.area = f->h.area;
	if ((e = sheet_open(r, &f->sheet)) != OK)
		return e;
	f->sheet.work = (struct work_place){ &f->sheet.form, f->sheet.row,
	    f->h.area, NULL };
	if ((e = work_place_offer(r, &f->sheet.work)) != OK)
		return e;
	return saving && good_hamlet(r, f) ? OK : offer_hamlets(r, f);
}

/* ---- showing ---------------------------------------------------------- */

/* The hand-made part of a member (S1-223, S1-316: not edited here). */
static void
fill_member(struct req *r, struct sheet *s)
{
	const struct dictionary_head *h = s->row;
	const struct dictionary_base *m = &h->base;

	sheet_fact(s, "姓名", m->name, "");
	sheet_fact(s, "与户主关系", dictionary_label(s->codes, "relation",
	    m->relation, h->year), "");
	sheet_fact(s, "性别", m->sex == 1 ? "男" : m->sex == 2 ? "女" : NULL, "");
	sheet_fact(s, "出生日期", panel_birth(r, m->birth), "");
	sheet_fact(s, "证件号码", m->idno != NULL ? mask_value(r->pool,
	    mask_sight(&r->who), VEIL_SECRET, m->idno) :
	    pool_print(r->pool, "无证件（%s）", member_placeholder(r->pool,
	    h->id)), "");
}

static enum err
show_file(struct req *r, struct file *f, bool typed)
{
	const struct dictionary_head *row = f->sheet.row;
	const char *title = f->member ? row->base.name : f->sheet.section;
	struct page *p;
	enum err e;

	if ((e = household_by_id(r->db, r->pool, &r->who, r->id[0],
	    &f->h)) != OK)
		return e;
	p = req_page(r, "file.tpl", title);
	page_fill(p, r->pool, &household_shape, &f->h);
	page_text(p, "title", title);
	tabs_fill(r, p, &f->h);
	sheet_start(&f->sheet, p);
	if (f->member)
		fill_member(r, &f->sheet);
	if (f->member && r->who.role >= ROLE_COUNTY && !r->who.closed)
		page_int(page_part(p, "IDENTITY"), "member_id", row->id);
	reveal_links(r, p, f->sheet.entity, f->sheet.section, f->sheet.row);
	sheet_fill(r, &f->sheet, typed);
	return req_show(r);
}

static enum err
show(struct req *r, bool member)
{
	struct file f;
	enum err e = load(r, member, false, &f);

	sheet_notice(r);
	return e != OK ? e : show_file(r, &f, false);
}

static enum err
again(struct req *r, bool member)
{
	struct file f;
	enum err e = load(r, member, false, &f);

	if (e != OK)
		return e;
	sheet_read(r, &f.sheet);
	return show_file(r, &f, true);
}

/* ---- saving ----------------------------------------------------------- */

static enum err
save(struct req *r, bool member)
{
	struct file f;
	bool changed;
	enum err e;

	if ((e = load(r, member, true, &f)) != OK ||
	    (e = sheet_save(r, &f.sheet, &changed)) != OK)
		return e;
	return req_go(r, "%s?done=%s", r->path, changed ? "saved" : "same");
}

/* ---- routes ----------------------------------------------------------- */

static enum err
show_section_now(struct req *r)
{
	return show(r, false);
}

static enum err
show_section(struct req *r)
{
	return past_show(r, show_section_now);
}

static enum err
again_section(struct req *r)
{
	return again(r, false);
}

static enum err
save_section(struct req *r)
{
	return save(r, false);
}

static enum err
show_member_now(struct req *r)
{
	return show(r, true);
}

static enum err
show_member(struct req *r)
{
	return past_show(r, show_member_now);
}

static enum err
again_member(struct req *r)
{
	return again(r, true);
}

static enum err
save_member(struct req *r)
{
	return save(r, true);
}

const struct route file_routes[] = {
	{ VERB_GET, "/household/#/file/#", ROLE_HELPER, NULL, show_section,
	    NULL },
	{ VERB_POST, "/household/#/file/#", ROLE_VILLAGE, &sheet_form,
	    save_section, again_section },
	{ VERB_GET, "/household/#/member/#", ROLE_HELPER, NULL, show_member,
	    NULL },
	{ VERB_POST, "/household/#/member/#", ROLE_VILLAGE, &sheet_form,
	    save_member, again_member },
	{ .path = NULL }
};
