/*
 * dictionary_edition: what the forms of earlier years called a field.  One
 * line of a CSV a field that had another mark or name: entity, name, the last
 * year of that edition, its mark, its label ("": the dictionary's).
 */
#ifndef CORE_DICTIONARY_EDITION_H
#define CORE_DICTIONARY_EDITION_H

#include "core/dictionary.h"

/**
 * dictionary_edition_read(pool, text, books, flaw):
 * The file ${text} into the lines of ${books}, which end with NULL.
 * Errors: ERR_INPUT where a line is wrong: the first is ${flaw}.
 */
MUST enum err dictionary_edition_read(struct pool *pool, const char *text,
    struct dictionary *const *books, struct dictionary_flaw *flaw);

/** dictionary_edition_in(d, year): the lines of ${d} as the year's form calls
 * them. */
void dictionary_edition_in(struct dictionary *d, int64_t year);

#endif
