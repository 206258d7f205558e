/*
 * dictionary_write: the dictionary's fields of what has a dictionary, in
 * the document and in its schema: after the hand-made ones, in the order of
 * the dictionary, those of the year's form.
 */
#ifndef EXCHANGE_DICTIONARY_WRITE_H
#define EXCHANGE_DICTIONARY_WRITE_H

#include "core/mask.h"
#include "db/dictionary.h"
#include "exchange/entity.h"
#include "exchange/profile.h"
#include "exchange/xml_write.h"

/* An entity's fields as an area and a year have them (指标维护): the
 * dictionary's first, then those of the area's own and of what lies in it. */
struct dictionary_area {
	int64_t area;			/* 0: everywhere */
	int64_t year;
	int64_t generation;		/* of the settings (db/setting.h) */
	struct dictionary d[ENTITY_KIND__MAX];	/* no lines: it has none */
};

/** dictionary_area_read(db, pool, area): area->d for the rest of it. */
MUST enum err dictionary_area_read(struct db *db, struct pool *pool,
    struct dictionary_area *area);

/* Where the rows go. */
struct dictionary_write {
	struct xml_write *w;
	struct pool *pool;	/* for the texts */
	const struct profile *profile;
	struct mask_sight sight;	/* of who gets the file */
	const struct dictionary_area *area;
};

/** dictionary_write_has(kind, line, year): whether the line is an element of
 * the entity: it has a column, is of that year's form, and is none of the
 * entity's hand-made fields. */
bool dictionary_write_has(enum entity_kind kind,
    const struct dictionary_line *line, int64_t year);

/** dictionary_write_of(kind): the dictionary of an entity; NULL: none. */
const struct dictionary *dictionary_write_of(enum entity_kind kind);

/** dictionary_write_national(entity, column): whether a field of the entity, of
 * any year, is that column of the national system. */
bool dictionary_write_national(enum dictionary_entity entity,
    const char *column);

/** dictionary_write_element(w, pool, profile, line, said): its element in the
 * schema, with what people are told about it: what is ${said} of it in the
 * area; nothing where it is left out.  What was allowed before stays valid.
 */
void dictionary_write_element(struct xml_write *w, struct pool *pool,
    enum profile_kind profile, const struct dictionary_line *line,
    const struct dictionary_line *said);

/** dictionary_write_said(pool, line): 耕地面积：实际耕种的…（必填；0—50亩） */
const char *dictionary_write_said(struct pool *pool,
    const struct dictionary_line *line);

/** dictionary_write_row(d, kind, row): an element for each known value, of
 * the areas' own those that the profile knows. */
void dictionary_write_row(const struct dictionary_write *d,
    enum entity_kind kind, const void *row);

#endif
