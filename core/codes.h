/*
 * codes: several codes of one list as one text, as it is stored: "01,03", in
 * the list's order, none twice.
 */
#ifndef CORE_CODES_H
#define CORE_CODES_H

#include <stdbool.h>
#include <stddef.h>

#include "core/pool.h"

/** codes_next(pool, at): the next code of the text at *${at}, which moves
 * behind it; NULL at the end.  A comma, a space and 、 part codes. */
const char *codes_next(struct pool *pool, const char **at);

/** codes_has(s, code): whether the stored text ${s} (NULL: none) holds it.
 * codes_count(s): how many it holds. */
bool codes_has(const char *s, const char *code);
size_t codes_count(const char *s);

#endif
