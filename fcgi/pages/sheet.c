#include <string.h>

#include "db/indicator.h"
#include "fcgi/pages/entry.h"
#include "fcgi/pages/file_field.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/rival.h"
#include "fcgi/pages/sheet.h"

static const struct panel_note notes[] = {
	{ "saved", "已保存。" },
	{ "same", "没有改动，不用保存。" },
};

void
sheet_notice(struct req *r)
{
	panel_notice(r, notes, LEN(notes));
}

size_t
sheet_sections(const struct req *r, enum dictionary_entity entity,
    const char *names[SHEET_SECTIONS])
{
	const struct dictionary *d = dictionary_of(entity);
	size_t i, j, n = 0;

	for (i = 0; i < d->count && n < SHEET_SECTIONS; i++) {
		if (!dictionary_valid(&d->lines[i], r->who.year))
			continue;
		/* mostly it is the last one */
		for (j = n; j > 0; j--)
			if (strcmp(names[j - 1], d->lines[i].section) == 0)
				break;
		if (j == 0)
			names[n++] = d->lines[i].section;
	}
	return n;
}

enum err
sheet_open(struct req *r, struct sheet *s)
{
	enum err e = dictionary_codes(r->db, r->settings->generation,
	    &s->codes);

	if (e != OK)
		return e;
	e = indicator_dictionary(r->db, r->pool, r->settings->generation,
	    &(struct indicator_at){ s->entity, s->area, r->who.year,
	    false }, &s->d);
	if (e != OK)
		return e;
	s->row = dictionary_unpack(r->pool, dictionary_of(s->entity), &s->d,
	    s->row);
	s->form = dictionary_form_of(r->pool, &s->d, r->who.year, s->section,
	    s->codes);
	file_field_keep(r, &s->form, s->row);
	return OK;
}

enum err
sheet_open_place(struct req *r, struct sheet *s, struct ruling *g)
{
	*g = (struct ruling){ .check = { .entity = s->entity,
	    .part.form = &s->form } };
	s->ruling = g;
	return sheet_open(r, s);
}

bool
sheet_may(const struct req *r, const struct sheet *s)
{
	return r->who.role >= ROLE_VILLAGE && !r->who.closed &&
	    s->form.count > 0;
}

/* ---- showing ---------------------------------------------------------- */

void
sheet_start(struct sheet *s, struct page *page)
{
	s->page = page_include(page, "SHEET", "sheet.tpl");
	s->facts = s->sums = NULL;
}

void
sheet_fact(struct sheet *s, const char *label, const char *value,
    const char *unit)
{
	struct page *part;

	if (s->facts == NULL)
		s->facts = page_part(s->page, "FACTS");
	part = page_part(s->facts, "FACT");
	page_text(part, "label", label);
	page_text(part, "value", value != NULL ? value : "—");
	page_text(part, "unit", value != NULL ? unit : "");
}

static bool
here(const struct req *r, const struct sheet *s,
    const struct dictionary_line *l)
{
	return dictionary_valid(l, r->who.year) && (s->section == NULL ||
	    strcmp(s->section, l->section) == 0);
}

/* What nobody fills in: it is made from other records (S1-313). */
static void
fill_counted(struct req *r, struct sheet *s)
{
	const struct dictionary *d = &s->d;
	size_t i;

	for (i = 0; s->counted != NULL && i < d->count; i++) {
		const struct dictionary_line *l = &d->lines[i];
		const struct column *c = shape_column(s->counted, l->name);
		struct page *part;

		if (l->keep != DICTIONARY_COUNTED || c == NULL ||
		    !here(r, s, l))
			continue;
		if (s->sums == NULL)
			s->sums = page_part(s->page, "SUMS");
		part = page_part(s->sums, "SUM");
		page_text(part, "label", l->label);
		if (*l->form != '\0')
			page_text(page_part(part, "CODE"), "form_code",
			    l->form);
		page_text(part, "value", shape_plain(r->pool, c, s->counts));
		page_text(part, "unit", l->unit);
		page_text(part, "definition", l->definition);
	}
}

/* What is only shown: to readers all, to others what is not theirs. */
static void
fill_facts(struct req *r, struct sheet *s, bool edit)
{
	const struct dictionary *d = &s->d;
	size_t i;

	for (i = 0; i < d->count; i++) {
		const struct dictionary_line *l = &d->lines[i];
		const char *value;

		if (l->column == NULL || !here(r, s, l) || (edit &&
		    l->keep == DICTIONARY_OWN && l->term_count == 0))
			continue;
		value = panel_show(r, mask_sight(&r->who), l, s->row,
		    s->codes);
		sheet_fact(s, l->label, value, l->unit);
	}
}

/* The rules look at the record as it would be, among those it belongs to. */
static enum err
judge(struct req *r, struct sheet *s)
{
	struct rule_check *c = &s->ruling->check;

	c->part.form = &s->form;
	if (s->entity == DICTIONARY_MEMBER)
		c->members.at[c->part.member] = s->after;
	else
		c->household = s->after;
	return ruling_read(r, s->ruling);
}

