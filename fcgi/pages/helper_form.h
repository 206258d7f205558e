/*
 * helper_form: a helper's own facts as they are typed (S2-017): added and
 * changed with the same fields.
 */
#ifndef PAGES_HELPER_FORM_H
#define PAGES_HELPER_FORM_H

#include "db/helper.h"
#include "fcgi/pages/own.h"

enum {
	HELPER_NAME, HELPER_UNIT, HELPER_DUTY, HELPER_SEX, HELPER_POLITICS,
	HELPER_AREA, HELPER_VERSION, HELPER_PHONE, HELPER_NONCE,
	HELPER_FORM__MAX
};
extern const struct form helper_form_new;	/* with the phone */
extern const struct form helper_form_edit;	/* without it */

/** helper_form_open(r, own): the dictionary's fields of the helper that the
 * path names, or of a new one. */
MUST enum err helper_form_open(struct req *r, struct own *own);

/** helper_form_page(r): the page of the form of the helper that the path
 * names, or of a new one. */
struct page *helper_form_page(struct req *r);

/** helper_form_fill(r, page, sex, politics): what the page offers, with
 * those chosen. */
MUST enum err helper_form_fill(struct req *r, struct page *page,
    const char *sex, const char *politics);

/** helper_form_take(r, own, helper): all but identity and phone.
 * Errors: ERR_INPUT, told at the answer that is wrong. */
MUST enum err helper_form_take(struct req *r, struct own *own,
    struct helper *helper);

/** helper_form_phone_flaw: the .also of a mobile's number. */
const char *helper_form_phone_flaw(const struct answer *answer);

extern const struct route helper_form_routes[];

#endif
