/*
 * file_hamlet: where a village has natural villages, its households choose
 * from them, on the form and in a sheet alike.
 */
#ifndef PAGES_FILE_HAMLET_H
#define PAGES_FILE_HAMLET_H

#include "core/field.h"
#include "db/hamlet.h"

/* The field's name in the dictionary. */
#define FILE_HAMLET	"hamlet"

/** file_hamlet_offer(pool, list, now, field): its choices: the village's
 * natural villages by name, and what is written already (NULL: nothing). */
void file_hamlet_offer(struct pool *pool, const struct hamlet_list *list,
    const char *now, struct field *field);

#endif
