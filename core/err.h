/*
 * err: the seven outcomes, one for each thing that the asker can do next.
 * What is wrong with a single word is enum flaw (field.h), not an outcome.
 */
#ifndef CORE_ERR_H
#define CORE_ERR_H

#include <stddef.h>

enum err {
	OK = 0,
	ERR_INPUT,	/* the asker sent something wrong: mend it */
	ERR_DENIED,	/* not his: ask somebody else */
	ERR_ABSENT,	/* there is no such thing (or not for him) */
	ERR_CONFLICT,	/* somebody else was faster: look again */
	ERR_BUSY,	/* not now: try again as it is */
	ERR_BROKEN,	/* our fault or the machine's */
	ERR__MAX
};

/* A result that nobody looks at is a bug. */
#define MUST __attribute__((warn_unused_result))

/* The function is printf's kin: format ${f}, arguments from ${a}. */
#define PRINTS(f, a) __attribute__((format(printf, f, a)))

/* The number of elements of the array ${a}. */
#define LEN(a) (sizeof(a) / sizeof((a)[0]))

#endif
