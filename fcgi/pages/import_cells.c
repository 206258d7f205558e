#include <string.h>

#include "core/text.h"
#include "db/import.h"
#include "fcgi/pages/import_cells.h"

const char *
import_cells_join(struct pool *pool, const struct table_row *row)
{
	struct text t = text_start(pool);
	size_t i;
	char *p;

	for (i = 0; i < row->count; i++) {
		if (i > 0)
			text_add(&t, IMPORT_PART);
		p = text_clean(pool, row->cells[i], strlen(row->cells[i]));
		text_add(&t, p);
	}
	return t.at;
}

void
import_cells_split(struct pool *pool, const char *text, struct table_row *row)
{
	const char *s = text, *to;
	size_t n = 1;

	for (; *s != '\0'; s++)
		n += *s == *IMPORT_PART;
	row->cells = pool_array(pool, n, sizeof *row->cells);
	for (row->count = 0; row->count < n; row->count++) {
		to = strchrnul(text, *IMPORT_PART);
		row->cells[row->count] = text_trim(pool, pool_copy_len(pool,
		    text, (size_t)(to - text)));
		text = *to == '\0' ? to : to + 1;
	}
}
