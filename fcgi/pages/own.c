#include <string.h>

#include "core/mask.h"
#include "db/indicator.h"
#include "fcgi/pages/file_field.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/own.h"
#include "fcgi/pages/panel.h"

/* The line of a hand-made field, as the area and the year have it; NULL: it
 * is none of the dictionary's (an area, a version). */
static const struct dictionary_line *
line_of(const struct own *o, const char *name)
{
	const struct dictionary_line *l = dictionary_find(&o->d, name);

	return l != NULL && l->keep == DICTIONARY_BASE ? l : NULL;
}

/* Whether another name than the dictionary's is said there. */
static bool
named_over(const struct own *o, const struct dictionary_line *l)
{
	return strcmp(dictionary_find(dictionary_of(o->entity),
	    l->name)->label, l->label) != 0;
}

/* What stands in a hand-made field that the asker sees masked; else NULL. */
static const char *
hidden(struct req *r, const struct own *o, const char *name)
{
	const struct dictionary_line *l = line_of(o, name);

	return l == NULL || !file_field_masked(r, l) ? NULL :
	    dictionary_plain(r->pool, l, o->row);
}

/* A hand-made field by its line: its name, its length, whether it must be
 * filled in.  What the dictionary requires nobody takes away; a masked value
 * that is there is not asked for again. */
static void
govern(struct req *r, const struct own *o, struct field *f)
{
	const struct dictionary_line *l = line_of(o, f->name);

	if (l == NULL)
		return;
	if (f->label == NULL || named_over(o, l))
		f->label = l->label;
	if (l->kind == DICTIONARY_TEXT) {
		f->least = l->least;
		f->most = l->most;
	}
	f->required = f->required || l->required || dictionary_find(
	    dictionary_of(o->entity), l->name)->required;
	if (hidden(r, o, f->name) != NULL)
		f->required = false;
}

/* The fields of both forms in one list. */
static struct form
joined(struct req *r, const struct own *o)
{
	size_t n = o->hand != NULL ? o->hand->count : 0, i;
	struct field *fields = pool_array(r->pool, n + o->form.count + 1,
	    sizeof *fields);

	for (i = 0; i < n; i++) {
		fields[i] = o->hand->fields[i];
		govern(r, o, &fields[i]);
	}
	memcpy(fields + n, o->form.fields, o->form.count * sizeof *fields);
	return (struct form){ fields, n + o->form.count };
}

enum err
own_open(struct req *r, struct own *o)
{
	const struct dictionary_head *head;
	void *row;
	enum err e;

	if ((e = dictionary_codes(r->db, r->settings->generation,
	    &o->codes)) != OK || (e = record_row(r->db, r->pool, &r->who,
	    &(struct record){ .entity = o->entity, .id = o->id,
	    .parent = o->parent }, &row)) != OK)
		return e;
	head = row;
	if (o->area == 0)
		o->area = head->base.area != 0 ? head->base.area :
		    r->session.area;
	if ((e = indicator_dictionary(r->db, r->pool,
	    r->settings->generation, &(struct indicator_at){ o->entity,
	    o->area, r->who.year, false }, &o->d)) != OK)
		return e;
	o->row = dictionary_unpack(r->pool, dictionary_of(o->entity), &o->d,
	    row);
	o->form = dictionary_form_of(r->pool, &o->d, r->who.year, NULL,
	    o->codes);
	file_field_keep(r, &o->form, o->row);
	o->whole = joined(r, o);
	return OK;
}

/* ---- reading ---------------------------------------------------------- */

/* What the route's form let pass is read once more, by the dictionary; what a
 * handler found wrong stays. */
enum err
own_read(struct req *r, struct own *o)
{
	size_t n = o->hand->count, i;
	struct answer *in = pool_array(r->pool, o->whole.count + 1,
	    sizeof *in), *more = file_field_read(r, &o->form);
	enum err e = OK;

	field_read(r->pool, o->whole.fields, n, &r->words, "", in);
	for (i = 0; i < n; i++) {
		const char *name = o->whole.fields[i].name;

		if (r->in[i].flaw != FLAW_NONE)
			in[i] = r->in[i];
		else if (hidden(r, o, name) != NULL)
			file_field_refuse_clear(r, line_of(o, name), &in[i]);
	}
	memcpy(in + n, more, o->form.count * sizeof *in);
	r->in = in;
	for (i = 0; i < o->whole.count; i++)
		if (in[i].flaw != FLAW_NONE)
			e = ERR_INPUT;
	return e;
}

