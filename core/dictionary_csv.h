/*
 * dictionary_csv: our own files of fields and rules, line by line: a head,
 * then lines of as many cells; # begins a comment, no cell holds a comma or a
 * quote.
 */
#ifndef CORE_DICTIONARY_CSV_H
#define CORE_DICTIONARY_CSV_H

#include <stddef.h>

#include "core/err.h"

#define DICTIONARY_CSV_CELLS	24

struct dictionary_flaw {
	int line;			/* from 1 */
	const char *why;
};

struct dictionary_csv {
	const char *head;	/* its first line */
	const char *not_head;	/* what is said of another */
	size_t columns;		/* at most DICTIONARY_CSV_CELLS */
	/* Why a line is wrong, or NULL; its cells stay in the text. */
	const char *(*take)(void *cookie, const char *const *cells, int line);
	void *cookie;
	/* All wrong lines with their numbers: room for text_lines() + 2. */
	struct dictionary_flaw *flaws;
	size_t *flaw_count;
};

/** dictionary_csv_read(table, text, len): each line, cut where it stands,
 * to table->take.
 * Errors: ERR_INPUT where anything is wrong, or there is no head. */
MUST enum err dictionary_csv_read(const struct dictionary_csv *table,
    char *text, size_t len);

#endif
