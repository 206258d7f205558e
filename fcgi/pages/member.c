#include <inttypes.h>
#include <string.h>

#include "core/mask.h"
#include "db/household.h"
#include "db/member_change.h"
#include "fcgi/pages/member.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/past.h"
#include "fcgi/pages/ruling.h"
#include "fcgi/pages/tabs.h"

static const struct panel_note done[] = {
	{ "saved", "与户主关系已保存。" },
	{ "same", "没有改动，不用保存。" },
	{ "added", "成员已补录。请把其余指标填完整。" },
	{ "identified", "姓名和证件号码已修改。" },
	{ "left", "已办理自然减少，不再计入本户人口；办错了可以恢复。" },
	{ "returned", "已恢复，重新计入本户人口。" },
};

/* The family, and what was typed about it. */
struct family {
	struct household h;
	const struct dictionary_codes *codes;
	struct ruling ruling;
	struct dictionary_file both;
	const void **rows;		/* as they are */
	struct field field;		/* relation */
	struct answer *relations;	/* typed, by place */
	struct answer *versions;
	struct dictionary_form form;
	bool flawed;
};

static const struct dictionary_head *
row_at(const struct family *f, size_t i)
{
	return f->rows[i];
}

/* A form of the one field: what the rules are asked about. */
static void
make_form(struct req *r, struct family *f)
{
	const struct dictionary *d = dictionary_of(DICTIONARY_MEMBER);
	const struct dictionary_line **line = pool_take(r->pool,
	    sizeof *line);
	struct choice *c;
	size_t i, n = 0;

	*line = dictionary_find(d, "relation");
	c = pool_array(r->pool, f->codes->count + 1, sizeof *c);
	for (i = 0; i < f->codes->count; i++) {
		const struct dictionary_code *code = &f->codes->at[i];

		if (strcmp(code->list, "relation") == 0 &&
		    code->first_year <= r->who.year &&
		    r->who.year <= code->last_year) {
			c[n] = (struct choice){ code->code, code->label,
			    (int64_t)n };
			n++;
		}
	}
	f->field = (struct field){ .label = "与户主关系",
	    .kind = FIELD_CHOICE, .required = true, .choices = c,
	    .choice_count = n };
	f->form = (struct dictionary_form){ line, &f->field, *line != NULL };
	f->ruling.check.part = (struct rule_part){ .form = &f->form,
	    .of_member = true };
}

static enum err
load(struct req *r, bool saving, struct family *f)
{
	struct dictionary_rows *members = &f->ruling.check.members;
	enum err e;
	size_t i;

	*f = (struct family){ .both = { .household_id = r->id[0],
	    .hold = saving } };
	if ((e = dictionary_file(r->db, r->pool, &r->who, &f->both)) != OK ||
	    (e = dictionary_codes(r->db, r->settings->generation,
	    &f->codes)) != OK)
		return e;
	f->ruling.check.file = &f->both;
	f->ruling.check.household = f->both.household;
	*members = f->both.members;
	f->rows = pool_array(r->pool, members->count + 1, sizeof *f->rows);
	for (i = 0; i < members->count; i++)
		f->rows[i] = members->at[i];
	make_form(r, f);
	return OK;
}

/* ---- what was typed --------------------------------------------------- */

static const char *
name_of(struct req *r, const char *word, int64_t id)
{
	return pool_print(r->pool, "%s.%" PRId64, word, id);
}

static void
read_one(struct req *r, struct family *f, size_t i)
{
	const struct dictionary_head *before = row_at(f, i);
	const struct dictionary *d = dictionary_of(DICTIONARY_MEMBER);
	struct field version = { .name = name_of(r, "version", before->id),
	    .label = "版本", .kind = FIELD_INT, .required = true,
	    .least = 1, .most = INT64_C(999999999) };
	struct dictionary_head *after = dictionary_row(r->pool, d);

	memcpy(after, before, d->shape.size);
	f->ruling.check.members.at[i] = after;
	f->field.name = name_of(r, "relation", before->id);
	r->flaws += field_read(r->pool, &f->field, 1, &r->words, "",
	    &f->relations[i]);
	r->flaws += field_read(r->pool, &version, 1, &r->words, "",
	    &f->versions[i]);
	if (f->relations[i].flaw != FLAW_NONE ||
	    f->versions[i].flaw != FLAW_NONE)
		f->flawed = true;
	else
		after->base.relation = f->relations[i].text;
}

