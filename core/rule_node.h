/*
 * rule_node: what a rule's condition is made of, between its parser and its
 * evaluator.  Numbers are in hundredths, whatever the field; days count from
 * 1970, in hundredths too.
 */
#ifndef CORE_RULE_NODE_H
#define CORE_RULE_NODE_H

#include "core/rule.h"

enum rule_op {
	RULE_OR, RULE_AND, RULE_NOT,		/* of conditions a, b */
	RULE_EQUAL, RULE_OTHER, RULE_LESS, RULE_LESS_EQUAL, RULE_MORE,
	RULE_MORE_EQUAL,			/* of values a, b */
	RULE_IN, RULE_STARTS,			/* value a, words */
	RULE_EMPTY, RULE_GIVEN, RULE_RIGHT,	/* value a */
	RULE_NUMBER, RULE_WORD,			/* as it is written */
	RULE_FIELD,
	RULE_ADD, RULE_SUB, RULE_MUL,		/* of numbers a, b */
	RULE_AGE,				/* of day a; number: mmdd or 0 */
	RULE_CHARS, RULE_CODES,			/* of word a */
	RULE_DAYS,				/* of day a */
	RULE_DIGIT, RULE_FIRST,			/* of word a; number: which */
	RULE_COUNT,				/* of members: condition a */
	RULE_SUM,				/* of members: number a */
	RULE_MEMBERS, RULE_YEAR, RULE_MONTH, RULE_TODAY,
	RULE_OP__MAX
};

enum rule_type { RULE_IS_NUMBER, RULE_IS_DAY, RULE_IS_WORD, RULE_TYPE__MAX };

/* Whose row a field is read from. */
enum rule_side { RULE_HOUSEHOLD, RULE_EACH, RULE_ME, RULE_SIDE__MAX };

struct rule_node {
	enum rule_op op;
	enum rule_type type;
	int a, b;
	int64_t number;
	const char *const *words;
	size_t word_count;
	/* a field */
	enum rule_side side;
	const struct column *column;
	bool whole;		/* a number without decimals of its own */
};

#endif
