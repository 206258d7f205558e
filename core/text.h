/*
 * text: growing text in a pool, and what may be in a text at all.
 * All text inside the house is UTF-8, NUL-terminated and already checked:
 * the doors (form reader, gateways, XML reader) call text_flaw first.
 */
#ifndef CORE_TEXT_H
#define CORE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/pool.h"

struct text {
	struct pool *pool;
	char *at;		/* always NUL-terminated */
	size_t len;
	size_t room;
};

/** text_start(pool): an empty text that grows in ${pool}. */
struct text text_start(struct pool *pool);

/** text_room(t, more): room for ${more} bytes and the NUL, at once where much
 * is to come; what is added finds its room by itself. */
void text_room(struct text *t, size_t more);

/** text_add(t, s) / text_add_len(t, s, len) / text_int(t, n) / text_print:
 * append.
 * text_join: append, with ${between} first unless ${t} is empty. */
void text_add(struct text *t, const char *s);
void text_add_len(struct text *t, const char *s, size_t len);
void text_int(struct text *t, int64_t n);
void text_join(struct text *t, const char *between, const char *s);
void text_print(struct text *t, const char *format, ...) PRINTS(2, 3);

/**
 * text_next(at, end, c):
 * Read one character of well-formed UTF-8 (no surrogates, nothing overlong)
 * from ${at} up to ${end} into *${c}.
 * Returns: bytes read, or 0 where the bytes are not UTF-8 or at the end.
 */
size_t text_next(const char *at, const char *end, uint32_t *c);

/** text_put(out, c): write ${c} as UTF-8 (at most 4 bytes, no NUL); the
 * number of bytes written. */
size_t text_put(char out[4], uint32_t c);

/**
 * text_ok(s, len, lines):
 * Whether the bytes are UTF-8 that may be stored: no NUL, no control byte
 * (tab and newline only where ${lines}), nothing that XML 1.0 forbids.
 */
bool text_ok(const char *s, size_t len, bool lines);

/** text_chars(s): the number of characters of the UTF-8 text ${s}. */
size_t text_chars(const char *s);

/** text_units(s): UTF-16 units of ${s}: what an SMS is measured in. */
size_t text_units(const char *s);

/**
 * text_clean(pool, s, len):
 * The bytes as storable text: what is not UTF-8 becomes U+FFFD, control
 * bytes become spaces (newline and tab stay).  Never fails.
 */
char *text_clean(struct pool *pool, const char *s, size_t len);

/** text_unseen(c): marks without width and of direction, the soft hyphen,
 * the byte order mark: they come along with pasted words, and make two of a
 * name that looks like one. */
bool text_unseen(uint32_t c);

/** text_trim(pool, s): without what is unseen anywhere, nor white space (also
 * U+00A0, U+3000) at both ends. */
char *text_trim(struct pool *pool, const char *s);

/** text_cells(line, cells, most): cut ${line} at its commas, where it stands;
 * ${cells} are the first ${most}.  Returns: how many there are. */
size_t text_cells(char *line, const char **cells, size_t most);

/** text_line(rest): the next line, cut off where it stands, and ${rest} behind
 * it; NULL at the end. */
char *text_line(char **rest);

/** text_lines(s): how many newlines ${s} has. */
size_t text_lines(const char *s);

/** text_is(a, b): equal; NULL is equal to NULL only. */
bool text_is(const char *a, const char *b);

#endif
