/*
 * number: an amount as people write it in a message: 1200, 1,200, 1200.5,
 * 1.2万, 3千, 1万2, 一千二百, 一千二, 两万三, 亏300, -300, ¥1200, 1200元, 无.
 */
#ifndef SMS_NUMBER_H
#define SMS_NUMBER_H

#include <stddef.h>
#include <stdint.h>

enum number_flaw {
	NUMBER_OK,
	NUMBER_NONE,		/* no number starts here */
	NUMBER_WORD,		/* starts like one and is none */
	NUMBER_FINE,		/* more than two decimals */
	NUMBER_LARGE,		/* beyond a billion yuan */
	NUMBER__MAX
};

struct number {
	enum number_flaw flaw;
	int64_t fen;
	size_t len;		/* bytes read, sign and unit included */
};

/** number_read(at, end): the amount that starts at ${at} of a normalised
 * text.  What follows it is the caller's to judge. */
struct number number_read(const char *at, const char *end);

/** number_count(at, end, len): a plain count 1..9999 in digits or Chinese
 * numerals (3, 03, 三, 十二); 0 where none; bytes read in *${len}. */
int number_count(const char *at, const char *end, size_t *len);

#endif
