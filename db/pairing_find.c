#include "core/area.h"
#include "core/pager.h"
#include "db/area.h"
#include "db/pairing_find.h"

SHAPE(pairing_row, COLUMN(pairing_row, household_id),
    COLUMN(pairing_row, number), COLUMN(pairing_row, head_name),
    COLUMN(pairing_row, village), COLUMN(pairing_row, area),
    COLUMN(pairing_row, free_after), COLUMN(pairing_row, pairing_id),
    COLUMN(pairing_row, helper_id), COLUMN(pairing_row, helper),
    COLUMN(pairing_row, unit), COLUMN(pairing_row, from_day),
    COLUMN(pairing_row, to_day));
SHAPE(pairing_sum, COLUMN(pairing_sum, id), COLUMN(pairing_sum, name),
    COLUMN(pairing_sum, unit), COLUMN(pairing_sum, helpers),
    COLUMN(pairing_sum, households), COLUMN(pairing_sum, villages),
    COLUMN(pairing_sum, alone));

struct ask {
	struct scope scope;
	int64_t year, period;
	bool alone;
	struct date day;
	int64_t helper_id, unit_id;
	const char *word;
	bool any;		/* no helper is asked for */
	struct date day_again;
	int64_t helper_again, unit_again;
	const char *word_again, *word_last;
	int64_t limit, offset;
	struct date day_last;
	int64_t span, area;
};
#define ASK_SHAPE(name, ...)                                            \
	static const struct shape name = {                              \
		(const struct column[]){ __VA_ARGS__ },                 \
		LEN(((const struct column[]){ __VA_ARGS__ })),          \
		sizeof(struct ask) }
#define FIND                                                            \
	SCOPE_COLUMNS(ask, scope), COLUMN(ask, year),                   \
	COLUMN(ask, period), COLUMN(ask, alone), COLUMN(ask, day),      \
	COLUMN(ask, any), COLUMN(ask, day_again),                       \
	COLUMN(ask, helper_id), COLUMN(ask, helper_again),              \
	COLUMN(ask, unit_id), COLUMN(ask, unit_again),                  \
	COLUMN(ask, word), COLUMN(ask, word_again),                     \
	COLUMN(ask, word_last)
#define NOBODY_SQL                                                      \
	"NOT EXISTS (SELECT 1 FROM pairing n"                           \
	" WHERE n.household_id = h.household_id"                        \
	" AND ? BETWEEN n.from_day AND n.to_day)"
#define FIND_SQL                                                        \
	"  FROM household h"                                            \
	" WHERE" SCOPE_SQL                                              \
	"   AND h.year = ? AND IFNULL(h.free_after, 999912) >= ?"       \
	"   AND (NOT ? OR " NOBODY_SQL ")"                              \
	"   AND (? OR EXISTS (SELECT 1 FROM pairing e"                  \
	"     JOIN helper ek ON ek.helper_id = e.helper_id"             \
	"    WHERE e.household_id = h.household_id"                     \
	"      AND ? BETWEEN e.from_day AND e.to_day"                   \
	"      AND (? = 0 OR ek.helper_id = ?)"                         \
	"      AND (? = 0 OR ek.unit_id = ?)"                           \
	"      AND (? = '' OR INSTR(ek.name, ?) > 0"                    \
	"       OR INSTR(ek.unit, ?) > 0)))"
ASK_SHAPE(total_in_shape, COLUMN(ask, day_last), FIND);
ASK_SHAPE(page_shape, FIND, COLUMN(ask, limit), COLUMN(ask, offset),
    COLUMN(ask, day_last));

struct total {
	int64_t households, alone;
};
static SHAPE(total, COLUMN(total, households), COLUMN(total, alone));

