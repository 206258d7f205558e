/*
 * division_split: 分村 goes by natural villages: first the village is picked,
 * then those of its natural villages that go are ticked (S0-010).
 */
#ifndef PAGES_DIVISION_SPLIT_H
#define PAGES_DIVISION_SPLIT_H

#include "db/division.h"
#include "fcgi/http/route.h"

/** division_split_fill(r, page, field, typed): {{#FORM}} with the village
 * that was ${typed} in the form, or is asked for in the address, and its
 * natural villages; {{#PICK}} where there is none yet, with what is wrong. */
MUST enum err division_split_fill(struct req *r, struct page *page,
    const struct field *field, const struct answer *typed);

/** division_split_read(r, division): what was ticked in its village. */
MUST enum err division_split_read(struct req *r, struct division *division);

#endif