static void
read_words(struct req *r, struct family *f)
{
	size_t count = f->ruling.check.members.count, i;

	f->relations = pool_array(r->pool, count + 1, sizeof *f->relations);
	f->versions = pool_array(r->pool, count + 1, sizeof *f->versions);
	for (i = 0; i < count; i++)
		if (row_at(f, i)->base.active)
			read_one(r, f, i);
}

/* ---- showing ---------------------------------------------------------- */

static void
fill_choices(struct page *part, const struct family *f, const char *chosen)
{
	struct page *option;
	size_t i;

	for (i = 0; i < f->field.choice_count; i++) {
		option = page_part(part, "CHOICE");
		page_text(option, "code", f->field.choices[i].code);
		page_text(option, "choice_label", f->field.choices[i].label);
		if (strcmp(f->field.choices[i].code, chosen) == 0)
			page_show(option, "CHOSEN");
	}
}

static void
fill_relation(struct req *r, struct page *row, struct family *f, size_t i,
    bool edit)
{
	const struct dictionary_head *h = row_at(f, i);
	const struct answer *a = f->relations != NULL ? &f->relations[i] :
	    NULL;
	struct page *part;

	if (!edit || !h->base.active) {
		page_text(page_part(row, "TOLD"), "relation",
		    dictionary_label(f->codes, "relation", h->base.relation,
		    h->year));
		return;
	}
	part = page_part(row, "EDIT");
	page_int(part, "version", h->version);
	fill_choices(part, f, a != NULL ? a->word : h->base.relation);
	if (a != NULL && a->flaw != FLAW_NONE)
		page_text(page_part(part, "WRONG"), "flaw",
		    field_sentence(r->pool, &f->field, a));
	else if (a != NULL && r->trouble == ERR_CONFLICT &&
	    !text_is(a->word, h->base.relation))
		page_text(page_part(part, "WRONG"), "flaw", pool_print(
		    r->pool, "现在登记的是“%s”。", dictionary_label(f->codes,
		    "relation", h->base.relation, h->year)));
	if (f->ruling.whys == NULL)
		return;
	ruling_field(r, part, &f->ruling, "relation", h->id);
	if (i == 0)
		ruling_field(r, part, &f->ruling, "relation", -1);
}

/* Since when he is no more there, and why, to those who may see it. */
static void
fill_left(struct req *r, struct page *row, const struct family *f,
    const struct dictionary_head *h)
{
	static const char *const names[] = { "decrease_reason",
		"decrease_day" };
	struct page *part = page_part(row, "LEFT");
	const struct dictionary_line *l;
	const char *value;
	size_t i;

	for (i = 0; i < LEN(names); i++) {
		l = dictionary_find(dictionary_of(DICTIONARY_MEMBER),
		    names[i]);
		value = l == NULL || !dictionary_valid(l, h->year) ||
		    !mask_shows(mask_sight(&r->who), l->veil) ? NULL :
		    dictionary_show(r->pool, l, h, f->codes);
		if (value == NULL)
			continue;
		page_text(page_part(part, "TOLD_WHY"), "told",
		    l->kind != DICTIONARY_DATE ? value : page_day(r->pool,
		    *(const struct date *)shape_in(l->column, h)));
	}
}

static void
fill_row(struct req *r, struct page *page, struct family *f, size_t i,
    bool edit)
{
	const struct dictionary_head *h = row_at(f, i);
	const struct dictionary_base *m = &h->base;
	struct page *row = page_part(page, "MEMBER");

	page_int(row, "member_id", h->id);
	page_text(row, "link", past_with(r, pool_print(r->pool,
	    "/household/%" PRId64 "/member/%" PRId64, r->id[0], h->id)));
	page_text(row, "name", m->name);
	page_text(row, "sex", m->sex == 1 ? "男" : m->sex == 2 ? "女" : "");
	page_text(row, "birth", panel_birth(r, m->birth));
	page_text(row, "idno", m->idno != NULL ?
	    mask_value(r->pool, mask_sight(&r->who), VEIL_SECRET,
	    m->idno) : pool_print(r->pool, "无证件（%s）",
	    member_placeholder(r->pool, h->id)));
	if (!m->active)
		fill_left(r, row, f, h);
	if (edit && r->who.role >= ROLE_COUNTY)
		page_show(row, m->active ? "LEAVE" : "RETURN");
	fill_relation(r, row, f, i, edit);
}

