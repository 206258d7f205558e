/*
 * dictionary_write: the dictionary's fields of what has a dictionary, in
 * the document and in its schema: after the hand-made ones, in the order of
 * the dictionary, those of the year's form.
 */
#ifndef EXCHANGE_DICTIONARY_WRITE_H
#define EXCHANGE_DICTIONARY_WRITE_H

#include "db/dictionary.h"
#include "exchange/entity.h"
#include "exchange/profile.h"
#include "exchange/xml_write.h"

/* Where the rows go. */
struct dictionary_write {
	struct xml_write *w;
	struct pool *pool;	/* for the texts */
	const struct profile *profile;
	bool masked;
};

/** dictionary_write_has(kind, line, year): whether the line is an element of
 * the entity: it has a column, is of that year's form, and is none of the
 * entity's hand-made fields. */
bool dictionary_write_has(enum entity_kind kind,
    const struct dictionary_line *line, int64_t year);

/** dictionary_write_of(kind): the dictionary of an entity; NULL: none. */
const struct dictionary *dictionary_write_of(enum entity_kind kind);

/** dictionary_write_national(kind, column): whether a field of the entity, of
 * any year, is that column of the national system. */
bool dictionary_write_national(enum entity_kind kind, const char *column);

/** dictionary_write_element(w, pool, profile, line): its element in the
 * schema, with what people are told about it; nothing where it is left out.
 */
void dictionary_write_element(struct xml_write *w, struct pool *pool,
    enum profile_kind profile, const struct dictionary_line *line);

/** dictionary_write_row(d, kind, row): an element for each known value. */
void dictionary_write_row(const struct dictionary_write *d,
    enum entity_kind kind, const void *row);

#endif
