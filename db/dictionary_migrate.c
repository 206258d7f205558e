#include <stdio.h>
#include <string.h>

#include "core/text.h"
#include "db/dictionary_migrate.h"

#define COLUMNS_MOST	10000	/* of all tables */

struct there {
	const char *table_name, *column_name, *data_type, *kind;
	int64_t room;		/* characters of a text */
};
static SHAPE(there, COLUMN(there, table_name), COLUMN(there, column_name),
    COLUMN(there, data_type), COLUMN(there, kind), COLUMN(there, room));

/* A column of ours says its kind in its comment. */
static const struct query columns_there = {
	"SELECT table_name AS table_name, column_name AS column_name,"
	" data_type AS data_type, column_comment AS kind,"
	" CAST(IFNULL(character_maximum_length, 0) AS SIGNED) AS room"
	"  FROM information_schema.columns"
	" WHERE table_schema = DATABASE()",
	.out = &there_shape
};
const struct query *const dictionary_migrate_queries[] = {
	&columns_there, NULL
};

/* What each kind is in the database; texts have their room besides. */
static const struct {
	const char *data, *rest;
	int64_t room;
} types[DICTIONARY_KIND__MAX] = {
	[DICTIONARY_TEXT] = { "varchar", "", 0 },
	[DICTIONARY_INT] = { "bigint", "", 0 },
	[DICTIONARY_MONEY] = { "bigint", "", 0 },
	[DICTIONARY_DECIMAL1] = { "bigint", "", 0 },
	[DICTIONARY_DECIMAL2] = { "bigint", "", 0 },
	[DICTIONARY_DATE] = { "date", "", 0 },
	[DICTIONARY_CODE] = { "varchar", " CHARACTER SET ascii", 10 },
	[DICTIONARY_CODES] = { "varchar", " CHARACTER SET ascii", 60 },
	[DICTIONARY_FLAG] = { "tinyint", "", 0 },
	[DICTIONARY_PHONE] = { "varchar", "", 20 },
	[DICTIONARY_IDNO] = { "varchar", " CHARACTER SET ascii", 22 },
};

/* A longer text needs a new column only past these. */
static int64_t
room_of(const struct dictionary_line *l)
{
	if (l->kind != DICTIONARY_TEXT)
		return types[l->kind].room;
	return l->most <= 200 ? 200 : l->most <= 1000 ? 1000 : 4000;
}

struct columns {
	struct there *at;
	size_t count;
};

/* Migrations of somebody's own may know other tables. */
static bool
table_there(const struct columns *columns, const char *table)
{
	size_t i;

	for (i = 0; i < columns->count; i++)
		if (strcmp(columns->at[i].table_name, table) == 0)
			return true;
	return false;
}

static const struct there *
find(const struct columns *columns, const char *table, const char *name)
{
	size_t i;

	for (i = 0; i < columns->count; i++)
		if (strcmp(columns->at[i].table_name, table) == 0 &&
		    strcmp(columns->at[i].column_name, name) == 0)
			return &columns->at[i];
	return NULL;
}

static enum err
compare(const struct dictionary *d, const struct dictionary_line *l,
    const struct there *is)
{
	const char *kind = dictionary_kind_name(l->kind);
	bool marked = *is->kind != '\0';

	if (marked ? strcmp(is->kind, kind) != 0 :
	    strcmp(is->data_type, types[l->kind].data) != 0) {
		fprintf(stderr, "%s.csv line %d: %s is there as %s, not %s: "
		    "a field's kind can't be changed, give the new one "
		    "another name\n", d->entity, l->line, l->name,
		    marked ? is->kind : is->data_type, kind);
		return ERR_CONFLICT;
	}
	if (is->room < l->most && l->kind == DICTIONARY_TEXT) {
		fprintf(stderr, "%s.csv line %d: %s has room for %d "
		    "characters: give the longer one another name\n",
		    d->entity, l->line, l->name, (int)is->room);
		return ERR_CONFLICT;
	}
	return OK;
}

static void
add(struct text *sql, const struct dictionary_line *l)
{
	text_join(sql, ",", " ADD COLUMN `");
	text_add(sql, l->name);
	text_add(sql, "` ");
	text_add(sql, types[l->kind].data);
	if (room_of(l) > 0)
		text_print(sql, "(%d)", (int)room_of(l));
	text_add(sql, types[l->kind].rest);
	text_add(sql, " NULL COMMENT '");
	text_add(sql, dictionary_kind_name(l->kind));
	text_add(sql, "'");
}

/* The part of an ALTER that adds what is missing; "" where nothing is. */
static enum err
missing(const struct dictionary *d, const struct columns *columns,
    struct text *sql, int *added)
{
	enum err e, worst = OK;
	size_t i;

	for (i = 0; table_there(columns, d->entity) && i < d->count; i++) {
		const struct dictionary_line *l = &d->lines[i];
		const struct there *is = find(columns, d->entity, l->name);

		if (l->column == NULL || l->keep == DICTIONARY_BASE)
			continue;
		if (is == NULL) {
			add(sql, l);
			(*added)++;
		} else if ((e = compare(d, l, is)) != OK)
			worst = e;
	}
	return worst;
}

enum err
dictionary_migrate(struct db *db, struct pool *pool, int *added)
{
	struct columns columns;
	struct text sql[DICTIONARY_ENTITY__MAX];
	enum err e, worst = OK;
	int i;

	*added = 0;
	if ((e = db_all(db, pool, &columns_there, NULL, COLUMNS_MOST,
	    &columns.at, &columns.count)) != OK)
		return e;
	for (i = 0; i < DICTIONARY_ENTITY__MAX; i++) {
		sql[i] = text_start(pool);
		if ((e = missing(dictionary_of((enum dictionary_entity)i),
		    &columns, &sql[i], added)) != OK)
			worst = e;
	}
	for (i = 0; worst == OK && i < DICTIONARY_ENTITY__MAX; i++) {
		struct text whole = text_start(pool);

		if (sql[i].len == 0)
			continue;
		text_add(&whole, "ALTER TABLE ");
		text_add(&whole,
		    dictionary_of((enum dictionary_entity)i)->entity);
		text_add(&whole, sql[i].at);
		worst = db_script(db, whole.at, whole.len);
	}
	return worst;
}
