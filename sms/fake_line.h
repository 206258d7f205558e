/*
 * fake_line: the lines of Kannel's fakesmsc, both ways, and UTF-16 in them.
 */
#ifndef SMS_FAKE_LINE_H
#define SMS_FAKE_LINE_H

#include <stdbool.h>

#include "core/pool.h"

/* A message that Kannel handed to the fake SMS centre, or a part of one. */
struct fake_line {
	const char *from, *to;
	const char *text;	/* of this part */
	int part, parts;	/* 1 of 1 where it is whole */
};

/** fake_line_read(pool, line, out): a line of its log; false where it tells
 * of no message. */
bool fake_line_read(struct pool *pool, const char *line,
    struct fake_line *out);

/** fake_line_print(pool, from, to, text): what to give it to send; any
 * bytes. */
char *fake_line_print(struct pool *pool, const char *from, const char *to,
    const char *text);

#endif
