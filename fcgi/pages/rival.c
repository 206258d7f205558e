#include <string.h>

#include "core/text.h"
#include "fcgi/pages/deed.h"
#include "fcgi/pages/file_field.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/rival.h"

static bool
of_household(const struct rival *t)
{
	return t->entity == DICTIONARY_HOUSEHOLD ||
	    t->entity == DICTIONARY_MEMBER;
}

/* The versions of the record from the one its writer saw. */
static enum err
versions(struct req *r, const struct rival *t, struct version_rows *rows)
{
	const struct dictionary_head *now = t->now;
	struct version_rows all;
	enum err e;
	size_t i;

	if (of_household(t))
		e = version_list(r->db, r->pool, &r->who, now->parent,
		    t->entity == DICTIONARY_MEMBER, &all);
	else
		e = version_places(r->db, r->pool, &r->who, t->entity,
		    now->parent, &all);
	if (e != OK)
		return e;
	*rows = (struct version_rows){ .at = all.at };
	for (i = 0; i < all.count; i++) {
		const struct version *v = all.at[i];

		if (v->head.id == now->id && v->head.version >= t->seen)
			rows->at[rows->count++] = v;
	}
	return OK;
}

static void
fill_deed(struct req *r, struct page *box, const struct deed *d)
{
	struct page *part = page_part(box, "RIVAL"), *c;
	size_t i;

	page_text(part, "user", d->user);
	page_text(part, "door", d->door);
	page_text(part, "at", page_time(r->pool, d->at));
	for (i = 0; i < d->count; i++) {
		const struct deed_change *one = &d->changes[i];

		c = page_part(part, "CHANGE");
		page_text(c, "label", one->label);
		page_text(c, "old", one->old != NULL ? one->old : "空");
		page_text(c, "new", one->new != NULL ? one->new : "空");
	}
}

/* What the writer did not touch is shown as it is now. */
static void
follow(struct req *r, const struct rival *t, const struct dictionary *d,
    const struct version *seen)
{
	const struct dictionary_line *l, *old;
	const char *now;
	size_t i;

	seen = deed_unpack(r, d, t->entity, seen);
	for (i = 0; i < t->form->count; i++) {
		l = t->form->lines[i];
		old = dictionary_find(d, l->name);
		if (old == NULL || file_field_masked(r, l) ||
		    !text_is(dictionary_plain(r->pool, l, t->after),
		    dictionary_plain(r->pool, old, seen)))
			continue;
		now = dictionary_plain(r->pool, l, t->now);
		r->in[i].word = now != NULL ? now : "";
	}
}

void
rival_tell(struct req *r, struct page *page, enum dictionary_entity entity,
    int64_t area, const struct version_rows *rows)
{
	struct page *box = page_include(page, "CONFLICT", "rival.tpl");
	struct deeds deeds = { 0 };
	size_t i;

	if (deed_rows(r, entity, area, rows, &deeds) != OK)
		return;
	/* the first is no step from what the writer saw */
	for (i = 1; i < deeds.count; i++)
		fill_deed(r, box, &deeds.at[i]);
}

void
rival_fill(struct req *r, struct page *page, const struct rival *t)
{
	struct version_rows rows = { 0 };
	struct dictionary d;
	enum err e = versions(r, t, &rows);

	rival_tell(r, page, t->entity, t->area, &rows);
	if (e != OK || deed_dictionary(r, t->entity, t->area, &d) != OK)
		return;
	if (rows.count > 0 && rows.at[0]->head.version == t->seen)
		follow(r, t, &d, rows.at[0]);
}
