/*
 * codes: code lists on pages that are not made from the dictionary.
 */
#ifndef PAGES_CODES_H
#define PAGES_CODES_H

#include "fcgi/http/route.h"

/** codes_fill(r, page, section, list, chosen): {{#section}} (code, label,
 * {{#CHOSEN}}) for each code of the year. */
struct codes_choice {
	const char *section, *list, *chosen;
};
MUST enum err codes_fill(struct req *r, struct page *page,
    const struct codes_choice *choice);

/** codes_take(r, answer, list, code): NULL where nothing was chosen.
 * Errors: ERR_INPUT with the flaw on ${answer}. */
MUST enum err codes_take(struct req *r, struct answer *answer,
    const char *list, const char **code);

/** codes_label(r, list, code): what the year calls it; NULL stays NULL. */
const char *codes_label(struct req *r, const char *list, const char *code);

#endif
