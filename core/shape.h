/*
 * shape: a row as data.  An ordered list of columns (name, kind, place) that
 * drives everything that moves a row: bind parameters and results, fill a
 * template, write XML, write a sheet, compare two rows.
 * The compiler, not the writer, says what kind a member of a struct is.
 */
#ifndef CORE_SHAPE_H
#define CORE_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/date.h"
#include "core/pool.h"

/* Bytes that are no text: hashes, raw messages. */
struct bytes {
	const void *at;		/* NULL: none (NULL in the database) */
	size_t len;
};

/* A number that may be absent. */
struct opt_int {
	bool given;
	int64_t value;
};

enum cell {
	CELL_INT,		/* int64_t */
	CELL_OPT,		/* struct opt_int; NULL where not given */
	CELL_FLAG,		/* bool; 0 or 1 */
	CELL_TEXT,		/* const char *; NULL is NULL */
	CELL_BYTES,		/* struct bytes */
	CELL_DATE,		/* struct date; no day is NULL */
	CELL_TIME,		/* struct moment; none is NULL */
	CELL_MONEY,		/* int64_t fen */
	CELL__MAX
};

struct column {
	const char *name;
	enum cell cell;
	size_t offset;
};

struct shape {
	const struct column *columns;
	size_t count;
	size_t size;		/* of the row */
};

#define CELL_OF(x) _Generic((x),                                        \
	int64_t: CELL_INT, struct opt_int: CELL_OPT, bool: CELL_FLAG,   \
	const char *: CELL_TEXT, struct bytes: CELL_BYTES,              \
	struct date: CELL_DATE, struct moment: CELL_TIME)
#define COLUMN(T, m)                                                    \
	{ #m, CELL_OF(((struct T *)0)->m), offsetof(struct T, m) }
/* int64_t fen, shown and exchanged as yuan. */
#define MONEY(T, m)                                                     \
	{ #m, _Generic(((struct T *)0)->m, int64_t: CELL_MONEY),        \
	  offsetof(struct T, m) }
/* SHAPE(household, COLUMN(household, area), …): const household_shape. */
#define SHAPE(T, ...)                                                   \
	const struct shape T##_shape = {                                \
		(const struct column[]){ __VA_ARGS__ },                 \
		LEN(((const struct column[]){ __VA_ARGS__ })),          \
		sizeof(struct T) }

/** shape_at(column, row): where the cell stands in ${row}. */
#define shape_at(c, row) ((void *)((char *)(row) + (c)->offset))
#define shape_in(c, row) ((const void *)((const char *)(row) + (c)->offset))

/** shape_column(shape, name): the column, or NULL. */
const struct column *shape_column(const struct shape *shape,
    const char *name);

/**
 * shape_plain(pool, column, row):
 * The cell as the machine writes it (XML, CSV, value of an input): money
 * 1880.00, days and times ISO 8601 (UTC), flags 0/1; NULL where absent.
 */
const char *shape_plain(struct pool *pool, const struct column *c,
    const void *row);

/** shape_same(column, a, b): whether two rows agree in the cell. */
bool shape_same(const struct column *c, const void *a, const void *b);

#endif
