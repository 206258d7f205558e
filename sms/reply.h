/*
 * reply: the sentences that go back by SMS, one table.  {1} {2} … are filled
 * with at most REPLY_WORDS words.  Names come masked; ID numbers never.
 */
#ifndef SMS_REPLY_H
#define SMS_REPLY_H

#include <stddef.h>

#include "core/pool.h"

enum reply {
	/* a household's month */
	REPLY_RECEIPT,		/* receipt, label, month, income, answers */
	REPLY_AGAIN,		/* the same */
	REPLY_DRAFT,		/* label, month, what is missing, hint */
	REPLY_REFUSED,		/* label, mistakes */
	REPLY_LEFT,		/* count */
	REPLY_NONE_LEFT,	/* month */
	REPLY_EXAMPLE,		/* short number */
	REPLY_REST,		/* accepted, refused: cut for length */
	/* pieces of them */
	REPLY_LATE,		/* month */
	REPLY_CORRECTED,	/* month */
	REPLY_INCOME,		/* total */
	REPLY_INCOME_CHANGED,	/* old, new */
	REPLY_ALL_GOOD,
	REPLY_CHECK,		/* item, amount */
	REPLY_ZERO,
	REPLY_MISSING,		/* items */
	REPLY_MISSING_FOUR,
	REPLY_MISSING_PROBLEM,	/* answers */
	/* mistakes: item, word, hint */
	REPLY_NOT_A_NUMBER,
	REPLY_NO_VALUE,
	REPLY_BAD_ANSWER,
	REPLY_BAD_FOUR,
	REPLY_ITEM_TWICE,
	REPLY_NEGATIVE,
	REPLY_TOO_LARGE,
	REPLY_TOO_FINE,
	REPLY_UNKNOWN_WORD,
	REPLY_UNKNOWN_NEAR,
	REPLY_NUMBER_ALONE,
	REPLY_BAD_MONTH,
	REPLY_FIELD_COUNT,
	REPLY_PROBLEM_EMPTY,
	REPLY_PROBLEM_TOO_LONG,
	REPLY_NO_BREAK,
	REPLY_HOUSEHOLD_TWICE,
	REPLY_NOTHING,
	REPLY_NO_HOUSEHOLD,
	REPLY_HOUSEHOLD_FIRST,
	REPLY_UNKNOWN_HOUSEHOLD,
	REPLY_TWO_HOUSEHOLDS,
	REPLY_TOO_MANY,
	REPLY_FUTURE,		/* month */
	REPLY_CLOSED,
	REPLY_FREE,
	REPLY_EARLY,
	REPLY_ALREADY,		/* month, receipt */
	REPLY_CONFLICT,		/* somebody changed it meanwhile */
	/* whole messages */
	REPLY_EMPTY,
	REPLY_STRANGE,		/* word, short number */
	REPLY_NEAR,		/* word, hint */
	REPLY_NOT_YET,		/* command */
	REPLY_NOT_YET_CORRECT,
	REPLY_IDENT,
	REPLY_STRANGER,
	REPLY_NO_PAIRING,
	REPLY_HELP,		/* short number */
	REPLY_HELP_REPORT,	/* short number */
	REPLY_HELP_WB,
	REPLY_HELP_UNKNOWN,	/* word */
	REPLY_UNREPORTED,	/* month, count, list, last day */
	REPLY_UNREPORTED_LATE,	/* month, count, list */
	REPLY_UNREPORTED_CLOSED,	/* month, count, list */
	REPLY_UNREPORTED_NONE,	/* month */
	REPLY_EXTRA,		/* command, word */
	REPLY_BROKEN,
	REPLY__MAX
};

#define REPLY_WORDS	5

/** reply(pool, which, words): the sentence; missing words are empty. */
char *reply(struct pool *pool, enum reply which,
    const char *const words[REPLY_WORDS]);

/* REPLY(pool, REPLY_LEFT, count): words as arguments. */
#define REPLY(pool, which, ...)                                         \
	reply(pool, which, (const char *const[REPLY_WORDS]){ __VA_ARGS__ })

/** reply_parts(text): SMS it takes: 70 UTF-16 units alone, 67 in parts (an
 * emoji is never cut, so a part may hold 66). */
size_t reply_parts(const char *text);

#endif
