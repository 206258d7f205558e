/*
 * place: what the fields of a village's, a natural village's or a county's
 * file must be to one another: a part is not more than the whole (values.md
 * 3.11, family 9).
 */
#ifndef CORE_PLACE_H
#define CORE_PLACE_H

#include "core/dictionary.h"

/* A part that is more than its whole. */
struct place_flaw {
	const struct dictionary_line *part, *whole;
};

/** place_next(d, year, row, at, flaw): the next flaw of the row from the
 * place ${*at} on (0 at first), which goes on; false: there is none more.
 * What is not known is no flaw, and no field of another year's form. */
bool place_next(const struct dictionary *d, int64_t year, const void *row,
    size_t *at, struct place_flaw *flaw);

#endif
