/*
 * dictionary_cell: what the cells of a dictionary's line may hold.
 */
#ifndef CORE_DICTIONARY_CELL_H
#define CORE_DICTIONARY_CELL_H

#include <stdbool.h>
#include <stdint.h>

/** dictionary_cell_form(s): a form code: A33, A29a, B3-2; or none.
 * dictionary_cell_national(s): a national column: AAC301; or none.
 * dictionary_cell_source(s): a requirement: S0-050. */
bool dictionary_cell_form(const char *s);
bool dictionary_cell_national(const char *s);
bool dictionary_cell_source(const char *s);

/** dictionary_cell_year(s, year): a year since 2014. */
bool dictionary_cell_year(const char *s, int64_t *year);

/** dictionary_cell_bound(fine, s, out): a bound as people write it: a whole
 * number, or ${fine} in hundredths. */
bool dictionary_cell_bound(bool fine, const char *s, int64_t *out);

#endif