static const struct query total = {
	"SELECT COUNT(*) AS households,"
	" CAST(IFNULL(SUM(" NOBODY_SQL "), 0) AS SIGNED) AS alone" FIND_SQL,
	.in = &total_in_shape, .out = &total_shape
};
static const struct query page = {
	"SELECT h.household_id, h.number, h.head_name, v.name AS village,"
	" h.area, h.free_after, p.pairing_id, k.helper_id, k.name AS helper,"
	" k.unit, p.from_day, p.to_day"
	"  FROM (SELECT h.year, h.household_id, h.area" FIND_SQL
	"   ORDER BY h.area, h.household_id LIMIT ? OFFSET ?) d"
	"  JOIN household h"
	"    ON h.year = d.year AND h.household_id = d.household_id"
	"  LEFT JOIN area v ON v.code = h.area"
	"  LEFT JOIN pairing p ON p.household_id = h.household_id"
	"    AND ? BETWEEN p.from_day AND p.to_day"
	"  LEFT JOIN helper k ON k.helper_id = p.helper_id"
	" ORDER BY d.area, d.household_id, p.from_day, p.pairing_id",
	.in = &page_shape, .out = &pairing_row_shape
};

/* ---- counted --------------------------------------------------------- */

#define COUNT_SQL                                                       \
	"  FROM household h"                                            \
	"  JOIN pairing p ON p.household_id = h.household_id"           \
	"    AND ? BETWEEN p.from_day AND p.to_day"                     \
	"  JOIN helper k ON k.helper_id = p.helper_id"                  \
	" WHERE" SCOPE_SQL                                              \
	"   AND h.year = ? AND IFNULL(h.free_after, 999912) >= ?"       \
	"   AND (? = 0 OR k.unit_id = ?)"                               \
	"   AND (? = '' OR INSTR(k.name, ?) > 0 OR INSTR(k.unit, ?) > 0)"
ASK_SHAPE(count_shape, COLUMN(ask, day), SCOPE_COLUMNS(ask, scope),
    COLUMN(ask, year), COLUMN(ask, period), COLUMN(ask, unit_id),
    COLUMN(ask, unit_again), COLUMN(ask, word), COLUMN(ask, word_again),
    COLUMN(ask, word_last), COLUMN(ask, limit));

static const struct query by_helper = {
	"SELECT k.helper_id AS id, k.name, k.unit, 1 AS helpers,"
	" COUNT(*) AS households, COUNT(DISTINCT h.area) AS villages,"
	" 0 AS alone" COUNT_SQL
	" GROUP BY k.helper_id, k.name, k.unit"
	" ORDER BY households DESC, k.helper_id LIMIT ?",
	.in = &count_shape, .out = &pairing_sum_shape
};
static const struct query by_unit = {
	"SELECT IFNULL(k.unit_id, 0) AS id, k.unit AS name, k.unit,"
	" COUNT(DISTINCT k.helper_id) AS helpers,"
	" COUNT(DISTINCT h.household_id) AS households,"
	" COUNT(DISTINCT h.area) AS villages, 0 AS alone" COUNT_SQL
	" GROUP BY IFNULL(k.unit_id, 0), k.unit"
	" ORDER BY households DESC, k.unit LIMIT ?",
	.in = &count_shape, .out = &pairing_sum_shape
};

ASK_SHAPE(sums_area_shape, COLUMN(ask, span), COLUMN(ask, day),
    SCOPE_COLUMNS(ask, scope), COLUMN(ask, year), COLUMN(ask, period),
    COLUMN(ask, area), COLUMN(ask, limit));
static const struct query by_area = {
	"SELECT a.code AS id, a.name, '' AS unit, 0 AS helpers,"
	" CAST(s.households AS SIGNED) AS households, 0 AS villages,"
	" CAST(s.alone AS SIGNED) AS alone"
	"  FROM area a JOIN (SELECT h.area - MOD(h.area, ?) AS below,"
	"    COUNT(*) AS households, SUM(" NOBODY_SQL ") AS alone"
	"    FROM household h WHERE" SCOPE_SQL
	"     AND h.year = ? AND IFNULL(h.free_after, 999912) >= ?"
	"    GROUP BY below) s ON s.below = a.code"
	" WHERE a.code <> ? ORDER BY a.code LIMIT ?",
	.in = &sums_area_shape, .out = &pairing_sum_shape
};

