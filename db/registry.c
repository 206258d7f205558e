#include <string.h>

#include "core/text.h"
#include "db/change.h"
#include "db/clock.h"
#include "db/registry.h"
#include "db/registry_copy.h"

#define YEARS_MOST	100

SHAPE(registry_year, COLUMN(registry_year, year),
    COLUMN(registry_year, state), COLUMN(registry_year, opened_at),
    COLUMN(registry_year, opener), COLUMN(registry_year, source),
    COLUMN(registry_year, households), COLUMN(registry_year, members),
    COLUMN(registry_year, closed_at), COLUMN(registry_year, closer));

static const struct query all_years = {
	"SELECT y.year, y.state, y.opened_at, o.name AS opener, y.source,"
	" y.households, y.members, y.closed_at, c.name AS closer"
	"  FROM registry_year y"
	"  LEFT JOIN user o ON o.user_id = y.opened_by"
	"  LEFT JOIN user c ON c.user_id = y.closed_by"
	" ORDER BY y.year DESC",
	.out = &registry_year_shape
};

struct asking {
	int64_t year;
	struct moment at;
	int64_t user_id, source;
};
static SHAPE(asking, COLUMN(asking, year), COLUMN(asking, at),
    COLUMN(asking, user_id), COLUMN(asking, source));
static const struct query ask_for = {
	"INSERT INTO registry_year (year, state, opened_at, opened_by,"
	" source) VALUES (?, 'opening', ?, ?, ?)",
	.in = &asking_shape
};

struct state {
	struct opt_int by;
	struct moment at;
	int64_t year;
};
static SHAPE(state, COLUMN(state, by), COLUMN(state, at),
    COLUMN(state, year));
static const struct query open_again = {
	"UPDATE registry_year SET state = 'open', closed_by = IFNULL(?, 0),"
	" closed_at = ? WHERE year = ? AND state = 'closed'",
	.in = &state_shape
};
static const struct query shut = {
	"UPDATE registry_year SET state = 'closed',"
	" closed_by = IFNULL(?, 0), closed_at = ?"
	" WHERE year = ? AND state = 'open'",
	.in = &state_shape
};

struct key {
	int64_t year;
};
static SHAPE(key, COLUMN(key, year));
static const struct query asked = {
	"SELECT year FROM registry_year WHERE state = 'opening' LIMIT 1",
	.out = &key_shape
};

struct begun {
	int64_t source, opened_by;
};
static SHAPE(begun, COLUMN(begun, source), COLUMN(begun, opened_by));
static const struct query begin = {
	"SELECT IFNULL(source, 0) AS source, opened_by FROM registry_year"
	" WHERE year = ? AND state = 'opening' FOR UPDATE",
	.in = &key_shape, .out = &begun_shape
};

struct whole {
	int64_t year, year_again, year_key;
};
static SHAPE(whole, COLUMN(whole, year), COLUMN(whole, year_again),
    COLUMN(whole, year_key));
static const struct query finish = {
	"UPDATE registry_year SET state = 'open',"
	" households = (SELECT COUNT(*) FROM household WHERE year = ?),"
	" members = (SELECT COUNT(*) FROM member WHERE year = ?)"
	" WHERE year = ?",
	.in = &whole_shape
};

struct of {
	struct scope scope;
	int64_t household_id;
};
static SHAPE(of, SCOPE_COLUMNS(of, scope), COLUMN(of, household_id));
static const struct query of_household = {
	"SELECT h.year FROM registry_year y JOIN household h"
	"    ON h.year = y.year"
	" WHERE" SCOPE_SQL
	"   AND h.household_id = ? AND y.state <> 'opening'"
	" ORDER BY h.year DESC",
	.in = &of_shape, .out = &key_shape
};

const struct query *const registry_queries[] = {
	&all_years, &of_household, &ask_for, &open_again, &shut, &asked,
	&begin, &finish, NULL
};

enum err
registry_years(struct db *db, struct pool *pool,
    struct registry_years *years)
{
	return db_all(db, pool, &all_years, NULL, YEARS_MOST, &years->at,
	    &years->count);
}

enum err
registry_of_household(struct db *db, struct pool *pool,
    const struct who *who, int64_t household_id, int64_t **years,
    size_t *count)
{
	struct key *keys;
	enum err e;
	size_t i;

	if ((e = db_all(db, pool, &of_household, &(struct of){ scope_of(who),
	    household_id }, YEARS_MOST, &keys, count)) != OK)
		return e;
	*years = pool_array(pool, *count + 1, sizeof **years);
	for (i = 0; i < *count; i++)
		(*years)[i] = keys[i].year;
	return OK;
}

/* ---- what may be done ------------------------------------------------ */

static const struct registry_year *
find(const struct registry_years *years, int64_t year)
{
	size_t i;

	for (i = 0; i < years->count; i++)
		if (years->at[i].year == year)
			return &years->at[i];
	return NULL;
}

static const struct registry_year *
first(const struct registry_years *years, const char *state)
{
	size_t i;

	for (i = 0; i < years->count; i++)
		if (strcmp(years->at[i].state, state) == 0)
			return &years->at[i];
	return NULL;
}

