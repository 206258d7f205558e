#include <string.h>

#include "core/mask.h"
#include "db/dictionary.h"
#include "db/household.h"
#include "db/member.h"
#include "fcgi/pages/file.h"
#include "fcgi/pages/file_field.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/tabs.h"

static const struct panel_note notes[] = {
	{ "saved", "已保存。" },
	{ "same", "没有改动，不用保存。" },
};

/* One page of the file. */
struct file {
	enum dictionary_entity entity;
	struct household h;
	const struct member *m;		/* of a member's page */
	const char *section;		/* of a household's; NULL: all */
	const void *row;
	const struct dictionary_codes *codes;
	struct dictionary_form form;
};

/* ---- reading ---------------------------------------------------------- */

static enum err
find_member(struct req *r, struct file *f)
{
	struct dictionary_rows rows;
	struct member_list list;
	enum err e;
	size_t i;

	if ((e = member_list(r->db, r->pool, &r->who, r->id[0],
	    &list)) != OK || (e = dictionary_members(r->db, r->pool, &r->who,
	    r->id[0], &rows)) != OK)
		return e;
	for (i = 0; i < list.count && i < rows.count; i++)
		if (list.at[i].member_id == r->id[1]) {
			f->m = &list.at[i];
			f->row = rows.at[i];
			return OK;
		}
	return ERR_ABSENT;
}

static enum err
find_section(struct req *r, struct file *f)
{
	const char *names[TABS_SECTIONS];
	size_t count = tabs_sections(r, names);
	void *row;
	enum err e;

	if (r->id[1] < 1 || r->id[1] > (int64_t)count)
		return ERR_ABSENT;
	f->section = names[r->id[1] - 1];
	e = dictionary_household(r->db, r->pool, &r->who, r->id[0], &row);
	f->row = row;
	return e;
}

static enum err
load(struct req *r, enum dictionary_entity entity, struct file *f)
{
	enum err e;

	*f = (struct file){ .entity = entity };
	if ((e = household_by_id(r->db, r->pool, &r->who, r->id[0],
	    &f->h)) != OK || (e = dictionary_codes(r->db,
	    r->settings->generation, &f->codes)) != OK)
		return e;
	e = entity == DICTIONARY_MEMBER ? find_member(r, f) :
	    find_section(r, f);
	if (e != OK)
		return e;
	f->form = dictionary_form_of(r->pool, dictionary_of(entity),
	    r->who.year, f->section, f->codes);
	file_field_keep(&f->form, f->row);
	return OK;
}

/* ---- showing ---------------------------------------------------------- */

/* The box of what is only shown; there once something is. */
struct facts {
	struct page *page, *box;
};

static void
fact(struct facts *p, const char *label, const char *value, const char *unit)
{
	struct page *part;

	if (p->box == NULL)
		p->box = page_part(p->page, "FACTS");
	part = page_part(p->box, "FACT");

	page_text(part, "label", label);
	page_text(part, "value", value != NULL ? value : "—");
	page_text(part, "unit", value != NULL ? unit : "");
}

/* The hand-made part of a member (S1-223, S1-316: not edited here). */
static void
fill_member(struct req *r, struct facts *p, const struct member *m)
{
	fact(p, "姓名", m->name, "");
	fact(p, "与户主关系", m->relation_label, "");
	fact(p, "性别", m->sex == 1 ? "男" : m->sex == 2 ? "女" : NULL, "");
	fact(p, "出生日期", m->birth.year != 0 ?
	    page_day(r->pool, m->birth) : NULL, "");
	fact(p, "证件号码", m->idno != NULL ? mask_idno(r->pool, m->idno) :
	    NULL, "");
}

/* What is only shown: to readers all, to others what is not theirs. */
static void
fill_facts(struct req *r, struct facts *p, const struct file *f, bool edit)
{
	const struct dictionary *d = dictionary_of(f->entity);
	size_t i;

	for (i = 0; i < d->count; i++) {
		const struct dictionary_line *l = &d->lines[i];
		const char *value;

		if (l->column == NULL || !dictionary_valid(l, r->who.year) ||
		    (f->section != NULL &&
		    strcmp(f->section, l->section) != 0) || (edit &&
		    l->keep == DICTIONARY_OWN && l->term_count == 0))
			continue;
		value = dictionary_show(r->pool, l, f->row, f->codes);
		if (l->veil == DICTIONARY_SECRET)
			value = dictionary_masked(r->pool, l, value);
		fact(p, l->label, value, l->unit);
	}
}

