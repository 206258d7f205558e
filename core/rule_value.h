/*
 * rule_value: what stands on the sides of a comparison: fields, numbers,
 * days, and what is reckoned from them.
 */
#ifndef CORE_RULE_VALUE_H
#define CORE_RULE_VALUE_H

#include "core/rule_token.h"

/** rule_value(p): a value; its node, or RULE_NONE. */
int rule_value(struct rule_parser *p);

/** rule_value_literal(p, less): a number (with a minus before it), a day. */
int rule_value_literal(struct rule_parser *p, bool less);

/** rule_value_is_field(p): whether the token names a field. */
bool rule_value_is_field(const struct rule_parser *p);

/** rule_value_mark(p): look up the rule's marked field; NULL, or why not. */
const char *rule_value_mark(struct rule_parser *p);

#endif
