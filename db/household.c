#include <string.h>

#include "db/area.h"
#include "db/household.h"

#define HOUSEHOLD_COLUMNS(T, m)                                         \
	{ "household_id", CELL_INT, offsetof(struct T, m household_id) }, \
	{ "year", CELL_INT, offsetof(struct T, m year) },               \
	{ "number", CELL_TEXT, offsetof(struct T, m number) },          \
	{ "area", CELL_INT, offsetof(struct T, m area) },               \
	{ "village", CELL_TEXT, offsetof(struct T, m village) },        \
	{ "township", CELL_TEXT, offsetof(struct T, m township) },      \
	{ "head_name", CELL_TEXT, offsetof(struct T, m head_name) },    \
	{ "phone", CELL_TEXT, offsetof(struct T, m phone) },            \
	{ "exited", CELL_FLAG, offsetof(struct T, m exited) },          \
	{ "exit_year", CELL_OPT, offsetof(struct T, m exit_year) },     \
	{ "monitor_class", CELL_INT, offsetof(struct T, m monitor_class) }, \
	{ "risk_removed", CELL_FLAG, offsetof(struct T, m risk_removed) }, \
	{ "member_count", CELL_INT, offsetof(struct T, m member_count) }, \
	{ "free_after", CELL_OPT, offsetof(struct T, m free_after) }
#define HOUSEHOLD_SQL                                                   \
	" h.household_id, h.year, h.number, h.area,"                    \
	" v.name AS village, t.name AS township, h.head_name, h.phone," \
	" h.exited, h.exit_year, h.monitor_class, h.risk_removed,"      \
	" h.member_count, h.free_after"
#define AREA_SQL                                                        \
	" LEFT JOIN area v ON v.code = h.area"                          \
	" LEFT JOIN area t ON t.code = h.area - MOD(h.area, 1000)"

SHAPE(household, HOUSEHOLD_COLUMNS(household,));
SHAPE(household_item, HOUSEHOLD_COLUMNS(household_item, h.),
    COLUMN(household_item, state), COLUMN(household_item, late));

/* The stored states as a set that SQL can test in one expression. */
enum {
	SET_NONE = 1, SET_DRAFT = 2, SET_RETURNED = 4, SET_REPORTED = 8,
	SET_LATE = 16, SET_FREE = 32, SET_ALL = 63
};
#define FILTER_SQL                                                      \
	SCOPE_SQL                                                       \
	" AND h.year = ?"                                               \
	" AND CASE ? WHEN 0 THEN 1 WHEN 1 THEN h.exited"                \
	"  ELSE h.monitor_class > 0 END"                                \
	" AND ? IN (0, h.monitor_class)"                                \
	" AND CASE ? WHEN 0 THEN 1"                                     \
	"  WHEN 1 THEN h.monitor_class > 0 AND NOT h.risk_removed"      \
	"  ELSE h.monitor_class > 0 AND h.risk_removed END"             \
	" AND (? = '' OR INSTR(h.head_name, ?) > 0)"                    \
	" AND (? = 0 OR h.household_id = ?)"
#define STATE_SQL                                                       \
	" AND CASE WHEN h.free_after < ? THEN 32"                       \
	"  WHEN r.state IS NULL THEN 1 WHEN r.state = 'draft' THEN 2"   \
	"  WHEN r.state = 'returned' THEN 4 WHEN r.late = 0 THEN 8"     \
	"  ELSE 16 END & ? > 0"

/* The parameters of both list queries. */
struct filter {
	struct scope scope;
	int64_t year, class, monitor, risk;
	const char *word, *word_again;
	int64_t id, id_again;
	/* of the month: where a state is asked for, and of each row */
	int64_t period, period_again, period_last, set, limit, offset;
	int64_t helper;		/* of a helper's own list, with the day */
	struct date day;
};
#define FILTER_COLUMNS                                                  \
	SCOPE_COLUMNS(filter, scope), COLUMN(filter, year),             \
	COLUMN(filter, class), COLUMN(filter, monitor),                 \
	COLUMN(filter, risk), COLUMN(filter, word),                     \
	COLUMN(filter, word_again), COLUMN(filter, id),                 \
	COLUMN(filter, id_again)

/* A shape of the filter, with more parameters in front and behind. */
#define FILTER_SHAPE(name, ...)                                         \
	static const struct shape name = {                              \
		(const struct column[]){ __VA_ARGS__ },                 \
		LEN(((const struct column[]){ __VA_ARGS__ })),          \
		sizeof(struct filter) }
FILTER_SHAPE(filter_shape, FILTER_COLUMNS);
FILTER_SHAPE(page_all_shape, FILTER_COLUMNS, COLUMN(filter, limit),
    COLUMN(filter, offset), COLUMN(filter, period_last));
FILTER_SHAPE(filter_state_shape, COLUMN(filter, period), FILTER_COLUMNS,
    COLUMN(filter, period_again), COLUMN(filter, set));
