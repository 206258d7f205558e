/*
 * dictionary_wide: a dictionary whose rows hold every line that the database
 * has a column for, those of the hand-made schema among them: for what only
 * shows rows (history, comparison of years).
 */
#ifndef CORE_DICTIONARY_WIDE_H
#define CORE_DICTIONARY_WIDE_H

#include "core/dictionary.h"

/** dictionary_widen(pool, d, front, out): ${d} with a column for each line
 * but the counted ones, behind ${front} bytes that begin with a
 * struct dictionary_head.  out->shape holds these columns. */
void dictionary_widen(struct pool *pool, const struct dictionary *d,
    size_t front, struct dictionary *out);

#endif
