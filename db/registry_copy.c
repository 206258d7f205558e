#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "core/text.h"
#include "db/dictionary.h"
#include "db/registry_code.h"
#include "db/registry_copy.h"

#define COLUMNS_MOST	4000
#define STEP		INT64_C(20000)	/* identities in one statement */

/* The columns of the tables, except what each row gets anew; key: of the
 * primary key, behind the year. */
struct place {
	const char *table_name, *column_name;
	bool key, number, needed;
};
static SHAPE(place, COLUMN(place, table_name), COLUMN(place, column_name),
    COLUMN(place, key), COLUMN(place, number), COLUMN(place, needed));

static const struct query places = {
	"SELECT table_name AS table_name, column_name AS column_name,"
	" column_key = 'PRI' AND column_name <> 'year' AS `key`,"
	" data_type = 'bigint' AS number,"
	" is_nullable = 'NO' AND column_default IS NULL AS needed"
	"  FROM information_schema.columns"
	" WHERE table_schema = DATABASE() AND is_generated = 'NEVER'"
	"   AND column_name NOT IN ('version', 'changed_by', 'door',"
	"    'row_start', 'row_end')"
	" ORDER BY table_name, ordinal_position",
	.out = &place_shape
};

struct year {
	int64_t year, year_again;
};
static SHAPE(year, COLUMN(year, year), COLUMN(year, year_again));
struct last {
	int64_t household_id, member_id;
};
static SHAPE(last, COLUMN(last, household_id), COLUMN(last, member_id));
static const struct query last_ids = {
	"SELECT (SELECT IFNULL(MAX(household_id), 0) FROM household"
	"  WHERE year = ?) AS household_id,"
	" (SELECT IFNULL(MAX(member_id), 0) FROM member"
	"  WHERE year = ?) AS member_id",
	.in = &year_shape, .out = &last_shape
};

const struct query *const registry_copy_queries[] = {
	&places, &last_ids, NULL
};

/* What is of one year, besides amounts of money. */
static const char *const empty[] = {
	"form_filler", "form_filled_on", "work_months_100", "increase_reason",
	"increase_month",
};

static bool
begins_empty(const char *column)
{
	size_t n = strlen(column), i;

	if (n > 4 && strcmp(column + n - 4, "_fen") == 0)
		return true;
	for (i = 0; i < LEN(empty); i++)
		if (strcmp(column, empty[i]) == 0)
			return true;
	return false;
}

/* One table: its columns, the one to step along and how far. */
struct table {
	const char *name, *key;
	const struct dictionary_codes *codes;
	struct text columns, values;
	int64_t last;			/* 0: all at once */
	bool yearly;
};

static void
add_column(struct pool *pool, const struct registry_copy *c,
    struct table *t, const struct place *p)
{
	const char *value = NULL;

	if (!dictionary_column_name(p->column_name))
		return;			/* no table of ours */
	if (c->value != NULL && !p->key)
		value = c->value(pool, c, t->name, p->column_name);
	else if (begins_empty(p->column_name) && !p->needed && !p->key)
		return;
	if (value == NULL)
		value = registry_code_value(pool, &(struct registry_code){
		    t->codes, c->from, c->into }, t->name, p->column_name);
	text_print(&t->columns, ", `%s`", p->column_name);
	if (value != NULL)
		text_print(&t->values, ", %s", value);
	else
		text_print(&t->values, ", `%s`", p->column_name);
}

static enum err
copy_part(struct db *db, struct pool *pool, const struct table *t,
    const struct registry_copy *c, int64_t first)
{
	struct text sql = text_start(pool);

	assert(dictionary_column_name(t->name));
	text_add(&sql, "INSERT INTO ");
	text_add(&sql, t->name);
	text_add(&sql, " (year, changed_by, door");
	text_add(&sql, t->columns.at);
	text_print(&sql, ") SELECT %" PRId64 ", %" PRId64 ", 'system'",
	    c->into, c->user_id);
	text_add(&sql, t->values.at);
	text_add(&sql, " FROM ");
	text_add(&sql, t->name);
	text_print(&sql, " WHERE year = %" PRId64, c->from);
	if (t->last > 0)
		text_print(&sql, " AND `%s` BETWEEN %" PRId64 " AND %" PRId64,
		    t->key, first, first + STEP - 1);
	if (c->where != NULL)
		text_add(&sql, c->where(pool, c, t->name));
	return db_script(db, sql.at, sql.len);
}

static enum err
copy_table(struct db *db, struct pool *pool, const struct table *t,
    const struct registry_copy *c)
{
	int64_t first = t->last > 0 ? 1 : 0;
	enum err e;

	do
		e = copy_part(db, pool, t, c, first);
	while (e == OK && (first += STEP) <= t->last);
	return e;
}

static bool
in_dictionary(const char *table)
{
	int i;

	for (i = 0; i < DICTIONARY_ENTITY__MAX; i++)
		if (strcmp(dictionary_of((enum dictionary_entity)i)->entity,
		    table) == 0)
			return true;
	return false;
}

struct found {
	struct place *at;
	size_t count;
	const struct dictionary_codes *codes;
};

/* The table whose columns come first; how many they are. */
static size_t
table_of(struct pool *pool, const struct registry_copy *c,
    const struct found *found, const struct last *last, struct table *t)
{
	const struct place *at = found->at;
	size_t count = found->count, i;

	*t = (struct table){ .name = at->table_name, .codes = found->codes,
	    .columns = text_start(pool), .values = text_start(pool) };
	for (i = 0; i < count && strcmp(at[i].table_name, t->name) == 0; i++) {
		if (strcmp(at[i].column_name, "year") == 0) {
			t->yearly = true;
			continue;
		}
		add_column(pool, c, t, &at[i]);
		if (!at[i].key || !at[i].number)
			continue;
		t->key = at[i].column_name;
		t->last = strcmp(t->key, "household_id") == 0 ?
		    last->household_id : strcmp(t->key, "member_id") == 0 ?
		    last->member_id : 0;
	}
	return i;
}

enum err
registry_copy(struct db *db, struct pool *pool,
    const struct registry_copy *c)
{
	struct found found;
	struct last last;
	struct table t;
	size_t n;
	enum err e;

	if ((e = db_one(db, pool, &last_ids, &(struct year){ c->from,
	    c->from }, &last)) != OK)
		return e;
	if ((e = dictionary_codes(db, DICTIONARY_ANEW, &found.codes)) != OK)
		return e;
	e = db_all(db, pool, &places, NULL, COLUMNS_MOST, &found.at,
	    &found.count);
	for (; e == OK && found.count > 0; found.at += n, found.count -= n) {
		n = table_of(pool, c, &found, &last, &t);
		if (t.yearly && in_dictionary(t.name))
			e = copy_table(db, pool, &t, c);
	}
	return e;
}
