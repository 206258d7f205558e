#include <assert.h>
#include <string.h>

#include "db/clock.h"
#include "db/version_row.h"

static const struct column front[] = {
	COLUMN(version, head.id), COLUMN(version, head.parent),
	COLUMN(version, head.year), COLUMN(version, head.version),
	COLUMN(version, head.changed_by), COLUMN(version, head.door),
	COLUMN(version, since), COLUMN(version, until),
	COLUMN(version, user), COLUMN(version, last),
};

const struct shape *
version_row_shape(struct pool *pool, const struct dictionary *d)
{
	struct shape *s = pool_take(pool, sizeof *s);
	struct column *c = pool_array(pool, LEN(front) + d->shape.count,
	    sizeof *c);
	size_t i;

	memcpy(c, front, sizeof front);
	memcpy(c + LEN(front), d->shape.columns,
	    d->shape.count * sizeof *c);
	for (i = 0; i < LEN(front); i++)	/* head.id is called id */
		if (strncmp(c[i].name, "head.", 5) == 0)
			c[i].name += 5;
	*s = (struct shape){ c, LEN(front) + d->shape.count, d->shape.size };
	return s;
}

struct text
version_row_select(struct pool *pool, const struct version_from *from,
    const struct dictionary *d)
{
	struct text t = text_start(pool);
	size_t i;

	text_add(&t, "SELECT ");
	text_add(&t, from->id);
	text_add(&t, " AS id, ");
	text_add(&t, from->parent);
	text_add(&t, " AS parent, ");
	text_add(&t, from->year);
	text_add(&t, " AS year, t.version,"
	    " t.changed_by, t.door, t.row_start AS since,"
	    " t.row_end AS until, u.name AS user,"
	    " YEAR(t.row_end) >= 2038 AS `last`");
	for (i = 0; i < d->shape.count; i++) {
		assert(dictionary_column_name(d->shape.columns[i].name));
		text_add(&t, ", t.`");
		text_add(&t, d->shape.columns[i].name);
		text_add(&t, "`");
	}
	return t;
}

struct moment
version_row_told(struct moment m)
{
	return (struct moment){ m.utc + clock_offset() };
}

/* A row as it was read, ready to be told. */
static void
tidy(const struct version_ask *ask, struct version *v)
{
	v->since = version_row_told(v->since);
	v->until = version_row_told(v->until);
	if (v->last)
		v->until.utc = 0;
	if (ask->lasting == NULL)
		return;
	v->head.year = ask->year;
	v->head.base.area = ask->area;
	dictionary_tidy(ask->lasting, v);
}

enum err
version_row_all(struct db *db, struct pool *pool,
    const struct version_ask *ask, struct version_rows *rows)
{
	struct version *v;
	char *at;
	size_t i;
	enum err e;

	if ((e = db_all(db, pool, ask->query, ask->key, VERSIONS_MOST, &at,
	    &rows->count)) != OK)
		return e;
	rows->at = pool_array(pool, rows->count + 1, sizeof *rows->at);
	for (i = 0; i < rows->count; i++) {
		v = (struct version *)(void *)(at +
		    i * ask->query->out->size);
		tidy(ask, v);
		rows->at[i] = v;
	}
	return OK;
}
