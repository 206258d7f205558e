#include <assert.h>
#include <string.h>

#include "core/text.h"
#include "db/dictionary.h"
#include "db/registry_guard.h"

#define TABLES_MOST	100
#define TRIGGERS_MOST	1000

struct yearly {
	const char *table_name;
};
static SHAPE(yearly, COLUMN(yearly, table_name));

/* Tables whose primary key begins with the year; not the years' own. */
static const struct query yearly_tables = {
	"SELECT table_name AS table_name FROM information_schema.columns"
	" WHERE table_schema = DATABASE() AND column_name = 'year'"
	"   AND ordinal_position = 1 AND column_key = 'PRI'"
	"   AND table_name <> 'registry_year'",
	.out = &yearly_shape
};

struct guard {
	const char *trigger_name;
};
static SHAPE(guard, COLUMN(guard, trigger_name));
static const struct query guards = {
	"SELECT trigger_name AS trigger_name FROM information_schema.triggers"
	" WHERE trigger_schema = DATABASE()",
	.out = &guard_shape
};
const struct query *const registry_guard_queries[] = {
	&yearly_tables, &guards, NULL
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

static bool
there(const struct guard *at, size_t count, const char *name)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strcmp(at[i].trigger_name, name) == 0)
			return true;
	return false;
}

enum err
registry_guard(struct db *db, struct pool *pool)
{
	struct text sql = text_start(pool);
	struct yearly *at;
	struct guard *now;
	size_t count, n, i;
	enum err e;

	if ((e = db_all(db, pool, &yearly_tables, NULL, TABLES_MOST, &at,
	    &count)) != OK || (e = db_all(db, pool, &guards, NULL,
	    TRIGGERS_MOST, &now, &n)) != OK)
		return e;
	for (i = 0; i < count; i++) {
		if (there(now, n, pool_print(pool, "%s_kept",
		    at[i].table_name)))
			continue;
		add(&sql, at[i].table_name, "_shut", " BEFORE UPDATE ON ");
		add(&sql, at[i].table_name, "_kept", " BEFORE DELETE ON ");
	}
	return sql.len == 0 ? OK : db_script(db, sql.at, sql.len);
}
