#include <inttypes.h>
#include <string.h>

#include "core/text.h"
#include "db/dictionary.h"
#include "db/generate_past.h"
#include "db/registry_copy.h"

#define CHANGED_AMOUNT	"IF(MOD(household_id, 5) = 0, `%s`, `%s` * " \
	"(78 + MOD(household_id * 7 + %" PRId64 ", 19)) DIV 100)"

struct key {
	int64_t year, year_again, year_key;
};
static SHAPE(key, COLUMN(key, year), COLUMN(key, year_again),
    COLUMN(key, year_key));
static const struct query begin = {
	"INSERT INTO registry_year (year, state, opened_at, closed_at,"
	" households, members) SELECT ?, 'opening',"
	" MAKEDATE(?, 1) + INTERVAL 11 MONTH,"
	" MAKEDATE(? + 1, 1) + INTERVAL 2 MONTH, NULL, NULL",
	.in = &key_shape
};
static const struct query finish = {
	"UPDATE registry_year SET state = 'closed',"
	" households = (SELECT COUNT(*) FROM household WHERE year = ?),"
	" members = (SELECT COUNT(*) FROM member WHERE year = ?)"
	" WHERE year = ?",
	.in = &key_shape
};
const struct query *const generate_past_queries[] = {
	&begin, &finish, NULL
};

/* What the hand-made columns were a year before; @ stands for the year. */
static const struct {
	const char *column, *was;
} changed[] = {
	{ "exited", "IF(exit_year > @, 0, exited)" },
	{ "exit_year", "IF(exit_year > @, NULL, exit_year)" },
	{ "monitor_class", "IF(@ < 2020, 0, monitor_class)" },
	{ "risk_removed", "IF(MOD(household_id, 3) = 0, 0, risk_removed)" },
	{ "free_after", "IF(free_after > @ * 100 + 12, NULL, free_after)" },
	{ "active", "IF(MOD(member_id, 2) = 0, 1, active)" },
	{ "decrease_reason", "IF(MOD(member_id, 2) = 0, NULL,"
	    " decrease_reason)" },
	{ "decrease_day", "NULL" },
	{ "member_count", "(SELECT COUNT(*) FROM member m"
	    " WHERE m.year = @ + 1 AND m.household_id = household.household_id"
	    " AND (m.birth IS NULL OR YEAR(m.birth) <= @)"
	    " AND m.increase_reason IS NULL"
	    " AND (m.active OR MOD(m.member_id, 2) = 0))" },
};

static const char *
with_year(struct pool *pool, const char *words, int64_t year)
{
	struct text t = text_start(pool);
	size_t n;

	for (;; words += n + 1) {
		n = strcspn(words, "@");
		text_add_len(&t, words, n);
		if (words[n] == '\0')
			return t.at;
		text_print(&t, "%" PRId64, year);
	}
}

/* The year's form did not ask for it. */
static bool
unknown_then(const char *column, int64_t year)
{
	const struct dictionary_line *l;
	int i;

	for (i = 0; i < DICTIONARY_ENTITY__MAX; i++) {
		l = dictionary_find(dictionary_of((enum dictionary_entity)i),
		    column);
		if (l != NULL && l->keep != DICTIONARY_BASE)
			return !dictionary_valid(l, year);
	}
	return false;
}

static const char *
value_then(struct pool *pool, const struct registry_copy *c,
    const char *table, const char *column)
{
	size_t n = strlen(column), i;

	if (strcmp(table, "household") != 0 && strcmp(table, "member") != 0)
		return NULL;
	for (i = 0; i < LEN(changed); i++)
		if (strcmp(changed[i].column, column) == 0)
			return with_year(pool, changed[i].was, c->into);
	if (unknown_then(column, c->into))
		return "NULL";
	if (n > 4 && strcmp(column + n - 4, "_fen") == 0)
		return pool_print(pool, CHANGED_AMOUNT, column, column,
		    c->into);
	return NULL;
}

static const char *
there_then(struct pool *pool, const struct registry_copy *c,
    const char *table)
{
	static const char old[] =
	    " AND MOD(household_id + @, 29) <> 7";
	static const char born[] =
	    " AND MOD(household_id + @, 29) <> 7"
	    " AND (birth IS NULL OR YEAR(birth) <= @)"
	    " AND increase_reason IS NULL";

	return strcmp(table, "household") == 0 ?
	    with_year(pool, old, c->into) : strcmp(table, "member") == 0 ?
	    with_year(pool, born, c->into) : "";
}

enum err
generate_past(struct db *db, struct pool *pool, int64_t year)
{
	struct key key = { year, year, year };
	struct registry_copy copy = { .from = year + 1, .into = year,
	    .value = value_then, .where = there_then };
	enum err e;

	if ((e = db_do(db, &begin, &key, NULL)) != OK ||
	    (e = registry_copy(db, pool, &copy)) != OK)
		return e;
	return db_do(db, &finish, &key, NULL);
}
