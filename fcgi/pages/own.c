#include <string.h>

#include "core/mask.h"
#include "db/indicator.h"
#include "fcgi/pages/file_field.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/own.h"

/* The fields of both forms in one list. */
static struct form
joined(struct pool *pool, const struct own *o)
{
	size_t n = o->hand != NULL ? o->hand->count : 0;
	struct field *fields = pool_array(pool, n + o->form.count + 1,
	    sizeof *fields);

	if (n > 0)
		memcpy(fields, o->hand->fields, n * sizeof *fields);
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
	o->row = head = row;
	e = indicator_dictionary(r->db, r->pool, r->settings->generation,
	    &(struct indicator_at){ o->entity, head->base.area != 0 ?
	    head->base.area : r->session.area, r->who.year, false },
	    &o->d);
	if (e != OK)
		return e;
	o->form = dictionary_form_of(r->pool, &o->d, r->who.year, NULL,
	    o->codes);
	file_field_keep(r, &o->form, o->row);
	o->whole = joined(r->pool, o);
	return OK;
}

/* ---- reading ---------------------------------------------------------- */

enum err
own_read(struct req *r, struct own *o)
{
	size_t n = o->hand->count, i;
	struct answer *in = pool_array(r->pool, o->whole.count + 1,
	    sizeof *in), *more = file_field_read(r, &o->form);

	memcpy(in, r->in, n * sizeof *in);
	memcpy(in + n, more, o->form.count * sizeof *in);
	r->in = in;
	for (i = n; i < o->whole.count; i++)
		if (in[i].flaw != FLAW_NONE)
			return ERR_INPUT;
	return OK;
}

const void *
own_after(struct req *r, const struct own *o)
{
	void *after = dictionary_row(r->pool, &o->d);
	size_t i;

	memcpy(after, o->row, o->d.shape.size);
	if (!file_field_store(r, &o->form, r->in + o->hand->count, after))
		return NULL;
	for (i = 0; i < o->form.count; i++)
		if (!shape_same(o->form.lines[i]->column, o->row, after))
			return after;
	return NULL;
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
own_fill(struct req *r, const struct own *o, struct page *page, bool typed)
{
	struct page *fields = page_include(page, "FIELDS", "field.tpl");
	size_t n = o->hand->count, i;

	for (i = 0; i < o->form.count; i++)
		file_field_fill(r, page_part(fields, "FIELD"), &o->form, i,
		    &(struct file_field){ o->row, typed ? &r->in[n + i] :
		    NULL });
	if (!typed)
		return;
	frame_flaws(r, page, &o->whole);
	for (i = 0; i < n; i++)
		frame_field(r, page, &o->hand->fields[i], &r->in[i]);
}

void
own_facts(struct req *r, const struct own *o, struct page *page)
{
	const struct dictionary_head *head = o->row;
	struct mask_sight sight = head->base.area == 0 ?
	    mask_sight(&r->who) : mask_sight_at(&r->who, head->base.area);
	const char *value;
	struct page *part;
	size_t i;

	for (i = 0; i < o->form.count; i++) {
		const struct dictionary_line *l = o->form.lines[i];

		value = mask_line(r->pool, sight, l,
		    dictionary_show(r->pool, l, o->row, o->codes));
		part = page_part(page, "OWN");
		page_text(part, "label", l->label);
		page_text(part, "value", value != NULL ? value : "—");
		page_text(part, "unit", value != NULL ? l->unit : "");
	}
}
