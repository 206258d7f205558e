/*
 * identity: what is locked on a member's page, changed by the county with a
 * reason (S1-185, S1-223, S1-316): name, type and number; and members added
 * later, those without a number among them (S1-189, S1-191, S1-192).
 *
 * SECURITY: numbers are shown masked; a number of another area is told of
 * without saying whose.
 */
#ifndef PAGES_IDENTITY_H
#define PAGES_IDENTITY_H

#include "fcgi/pages/identity_read.h"

/** identity_codes(r, part, t, codes): {{#CODE}} (code, label and, at .code,
 * {{#CHOSEN}}) for each code of the list that the year has. */
struct identity_codes {
	const char *list, *code;
};
void identity_codes(struct req *r, struct page *part,
    const struct identity *t, struct identity_codes codes);

/** identity_follow(r, t): the household has its head's name, so many members
 * as are in it by now, and what is computed per head. */
MUST enum err identity_follow(struct req *r, const struct identity *t);

/* /household/#/member/#/identity, /household/#/member/new */
extern const struct route identity_routes[];

#endif