const struct query *const pairing_find_queries[] = {
	&total, &page, &by_helper, &by_unit, &by_area, NULL
};

/* ---- asking ---------------------------------------------------------- */

static struct ask
ask_of(const struct who *who, const struct pairing_filter *f)
{
	const char *word = f->word != NULL ? f->word : "";

	return (struct ask){ .scope = area_scope(who, f->area),
	    .year = who->year, .period = period_of(who->today),
	    .alone = f->alone, .day = who->today,
	    .helper_id = f->helper_id, .helper_again = f->helper_id,
	    .unit_id = f->unit_id, .unit_again = f->unit_id, .word = word,
	    .word_again = word, .word_last = word,
	    .any = f->helper_id == 0 && f->unit_id == 0 && *word == '\0',
	    .day_again = who->today, .day_last = who->today };
}

enum err
pairing_find(struct db *db, struct pool *pool, const struct who *who,
    const struct pairing_filter *f, struct pairing_rows *rows)
{
	struct ask a = ask_of(who, f);
	struct total sum;
	struct pager at;
	enum err e;

	*rows = (struct pairing_rows){ 0 };
	a.limit = f->page_size < 1 ? PAIRING_PAGE :
	    f->page_size > PAIRING_PAGE_MOST ? PAIRING_PAGE_MOST :
	    f->page_size;
	if ((e = db_one(db, pool, &total, &a, &sum)) != OK)
		return e;
	rows->households = sum.households;
	rows->alone = sum.alone;
	at = pager_of(sum.households, a.limit, f->page);
	rows->pages = at.pages;
	rows->page = at.page;
	a.offset = at.offset;
	return db_all(db, pool, &page, &a,
	    (size_t)a.limit * PAIRING_HELPERS, &rows->at, &rows->count);
}

static enum err
sums_of(struct db *db, struct pool *pool, const struct query *q,
    struct ask *a, struct pairing_sums *sums)
{
	enum err e;

	*sums = (struct pairing_sums){ 0 };
	a->limit = PAIRING_SUMS + 1;
	e = db_all(db, pool, q, a, PAIRING_SUMS + 1, &sums->at,
	    &sums->count);
	if (e == OK && sums->count > PAIRING_SUMS) {
		sums->count = PAIRING_SUMS;
		sums->more = true;
	}
	return e;
}

enum err
pairing_by_helper(struct db *db, struct pool *pool, const struct who *who,
    const struct pairing_filter *f, struct pairing_sums *sums)
{
	struct ask a = ask_of(who, f);

	return sums_of(db, pool, &by_helper, &a, sums);
}

enum err
pairing_by_unit(struct db *db, struct pool *pool, const struct who *who,
    const struct pairing_filter *f, struct pairing_sums *sums)
{
	struct ask a = ask_of(who, f);

	return sums_of(db, pool, &by_unit, &a, sums);
}

enum err
pairing_by_area(struct db *db, struct pool *pool, const struct who *who,
    const struct pairing_filter *f, struct pairing_sums *sums)
{
	static const int64_t spans[AREA__MAX] = {
		[AREA_COUNTRY] = INT64_C(10000000000),
		[AREA_PROVINCE] = 100000000, [AREA_CITY] = 1000000,
		[AREA_COUNTY] = 1000, [AREA_TOWNSHIP] = 1,
		[AREA_VILLAGE] = 1,
	};
	struct ask a = ask_of(who, f);

	a.span = spans[area_level(f->area)];
	a.area = area_level(f->area) == AREA_VILLAGE ? -1 : f->area;
	return sums_of(db, pool, &by_area, &a, sums);
}
