#include "db/area.h"
#include "db/report.h"

SHAPE(report, COLUMN(report, household_id), COLUMN(report, period),
    REPORT_REST_COLUMNS(report,));

enum report_state
report_state_of(const struct report *r)
{
	return report_state_read(r->state);
}

/* ---- a household's year ---------------------------------------------- */

struct year_key {
	struct scope scope;
	int64_t year;
	int64_t household_id;
	int64_t first, last;
};
static SHAPE(year_key, SCOPE_COLUMNS(year_key, scope),
    COLUMN(year_key, year), COLUMN(year_key, household_id),
    COLUMN(year_key, first), COLUMN(year_key, last));

static const struct query year_months = {
	"SELECT r.household_id, r.period," REPORT_REST_SQL
	"  FROM household h"
	"  JOIN report r ON r.household_id = h.household_id"
	"  LEFT JOIN receipt c"
	"    ON c.household_id = r.household_id AND c.period = r.period"
	" WHERE" SCOPE_SQL
	"   AND h.year = ? AND h.household_id = ?"
	"   AND r.period BETWEEN ? AND ?",
	.in = &year_key_shape, .out = &report_shape
};

enum err
report_year(struct db *db, struct pool *pool, const struct who *who,
    const struct report_key *key, struct report months[12])
{
	struct report *rows;
	size_t count, i;
	enum err e;

	e = db_all(db, pool, &year_months, &(struct year_key){
	    scope_of(who), who->year, key->household_id,
	    key->year * 100 + 1, key->year * 100 + 12 }, 12, &rows, &count);
	if (e != OK)
		return e;
	for (i = 0; i < 12; i++)
		months[i] = (struct report){
		    .household_id = key->household_id,
		    .period = key->year * 100 + 1 + (int64_t)i };
	for (i = 0; i < count; i++)
		months[rows[i].period % 100 - 1] = rows[i];
	return OK;
}

/* ---- a version of a month --------------------------------------------- */

struct version_key {
	struct scope scope;
	int64_t year;
	int64_t household_id, period, version;
};
static SHAPE(version_key, SCOPE_COLUMNS(version_key, scope),
    COLUMN(version_key, year), COLUMN(version_key, household_id),
    COLUMN(version_key, period), COLUMN(version_key, version));

static const struct query version_of = {
	"SELECT r.household_id, r.period," REPORT_REST_SQL
	"  FROM household h"
	"  JOIN report FOR SYSTEM_TIME ALL r"
	"    ON r.household_id = h.household_id"
	"  LEFT JOIN receipt c"
	"    ON c.household_id = r.household_id AND c.period = r.period"
	" WHERE" SCOPE_SQL
	"   AND h.year = ? AND h.household_id = ?"
	"   AND r.period = ? AND r.version = ?"
	" ORDER BY r.row_end DESC LIMIT 1",
	.in = &version_key_shape, .out = &report_shape
};

enum err
report_at_version(struct db *db, struct pool *pool, const struct who *who,
    const struct report_at *at, struct report *report)
{
	return db_one(db, pool, &version_of, &(struct version_key){
	    scope_of(who), who->year, at->household_id, at->period,
	    at->version }, report);
}

/* ---- a month of many households -------------------------------------- */

SHAPE(report_row, COLUMN(report_row, household_id),
    COLUMN(report_row, number), COLUMN(report_row, area),
    COLUMN(report_row, village), COLUMN(report_row, head_name),
    COLUMN(report_row, phone), COLUMN(report_row, member_count),
    COLUMN(report_row, exited), COLUMN(report_row, monitor_class),
    COLUMN(report_row, free_after), COLUMN(report_row, short_no),
    COLUMN(report_row, last_total), REPORT_REST_COLUMNS(report_row, r.));

#define ROW_SQL(short_no)                                               \
	"SELECT h.household_id, h.number, h.area, v.name AS village,"   \
	" h.head_name, h.phone, h.member_count, h.exited,"              \
	" h.monitor_class, h.free_after, " short_no " AS short_no,"     \
	" l.wage_fen + l.business_fen + l.land_fen + l.dividend_fen +"  \
	" l.solar_fen + l.property_fen + l.policy_fen + l.transfer_fen" \
	" AS last_total," REPORT_REST_SQL
