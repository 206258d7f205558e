/*
 * normalise: a message as the grammar reads it.  NFKC character by character
 * (full-width digits, letters and marks become the plain ones), zero-width
 * characters and BOM out, every kind of space one space, every line end \n.
 * The place of each byte in the original is kept, because free text (问题)
 * and quoted words must show what was typed.
 */
#ifndef SMS_NORMALISE_H
#define SMS_NORMALISE_H

#include <stddef.h>
#include <stdint.h>

#include "core/pool.h"

struct normal {
	const char *at;		/* normalised, NUL-terminated */
	size_t len;
	const uint32_t *from;	/* [len + 1]: byte of ${raw} it came from */
	const char *raw;	/* what was typed, as storable UTF-8 */
};

/** normalise(pool, text, len): any bytes; bounded by the caller (60 kB). */
struct normal normalise(struct pool *pool, const char *text, size_t len);

/** normalise_word(pool, s): a stored name in the same form. */
const char *normalise_word(struct pool *pool, const char *s);

#endif
