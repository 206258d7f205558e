/*
 * visit_form: the form of an entry: what was done, when, and its photos.
 *
 * SECURITY: a photo is decoded elsewhere (fcgi/http/photo.h) and written
 * anew; nothing of a file as it was sent is kept.
 */
#ifndef PAGES_VISIT_FORM_H
#define PAGES_VISIT_FORM_H

#include "db/photo.h"
#include "fcgi/http/photo.h"
#include "fcgi/http/route.h"

enum {
	VISIT_MARK,		/* nonce of a new one, version of another */
	VISIT_METHOD, VISIT_DAY, VISIT_THEME, VISIT_DETAIL,
	VISIT_PHOTO,
	VISIT_DROP = VISIT_PHOTO + PHOTO_ENTRY_MOST,
	VISIT_FIELDS = VISIT_DROP + PHOTO_ENTRY_MOST
};
extern const struct form visit_form_new, visit_form_village,
    visit_form_change;

/* The photos of a form, decoded. */
struct visit_photos {
	struct photo_made at[PHOTO_ENTRY_MOST];
	size_t count;
};

/** visit_form_read(r, words, photos): what was typed and chosen.
 * Errors: ERR_INPUT with the flaws at their fields. */
MUST enum err visit_form_read(struct req *r, struct visit_words *words,
    struct visit_photos *photos);

/** visit_form_keep(r, visit_id, photos): files first, then rows. */
MUST enum err visit_form_keep(struct req *r, int64_t visit_id,
    const struct visit_photos *photos);

/* What the form of a page is about. */
struct visit_form {
	const char *action;
	const struct form *form;
	const struct visit *visit;	/* to be corrected; NULL: a new one */
	const struct photo_list *photos;	/* that it has */
	bool typed;			/* shown again */
};

/** visit_form_fill(r, page, about): {{>FORM}} of ${page}. */
void visit_form_fill(struct req *r, struct page *page,
    const struct visit_form *about);

#endif