#define PAGE_COLUMNS                                                    \
	COLUMN(filter, period), FILTER_COLUMNS,                         \
	COLUMN(filter, period_again), COLUMN(filter, set),              \
	COLUMN(filter, limit), COLUMN(filter, offset),                  \
	COLUMN(filter, period_last)
FILTER_SHAPE(page_state_shape, PAGE_COLUMNS);
FILTER_SHAPE(filter_helper_shape, COLUMN(filter, helper),
    COLUMN(filter, day), COLUMN(filter, period), FILTER_COLUMNS,
    COLUMN(filter, period_again), COLUMN(filter, set));
FILTER_SHAPE(page_helper_shape, COLUMN(filter, helper),
    COLUMN(filter, day), PAGE_COLUMNS);

struct total {
	int64_t households, persons;
};
static SHAPE(total, COLUMN(total, households), COLUMN(total, persons));

#define TOTAL_SQL                                                       \
	"SELECT COUNT(*) AS households,"                                \
	" CAST(IFNULL(SUM(h.member_count), 0) AS SIGNED) AS persons"
#define MONTH_SQL                                                       \
	" LEFT JOIN report r"                                           \
	"  ON r.household_id = h.household_id AND r.period = ?"
/* A helper's few are found by his pairings, not by looking at each of the
 * area's. */
#define PAIRED_SQL                                                      \
	" FROM pairing p JOIN household h"                              \
	"  ON h.household_id = p.household_id AND p.helper_id = ?"      \
	"  AND ? BETWEEN p.from_day AND p.to_day"
/* The page's identities first, so that only its rows are joined. */
#define PAGE_SQL(from)                                                  \
	"SELECT" HOUSEHOLD_SQL ", r.state, r.late"                      \
	"  FROM (SELECT h.year, h.household_id, h.area" from            \
	"   ORDER BY h.area, h.household_id LIMIT ? OFFSET ?) k"        \
	"  JOIN household h"                                            \
	"    ON h.year = k.year AND h.household_id = k.household_id"    \
	AREA_SQL MONTH_SQL                                              \
	" ORDER BY k.area, k.household_id"

#define ALL_SQL		" FROM household h WHERE" FILTER_SQL
#define STATES_SQL	" FROM household h" MONTH_SQL " WHERE" FILTER_SQL \
	STATE_SQL
#define HELPER_SQL	PAIRED_SQL MONTH_SQL " WHERE" FILTER_SQL STATE_SQL

/* Which population a list is drawn from. */
enum drawn {
	DRAWN_ALL, DRAWN_STATES, DRAWN_HELPER, DRAWN__MAX
};
static const struct query totals[DRAWN__MAX] = {
	[DRAWN_ALL] = { TOTAL_SQL ALL_SQL,
	    .in = &filter_shape, .out = &total_shape },
	[DRAWN_STATES] = { TOTAL_SQL STATES_SQL,
	    .in = &filter_state_shape, .out = &total_shape },
	[DRAWN_HELPER] = { TOTAL_SQL HELPER_SQL,
	    .in = &filter_helper_shape, .out = &total_shape },
};
static const struct query pages[DRAWN__MAX] = {
	[DRAWN_ALL] = { PAGE_SQL(ALL_SQL),
	    .in = &page_all_shape, .out = &household_item_shape },
	[DRAWN_STATES] = { PAGE_SQL(STATES_SQL),
	    .in = &page_state_shape, .out = &household_item_shape },
	[DRAWN_HELPER] = { PAGE_SQL(HELPER_SQL),
	    .in = &page_helper_shape, .out = &household_item_shape },
};

struct household_key {
	struct scope scope;
	int64_t year;
	int64_t household_id;
};
static SHAPE(household_key, SCOPE_COLUMNS(household_key, scope),
    COLUMN(household_key, year), COLUMN(household_key, household_id));

static const struct query by_id = {
	"SELECT" HOUSEHOLD_SQL
	"  FROM household h" AREA_SQL
	" WHERE" SCOPE_SQL
	"   AND h.year = ? AND h.household_id = ?",
	.in = &household_key_shape, .out = &household_shape
};

struct number_key {
	const char *number;
};
static SHAPE(number_key, COLUMN(number_key, number));
struct number_id {
	int64_t household_id;
};
static SHAPE(number_id, COLUMN(number_id, household_id));

static const struct query id_of_number = {
	"SELECT household_id FROM household_key WHERE number = ?",
	.in = &number_key_shape, .out = &number_id_shape
};

const struct query *const household_queries[] = {
	&totals[DRAWN_ALL], &totals[DRAWN_STATES], &totals[DRAWN_HELPER],
	&pages[DRAWN_ALL], &pages[DRAWN_STATES], &pages[DRAWN_HELPER],
	&by_id, &id_of_number, NULL
};

/* ---- one ------------------------------------------------------------- */

