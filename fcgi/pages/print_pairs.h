/*
 * print_pairs: a section of a record on paper as pairs of label and value,
 * and as last year's value beside an empty cell (S1-202).
 */
#ifndef PAGES_PRINT_PAIRS_H
#define PAGES_PRINT_PAIRS_H

#include "fcgi/pages/paper.h"

/* Where the values come from. */
struct print_source {
	enum dictionary_entity entity;
	const void *row;
	/* of the counted lines, by name; NULL: they are left out */
	const struct shape *counted;
	const void *counts;
	/* whether a line stands elsewhere on the sheet; NULL: none does */
	bool (*elsewhere)(const struct dictionary_line *l);
	const char *const *without;	/* names left out; may be NULL */
	/* codes of the form as it has them, "" for an empty place, NULL at
	 * the end; other lines come behind.  NULL: by their codes */
	const char *const *order;
};

/* A code to be chosen, or several, one line of the sheet. */
struct print_choice {
	const char *label;
	const struct dictionary_line *line;
	const char *held;		/* NULL: none yet */
	int64_t year;			/* when it was; 0: it is no contrast */
};

/** print_pairs(p, source, section): three a line, those with many boxes
 * alone; ${section} NULL: of all. */
void print_pairs(struct paper *p, const struct print_source *source,
    const char *section);

/** print_pairs_contrast(p, source, section): two a line, each with an empty
 * cell; counted lines are nobody's to write. */
void print_pairs_contrast(struct paper *p, const struct print_source *source,
    const char *section);

/** print_pairs_choice(p, choice): every code with its box, the one that is
 * held ticked; as contrast what it was beside boxes to tick. */
void print_pairs_choice(struct paper *p, const struct print_choice *choice);

#endif
