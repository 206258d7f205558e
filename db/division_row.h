/*
 * division_row: the small rows that statements of several deeds take and
 * give.
 */
#ifndef DB_DIVISION_ROW_H
#define DB_DIVISION_ROW_H

#include "core/shape.h"

/* An area's code. */
struct division_key {
	int64_t code;
};
extern const struct shape division_key_shape;

/* How many, or which is the last. */
struct division_count {
	int64_t n;
};
extern const struct shape division_count_shape;

#endif