enum err
household_by_id(struct db *db, struct pool *pool, const struct who *who,
    int64_t household_id, struct household *out)
{
	return db_one(db, pool, &by_id, &(struct household_key){
	    scope_of(who), who->year, household_id }, out);
}

enum err
household_by_number(struct db *db, struct pool *pool, const struct who *who,
    const char *number, struct household *out)
{
	struct number_id key;
	enum err e;

	e = db_one(db, pool, &id_of_number, &(struct number_key){ number },
	    &key);
	return e != OK ? e :
	    household_by_id(db, pool, who, key.household_id, out);
}

/* ---- the list -------------------------------------------------------- */

/* What a row of that stored state shows. */
static const struct {
	unsigned set;
	enum report_state state;
	bool late;
} stored[] = {
	{ SET_NONE, REPORT_NONE, false },
	{ SET_DRAFT, REPORT_DRAFT, false },
	{ SET_RETURNED, REPORT_RETURNED, false },
	{ SET_REPORTED, REPORT_REPORTED, false },
	{ SET_LATE, REPORT_REPORTED, true },
};

/* The stored states that show as one of the ${views} today. */
static unsigned
set_of(unsigned views, int period, struct date today,
    const struct report_rules *rules)
{
	unsigned set = views & 1u << VIEW_FREE ? SET_FREE : 0;
	enum report_view view;
	size_t i;

	if (views == 0)
		return SET_ALL;
	for (i = 0; i < LEN(stored); i++) {
		view = report_view_of(stored[i].state, stored[i].late,
		    period, today, rules);
		if (views & 1u << view)
			set |= stored[i].set;
	}
	return set;
}

static bool
is_number(const char *s)
{
	size_t len = strlen(s);

	return (len == 10 || len == 16) && strspn(s, "0123456789") == len;
}

/* A word that is a household number becomes its identity, or none's. */
static enum err
read_word(struct db *db, struct pool *pool, const char *word,
    struct filter *f)
{
	struct number_id key;
	enum err e;

	f->word = f->word_again = "";
	if (word == NULL || !is_number(word)) {
		if (word != NULL)
			f->word = f->word_again = word;
		return OK;
	}
	e = db_one(db, pool, &id_of_number, &(struct number_key){ word },
	    &key);
	if (e == OK || e == ERR_ABSENT)
		f->id = f->id_again = e == OK ? key.household_id : -1;
	return e == ERR_ABSENT ? OK : e;
}

/* Page, size and number of pages, within what there is. */
static void
turn(struct household_list *list, int64_t wish, int64_t size)
{
	list->page_size = size < 1 ? HOUSEHOLD_PAGE :
	    size > HOUSEHOLD_PAGE_MOST ? HOUSEHOLD_PAGE_MOST : size;
	list->pages = (list->households + list->page_size - 1) /
	    list->page_size;
	if (list->pages < 1)
		list->pages = 1;
	list->page = wish < 1 ? 1 : wish > list->pages ? list->pages : wish;
}

enum err
household_list(struct db *db, struct pool *pool, const struct who *who,
    const struct household_filter *w, struct household_list *list)
{
	struct report_rules usual = REPORT_RULES;
	int period = w->period != 0 ? w->period : report_due(who->today);
	struct filter f = { .scope = area_scope(who, w->area),
	    .year = who->year, .class = w->class, .monitor = w->monitor,
	    .risk = w->risk, .period = period, .period_again = period,
	    .period_last = period, .set = set_of(w->views, period,
	    who->today, w->rules != NULL ? w->rules : &usual),
	    .helper = who->helper_id, .day = who->today };
	enum drawn drawn = who->helper_id != 0 ? DRAWN_HELPER :
	    f.set == SET_ALL ? DRAWN_ALL : DRAWN_STATES;
	struct total total;
	enum err e;

	*list = (struct household_list){ .period = period };
	if ((e = read_word(db, pool, w->word, &f)) != OK)
		return e;
	if ((e = db_one(db, pool, &totals[drawn], &f, &total)) != OK)
		return e;
	list->households = total.households;
	list->persons = total.persons;
	turn(list, w->page, w->page_size);
	f.limit = list->page_size;
	f.offset = (list->page - 1) * list->page_size;
	return db_all(db, pool, &pages[drawn], &f, (size_t)f.limit,
	    &list->at, &list->count);
}

/* ---- words ----------------------------------------------------------- */

enum report_view
household_view(const struct household_item *item, int period,
    struct date today, const struct report_rules *rules)
{
	if (item->h.free_after.given && item->h.free_after.value < period)
		return VIEW_FREE;
	return report_view_of(report_state_read(item->state), item->late,
	    period, today, rules);
}

const char *
household_monitor_label(int64_t monitor)
{
	static const char *const labels[MONITOR__MAX] = {
		"", "脱贫不稳定户", "边缘易致贫户", "突发严重困难户",
	};

	return monitor > 0 && monitor < MONITOR__MAX ? labels[monitor] : "";
}
