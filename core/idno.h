/*
 * idno: 18-digit citizen numbers, GB 11643, and the certificates of disabled
 * people that stand on them (values.md 3.2, S0-032): 20 characters with a
 * category and a grade, 22 with the mark of a reissue (B1).
 */
#ifndef CORE_IDNO_H
#define CORE_IDNO_H

#include <stdbool.h>

#include "core/date.h"

#define IDNO_SAME	18	/* so many characters tell one person */

enum idno_flaw {
	IDNO_RIGHT,
	IDNO_LENGTH,		/* not 18, 20 or 22 */
	IDNO_DIGIT,		/* something else than digits */
	IDNO_BIRTH,		/* no real day of birth */
	IDNO_FUTURE,		/* born after today */
	IDNO_CHECK,		/* wrong check digit */
	IDNO_CATEGORY,		/* the 19th is not 1 … 7 */
	IDNO_GRADE,		/* the 20th is not 1 … 4 */
	IDNO_REISSUE,		/* the last two are not B1 … B9 */
	IDNO_FLAW__MAX
};

/** idno_check(first17): the 18th character for 17 digits. */
char idno_check(const char *first17);

/** idno_ok(s, today): 18 characters, right check digit, a real birth day
 * not after ${today}. */
bool idno_ok(const char *s, struct date today);

/** idno_flaw(s, today): the first thing wrong with a number of 18, 20 or 22
 * characters; IDNO_RIGHT where nothing is. */
enum idno_flaw idno_flaw(const char *s, struct date today);

/** idno_clause(flaw): the same in Chinese, a clause behind the field's name;
 * NULL for IDNO_RIGHT. */
const char *idno_clause(enum idno_flaw flaw);

/** idno_read(pool, s): as it is stored: without white space, digits and
 * letters of full width made narrow, x and b as X and B. */
char *idno_read(struct pool *pool, const char *s);

/** idno_certificate(s): whether it is a certificate's number. */
bool idno_certificate(const char *s);

/** idno_birth(s): characters 7..14.  idno_male(s): the 17th is odd. */
struct date idno_birth(const char *s);
bool idno_male(const char *s);

#endif
