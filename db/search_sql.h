/*
 * search_sql: the parts of which db/dictionary_search.c puts a search's
 * statements together.  h is the household and carries the scope, f who was
 * found by the word, r the month, w somebody of the household.
 */
#ifndef DB_SEARCH_SQL_H
#define DB_SEARCH_SQL_H

#include "db/household_sql.h"

/* How well the word fits and who it was, in one number: how well * SORT +
 * the member (0: the head). */
#define SORT_SQL	"4000000000000000"

/* ---- who is found by the word ------------------------------------------ */

#define SEARCH_FOUND                                                    \
	" FROM (SELECT u.household_id, MIN(u.best) AS best FROM ("
#define SEARCH_UNION	" UNION ALL "
#define SEARCH_FOUND_END                                                \
	") u GROUP BY u.household_id) f"                                \
	" JOIN household h ON h.year = ? AND h.household_id = f.household_id"

/* The head is a member like others, but is not named apart. */
#define SEARCH_WHO                                                      \
	"SELECT n.household_id,"                                        \
	" IF(n.relation = '01' AND n.active, 0, n.member_id) + "

#define SEARCH_NAME_SQL                                                 \
	SEARCH_WHO "IF(n.name = ?, 0, 2) * " SORT_SQL " AS best"        \
	" FROM member n WHERE n.year = ? AND n.name LIKE ?"

#define SEARCH_SOUND	SEARCH_WHO "IF(s.sound IN ("
#define SEARCH_SOUND_FROM                                               \
	"), 1, 2) * " SORT_SQL " AS best FROM name_sound s"             \
	" JOIN member n ON n.name = s.name WHERE n.year = ? AND ("
#define SEARCH_SOUND_LIKE	" s.sound = ? OR s.sound LIKE ?"

#define SEARCH_LETTERS                                                  \
	SEARCH_WHO "IF(s.letters = ?, 1, 2) * " SORT_SQL " AS best"     \
	" FROM name_sound s JOIN member n ON n.name = s.name"           \
	" WHERE n.year = ? AND s.letters LIKE ?"

#define SEARCH_WITHIN_SQL                                               \
	SEARCH_WHO "IF(INSTR(n.name, ?) > 0, 2, 3) * " SORT_SQL         \
	" AS best"                                                      \
	" FROM household a JOIN member n"                               \
	" ON n.year = a.year AND n.household_id = a.household_id"       \
	" LEFT JOIN name_sound s ON s.name = n.name"                    \
	" WHERE a.year = ? AND a.area BETWEEN ? AND ?"                  \
	" AND (INSTR(n.name, ?) > 0"
#define SEARCH_WITHIN_SOUND	" OR CONCAT(' ', s.sound, ' ') LIKE ?"

#define SEARCH_NUMBER_SQL                                               \
	"SELECT n.household_id, 0 AS best"                              \
	" FROM household_key n WHERE n.number = ?"
#define SEARCH_IDNO_SQL                                                 \
	SEARCH_WHO "0 AS best"                                          \
	" FROM member n WHERE n.year = ? AND n.idno LIKE ?"
#define SEARCH_PHONE_SQL                                                \
	"SELECT n.household_id, 0 AS best"                              \
	" FROM household n WHERE n.year = ? AND n.phone IN (?, ?)"

/* ---- conditions ---------------------------------------------------------- */

/* A helper's few are found by his pairings, not by looking at each of the
 * area's. */
#define SEARCH_PAIRED                                                   \
	" FROM pairing p JOIN household h"                              \
	"  ON h.household_id = p.household_id AND p.helper_id = ?"      \
	"  AND ? BETWEEN p.from_day AND p.to_day"
#define SEARCH_MONTH                                                    \
	" LEFT JOIN report r"                                           \
	"  ON r.household_id = h.household_id AND r.period = ?"
#define SEARCH_CLASSES	" AND (h.exited AND ? OR h.monitor_class > 0 AND ?)"
#define SEARCH_MONITORS	" AND (? >> h.monitor_class) & 1"
#define SEARCH_RISKS                                                    \
	" AND h.monitor_class > 0"                                      \
	" AND (NOT h.risk_removed AND ? OR h.risk_removed AND ?)"
/* As enum search_stored. */
#define SEARCH_STATES                                                   \
	" AND CASE WHEN h.free_after < ? THEN 32"                       \
	"  WHEN r.state IS NULL THEN 1 WHEN r.state = 'draft' THEN 2"   \
	"  WHEN r.state = 'returned' THEN 4 WHEN r.late = 0 THEN 8"     \
	"  ELSE 16 END & ? > 0"
/* Who has no month at all has no known income. */
#define SEARCH_INCOME                                                   \
	" AND (SELECT SUM(i.wage_fen + i.business_fen + i.land_fen"     \
	"  + i.dividend_fen + i.solar_fen + i.property_fen"             \
	"  + i.policy_fen + i.transfer_fen) FROM report i"              \
	"  WHERE i.household_id = h.household_id"                       \
	"  AND i.period BETWEEN ? AND ?) < ? * GREATEST(h.member_count, 1)"
