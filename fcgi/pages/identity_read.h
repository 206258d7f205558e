/*
 * identity_read: the words of the operation that changes a member's name and
 * number, or adds a member: read, checked, and put into the household as it
 * would be.
 */
#ifndef PAGES_IDENTITY_READ_H
#define PAGES_IDENTITY_READ_H

#include "db/household.h"
#include "fcgi/http/route.h"
#include "fcgi/pages/ruling.h"

enum {
	IDENTITY_NAME, IDENTITY_TYPE, IDENTITY_IDNO, IDENTITY_NONE,
	IDENTITY_SEX, IDENTITY_BIRTH, IDENTITY_RELATION, IDENTITY_INCREASE,
	IDENTITY_MONTH, IDENTITY_REASON, IDENTITY_VERSION, IDENTITY_NONCE,
	IDENTITY__MAX
};
extern const struct field identity_fields[IDENTITY__MAX];
extern const struct form identity_form;

/* A member who is changed, or a new one. */
struct identity {
	struct household h;
	const struct dictionary_codes *codes;
	const struct dictionary_head *before;	/* NULL: a new one */
	struct dictionary_head *after;
	struct opt_int increase_month;	/* of a new one: 202203 */
	struct ruling ruling;
	struct dictionary_form form;
};

/** identity_load(r, t, new): the household, its members and the one that is
 * meant (or a new one), within scope.
 * Errors: ERR_ABSENT; ERR_DENIED for a POST in a closed year. */
MUST enum err identity_load(struct req *r, struct identity *t, bool new);

/** identity_read(r, t): r->in into t->after; sex and day of birth from the
 * number.  Errors: ERR_INPUT with the flaws on r->in. */
MUST enum err identity_read(struct req *r, struct identity *t);

/** identity_code(r, t, list, code): whether the year has that code. */
bool identity_code(const struct req *r, const struct identity *t,
    const char *list, const char *code);

/** identity_same(r, idno, except, clause): who else in the registry has the
 * first 18, as a clause about the number, or NULL. */
MUST enum err identity_same(struct req *r, const char *idno, int64_t except,
    const char **clause);

#endif
