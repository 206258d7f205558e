#include "exchange/record_write.h"

#define POOL_CEILING	(256u << 20)	/* a bound; a thousand's worth */

static struct date
day_of(const struct dictionary *d, const void *row, const char *name)
{
	const struct column *c = shape_column(&d->shape, name);
	struct date day = { 0 };

	if (c != NULL)
		day = *(const struct date *)shape_in(c, row);
	return day;
}

/* Whether its time touches the year; no last day: it lasts. */
static bool
in_year(const struct dictionary *d, const void *row, int64_t year)
{
	struct date from = day_of(d, row, "from_day");
	struct date to = day_of(d, row, "to_day");

	return from.year <= year && (to.year == 0 || to.year >= year);
}

static void
start(struct record_write *p, enum entity_kind kind, const void *row)
{
	row_write_open(p->rows, kind, row);
	dictionary_write_row(&p->fields, kind, row);
}

/* The rows of a batch, one after the other. */
static enum err
write_units(struct record_write *p, const struct dictionary_rows *rows)
{
	size_t i;

	for (i = 0; i < rows->count; i++, p->units++) {
		start(p, ENTITY_UNIT, rows->at[i]);
		row_write_close(p->rows, ENTITY_UNIT);
	}
	return OK;
}

static enum err
write_helpers(struct record_write *p, const struct dictionary_rows *rows)
{
	size_t i;

	for (i = 0; i < rows->count; i++, p->helpers++) {
		start(p, ENTITY_HELPER, rows->at[i]);
		row_write_close(p->rows, ENTITY_HELPER);
	}
	return OK;
}

static void
write_team(struct record_write *p, const struct dictionary_head *team,
    const struct dictionary_rows *members, size_t *at)
{
	const struct dictionary *d = dictionary_of(DICTIONARY_TEAM_MEMBER);

	start(p, ENTITY_TEAM, team);
	for (; *at < members->count; (*at)++) {
		const struct dictionary_head *m = members->at[*at];

		if (m->parent > team->id)
			break;
		if (m->parent < team->id || !in_year(d, m, p->year))
			continue;
		start(p, ENTITY_TEAM_MEMBER, m);
		row_write_close(p->rows, ENTITY_TEAM_MEMBER);
		p->team_members++;
	}
	row_write_close(p->rows, ENTITY_TEAM);
	p->teams++;
}

static enum err
write_teams(struct record_write *p, const struct dictionary_rows *rows)
{
	const struct dictionary_head *first = rows->at[0],
	    *last = rows->at[rows->count - 1];
	struct dictionary_rows members;
	size_t i, at = 0;
	enum err e;

	e = dictionary_export(p->db, p->fields.pool, p->who,
	    DICTIONARY_TEAM_MEMBER, &(struct dictionary_range){ p->area,
	    p->year, first->id, last->id }, &members);
	for (i = 0; e == OK && i < rows->count; i++)
		if (in_year(dictionary_of(DICTIONARY_TEAM), rows->at[i],
		    p->year))
			write_team(p, rows->at[i], &members, &at);
	return e;
}

static const struct {
	enum dictionary_entity entity;
	enum err (*write)(struct record_write *,
	    const struct dictionary_rows *);
} parts[] = {
	{ DICTIONARY_UNIT, write_units },
	{ DICTIONARY_HELPER, write_helpers },
	{ DICTIONARY_TEAM, write_teams },
};

static enum err
write_part(struct record_write *p, size_t part)
{
	struct dictionary_range range = { p->area, p->year, 1, INT64_MAX };
	const struct dictionary_head *last;
	struct dictionary_rows rows;
	enum err e;

	do {
		pool_reset(p->fields.pool);
		row_write_texts(p->rows, p->fields.pool);
		e = dictionary_export(p->db, p->fields.pool, p->who,
		    parts[part].entity, &range, &rows);
		if (e != OK || rows.count == 0)
			return e;
		last = rows.at[rows.count - 1];
		range.first = last->id + 1;
		e = parts[part].write(p, &rows);
	} while (e == OK && p->fields.w->flaw == OK);
	return e != OK ? e : p->fields.w->flaw;
}

enum err
record_write(struct record_write *p)
{
	enum err e = OK;
	size_t i;

	p->fields.pool = pool_new(POOL_CEILING);
	for (i = 0; e == OK && i < LEN(parts); i++)
		if (dictionary_of(parts[i].entity)->count > 0)
			e = write_part(p, i);
	pool_free(p->fields.pool);
	return e;
}
