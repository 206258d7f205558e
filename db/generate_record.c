#include <string.h>

#include "core/idno.h"
#include "db/generate_record.h"
#include "db/generate_rows.h"

#define BIRTH_DAYS	INT64_C(12784)	/* 1963 … 1997 */
#define BIRTH_STEP	INT64_C(37)	/* no common divisor with the days */

struct generate_record
generate_record_start(struct pool *pool, enum dictionary_entity entity,
    const struct shape *hand, size_t most)
{
	const struct query *fill = dictionary_fill(entity, hand);

	return (struct generate_record){ entity, fill, hand,
	    pool_array(pool, most, fill->in->size), 0 };
}

void
generate_record_add(struct generate_record *g, const void *hand)
{
	char *row = g->at + g->count++ * g->fill->in->size;

	memcpy(row + dictionary_of(g->entity)->shape.size, hand,
	    g->hand->size);
}

void
generate_record_text(const struct generate_record *g, const char *name,
    const char *value)
{
	const struct dictionary_line *l = dictionary_find(
	    dictionary_of(g->entity), name);
	char *row = g->at + (g->count - 1) * g->fill->in->size;

	if (l != NULL && l->column != NULL && l->column->cell == CELL_TEXT)
		*(const char **)shape_at(l->column, row) = value;
}

enum err
generate_record_write(struct db *db, const struct generate_record *g)
{
	return generate_trips(db, g->fill, g->at, g->count);
}

const char *
generate_record_idno(struct pool *pool, int area, int64_t i, bool male)
{
	struct date birth = date_of_days(date_days((struct date){ 1963, 1,
	    1 }) + i * BIRTH_STEP % BIRTH_DAYS);
	char *s = pool_print(pool, "%06d%04d%02d%02d%03d.", area, birth.year,
	    birth.month, birth.day, (int)(2 * (i / BIRTH_DAYS % 500)) + male);

	s[17] = idno_check(s);
	return s;
}
