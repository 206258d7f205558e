#include "db/desk.h"

const SHAPE(desk_row, COLUMN(desk_row, helper_id), COLUMN(desk_row, short_no),
    COLUMN(desk_row, household_id), COLUMN(desk_row, number),
    COLUMN(desk_row, head_name), COLUMN(desk_row, area),
    COLUMN(desk_row, free_after), REPORT_REST_COLUMNS(desk_row, r.));

struct households_key {
	int64_t low, high;
	struct date day;
	int64_t year, due, due_receipt;
};
static SHAPE(households_key, COLUMN(households_key, low),
    COLUMN(households_key, high), COLUMN(households_key, day),
    COLUMN(households_key, year), COLUMN(households_key, due),
    COLUMN(households_key, due_receipt));

static const struct query households = {
	"SELECT b.helper_id, p.short_no, h.household_id, h.number,"
	" h.head_name, h.area, h.free_after," REPORT_REST_SQL
	"  FROM (SELECT DISTINCT n.helper_id FROM inbox i"
	"    JOIN helper_phone n ON n.phone = i.sender"
	"    WHERE i.state = 'new' AND i.inbox_id BETWEEN ? AND ?) b"
	"  JOIN pairing p ON p.helper_id = b.helper_id"
	"    AND ? BETWEEN p.from_day AND p.to_day"
	"  JOIN household h ON h.year = ?"
	"    AND h.household_id = p.household_id"
	"  LEFT JOIN report r"
	"    ON r.household_id = h.household_id AND r.period = ?"
	"  LEFT JOIN receipt c"
	"    ON c.household_id = h.household_id AND c.period = ?"
	" ORDER BY b.helper_id, p.short_no",
	.in = &households_key_shape, .out = &desk_row_shape
};

struct month_key {
	int64_t household_id, period, household_receipt, period_receipt;
};
static SHAPE(month_key, COLUMN(month_key, household_id),
    COLUMN(month_key, period), COLUMN(month_key, household_receipt),
    COLUMN(month_key, period_receipt));

static const struct shape month_shape = {
	(const struct column[]){ REPORT_REST_COLUMNS(report, ) },
	LEN(((const struct column[]){ REPORT_REST_COLUMNS(report, ) })),
	sizeof(struct report)
};

static const struct query month = {
	"SELECT" REPORT_REST_SQL
	"  FROM (SELECT 1 AS one) o"
	"  LEFT JOIN report r ON r.household_id = ? AND r.period = ?"
	"  LEFT JOIN receipt c ON c.household_id = ? AND c.period = ?",
	.in = &month_key_shape, .out = &month_shape
};

static SHAPE(desk_gate, COLUMN(desk_gate, low), COLUMN(desk_gate, high),
    COLUMN(desk_gate, period), COLUMN(desk_gate, closed),
    COLUMN(desk_gate, until));

static const struct query gates = {
	"SELECT g.low, g.high, g.period, g.deed = 'close' AS closed, g.until"
	"  FROM month_gate g JOIN (SELECT MAX(gate_id) AS gate_id"
	"    FROM month_gate GROUP BY period, low, high) m"
	"    ON m.gate_id = g.gate_id"
	" ORDER BY g.gate_id DESC",
	.out = &desk_gate_shape
};

struct open_year {
	int64_t year;
};
static SHAPE(open_year, COLUMN(open_year, year));

static const struct query year_now = {
	"SELECT year FROM registry_now WHERE one = 1",
	.out = &open_year_shape
};

const struct query *const desk_queries[] = {
	&households, &month, &gates, &year_now, NULL
};

enum err
desk_households(struct db *db, struct pool *pool, const struct desk_ask *ask,
    struct desk_rows *rows)
{
	struct households_key key = { ask->low, ask->high, ask->day,
	    ask->year, ask->due, ask->due };
	enum err e;
	size_t i;

	e = db_all(db, pool, &households, &key, DESK_ROWS, &rows->at,
	    &rows->count);
	for (i = 0; e == OK && i < rows->count; i++) {
		rows->at[i].r.household_id = rows->at[i].household_id;
		rows->at[i].r.period = ask->due;
	}
	return e;
}

enum err
desk_month(struct db *db, struct pool *pool, int64_t household_id,
    int64_t period, struct report *report)
{
	enum err e;

	e = db_one(db, pool, &month, &(struct month_key){ household_id,
	    period, household_id, period }, report);
	report->household_id = household_id;
	report->period = period;
	return e;
}

enum err
desk_gates(struct db *db, struct pool *pool, struct desk_gates *list)
{
	return db_all(db, pool, &gates, NULL, DESK_GATES, &list->at,
	    &list->count);
}

enum err
desk_year(struct db *db, struct pool *pool, int64_t *year)
{
	struct open_year open;
	enum err e = db_one(db, pool, &year_now, NULL, &open);

	*year = e == OK ? open.year : 0;
	return e;
}
