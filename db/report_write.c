#include "db/report_write.h"

#define WRITTEN_COLUMNS                                                 \
	REPORT_MONTH_COLUMNS(report, month.), COLUMN(report, state),    \
	COLUMN(report, late), COLUMN(report, door),                     \
	COLUMN(report, changed_by), COLUMN(report, helper_id),          \
	COLUMN(report, reporter), COLUMN(report, reported_at),          \
	COLUMN(report, return_reason), COLUMN(report, household_id),    \
	COLUMN(report, period)
static const struct shape insert_shape = {
	(const struct column[]){ WRITTEN_COLUMNS },
	LEN(((const struct column[]){ WRITTEN_COLUMNS })),
	sizeof(struct report)
};
static const struct shape update_shape = {
	(const struct column[]){ WRITTEN_COLUMNS, COLUMN(report, version) },
	LEN(((const struct column[]){ WRITTEN_COLUMNS })) + 1,
	sizeof(struct report)
};

const struct query report_write_insert = {
	"INSERT INTO report (wage_fen, business_fen, land_fen, dividend_fen,"
	" solar_fen, property_fen, policy_fen, transfer_fen, housing, water,"
	" dropout, insurance, problem, state, late, door, changed_by,"
	" helper_id, reporter, reported_at, return_reason, household_id,"
	" period) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
	" ?, ?, ?, ?, ?, ?, ?, ?)",
	.in = &insert_shape
};

const struct query report_write_update = {
	"UPDATE report SET wage_fen = ?, business_fen = ?, land_fen = ?,"
	" dividend_fen = ?, solar_fen = ?, property_fen = ?, policy_fen = ?,"
	" transfer_fen = ?, housing = ?, water = ?, dropout = ?,"
	" insurance = ?, problem = ?, state = ?, late = ?, door = ?,"
	" changed_by = ?, helper_id = ?, reporter = ?, reported_at = ?,"
	" return_reason = ?, version = version + 1"
	" WHERE household_id = ? AND period = ? AND version = ?",
	.in = &update_shape
};

const struct query *const report_write_queries[] = {
	&report_write_insert, &report_write_update, NULL
};
