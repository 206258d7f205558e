/*
 * money: amounts in fen (1/100 yuan), always whole numbers.
 */
#ifndef CORE_MONEY_H
#define CORE_MONEY_H

#include <stdbool.h>
#include <stdint.h>

#include "core/pool.h"

#define FEN_PER_YUAN 100

enum money_flaw {
	MONEY_OK,
	MONEY_EMPTY,		/* no digits at all */
	MONEY_WORD,		/* not a number */
	MONEY_FINE,		/* more than two decimals */
	MONEY_LARGE,		/* beyond what a bigint of fen should hold */
	MONEY__MAX
};

/**
 * money_read(s, fen):
 * A plain amount as people paste it: 1200, 1,200.50, ¥1200, 1200元, -300,
 * full-width digits too.  Commas only where thousands stand.
 * (Chinese numerals and 万 are the message language's own: sms/grammar.)
 */
enum money_flaw money_read(const char *s, int64_t *fen);

/** money_plain(pool, fen): "1880.00", for XML, values of inputs and CSV. */
char *money_plain(struct pool *pool, int64_t fen);

/** money_label(pool, fen): "1,880.00", for people on pages. */
char *money_label(struct pool *pool, int64_t fen);

/** money_short(pool, fen): "1880" or "1880.5", for SMS. */
char *money_short(struct pool *pool, int64_t fen);

#endif
