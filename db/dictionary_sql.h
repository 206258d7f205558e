/*
 * dictionary_sql: the statements of one entity, made of its table and of the
 * columns of its lines.
 *
 * SECURITY: only what dictionary_column_name allows becomes part of one.
 */
#ifndef DB_DICTIONARY_SQL_H
#define DB_DICTIONARY_SQL_H

#include "core/dictionary.h"
#include "db/db.h"

/* Where an entity's rows stand.  The alias h is what carries the scope:
 * h.area, and h.household_id where pairings count. */
struct dictionary_table {
	const char *name;	/* of the table, and NAME.csv */
	const char *key;	/* column of a row's identity */
	const char *parent;	/* column of what it belongs to, in h too */
	const char *alias;	/* of the table */
	const char *from;	/* between the columns and the condition */
	const char *order;	/* of the rows of one parent */
	const char *range_order;
	/* dictionary_base: columns of the hand-made schema; NULL: none */
	const struct shape *base;
	bool by_area;		/* the scope is the areas alone */
	bool above;		/* … and the areas that they lie in */
	/* A record has one row, not one a year; its hand-made columns are
	 * read with it, and written with it by db/record.h. */
	bool lasting;
	bool grows;		/* a row comes into being by its first save */
	bool local;		/* it may have fields of an area's own */
};

/* What the process knows of an entity. */
struct dictionary_book {
	const struct dictionary_table *table;
	struct dictionary d;
	struct query read;	/* the rows of a parent */
	struct query range;	/* of parents from … to */
	struct query chosen;	/* of those that a sheet names */
	struct query update;
	struct query insert;	/* only where it grows, or is lasting */
	struct query fill;	/* many new rows, once asked for */
	/* of households: dictionary_sql_both; … and it is held, as are they */
	struct query both, held;
};

/* The parameters of read, range and chosen, as far as the entity has them. */
struct dictionary_key {
	struct scope scope;
	struct scope_above above;
	int64_t year, batch, first, last;
};

/* The parameters of both, and what stands before its two rows. */
struct dictionary_both_key {
	const char *phone, *hamlet;
	struct scope scope;
	int64_t year, id;
};
struct dictionary_both {
	int64_t phone_shared;
	bool hamlet_good;
	const char *noted, *head_name;
};

/** dictionary_sql_both(pool, home, people): home->both and held, which read a
 * household and its members at once: of each member (one of identity 0 where
 * there is none) a struct dictionary_both, right behind it the household's
 * row, and behind that the member's. */
void dictionary_sql_both(struct pool *pool, struct dictionary_book *home,
    const struct dictionary_book *people);

/** dictionary_sql_key(scope, year): with that scope and what lies above it. */
struct dictionary_key dictionary_sql_key(struct scope scope, int64_t year);

/** dictionary_sql_make(pool, book): its statements, from the names of its
 * columns. */
void dictionary_sql_make(struct pool *pool, struct dictionary_book *book);

/** dictionary_sql_fill(pool, book, front): book->fill, which inserts whole
 * rows: a row of the dictionary, and behind it one of ${front}, the columns
 * of the hand-made schema; where both have a column the dictionary's counts.
 * dictionary_sql_put(pool, book, front): book->insert and book->update of a
 * lasting entity, of rows of the same kind; ${front} names who changes it.
 */
void dictionary_sql_fill(struct pool *pool, struct dictionary_book *book,
    const struct shape *front);
void dictionary_sql_put(struct pool *pool, struct dictionary_book *book,
    const struct shape *front);

#endif
