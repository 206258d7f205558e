/*
 * print_people: the people of a household on paper, in the columns of the
 * official forms (A1–A20, A51: S2-013, S2-020).
 */
#ifndef PAGES_PRINT_PEOPLE_H
#define PAGES_PRINT_PEOPLE_H

#include "fcgi/pages/print_part.h"

/* A table of people while it is filled. */
struct print_people {
	struct paper *p;
	struct page *table, *row;	/* the last person's */
	const struct dictionary_line *lines[PAPER_LINES + 1];
	size_t count;
	bool last;			/* one column more */
	int number;			/* of the last row */
};

/** print_people_open(p, last, out): the columns of the form; ${last}: one
 * more, or NULL. */
void print_people_open(struct paper *p, const char *last,
    struct print_people *out);

/** print_people_row(t, member, row, last): the next one. */
void print_people_row(struct print_people *t, const struct member *m,
    const void *row, const char *last);

/** print_people_change(t): an empty row below it, on the same page, for what
 * changed. */
void print_people_change(struct print_people *t);

/** print_people_close(t): empty rows up to PRINT_ROWS_LEAST; where there
 * is nobody and no column more, the first is the head's. */
void print_people_close(struct print_people *t);

/** print_people_codes(t, before): below the sheet, behind ${before}, what may
 * be written in the columns that have codes, but for the longest lists. */
void print_people_codes(struct print_people *t, const char *before);

/** print_people(p, record): those who belong to it today.
 * print_people_others(p, record): what the form has no column for. */
void print_people(struct paper *p, const struct print_record *k);
void print_people_others(struct paper *p, const struct print_record *k);

#endif
