#include <string.h>

#include "core/area.h"
#include "core/dictionary_edition.h"
#include "core/text.h"
#include "db/indicator.h"

#define POOL_CEILING	(16u << 20)
#define LIST_MOST	5000

#define I(m) COLUMN(indicator, m)
#define KEY I(entity), I(name), I(area), I(year)
#define SAID                                                            \
	I(label), I(definition), I(required), I(least), I(most), I(kind), \
	I(section), I(unit), I(list), I(national), I(first_year),       \
	I(last_year)
SHAPE(indicator, KEY, SAID, I(changed_by), I(area_name));
static const struct shape row_shape = {
	(const struct column[]){ KEY, SAID, I(changed_by), I(door) },
	4 + 12 + 2, sizeof(struct indicator)
};
static const struct shape key_shape = {
	(const struct column[]){ KEY }, 4, sizeof(struct indicator)
};

/* The widest first, so that the narrower is said over it. */
static const struct query all = {
	"SELECT i.entity, i.name, i.area, i.year, i.label, i.definition,"
	" i.required, i.least, i.most, i.kind, i.section, i.unit, i.list,"
	" i.national, i.first_year, i.last_year, i.changed_by,"
	" IFNULL(a.name, '') AS area_name"
	"  FROM indicator i LEFT JOIN area a ON a.code = i.area"
	" ORDER BY i.entity, i.area, i.year, i.name",
	.out = &indicator_shape
};
static const struct query save = {
	"INSERT INTO indicator (entity, name, area, year, label, definition,"
	" required, least, most, kind, section, unit, list, national,"
	" first_year, last_year, changed_by, door)"
	" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
	" ON DUPLICATE KEY UPDATE label = VALUES(label),"
	"  definition = VALUES(definition), required = VALUES(required),"
	"  least = VALUES(least), most = VALUES(most), kind = VALUES(kind),"
	"  section = VALUES(section), unit = VALUES(unit),"
	"  list = VALUES(list), national = VALUES(national),"
	"  first_year = VALUES(first_year),"
	"  last_year = VALUES(last_year), changed_by = VALUES(changed_by),"
	"  door = VALUES(door)",
	.in = &row_shape
};
static const struct query forget = {
	"DELETE FROM indicator"
	" WHERE entity = ? AND name = ? AND area = ? AND year = ?",
	.in = &key_shape
};
const struct query *const indicator_queries[] = {
	&all, &save, &forget, NULL
};

/* ---- what the process keeps ------------------------------------------ */

static struct indicator_list kept;
static struct pool *kept_pool;
static int64_t kept_generation;

enum err
indicator_all(struct db *db, int64_t generation,
    const struct indicator_list **out)
{
	struct indicator *at;
	enum err e;

	*out = &kept;
	if (kept_pool != NULL && kept_generation == generation)
		return OK;
	pool_free(kept_pool);
	kept_pool = pool_new(POOL_CEILING);
	kept_generation = generation;
	e = db_all(db, kept_pool, &all, NULL, LIST_MOST, &at, &kept.count);
	kept.at = at;
	if (e != OK) {
		pool_free(kept_pool);
		kept_pool = NULL;
	}
	return e;
}

/* ---- the dictionary there and then ------------------------------------ */

static bool
about(const struct indicator *i, const struct indicator_at *at)
{
	return strcmp(i->entity, dictionary_of(at->entity)->entity) == 0 &&
	    (i->year == 0 || i->year == at->year) && (i->area == 0 ||
	    (at->area >= i->area && at->area <= area_last(i->area)));
}

static void
say(const struct indicator *i, struct dictionary_line *l)
{
	if (i->label != NULL)
		l->label = i->label;
	if (i->definition != NULL)
		l->definition = i->definition;
	if (i->required.given)
		l->required = i->required.value != 0;
	if (i->least.given && i->most.given) {
		l->least = i->least.value;
		l->most = i->most.value;
	}
}

void
indicator_line(const struct indicator *i, struct dictionary_line *l)
{
	*l = (struct dictionary_line){ .name = i->name, .label = "",
	    .section = i->section, .form = "",
	    .national = i->national != NULL ? i->national : "",
	    .kind = dictionary_kind_read(i->kind),
	    .unit = i->unit != NULL ? i->unit : "",
	    .list = i->list != NULL ? i->list : "", .alone = "",
	    .first_year = i->first_year.value,
	    .last_year = i->last_year.value, .keep = DICTIONARY_OWN,
	    .definition = "", .sample = "", .source = "S1-010",
	    .local = true };
	say(i, l);
}

/* An area's own field that a record there may have. */
static bool
owned(const struct indicator *i, const struct indicator_at *at)
{
	return i->kind != NULL && (about(i, at) || (at->below &&
	    strcmp(i->entity, dictionary_of(at->entity)->entity) == 0 &&
	    i->area >= at->area && i->area <= area_last(at->area)));
}

enum err
indicator_dictionary(struct db *db, struct pool *pool, int64_t generation,
    const struct indicator_at *at, struct dictionary *out)
{
	const struct dictionary *d = dictionary_of(at->entity);
	const struct indicator_list *list;
	struct dictionary_line *own;
	size_t i, j, count = 0;
	enum err e = indicator_all(db, generation, &list);

	*out = *d;
	if (e != OK)
		return e;
	own = pool_array(pool, list->count, sizeof *own);
	for (i = 0; i < list->count; i++)
		if (owned(&list->at[i], at) &&
		    dictionary_find(d, list->at[i].name) == NULL)
			indicator_line(&list->at[i], &own[count++]);
	*out = dictionary_with(pool, d, own, count);
	dictionary_edition_in(out, at->year);
	for (i = 0; i < list->count; i++)
		for (j = 0; list->at[i].kind == NULL &&
		    about(&list->at[i], at) && j < d->count; j++)
			if (strcmp(out->lines[j].name,
			    list->at[i].name) == 0)
				say(&list->at[i], &out->lines[j]);
	return OK;
}

/* ---- saving ----------------------------------------------------------- */

static bool
may(const struct who *who, const struct indicator *i)
{
	return who->role == ROLE_ADMIN || (who->role == ROLE_COUNTY &&
	    i->area >= who->low && i->area <= who->high);
}

enum err
indicator_save(struct db *db, const struct who *who,
    const struct indicator *i)
{
	struct indicator row = *i;

	if (!may(who, i))
		return ERR_DENIED;
	row.changed_by = who->user_id;
	row.door = who->door;
	return db_do(db, &save, &row, NULL);
}

enum err
indicator_remove(struct db *db, const struct who *who,
    const struct indicator *i)
{
	struct db_deed deed;
	enum err e;

	if (!may(who, i))
		return ERR_DENIED;
	e = db_do(db, &forget, i, &deed);
	return e == OK && deed.changed == 0 ? ERR_ABSENT : e;
}
