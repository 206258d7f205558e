/*
 * fact: what this instance knows of itself (its ports, places, passwords),
 * by name, and texts in which @NAME@ stands for one.  Command lines,
 * environments and the files under conf/ are such texts.
 */
#ifndef RUN_FACT_H
#define RUN_FACT_H

#include <stdbool.h>

#include "core/err.h"
#include "core/pool.h"

#define FACT_MOST	64

struct facts {
	struct pool *pool;
	size_t count;
	struct {
		const char *name, *value;
	} items[FACT_MOST];
};

/** fact_set(f, name, value): copies both; a second value replaces the
 * first. */
void fact_set(struct facts *f, const char *name, const char *value);

/** fact_get(f, name): its value, or NULL. */
const char *fact_get(const struct facts *f, const char *name);

/**
 * fact_fill(f, text, out):
 * ${text} with every @NAME@ (capitals, digits, _) replaced, in the pool.
 * Errors: ERR_BROKEN, with a sentence, where a name is not known.
 */
MUST enum err fact_fill(const struct facts *f, const char *text, char **out);

/**
 * fact_fill_file(f, from, to):
 * The file ${from}, filled, as the file ${to} (mode 0600, replaced whole).
 * Errors: ERR_BROKEN with a sentence.
 */
MUST enum err fact_fill_file(const struct facts *f, const char *from,
    const char *to);

/** fact_load(f, path): NAME=value lines; a missing file is an empty one. */
MUST enum err fact_load(struct facts *f, const char *path);

/** fact_save(f, path, names): the facts ${names} (ends with NULL) as
 * NAME=value lines, mode 0600, replaced whole. */
MUST enum err fact_save(const struct facts *f, const char *path,
    const char *const *names);

#endif
