/*
 * unit: the units that help (帮扶单位, S0-090, S1-110): listed, registered,
 * changed, ended.
 */
#ifndef PAGES_UNIT_H
#define PAGES_UNIT_H

#include "db/unit.h"
#include "fcgi/http/route.h"

extern const struct route unit_routes[];

/** unit_offer(r, page): {{#UNIT}} (name) for each unit that may be chosen:
 * what a picker offers. */
MUST enum err unit_offer(struct req *r, struct page *page);

/** unit_typed(r, answer, unit): the unit whose name was typed.
 * Errors: ERR_INPUT with the flaw on ${answer} where it is not registered. */
MUST enum err unit_typed(struct req *r, struct answer *answer,
    struct unit *unit);

#endif
