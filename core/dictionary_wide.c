#include <string.h>

#include "core/dictionary_wide.h"

static enum cell
cell_of(enum dictionary_kind kind, size_t *size)
{
	switch (kind) {
	case DICTIONARY_INT:
	case DICTIONARY_MONEY:
	case DICTIONARY_DECIMAL1:
	case DICTIONARY_DECIMAL2:
	case DICTIONARY_FLAG:
		*size = sizeof(struct opt_int);
		return CELL_OPT;
	case DICTIONARY_DATE:
		*size = 8;
		return CELL_DATE;
	case DICTIONARY_TEXT:
	case DICTIONARY_CODE:
	case DICTIONARY_CODES:
	case DICTIONARY_PHONE:
	case DICTIONARY_IDNO:
	case DICTIONARY_KIND__MAX:
		break;
	}
	*size = sizeof(const char *);
	return CELL_TEXT;
}

void
dictionary_widen(struct pool *pool, const struct dictionary *d,
    size_t front, struct dictionary *out)
{
	struct column *columns = pool_array(pool, d->count + 1,
	    sizeof *columns);
	size_t i, n = 0, size;

	*out = *d;
	out->lines = pool_array(pool, d->count + 1, sizeof *out->lines);
	for (i = 0; i < d->count; i++) {
		struct dictionary_line *l = &out->lines[i];

		*l = d->lines[i];
		l->column = NULL;
		if (l->keep == DICTIONARY_COUNTED)
			continue;
		columns[n] = (struct column){ l->name,
		    cell_of(l->kind, &size), front };
		l->column = &columns[n++];
		front += size;
	}
	out->shape = (struct shape){ columns, n, front };
}
