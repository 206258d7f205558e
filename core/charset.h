/*
 * charset: texts that are not UTF-8 yet: of old spreadsheets and of gateways.
 *
 * SECURITY: reads what strangers send; what it takes is bounded by it.
 */
#ifndef CORE_CHARSET_H
#define CORE_CHARSET_H

#include "core/shape.h"
#include "core/text.h"

/** charset_wide(charset): whether its units are two bytes (UTF-16, UCS-2). */
bool charset_wide(const char *charset);

/**
 * charset_utf8(pool, charset, raw, out):
 * ${raw} as UTF-8 in ${pool}, at most four times as long; half a surrogate
 * or a unit of a wide one becomes U+FFFD.
 * False: no such charset, or the bytes are none of it; *out is as it was.
 */
bool charset_utf8(struct pool *pool, const char *charset, struct bytes raw,
    struct text *out);

#endif
