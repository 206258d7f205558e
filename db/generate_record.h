/*
 * generate_record: made-up rows of what is kept by record: the hand-made
 * columns as they are drawn, the dictionary's by name.
 */
#ifndef DB_GENERATE_RECORD_H
#define DB_GENERATE_RECORD_H

#include "db/dictionary.h"

struct generate_record {
	enum dictionary_entity entity;
	const struct query *fill;
	const struct shape *hand;
	char *at;			/* rows as dictionary_fill wants them */
	size_t count;
};

/** generate_record_start(pool, entity, hand, most): room for ${most} rows
 * with these hand-made columns. */
struct generate_record generate_record_start(struct pool *pool,
    enum dictionary_entity entity, const struct shape *hand, size_t most);

/** generate_record_add(record, hand): one row more. */
void generate_record_add(struct generate_record *record, const void *hand);

/** generate_record_text(record, name, value): a cell of the last row; nothing
 * where the dictionary has no such line. */
void generate_record_text(const struct generate_record *record,
    const char *name, const char *value);

/** generate_record_write(db, record): all of them. */
MUST enum err generate_record_write(struct db *db,
    const struct generate_record *record);

/** generate_record_idno(pool, area, i, male): the ID number of the ${i}th
 * made-up grown-up, of a six-digit area that nobody has; no two are the
 * same. */
const char *generate_record_idno(struct pool *pool, int area, int64_t i,
    bool male);

#endif