static void
fill_form(struct req *r, const struct sheet *s, bool typed)
{
	const struct dictionary_head *head = s->row;
	struct page *part = page_part(s->page, "FORM"), *fields;
	size_t i;

	page_text(part, "action", s->action != NULL ? s->action : r->path);
	page_text(part, "back", s->back);
	page_int(part, "version", head->version);
	if (s->ruling != NULL)
		ruling_rest(r, part, s->ruling);
	fields = page_include(part, "FIELDS", "field.tpl");
	for (i = 0; i < s->form.count; i++) {
		struct page *field = page_part(fields, "FIELD");

		file_field_fill(r, field, &s->form, i, &(struct file_field){
		    s->row, typed ? &r->in[i] : NULL });
		if (s->ruling != NULL)
			ruling_field(r, field, s->ruling,
			    s->form.lines[i]->name, 0);
	}
}

/* The words are right, but not to one another. */
static void
fill_ruling(struct req *r, struct sheet *s)
{
	enum err e;

	if (s->ruling == NULL || s->after == NULL ||
	    r->trouble != ERR_INPUT)
		return;
	e = judge(r, s);
	if (e == ERR_INPUT)
		ruling_fill(r, s->page, s->ruling);
}

void
sheet_fill(struct req *r, struct sheet *s, bool typed)
{
	bool edit = sheet_may(r, s);
	struct page *part;

	if (typed && s->strange != NULL) {
		part = page_part(s->page, "STRANGE");
		page_text(part, "label", s->strange->label);
		page_int(part, "first", s->strange->first_year);
		if (s->strange->last_year < r->who.year)
			page_int(page_part(part, "UNTIL"), "last",
			    s->strange->last_year);
		page_int(part, "year", r->who.year);
	}
	if (typed && r->trouble == ERR_CONFLICT && s->after != NULL)
		rival_fill(r, s->page, &(struct rival){ s->entity, &s->form,
		    s->codes, s->area, s->row, s->after, s->seen });
	if (typed) {
		fill_ruling(r, s);
		frame_flaws(r, s->page, &(struct form){ s->form.fields,
		    s->form.count });
	}
	fill_facts(r, s, edit);
	fill_counted(r, s);
	if (edit)
		fill_form(r, s, typed);
}

enum err
sheet_notes(struct req *r, struct sheet *s)
{
	struct page *box = NULL, *part;
	struct rule_notes list;
	enum err e;
	size_t i;

	if ((e = rule_place_notes(r->db, r->pool, &r->who,
	    &(struct rule_place){ s->entity, s->row }, &list)) != OK)
		return e;
	for (i = 0; i < list.count; i++) {
		const struct rule *rule = rule_find(rule_of(s->entity),
		    list.at[i].rule);
		const struct dictionary_line *l = rule == NULL ? NULL :
		    dictionary_find(&s->d, rule->mark);

		if (l == NULL || strcmp(l->section, s->section) != 0)
			continue;
		if (box == NULL)
			box = page_part(s->page, "NOTES");
		part = page_part(box, "NOTE");
		page_fill(part, r->pool, &rule_note_shape, &list.at[i]);
		page_text(part, "label", l->label);
		page_text(part, "door", entry_door(list.at[i].door));
		if (list.at[i].merged != NULL)
			page_text(page_part(part, "MERGED"), "village",
			    list.at[i].merged);
	}
	return OK;
}

/* ---- saving ----------------------------------------------------------- */

static const struct field seen[] = {
	{ .name = "version", .label = "版本", .kind = FIELD_INT,
	    .most = INT64_C(999999999), .required = true },
};
const struct form sheet_form = { seen, LEN(seen) };

/* A field that the year's form does not have is not passed over in silence:
 * whoever sent it would take it for saved. */
static const struct dictionary_line *
strange(const struct req *r, const struct dictionary *d)
{
	const struct dictionary_line *l;
	size_t i;

	for (i = 0; i < r->words.count; i++) {
		l = dictionary_find(d, r->words.at[i].name);
		if (l != NULL && r->words.at[i].len > 0 &&
		    l->keep == DICTIONARY_OWN &&
		    !dictionary_valid(l, r->who.year))
			return l;
	}
	return NULL;
}

void
sheet_read(struct req *r, struct sheet *s)
{
	const struct dictionary *d = &s->d;
	const struct dictionary_head *before = s->row;
	void *after = dictionary_row(r->pool, d);
	struct answer version;

	s->after = NULL;
	field_read(r->pool, seen, LEN(seen), &r->words, "", &version);
	s->seen = version.value;
	s->strange = strange(r, d);
	r->in = file_field_read(r, &s->form);
	work_place_read(r, &s->work, r->in);
	memcpy(after, s->row, d->shape.size);
	if (!file_field_store(r, &s->form, r->in, after) ||
	    s->strange != NULL)
		return;
	dictionary_divide(d, r->settings->per_resident, after);
	dictionary_compute(d, before->year, after);
	dictionary_pack(r->pool, dictionary_of(s->entity), d, after);
	s->after = after;
}

enum err
sheet_write(struct req *r, struct sheet *s, bool *changed)
{
	struct dictionary_edit edit = { .entity = s->entity,
	    .before = s->row, .after = s->after, .version = s->seen,
	    .residents = r->settings->per_resident };
	enum err e = dictionary_save(r->db, &r->who, &edit);

	/* what is still open has just been explained */
	*changed = edit.changed ||
	    (s->ruling != NULL && s->ruling->check.open.count > 0);
	return e == OK && s->ruling != NULL ? ruling_keep(r, s->ruling) : e;
}

enum err
sheet_save(struct req *r, struct sheet *s, bool *changed)
{
	enum err e;

	sheet_read(r, s);
	if (s->after == NULL)
		return ERR_INPUT;
	if (s->ruling != NULL && (e = judge(r, s)) != OK)
		return e;
	return sheet_write(r, s, changed);
}