#define SEARCH_SOMEBODY                                                 \
	" AND EXISTS (SELECT 1 FROM member w WHERE w.year = h.year"     \
	" AND w.household_id = h.household_id"
#define SEARCH_STAYING	" AND w.active"

/* ---- pages --------------------------------------------------------------- */

#define SEARCH_TOTAL                                                    \
	"SELECT COUNT(*) AS households,"                                \
	" CAST(IFNULL(SUM(h.member_count), 0) AS SIGNED) AS persons"

/* h is a village's sum, with the columns that sets are asked of. */
#define SEARCH_TOTAL_KEPT                                               \
	"SELECT CAST(IFNULL(SUM(h.households), 0) AS SIGNED) AS households," \
	" CAST(IFNULL(SUM(h.persons), 0) AS SIGNED) AS persons"         \
	" FROM household_sum h"                                         \
	" WHERE h.area BETWEEN ? AND ? AND h.year = ?"

/* As they stand in the index: nothing is sorted. */
#define SEARCH_WALK                                                     \
	"SELECT" HOUSEHOLD_SQL ", r.state, r.late, 0 AS sort,"          \
	" NULL AS member_name, NULL AS member_relation"
#define SEARCH_WALK_ORDER	" ORDER BY h.area, h.household_id LIMIT ?"
#define SEARCH_WALK_VILLAGE	" ORDER BY h.household_id LIMIT ?"

/* The page's identities first, so that only its rows are joined. */
#define SEARCH_PAGE                                                     \
	"SELECT" HOUSEHOLD_SQL ", r.state, r.late, k.sort,"             \
	" NULL AS member_name, NULL AS member_relation"                 \
	" FROM (SELECT h.year, h.household_id, h.area, 0 AS sort"
#define SEARCH_PAGE_FOUND                                               \
	"SELECT" HOUSEHOLD_SQL ", r.state, r.late, k.sort,"             \
	" fm.name AS member_name, fm.relation AS member_relation"       \
	" FROM (SELECT h.year, h.household_id, h.area,"                 \
	" f.best DIV " SORT_SQL " AS sort, f.best MOD " SORT_SQL " AS who"
#define SEARCH_ORDER	" ORDER BY h.area, h.household_id LIMIT ?) k"
#define SEARCH_ORDER_BACK                                               \
	" ORDER BY h.area DESC, h.household_id DESC LIMIT ?) k"
#define SEARCH_ORDER_FOUND                                              \
	" ORDER BY sort, h.area, h.household_id LIMIT ?) k"
#define SEARCH_ORDER_FOUND_BACK                                         \
	" ORDER BY sort DESC, h.area DESC, h.household_id DESC LIMIT ?) k"
#define SEARCH_PAGE_JOIN                                                \
	" JOIN household h"                                             \
	"  ON h.year = k.year AND h.household_id = k.household_id"      \
	AREA_SQL SEARCH_MONTH
#define SEARCH_MEMBER_JOIN(id)                                          \
	" LEFT JOIN member fm"                                          \
	"  ON fm.year = h.year AND fm.member_id = " id
#define SEARCH_PAGE_MEMBER	SEARCH_MEMBER_JOIN("k.who")
#define SEARCH_PAGE_ORDER	" ORDER BY k.sort, k.area, k.household_id"

#define SEARCH_BEHIND	" AND h.area >= ? AND (h.area > ? OR h.household_id > ?)"
#define SEARCH_BEFORE	" AND h.area <= ? AND (h.area < ? OR h.household_id < ?)"
#define SEARCH_FOUND_BEHIND                                             \
	" AND (f.best DIV " SORT_SQL " > ? OR (f.best DIV " SORT_SQL    \
	" = ? AND (h.area > ? OR (h.area = ? AND h.household_id > ?))))"
#define SEARCH_FOUND_BEFORE                                             \
	" AND (f.best DIV " SORT_SQL " < ? OR (f.best DIV " SORT_SQL    \
	" = ? AND (h.area < ? OR (h.area = ? AND h.household_id < ?))))"

/* Of the dictionary's row. */
#define SEARCH_EACH_HEAD	", h.household_id AS id, h.year"
#define SEARCH_EACH                                                     \
	"SELECT" HOUSEHOLD_SQL ", r.state, r.late, 0 AS sort,"          \
	" NULL AS member_name, NULL AS member_relation"                 \
	SEARCH_EACH_HEAD
#define SEARCH_EACH_FOUND                                               \
	"SELECT" HOUSEHOLD_SQL ", r.state, r.late,"                     \
	" f.best DIV " SORT_SQL " AS sort,"                             \
	" fm.name AS member_name, fm.relation AS member_relation"       \
	SEARCH_EACH_HEAD
#define SEARCH_EACH_MEMBER                                              \
	SEARCH_MEMBER_JOIN("f.best MOD " SORT_SQL)
#define SEARCH_EACH_ORDER	" ORDER BY h.area, h.household_id"
#define SEARCH_EACH_ORDER_FOUND	" ORDER BY sort, h.area, h.household_id"

#endif