static enum err
show_family(struct req *r, struct family *f)
{
	bool edit = r->who.role >= ROLE_VILLAGE && !r->who.closed;
	struct page *p, *part;
	size_t i, left = 0;
	enum err e;

	if ((e = household_by_id(r->db, r->pool, &r->who, r->id[0],
	    &f->h)) != OK)
		return e;
	p = req_page(r, "member.tpl", "家庭成员");
	page_fill(p, r->pool, &household_shape, &f->h);
	tabs_fill(r, p, &f->h);
	if (r->trouble == ERR_CONFLICT)
		page_show(p, "CONFLICT");
	if (f->ruling.whys != NULL)
		ruling_fill(r, p, &f->ruling);
	part = page_part(p, edit ? "FORM" : "READ");
	for (i = 0; i < f->ruling.check.members.count; i++) {
		fill_row(r, part, f, i, edit);
		left += !row_at(f, i)->base.active;
	}
	if (left > 0)
		page_int(page_part(p, "GONE"), "left", (int64_t)left);
	if (edit && r->who.role >= ROLE_COUNTY)
		page_show(p, "ADD");
	return req_show(r);
}

static enum err
show_now(struct req *r)
{
	struct family f;
	enum err e = load(r, false, &f);

	panel_notice(r, done, LEN(done));
	return e != OK ? e : show_family(r, &f);
}

static enum err
show(struct req *r)
{
	return past_show(r, show_now);
}

static enum err
again(struct req *r)
{
	struct family f;
	enum err e;

	if ((e = load(r, false, &f)) != OK)
		return e;
	read_words(r, &f);
	if (r->trouble == ERR_INPUT && !f.flawed &&
	    (e = ruling_read(r, &f.ruling)) != OK && e != ERR_INPUT)
		return e;
	return show_family(r, &f);
}

/* ---- saving ----------------------------------------------------------- */

static enum err
write_all(struct req *r, struct family *f, bool *changed)
{
	size_t i, count = f->ruling.check.members.count;
	struct member_change *changes = pool_array(r->pool, count + 1,
	    sizeof *changes);
	const struct dictionary_head *home = f->both.household;
	struct member_family all = { .household_id = r->id[0],
	    .changes = changes, .head_name = "" };

	for (i = 0; i < count; i++) {
		const struct dictionary_head *before = row_at(f, i);
		const struct dictionary_head *after =
		    f->ruling.check.members.at[i];

		all.members += before->base.active;
		if (before->base.active &&
		    strcmp(after->base.relation, "01") == 0)
			all.head_name = after->base.name;
		if (!text_is(before->base.relation, after->base.relation))
			changes[all.count++] = (struct member_change){
			    .member_id = before->id,
			    .version = f->versions[i].value,
			    .relation = after->base.relation };
	}
	*changed = all.count > 0;
	all.follows = all.members != home->base.member_count ||
	    !text_is(all.head_name, f->both.head_name);
	return member_relate(r->db, r->pool, &r->who, &all);
}

static enum err
save(struct req *r)
{
	bool changed;
	struct family f;
	enum err e;

	if (r->who.closed)
		return ERR_DENIED;
	if ((e = load(r, true, &f)) != OK)
		return e;
	read_words(r, &f);
	if (f.flawed)
		return ERR_INPUT;
	if ((e = ruling_read(r, &f.ruling)) != OK ||
	    (e = write_all(r, &f, &changed)) != OK ||
	    (e = ruling_keep(r, &f.ruling)) != OK)
		return e;
	return req_go(r, "%s?done=%s", r->path, changed ? "saved" : "same");
}

static const struct form empty = { NULL, 0 };

const struct route member_routes[] = {
	{ VERB_GET, "/household/#/member", ROLE_HELPER, NULL, show, NULL },
	{ VERB_POST, "/household/#/member", ROLE_VILLAGE, &empty, save,
	    again },
	{ .path = NULL }
};
