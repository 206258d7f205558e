#include <assert.h>

#include "core/text.h"
#include "db/dictionary.h"
#include "db/registry_guard.h"

#define TABLES_MOST	100

struct yearly {
	const char *table_name;
	int64_t guards;			/* triggers that are there */
};
static SHAPE(yearly, COLUMN(yearly, table_name), COLUMN(yearly, guards));

/* Tables whose primary key begins with the year; not the years' own. */
static const struct query yearly_tables = {
	"SELECT y.table_name AS table_name,"
	" (SELECT COUNT(*) FROM information_schema.triggers g"
	"   WHERE g.event_object_schema = y.table_schema"
	"     AND g.event_object_table = y.table_name"
	"     AND g.trigger_name IN (CONCAT(y.table_name, '_shut'),"
	"      CONCAT(y.table_name, '_kept'))) AS guards"
	"  FROM information_schema.statistics y"
	" WHERE y.table_schema = DATABASE() AND y.index_name = 'PRIMARY'"
	"   AND y.seq_in_index = 1 AND y.column_name = 'year'"
	"   AND y.table_name <> 'registry_year'",
	.out = &yearly_shape
};
const struct query *const registry_guard_queries[] = {
	&yearly_tables, NULL
};

/* The share lock makes a closing wait for those who are just saving. */
static const char refuse[] =
	" FOR EACH ROW IF @bangfu_repair IS NULL AND"
	" (SELECT y.state FROM registry_year y"
	"   WHERE y.year = OLD.year LOCK IN SHARE MODE) = 'closed' THEN"
	" SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the year is closed';"
	" END IF";

static void
add(struct text *sql, const char *table, const char *name, const char *when)
{
	assert(dictionary_column_name(table));
	text_add(sql, "CREATE TRIGGER IF NOT EXISTS ");
	text_add(sql, table);
	text_add(sql, name);
	text_add(sql, when);
	text_add(sql, table);
	text_add(sql, refuse);
	text_add(sql, ";");
}

enum err
registry_guard(struct db *db, struct pool *pool)
{
	struct text sql = text_start(pool);
	struct yearly *at;
	size_t count, i;
	enum err e;

	if ((e = db_all(db, pool, &yearly_tables, NULL, TABLES_MOST, &at,
	    &count)) != OK)
		return e;
	for (i = 0; i < count; i++) {
		if (at[i].guards >= 2)
			continue;
		add(&sql, at[i].table_name, "_shut", " BEFORE UPDATE ON ");
		add(&sql, at[i].table_name, "_kept", " BEFORE DELETE ON ");
	}
	return sql.len == 0 ? OK : db_script(db, sql.at, sql.len);
}
