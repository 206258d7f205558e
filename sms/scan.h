/*
 * scan: the pieces of a message for grammar.c: separators, households,
 * months, strange words.  Nothing here decides what a piece means.
 */
#ifndef SMS_SCAN_H
#define SMS_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "core/pool.h"
#include "sms/grammar_said.h"
#include "sms/normalise.h"
#include "sms/word.h"

struct scan {
	struct pool *pool;
	const struct normal *text;
	const char *at, *end;		/* what is still to be read */
	const struct grammar_world *world;
	const char *const *heads;	/* normalised, as world->at */
};

/* What was skipped before a piece. */
enum gap {
	GAP_NONE,
	GAP_WEAK,	/* spaces, commas, colons … */
	GAP_LINE,	/* a new line */
	GAP_BREAK,	/* ; 。 / */
	GAP__MAX
};

/** scan_gap(s): skip separators; the strongest of them. */
enum gap scan_gap(struct scan *s);

/** scan_weak(s): skip up to the next break (; 。 /), newlines included. */
void scan_weak(struct scan *s);

/** scan_is(s, word): skip ${word} if it stands here. */
bool scan_is(struct scan *s, const char *word);

enum scan_household {
	HOUSEHOLD_NONE,		/* no household starts here */
	HOUSEHOLD_FOUND,
	HOUSEHOLD_UNKNOWN,	/* looks like one and is not his */
	HOUSEHOLD_TWO,		/* a name of two of his */
	HOUSEHOLD__MAX
};

/** scan_household(s, index, len): the household that stands here, nothing is
 * skipped; ${len} bytes of it.  HOUSEHOLD_TWO: *${index} is the first. */
enum scan_household scan_household(const struct scan *s, int *index,
    size_t *len);

/* A month: 0 with a length is a word that wants to be a month. */
struct scan_month {
	int period;
	size_t len;		/* 0: no month starts here */
};

/** scan_month(s): 3月, 2022年3月, 202203, 2022-03, 2022.3, 2022/3, 上月 …
 * Without a year the last such month of half a year, else the coming one. */
struct scan_month scan_month(const struct scan *s);

/** scan_begins(s): a month or an item stands here (after separators): what a
 * household must be followed by. */
bool scan_begins(const struct scan *s);

/** scan_strange(s): skip and return the run that nothing else reads. */
const char *scan_strange(struct scan *s);

/** scan_quote(s, from, to): that stretch as it was typed, on one line,
 * shortened, long numbers masked: safe in an answer. */
const char *scan_quote(const struct scan *s, const char *from,
    const char *to);

/** scan_typed(s, from, to): that stretch as it was typed, whole. */
const char *scan_typed(const struct scan *s, const char *from,
    const char *to);

/** scan_digits(at, end): bytes of the run of digits at ${at}. */
size_t scan_digits(const char *at, const char *end);

#endif
