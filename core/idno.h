/*
 * idno: 18-digit citizen numbers, GB 11643 (values.md 3.2).
 */
#ifndef CORE_IDNO_H
#define CORE_IDNO_H

#include <stdbool.h>

#include "core/date.h"

/** idno_check(first17): the 18th character for 17 digits. */
char idno_check(const char *first17);

/** idno_ok(s, today): 18 characters, right check digit, a real birth day
 * not after ${today}. */
bool idno_ok(const char *s, struct date today);

/** idno_birth(s): characters 7..14.  idno_male(s): the 17th is odd. */
struct date idno_birth(const char *s);
bool idno_male(const char *s);

#endif
