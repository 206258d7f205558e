/*
 * form: bytes of a query string or an urlencoded body → words.  No meaning.
 *
 * SECURITY: reads what strangers send; everything is bounded here.
 */
#ifndef HTTP_FORM_H
#define HTTP_FORM_H

#include <stddef.h>

#include "core/err.h"
#include "core/field.h"
#include "core/pool.h"

#define FORM_BODY_MOST	(1024 * 1024)
#define FORM_WORDS_MOST	20000
#define FORM_NAME_MOST	80

/**
 * form_decode(pool, s, len, words):
 * The pairs of a=b&c=d, percent-decoded, sorted by name.  Names are ASCII
 * letters, digits, . _ -; values are any bytes (NULs too).
 * Errors: ERR_INPUT for another name, a broken %, too many pairs.
 */
MUST enum err form_decode(struct pool *pool, const char *s, size_t len,
    struct words *words);

/** form_escape(pool, s): ${s} as it stands in a query string. */
const char *form_escape(struct pool *pool, const char *s);

#endif