static void
fill_form(struct req *r, struct page *p, const struct file *f, bool typed)
{
	const struct dictionary_head *head = f->row;
	struct page *part = page_part(p, "FORM");
	size_t i;

	page_text(part, "action", r->path);
	page_int(part, "version", head->version);
	for (i = 0; i < f->form.count; i++)
		file_field_fill(r, page_part(part, "FIELD"), &f->form, i,
		    &(struct file_field){ f->row,
		    typed ? &r->in[i] : NULL });
}

static enum err
show_file(struct req *r, struct file *f, bool typed)
{
	bool edit = r->who.role >= ROLE_VILLAGE && f->form.count > 0;
	const char *title = f->m != NULL ? f->m->name : f->section;
	struct page *p = req_page(r, "file.tpl", title);
	struct facts facts = { p, NULL };

	page_fill(p, r->pool, &household_shape, &f->h);
	page_text(p, "title", title);
	tabs_fill(r, p, f->h.household_id);
	if (r->trouble == ERR_CONFLICT)
		page_show(p, "CONFLICT");
	if (typed)
		frame_flaws(r, p, &(struct form){ f->form.fields,
		    f->form.count });
	if (f->m != NULL)
		fill_member(r, &facts, f->m);
	fill_facts(r, &facts, f, edit);
	if (edit)
		fill_form(r, p, f, typed);
	return req_show(r);
}

static enum err
show(struct req *r, enum dictionary_entity entity)
{
	struct file f;
	enum err e = load(r, entity, &f);

	panel_notice(r, notes, LEN(notes));
	return e != OK ? e : show_file(r, &f, false);
}

static enum err
again(struct req *r, enum dictionary_entity entity)
{
	struct file f;
	enum err e = load(r, entity, &f);

	if (e != OK)
		return e;
	r->in = file_field_read(r, &f.form);
	return show_file(r, &f, true);
}

/* ---- saving ----------------------------------------------------------- */

static enum err
save(struct req *r, enum dictionary_entity entity)
{
	const struct dictionary *d = dictionary_of(entity);
	int64_t version = r->in[0].value;
	struct dictionary_edit edit;
	struct file f;
	size_t i;
	enum err e;

	if ((e = load(r, entity, &f)) != OK)
		return e;
	r->in = file_field_read(r, &f.form);
	edit = (struct dictionary_edit){ .entity = entity, .before = f.row,
	    .after = dictionary_row(r->pool, d), .version = version };
	memcpy(edit.after, f.row, d->shape.size);
	for (i = 0; i < f.form.count; i++) {
		const struct dictionary_line *l = f.form.lines[i];

		if (r->in[i].flaw != FLAW_NONE)
			return ERR_INPUT;
		/* What is masked stays where nothing is typed. */
		if (l->veil != DICTIONARY_SECRET || r->in[i].given)
			dictionary_store(l, &r->in[i], edit.after);
	}
	if ((e = dictionary_save(r->db, &r->who, &edit)) != OK)
		return e;
	return req_go(r, "%s?done=%s", r->path,
	    edit.changed ? "saved" : "same");
}

/* ---- routes ----------------------------------------------------------- */

static enum err
show_section(struct req *r)
{
	return show(r, DICTIONARY_HOUSEHOLD);
}

static enum err
again_section(struct req *r)
{
	return again(r, DICTIONARY_HOUSEHOLD);
}

static enum err
save_section(struct req *r)
{
	return save(r, DICTIONARY_HOUSEHOLD);
}

static enum err
show_member(struct req *r)
{
	return show(r, DICTIONARY_MEMBER);
}

static enum err
again_member(struct req *r)
{
	return again(r, DICTIONARY_MEMBER);
}

static enum err
save_member(struct req *r)
{
	return save(r, DICTIONARY_MEMBER);
}

static const struct field seen[] = {
	{ .name = "version", .label = "版本", .kind = FIELD_INT, .least = 1,
	    .most = INT64_C(999999999), .required = true },
};
static const struct form file_form = { seen, LEN(seen) };

const struct route file_routes[] = {
	{ VERB_GET, "/household/#/file/#", ROLE_HELPER, NULL, show_section,
	    NULL },
	{ VERB_POST, "/household/#/file/#", ROLE_VILLAGE, &file_form,
	    save_section, again_section },
	{ VERB_GET, "/household/#/member/#", ROLE_HELPER, NULL, show_member,
	    NULL },
	{ VERB_POST, "/household/#/member/#", ROLE_VILLAGE, &file_form,
	    save_member, again_member },
	{ .path = NULL }
};
