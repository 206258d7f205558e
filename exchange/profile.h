/*
 * profile: how the elements of a document are called: plainly, by the names
 * of our fields, or by the columns of the national system, with its codes.
 * No public specification of the national system exists: what has no column
 * or no code that is known is left out of a national document, and its
 * schema lists it.
 */
#ifndef EXCHANGE_PROFILE_H
#define EXCHANGE_PROFILE_H

#include "core/dictionary.h"

enum profile_kind { PROFILE_PLAIN, PROFILE_NATIONAL, PROFILE_KIND__MAX };

struct profile {
	enum profile_kind kind;
	int64_t year;
	const struct dictionary_codes *codes;
};

/** profile_name(kind): plain, national.  profile_read: back,
 * PROFILE_KIND__MAX where there is none. */
const char *profile_name(enum profile_kind kind);
enum profile_kind profile_read(const char *s);

/** profile_element(kind, name, national): what the element is called; NULL:
 * it is left out.  ${national} may be NULL or "". */
const char *profile_element(enum profile_kind kind, const char *name,
    const char *national);

/** profile_code(profile, list, code): the code as it is written; NULL: the
 * national system has none that is known. */
const char *profile_code(const struct profile *profile, const char *list,
    const char *code);

/** profile_codes(pool, profile, list, codes): several (core/codes.h), parted
 * by spaces; NULL where none is left. */
const char *profile_codes(struct pool *pool, const struct profile *profile,
    const char *list, const char *codes);

#endif
