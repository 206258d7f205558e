/*
 * import_told: what is said of a row of a sheet, as lines of one text: what
 * would change, what stands against it, what wants an explanation.
 */
#ifndef PAGES_IMPORT_TOLD_H
#define PAGES_IMPORT_TOLD_H

#include "core/text.h"

enum import_told {
	IMPORT_TOLD_CHANGE,	/* sentence: what it was */
	IMPORT_TOLD_WARN,
	IMPORT_TOLD_BLOCK,
	IMPORT_TOLD__MAX
};

struct import_said {
	enum import_told kind;
	const char *label;	/* of the column; "" of none */
	const char *value;	/* in the sheet, masked */
	const char *sentence;
};

struct import_saying {
	struct text text;
	size_t count[IMPORT_TOLD__MAX];
};

#define IMPORT_SAID_MOST	40	/* of a kind; more are counted only */

/** import_told_add(saying, said): one more. */
void import_told_add(struct import_saying *saying,
    const struct import_said *said);

/** import_told_next(pool, at, said): the line at *${at}, which moves behind
 * it; false at the end. */
bool import_told_next(struct pool *pool, const char **at,
    struct import_said *said);

/** import_told_at(pool, said): the column and the value, 耕地面积“180”：, where
 * the sentence does not name the column itself; "". */
const char *import_told_at(struct pool *pool, const struct import_said *said);

/** import_told_why(pool, told): what stands against it, in one line. */
const char *import_told_why(struct pool *pool, const char *told);

#endif
