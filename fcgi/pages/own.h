/*
 * own: the fields that the dictionary has for a record with a hand-made form
 * (a helper …): read, shown and kept together with the form's.
 */
#ifndef PAGES_OWN_H
#define PAGES_OWN_H

#include "db/record.h"
#include "fcgi/http/route.h"

struct own {
	enum dictionary_entity entity;
	int64_t id, parent;		/* id 0: a new one */
	/* Whose form it is; 0: that of the record's own area (told), or of
	 * who registers it. */
	int64_t area;
	const struct form *hand;	/* the route's; NULL: only looked at */
	/* told by own_open */
	struct dictionary d;
	const void *row;		/* as it stands; of ${d} */
	const struct dictionary_codes *codes;
	struct dictionary_form form;
	/* The hand-made fields first, with the names, lengths and needs that
	 * the dictionary has for them. */
	struct form whole;
};

/** own_open(r, own): the record's row and the fields of its area's form.
 * ERR_ABSENT out of scope. */
MUST enum err own_open(struct req *r, struct own *own);

/** own_read(r, own): r->in holds the answers to the whole form: those to the
 * route's, as the dictionary reads them, then those to its own fields.
 * Errors: ERR_INPUT where one of them is wrong. */
MUST enum err own_read(struct req *r, struct own *own);

/** own_after(r, own): after own_read: the row as it would be; NULL where
 * nothing of it differs. */
const void *own_after(struct req *r, const struct own *own);

/** own_said(r, own, i): after own_read: the text of the hand-made field ${i};
 * of a masked one that was left empty and not cleared what stands. */
const char *own_said(struct req *r, const struct own *own, size_t i);

/** own_text(own, row, name): a text of the row; NULL: none. */
const char *own_text(const struct own *own, const void *row,
    const char *name);

/** own_plain(r, own, page, shape, values): the hand-made columns as page_plain
 * has them, but nothing of those that the asker sees masked. */
void own_plain(struct req *r, const struct own *own, struct page *page,
    const struct shape *shape, const void *values);

/** own_fill(r, own, page, typed): {{>FIELDS}} of ${page}, and where ${typed}
 * the flaws and words of the whole form.  Of each field of the hand-made form
 * {{NAME_LABEL}}, as the area and the year call it, {{NAME_MOST}} characters,
 * {{NAME_SAMPLE}} of how it is filled in (S0-011), {{#NAME_NEED}} where it
 * must be, {{#NAME_KEPT}} (file_field_kept) where what stands is masked, and
 * {{#NAME_HELP}} with its definition (help).  {{#SAVE}}: the year is open. */
void own_fill(struct req *r, const struct own *own, struct page *page,
    bool typed);

/** own_all(r, own, page): {{#OWN}} for each field of the record, those of
 * the hand-made form too.  own_facts(r, own, page): {{#OWN}} with label, value and unit for each
 * field; masked where it is secret.  {{NAME_LABEL}} as own_fill. */
void own_all(struct req *r, const struct own *own, struct page *page);
void own_facts(struct req *r, const struct own *own, struct page *page);

#endif
