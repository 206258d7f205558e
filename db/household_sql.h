/*
 * household_sql: how a household is read, whoever asks for it: its columns
 * and the names of its village and township.
 */
#ifndef DB_HOUSEHOLD_SQL_H
#define DB_HOUSEHOLD_SQL_H

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
#define HOUSEHOLD_COLUMN_COUNT	14
#define HOUSEHOLD_SQL                                                   \
	" h.household_id, h.year, h.number, h.area,"                    \
	/* the village as it was called in that year */                 \
	" IFNULL(vf.name, v.name) AS village,"                          \
	" t.name AS township, h.head_name, h.phone,"                    \
	" h.exited, h.exit_year, h.monitor_class, h.risk_removed,"      \
	" h.member_count, h.free_after"
#define AREA_SQL                                                        \
	" LEFT JOIN area v ON v.code = h.area"                          \
	" LEFT JOIN area_former vf ON vf.code = h.area"                 \
	"  AND h.year BETWEEN vf.first_year AND vf.last_year"           \
	" LEFT JOIN area t ON t.code = h.area - MOD(h.area, 1000)"

#endif
