/*
 * ruling: what the rules say to a form that is being saved, on its page: a
 * blocking rule refuses at its field; a warning wants an explanation beside
 * the field, which is kept.
 */
#ifndef PAGES_RULING_H
#define PAGES_RULING_H

#include "db/rule.h"
#include "fcgi/http/route.h"

struct ruling {
	/* The household or the place as it would be, and whose form it is. */
	struct rule_check check;
	/* told: one answer for each open finding, where it warns */
	struct answer *whys;
};

/** ruling_read(r, ruling): ask the rules, and read the explanations that
 * came along.  Errors: ERR_INPUT where a rule blocks, or a warning is
 * without one. */
MUST enum err ruling_read(struct req *r, struct ruling *ruling);

/** ruling_keep(r, ruling): the explanations, once all is saved. */
MUST enum err ruling_keep(struct req *r, const struct ruling *ruling);

/** ruling_fill(r, page, ruling): {{#RULINGS}} (count), with {{#RULING}}
 * (sentence, field) for each finding: the summary at the top. */
void ruling_fill(struct req *r, struct page *page,
    const struct ruling *ruling);

/** ruling_field(r, part, ruling, name, member_id): {{#RULED}} for each
 * finding told at the field of that name (the one it marks, or the first of
 * the form that it looks at), of that member (0: whoever's;
 * -1: the household's alone). */
void ruling_field(struct req *r, struct page *part,
    const struct ruling *ruling, const char *name, int64_t member_id);

/** ruling_rest(r, part, ruling): {{#REST}} for those that look at no field
 * of the form. */
void ruling_rest(struct req *r, struct page *part,
    const struct ruling *ruling);

#endif
