/*
 * table: what the tests of the readers of sheets share.
 */
#ifndef TESTS_UNIT_TABLE_H
#define TESTS_UNIT_TABLE_H

#include "core/text.h"
#include "exchange/table.h"

/* Each row's line and cells: 1:a|b;2:c; */
static inline const char *
table_printed(struct pool *pool, const struct table *t)
{
	struct text s = text_start(pool);
	size_t i, k;

	for (i = 0; i < t->count; i++) {
		text_print(&s, "%d:", (int)t->rows[i].line);
		for (k = 0; k < t->rows[i].count; k++)
			text_print(&s, "%s%s", k > 0 ? "|" : "",
			    t->rows[i].cells[k]);
		text_add(&s, ";");
	}
	return s.at;
}

#endif