const void *
own_after(struct req *r, const struct own *o)
{
	void *after = dictionary_row(r->pool, &o->d);
	size_t i;

	memcpy(after, o->row, o->d.shape.size);
	if (!file_field_store(r, &o->form, r->in + o->hand->count, after))
		return NULL;
	dictionary_pack(r->pool, dictionary_of(o->entity), &o->d, after);
	for (i = 0; i < o->form.count; i++)
		if (!shape_same(o->form.lines[i]->column, o->row, after))
			return after;
	return NULL;
}

const char *
own_said(struct req *r, const struct own *o, size_t i)
{
	const char *name = o->whole.fields[i].name, *stands = hidden(r, o,
	    name);

	return stands == NULL || r->in[i].given ||
	    file_field_clear(r, line_of(o, name)) ? r->in[i].text : stands;
}

const char *
own_text(const struct own *o, const void *row, const char *name)
{
	const struct column *c = shape_column(&o->d.shape, name);

	return c == NULL || c->cell != CELL_TEXT ? NULL :
	    *(const char *const *)shape_in(c, row);
}

/* ---- showing ---------------------------------------------------------- */

void
own_plain(struct req *r, const struct own *o, struct page *page,
    const struct shape *shape, const void *values)
{
	size_t i;

	page_plain(page, r->pool, shape, values);
	for (i = 0; i < o->hand->count; i++)
		if (hidden(r, o, o->hand->fields[i].name) != NULL)
			page_text(page, o->hand->fields[i].name, "");
}

static void
fill_hand(struct req *r, const struct own *o, struct page *page)
{
	const struct dictionary_line *l;
	const struct field *f;
	const char *stands;
	size_t i;

	for (i = 0; i < o->hand->count; i++) {
		f = &o->whole.fields[i];
		page_text(page, pool_print(r->pool, "%s_LABEL", f->name),
		    f->label);
		page_int(page, pool_print(r->pool, "%s_MOST", f->name),
		    f->most);
		if (f->required)
			page_show(page, pool_print(r->pool, "%s_NEED",
			    f->name));
		l = line_of(o, f->name);
		if (l == NULL)
			continue;
		page_text(page, pool_print(r->pool, "%s_SAMPLE", f->name),
		    l->sample);
		page_text(page_part(page, pool_print(r->pool, "%s_HELP",
		    f->name)), "help", l->definition);
		if ((stands = hidden(r, o, f->name)) != NULL)
			file_field_kept(r, page_part(page, pool_print(r->pool,
			    "%s_KEPT", f->name)), l, stands);
	}
}

void
own_fill(struct req *r, const struct own *o, struct page *page, bool typed)
{
	struct page *fields = page_include(page, "FIELDS", "field.tpl");
	size_t n = o->hand->count, i;

	for (i = 0; i < o->form.count; i++)
		file_field_fill(r, page_part(fields, "FIELD"), &o->form, i,
		    &(struct file_field){ o->row, typed ? &r->in[n + i] :
		    NULL });
	fill_hand(r, o, page);
	if (!r->who.closed)
		page_show(page, "SAVE");
	if (!typed)
		return;
	frame_flaws(r, page, &o->whole);
	for (i = 0; i < n; i++)
		frame_field(r, page, &o->whole.fields[i], &r->in[i]);
}

static void
fill_fact(struct req *r, const struct own *o, struct page *page,
    const struct dictionary_line *l)
{
	const struct dictionary_head *head = o->row;
	struct mask_sight sight = head->base.area == 0 ?
	    mask_sight(&r->who) : mask_sight_at(&r->who, head->base.area);
	const char *value = panel_show(r, sight, l, o->row, o->codes);
	struct page *part = page_part(page, "OWN");

	page_text(part, "label", l->label);
	page_text(part, "value", value != NULL ? value : "—");
	page_text(part, "unit", value != NULL ? l->unit : "");
}

void
own_facts(struct req *r, const struct own *o, struct page *page)
{
	size_t i;

	fill_hand(r, o, page);
	for (i = 0; i < o->form.count; i++)
		fill_fact(r, o, page, o->form.lines[i]);
}

void
own_all(struct req *r, const struct own *o, struct page *page)
{
	size_t i;

	for (i = 0; i < o->d.count; i++)
		if (dictionary_valid(&o->d.lines[i], r->who.year) &&
		    o->d.lines[i].keep != DICTIONARY_COUNTED)
			fill_fact(r, o, page, &o->d.lines[i]);
}
