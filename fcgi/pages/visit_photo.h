/*
 * visit_photo: the photos of the form of an entry (S0-105).  A photo that was
 * chosen and is good is stored and waits (db/staged.h): where the form is
 * refused it is shown on it and need not be chosen again; where it is saved,
 * the entry takes it.
 *
 * SECURITY: a photo is decoded elsewhere (fcgi/http/photo.h) and written
 * anew; nothing of a file as it was sent is kept.  What waits is its own
 * user's and of its own form only.
 */
#ifndef PAGES_VISIT_PHOTO_H
#define PAGES_VISIT_PHOTO_H

#include "core/photo.h"
#include "fcgi/http/route.h"

/* That wait: those of before and as many again as one form sends. */
#define VISIT_PHOTO_HELD	(2 * PHOTO_ENTRY_MOST)

/* The fields of the form (visit_form.h), those of the photos among them. */
enum {
	VISIT_NONCE,		/* of the form */
	VISIT_METHOD, VISIT_DAY, VISIT_THEME, VISIT_DETAIL,
	VISIT_PHOTO,
	VISIT_HELD = VISIT_PHOTO + PHOTO_ENTRY_MOST,
	VISIT_TOSS = VISIT_HELD + VISIT_PHOTO_HELD,
	VISIT_NEW_FIELDS = VISIT_TOSS + VISIT_PHOTO_HELD,
	/* of one that is corrected */
	VISIT_VERSION = VISIT_NEW_FIELDS,
	VISIT_DROP,
	VISIT_FIELDS = VISIT_DROP + PHOTO_ENTRY_MOST
};

struct visit_photos;

/** visit_photo_read(r, photos): the files of the form, decoded once for a
 * request; what is wrong with one is at its field. */
MUST enum err visit_photo_read(struct req *r,
    const struct visit_photos **photos);

/** visit_photo_count(r, photos): of those chosen now, and those that wait
 * and are not to be removed. */
size_t visit_photo_count(const struct req *r,
    const struct visit_photos *photos);

/** visit_photo_keep(r, visit_id, photos): they are the entry's, and it
 * knows how many it has.
 * Errors: ERR_INPUT with the flaw where one does not wait any more. */
MUST enum err visit_photo_keep(struct req *r, int64_t visit_id,
    const struct visit_photos *photos);

/** visit_photo_stage(r): of a form that is shown again: the good ones wait.
 * visit_photo_fill(r, part): {{#HELD}} (staged_id, held, toss) of those,
 * {{#GONE}} (name, sentence) of those that wait no more and {{#LOST}} (files)
 * of those that could not be kept. */
MUST enum err visit_photo_stage(struct req *r);
void visit_photo_fill(struct req *r, struct page *part);

/** visit_photo_lapsed(r): where the session ended under the form of an entry:
 * its photos wait for who had it, and r->words have their numbers, so that
 * they come back with the words.  Nothing for other forms. */
MUST enum err visit_photo_lapsed(struct req *r);

#endif
