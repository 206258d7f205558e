/*
 * receipt: short receipt numbers (收讫R7K3M) from an unambiguous alphabet
 * (no 0 O 1 I L), the last character a check over the others.
 */
#ifndef CORE_RECEIPT_H
#define CORE_RECEIPT_H

#include <stdbool.h>
#include <stdint.h>

#include "core/pool.h"

/** receipt_print(pool, serial): the number for ${serial} ≥ 1; five
 * characters up to 923,520, then one more for each factor of 31. */
char *receipt_print(struct pool *pool, int64_t serial);

/** receipt_read(s, serial): back; false for a wrong character or check.
 * Lower case is accepted. */
bool receipt_read(const char *s, int64_t *serial);

#endif
