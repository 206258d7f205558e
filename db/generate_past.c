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

/* What a column was in these years; @ stands for the year, the words are over
 * the row of the year after.  2017 is the last of the first edition: its
 * lists had other codes. */
#define EXITED_THEN	"exit_year <= @"
static const struct {
	const char *column;
	int64_t first, last;
	const char *was;
} changed[] = {
	{ "exited", 2014, 9999, "IF(exit_year > @, 0, exited)" },
	{ "exit_year", 2014, 9999, "IF(exit_year > @, NULL, exit_year)" },
	{ "exit_state", 2014, 9999, "IF(exit_year > @, '0', exit_state)" },
	{ "recognised_on", 2014, 9999,
	    "IF(YEAR(recognised_on) > @, NULL, recognised_on)" },
	{ "form_filled_on", 2014, 9999, "form_filled_on - INTERVAL 1 YEAR" },
	{ "monitor_class", 2014, 9999, "IF(@ < 2020, 0, monitor_class)" },
	{ "risk_removed", 2014, 9999,
	    "IF(MOD(household_id, 3) = 0, 0, risk_removed)" },
	{ "free_after", 2014, 9999,
	    "IF(free_after > @ * 100 + 12, NULL, free_after)" },
	{ "active", 2014, 9999, "IF(MOD(member_id, 2) = 0, 1, active)" },
	{ "decrease_reason", 2018, 9999, "IF(MOD(member_id, 2) = 0, NULL,"
	    " decrease_reason)" },
	{ "decrease_day", 2014, 9999, "NULL" },
	{ "member_count", 2014, 9999, "(SELECT COUNT(*) FROM member m"
	    " WHERE m.year = @ + 1 AND m.household_id = household.household_id"
	    " AND (m.birth IS NULL OR YEAR(m.birth) <= @)"
	    " AND m.increase_reason IS NULL"
	    " AND (m.active OR MOD(m.member_id, 2) = 0))" },

	{ "attribute", 2019, 2020, "IF(" EXITED_THEN ","
	    " IF(subsistence_fen > 0, '02', '05'),"
	    " IF(subsistence_fen > 0, '04', '01'))" },
	{ "attribute", 2017, 2017, "IF(subsistence_fen > 0, '04', '01')" },
	{ "risks_2020", 2020, 2020, "IF(monitor_class > 0,"
	    " ELT(1 + MOD(household_id, 4), '1', '3', '1,4', '7'), NULL)" },
	{ "move_wish", 2020, 2020, "MOD(household_id, 16) = 5" },
	{ "move_way", 2020, 2020, "IF(MOD(household_id, 16) = 5,"
	    " ELT(1 + MOD(household_id, 3), '01', '02', '03'), NULL)" },
	{ "settle_way", 2020, 2020, "IF(MOD(household_id, 16) = 5, '1',"
	    " NULL)" },
	{ "settle_place", 2020, 2020, "IF(MOD(household_id, 16) = 5, '2',"
	    " NULL)" },

	{ "only_child", 2017, 2017, "MOD(household_id, 19) = 3" },
	{ "two_daughters", 2017, 2017, "MOD(household_id, 29) = 4" },
	{ "irrigated_mu_100", 2017, 2017, "arable_mu_100 * 2 DIV 5" },
	{ "water_hard", 2017, 2017, "MOD(household_id, 21) = 0" },
	{ "water_clean", 2017, 2017, "safe_water" },
	{ "dangerous_house", 2017, 2017, "danger_grade IN ('3', '4')" },
	{ "loan_fen", 2017, 2017, "MOD(household_id, 4) * 250000" },
	{ "subsidy_fen", 2017, 2017, "0" },
	{ "other_property_fen", 2017, 2017, "IF(MOD(household_id, 5) = 0,"
	    " property_fen, property_fen * (78 + MOD(household_id * 7 + @,"
	    " 19)) DIV 100)" },
	{ "exit_way", 2014, 2017, "IF(" EXITED_THEN ","
	    " ELT(1 + MOD(household_id, 4), '1', '2', '3', '5'), NULL)" },
	{ "education", 2017, 2017, "CASE WHEN education IS NOT NULL"
	    " THEN CONCAT('0', LEAST(education, 5))"
	    " WHEN student + 0 <= 2 THEN '06' WHEN student + 0 = 3 THEN '02'"
	    " WHEN student + 0 <= 6 THEN '03' WHEN student + 0 <= 12"
	    " THEN '04' WHEN student IS NOT NULL THEN '05' END" },
	{ "student", 2017, 2017, "IF(student IS NULL, '01',"
	    " LPAD(LEAST(student + 0, 16), 2, '0'))" },
	{ "health_2017", 2017, 2017, "SUBSTRING_INDEX(health, ',', -1)" },
	{ "skill", 2017, 2017, "IF(skill = '5', '01', skill)" },
	{ "work_place", 2017, 2017, "CASE WHEN work_province IS NULL"
	    " THEN '05' WHEN work_province <> '130000' THEN '04'"
	    " WHEN work_county = '涞源县' THEN '02' ELSE '03' END" },
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

	if (strcmp(table, "village") == 0 &&
	    strcmp(column, "delisted_year") == 0)
		return with_year(pool, "IF(delisted_year > @, NULL,"
		    " delisted_year)", c->into);
	if (strcmp(table, "household") != 0 && strcmp(table, "member") != 0)
		return NULL;
	for (i = 0; i < LEN(changed); i++)
		if (strcmp(changed[i].column, column) == 0 &&
		    c->into >= changed[i].first && c->into <= changed[i].last)
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