enum registry_flaw
registry_open_flaw(const struct registry_years *years, int64_t year,
    struct date today)
{
	const struct registry_year *y = find(years, year);
	const struct registry_year *living = first(years, "open");

	if (living == NULL)
		return REGISTRY_NONE;
	if (y != NULL && strcmp(y->state, "closed") == 0)
		return REGISTRY_FINE;
	if (y != NULL && strcmp(y->state, "open") == 0)
		return REGISTRY_OPEN_ALREADY;
	if (first(years, "opening") != NULL)
		return REGISTRY_OPENING;
	if (year != living->year + 1)
		return REGISTRY_NOT_NEXT;
	return year > today.year + 1 ? REGISTRY_EARLY : REGISTRY_FINE;
}

enum registry_flaw
registry_close_flaw(const struct registry_years *years, int64_t year)
{
	const struct registry_year *y = find(years, year);

	if (y == NULL)
		return REGISTRY_ABSENT;
	if (strcmp(y->state, "opening") == 0)
		return REGISTRY_OPENING;
	if (strcmp(y->state, "closed") == 0)
		return REGISTRY_CLOSED_ALREADY;
	return y == first(years, "open") ? REGISTRY_LIVING : REGISTRY_FINE;
}

const char *
registry_sentence(enum registry_flaw flaw)
{
	static const char *const sentences[REGISTRY__MAX] = {
		[REGISTRY_FINE] = "",
		[REGISTRY_NONE] = "没有开启的年度，请先装入基础数据",
		[REGISTRY_OPENING] = "正在开启中，请等它完成",
		[REGISTRY_OPEN_ALREADY] = "已经开启，不需要再开启",
		[REGISTRY_NOT_NEXT] =
		    "不能开启：只能开启当前年度的下一年度",
		[REGISTRY_EARLY] = "太早，最多提前一年开启",
		[REGISTRY_ABSENT] = "没有开启过，不能关闭",
		[REGISTRY_CLOSED_ALREADY] = "已经关闭，不需要再关闭",
		[REGISTRY_LIVING] =
		    "是当前年度，不能关闭；开启下一年度后才能关闭",
	};

	return sentences[flaw];
}

/* ---- doing ----------------------------------------------------------- */

static enum err
line(struct db *db, const struct who *who, int64_t year, const char *deed,
    const char *reason)
{
	return change_write(db, who, &(struct change){ "year", year, 0, deed,
	    reason });
}

enum err
registry_ask(struct db *db, struct pool *pool, const struct who *who,
    int64_t year, enum registry_flaw *flaw)
{
	struct registry_years years;
	struct asking asking = { year, clock_now(), who->user_id, year - 1 };
	enum err e;

	*flaw = REGISTRY_FINE;
	if (who->role < ROLE_ADMIN)
		return ERR_DENIED;
	if ((e = registry_years(db, pool, &years)) != OK)
		return e;
	*flaw = registry_open_flaw(&years, year, who->today);
	if (*flaw != REGISTRY_FINE)
		return ERR_INPUT;
	if (find(&years, year) == NULL)
		return db_do(db, &ask_for, &asking, NULL);
	e = db_do(db, &open_again, &(struct state){ .year = year }, NULL);
	return e != OK ? e : line(db, who, year, "update", "重新开启");
}

enum err
registry_asked(struct db *db, struct pool *pool, int64_t *year)
{
	struct key key;
	enum err e = db_one(db, pool, &asked, NULL, &key);

	if (e == OK)
		*year = key.year;
	return e;
}

static enum err
open_year(struct db *db, struct pool *pool, int64_t year)
{
	struct begun b;
	struct who who = { .role = ROLE_ADMIN, .door = "system" };
	enum err e;

	if ((e = db_one(db, pool, &begin, &(struct key){ year }, &b)) != OK ||
	    (e = registry_copy(db, pool, &(struct registry_copy){
	    .from = b.source, .into = year, .user_id = b.opened_by })) != OK ||
	    (e = db_do(db, &finish, &(struct whole){ year, year, year },
	    NULL)) != OK)
		return e;
	who.user_id = b.opened_by;
	return line(db, &who, year, "insert", "开启年度");
}

enum err
registry_open(struct db *db, struct pool *pool, int64_t year)
{
	enum err e;

	if ((e = db_begin(db)) != OK)
		return e;
	if ((e = open_year(db, pool, year)) == OK)
		e = db_commit(db);
	if (e != OK)
		db_rollback(db);
	return e;
}

enum err
registry_close(struct db *db, struct pool *pool, const struct who *who,
    int64_t year, enum registry_flaw *flaw)
{
	struct registry_years years;
	struct db_deed deed;
	enum err e;

	*flaw = REGISTRY_FINE;
	if (who->role < ROLE_ADMIN)
		return ERR_DENIED;
	if ((e = registry_years(db, pool, &years)) != OK)
		return e;
	*flaw = registry_close_flaw(&years, year);
	if (*flaw != REGISTRY_FINE)
		return ERR_INPUT;
	e = db_do(db, &shut, &(struct state){ { true, who->user_id },
	    clock_now(), year }, &deed);
	if (e == OK && deed.changed == 0)
		e = ERR_CONFLICT;
	return e != OK ? e : line(db, who, year, "update", "关闭年度");
}
