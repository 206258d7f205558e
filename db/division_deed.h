/*
 * division_deed: what is done to a village (区划调整) as it is asked for, and
 * why it is refused.
 */
#ifndef DB_DIVISION_DEED_H
#define DB_DIVISION_DEED_H

#include "db/area.h"

enum division_deed {
	DIVISION_RENAME,	/* 更名 */
	DIVISION_MERGE,		/* 并入另一个村 */
	DIVISION_SPLIT,		/* 划出自然村、一部分户成立新村 */
	DIVISION_MOVE,		/* 划归另一个乡镇，换代码 */
	DIVISION_DEED__MAX
};

/* Why it is refused. */
enum division_flaw {
	DIVISION_FINE,
	DIVISION_YEAR,		/* not the living year, or closed */
	DIVISION_UNKNOWN,	/* no such village in that year and scope */
	DIVISION_INTO_UNKNOWN,	/* the same of the other one */
	DIVISION_SELF,		/* into itself */
	DIVISION_SAME_NAME,	/* it is called so already */
	DIVISION_NAME_TAKEN,	/* another of the township is */
	DIVISION_CODE,		/* not a village's code */
	DIVISION_CODE_TAKEN,	/* there is or was such an area */
	DIVISION_TOWNSHIP,	/* the code's township: unknown, out of scope,
				 * the same (move), another one (split) */
	DIVISION_NUMBER,	/* a number that is no household of it: word */
	DIVISION_HAMLET,	/* one that is no natural village of it */
	DIVISION_NOBODY,	/* nobody is named */
	DIVISION_EVERYBODY,	/* none would stay */
	DIVISION__MAX
};

struct division {
	enum division_deed deed;
	int64_t code;			/* the village */
	int64_t into;			/* merge: the other; else: new */
	const char *name;		/* rename, split: the new name */
	const int64_t *hamlets;		/* split: each once */
	size_t hamlet_count;
	/* … and household numbers: spaces, lines, commas, semicolons and 、
	 * stand between them, of either width like their digits */
	const char *numbers;
	const char *reason;
	/* told */
	enum division_flaw flaw;
	const char *word;		/* of DIVISION_NUMBER */
	int64_t households;		/* that have moved */
};

#endif
