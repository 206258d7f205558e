#include <string.h>

#include "exchange/dictionary_write.h"

const struct dictionary *
dictionary_write_of(enum entity_kind kind)
{
	return kind == ENTITY_HOUSEHOLD ?
	    dictionary_of(DICTIONARY_HOUSEHOLD) : kind == ENTITY_MEMBER ?
	    dictionary_of(DICTIONARY_MEMBER) : NULL;
}

bool
dictionary_write_has(enum entity_kind kind,
    const struct dictionary_line *line, int64_t year)
{
	return line->column != NULL && dictionary_valid(line, year) &&
	    shape_column(entities[kind].shape, line->name) == NULL;
}

const char *
dictionary_write_type(struct pool *pool, const struct dictionary_line *line)
{
	static const char *const kinds[DICTIONARY_KIND__MAX] = {
		[DICTIONARY_INT] = "int", [DICTIONARY_MONEY] = "balance",
		[DICTIONARY_DECIMAL1] = "decimal",
		[DICTIONARY_DECIMAL2] = "decimal",
		[DICTIONARY_DATE] = "xs:date", [DICTIONARY_FLAG] = "flag",
		[DICTIONARY_PHONE] = "phone", [DICTIONARY_IDNO] = "idno",
	};

	return line->kind == DICTIONARY_CODE ?
	    pool_print(pool, "code.%s", line->list) : kinds[line->kind];
}

void
dictionary_write_row(const struct dictionary_write *d, enum entity_kind kind,
    const void *row)
{
	const struct dictionary *lines = dictionary_write_of(kind);
	size_t i;

	for (i = 0; i < lines->count; i++) {
		const struct dictionary_line *l = &lines->lines[i];
		const char *text;

		/* Most are not known: ask that first. */
		if (l->column == NULL ||
		    (text = dictionary_plain(d->pool, l, row)) == NULL ||
		    !dictionary_write_has(kind, l, d->year))
			continue;
		if (d->masked && l->column->cell == CELL_TEXT &&
		    l->kind != DICTIONARY_CODE)
			text = dictionary_masked(d->pool, l, text);
		xml_write_raw(d->w, "<", 1);
		xml_write_words(d->w, l->name);
		xml_write_raw(d->w, ">", 1);
		xml_write_text(d->w, text);
		xml_write_raw(d->w, "</", 2);
		xml_write_words(d->w, l->name);
		xml_write_raw(d->w, ">", 1);
	}
}
