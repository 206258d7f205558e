/*
 * grammar_said: what a message says of one household, with what is wrong in
 * it, and the world it is said in; between the grammar and its parts.
 */
#ifndef SMS_GRAMMAR_SAID_H
#define SMS_GRAMMAR_SAID_H

#include <stdbool.h>

#include "core/date.h"
#include "core/report.h"

/* What is wrong with one word. */
enum mistake_kind {
	MISTAKE_NOT_A_NUMBER,	/* word is what stands there */
	MISTAKE_NO_VALUE,
	MISTAKE_BAD_ANSWER,
	MISTAKE_BAD_FOUR,
	MISTAKE_ITEM_TWICE,
	MISTAKE_NEGATIVE,
	MISTAKE_TOO_LARGE,
	MISTAKE_TOO_FINE,
	MISTAKE_UNKNOWN_WORD,	/* hint: what it may be meant to be, or NULL */
	MISTAKE_NUMBER_ALONE,
	MISTAKE_BAD_MONTH,
	MISTAKE_FUTURE_MONTH,
	MISTAKE_FIELD_COUNT,	/* count: fields found in the numeric form */
	MISTAKE_PROBLEM_EMPTY,
	MISTAKE_PROBLEM_TOO_LONG,
	MISTAKE_NO_BREAK,		/* a household amid a line */
	MISTAKE_HOUSEHOLD_TWICE,
	MISTAKE_NOTHING,		/* a household and no item */
	MISTAKE_NO_HOUSEHOLD,
	MISTAKE_HOUSEHOLD_FIRST,	/* it stands behind the rest */
	MISTAKE_UNKNOWN_HOUSEHOLD,	/* not his, or none */
	MISTAKE_TWO_HOUSEHOLDS,	/* a name of two; hint: their numbers */
	MISTAKE_TOO_MANY,		/* more than one message holds */
	MISTAKE__MAX
};

struct mistake {
	enum mistake_kind kind;
	const char *item;	/* 工资, 住房, 月份 …; "" for none */
	const char *word;	/* as typed, shortened, safe to show */
	const char *hint;	/* see the kind; NULL for none */
	int count;
};

#define GRAMMAR_MISTAKES	12	/* kept for a household */
#define GRAMMAR_REPORTS	60	/* households in one message */

struct grammar_report {
	int household;		/* index in the world, -1: see mistakes */
	const char *number;	/* as he may be shown it: "3" */
	int period;		/* the month named, or the due one */
	bool month_given;
	bool income_given[INCOME__MAX];
	struct report_month month;	/* values; unnamed incomes are 0 */
	bool problem_given;
	int answers_wrong;	/* answers named and not understood */
	struct mistake mistakes[GRAMMAR_MISTAKES];
	int mistake_count;
};

/* A household of the sender, as far as the language needs it. */
struct grammar_household {
	int short_no;
	const char *number;	/* 10 or 16 digits, or "" */
	const char *head;	/* 户主, or "" */
};

struct grammar_world {
	struct date today;
	const struct grammar_household *at;
	int count;
};

#endif