#define ROW_JOIN                                                        \
	" LEFT JOIN area v ON v.code = h.area"                          \
	" LEFT JOIN report r"                                           \
	"   ON r.household_id = h.household_id AND r.period = ?"        \
	" LEFT JOIN report l"                                           \
	"   ON l.household_id = h.household_id AND l.period = ?"        \
	" LEFT JOIN receipt c"                                          \
	"   ON c.household_id = h.household_id AND c.period = ?"

struct rows_key {
	int64_t period, before, period_again;
	struct scope scope;
	int64_t year;
	int64_t helper;
	struct date day;
};
static SHAPE(rows_key, COLUMN(rows_key, period), COLUMN(rows_key, before),
    COLUMN(rows_key, period_again), SCOPE_COLUMNS(rows_key, scope),
    COLUMN(rows_key, year));

static const struct query village_rows = {
	ROW_SQL("0")
	"  FROM household h" ROW_JOIN
	" WHERE" SCOPE_SQL
	"   AND h.year = ?"
	" ORDER BY h.area, h.household_id",
	.in = &rows_key_shape, .out = &report_row_shape
};

static const struct shape helper_key_shape = {
	(const struct column[]){ COLUMN(rows_key, period),
	    COLUMN(rows_key, before), COLUMN(rows_key, period_again),
	    SCOPE_COLUMNS(rows_key, scope), COLUMN(rows_key, year),
	    COLUMN(rows_key, helper), COLUMN(rows_key, day) },
	11, sizeof(struct rows_key)
};

static const struct query helper_rows = {
	ROW_SQL("p.short_no")
	"  FROM pairing p"
	"  JOIN household h ON h.household_id = p.household_id" ROW_JOIN
	" WHERE" SCOPE_SQL
	"   AND h.year = ? AND p.helper_id = ?"
	"   AND ? BETWEEN p.from_day AND p.to_day"
	" ORDER BY p.short_no",
	.in = &helper_key_shape, .out = &report_row_shape
};

static struct rows_key
rows_key(const struct who *who, int64_t area, int period)
{
	return (struct rows_key){ period, period_add(period, -1), period,
	    area_scope(who, area), who->year, who->helper_id, who->today };
}

/* A row without a report says at least which it would be. */
static void
name_months(struct report_rows *rows, int period)
{
	size_t i;

	for (i = 0; i < rows->count; i++) {
		rows->at[i].r.household_id = rows->at[i].household_id;
		rows->at[i].r.period = period;
	}
}

enum err
report_village(struct db *db, struct pool *pool, const struct who *who,
    const struct report_ask *ask, struct report_rows *rows)
{
	struct rows_key key = rows_key(who, ask->area, ask->period);
	enum err e;

	e = db_all(db, pool, &village_rows, &key, REPORT_ROWS_MOST,
	    &rows->at, &rows->count);
	if (e == OK)
		name_months(rows, ask->period);
	return e;
}

enum err
report_helper(struct db *db, struct pool *pool, const struct who *who,
    int period, struct report_rows *rows)
{
	struct rows_key key = rows_key(who, 0, period);
	enum err e;

	e = db_all(db, pool, &helper_rows, &key, REPORT_ROWS_MOST,
	    &rows->at, &rows->count);
	if (e == OK)
		name_months(rows, period);
	return e;
}

static bool
owes(const struct report_row *row, int period)
{
	return !(row->free_after.given && row->free_after.value < period);
}

void
report_unreported(struct report_rows *rows, int period)
{
	size_t i, n = 0;

	for (i = 0; i < rows->count; i++)
		if (owes(&rows->at[i], period) &&
		    report_state_of(&rows->at[i].r) != REPORT_REPORTED)
			rows->at[n++] = rows->at[i];
	rows->count = n;
}

enum report_view
report_row_view(const struct report_row *row, int period, struct date today,
    const struct report_rules *rules)
{
	if (!owes(row, period))
		return VIEW_FREE;
	return report_view_of(report_state_of(&row->r), row->r.late, period,
	    today, rules);
}

const struct query *const report_queries[] = {
	&year_months, &version_of, &village_rows, &helper_rows, NULL
};
