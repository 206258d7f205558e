/*
 * visit_form: the form of an entry: what was done and when; its photos are
 * visit_photo's.
 */
#ifndef PAGES_VISIT_FORM_H
#define PAGES_VISIT_FORM_H

#include "db/photo.h"
#include "db/visit.h"
#include "fcgi/pages/visit_photo.h"

extern const struct form visit_form_new, visit_form_village,
    visit_form_change;

/** visit_form_read(r, room, words, photos): what was typed and chosen; the
 * entry has room for so many photos.
 * Errors: ERR_INPUT with the flaws at their fields. */
MUST enum err visit_form_read(struct req *r, size_t room,
    struct visit_words *words, const struct visit_photos **photos);

/** visit_form_again(r): the form is shown again: photos that are good wait
 * for it.  Before visit_form_fill, inside a transaction. */
MUST enum err visit_form_again(struct req *r);

/* What the form of a page is about. */
struct visit_form {
	const char *action;
	const struct form *form;
	const struct visit *visit;	/* to be corrected; NULL: a new one */
	const struct photo_list *photos;	/* that it has */
	bool typed;			/* shown again: visit_form_again */
};

/** visit_form_fill(r, page, about): {{>FORM}} of ${page}. */
void visit_form_fill(struct req *r, struct page *page,
    const struct visit_form *about);

#endif
