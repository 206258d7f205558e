#include "db/area.h"
#include "db/report_rate.h"

SHAPE(report_rate, COLUMN(report_rate, code), COLUMN(report_rate, name),
    COLUMN(report_rate, households), COLUMN(report_rate, owed),
    COLUMN(report_rate, reported), COLUMN(report_rate, late),
    COLUMN(report_rate, draft), COLUMN(report_rate, returned),
    COLUMN(report_rate, unresolved));

#define LINE_SQL(name)                                                  \
	" CAST(IFNULL(s." name ", 0) AS SIGNED) AS " name
#define SUM_SQL(name) " SUM(p." name ") AS " name
/* The lines right below an area, beside what the parts say of villages. */
#define BELOW_SQL(parts)                                                \
	"SELECT a.code, a.name,"                                        \
	LINE_SQL("households") "," LINE_SQL("owed") ","                 \
	LINE_SQL("reported") "," LINE_SQL("late") ","                   \
	LINE_SQL("draft") "," LINE_SQL("returned") ","                  \
	LINE_SQL("unresolved")                                          \
	"  FROM area a"                                                 \
	"  LEFT JOIN (SELECT p.area - MOD(p.area, ?) AS below,"         \
	SUM_SQL("households") "," SUM_SQL("owed") ","                   \
	SUM_SQL("reported") "," SUM_SQL("late") "," SUM_SQL("draft") "," \
	SUM_SQL("returned") "," SUM_SQL("unresolved")                   \
	"   FROM (" parts ") p"                                         \
	"   GROUP BY below) s ON s.below = a.code"                      \
	" WHERE a.parent = ? OR a.code = ?"                             \
	" ORDER BY a.code"
#define PROBLEM_SQL                                                     \
	"(r.housing = 0 OR r.water = 0 OR r.dropout = 1 OR r.insurance = 0)"

/* What reports count for; ${n} each. */
#define COUNTED_SQL(n)                                                  \
	" " n " * (r.state = 'reported') AS reported,"                  \
	" " n " * (r.state = 'reported' AND r.late) AS late,"           \
	" " n " * (r.state = 'draft') AS draft,"                        \
	" " n " * (r.state = 'returned') AS returned,"                  \
	" " n " * (r.state = 'reported' AND IFNULL(" PROBLEM_SQL ", 0))" \
	" AS unresolved"

struct rate_key {
	int64_t span;
	int64_t year, low, high;
	int64_t year_again, free, low_again, high_again, period;
	int64_t period_again, low_last, high_last;
	int64_t area, alone;
};
static SHAPE(rate_key, COLUMN(rate_key, span), COLUMN(rate_key, year),
    COLUMN(rate_key, low), COLUMN(rate_key, high),
    COLUMN(rate_key, period), COLUMN(rate_key, year_again),
    COLUMN(rate_key, free), COLUMN(rate_key, low_again),
    COLUMN(rate_key, high_again), COLUMN(rate_key, period_again),
    COLUMN(rate_key, low_last), COLUMN(rate_key, high_last),
    COLUMN(rate_key, area), COLUMN(rate_key, alone));

/* Each part is counted from an index alone: the households; less the few
 * that are deregistered, with what they reported nevertheless; the reports.
 * (A household beside its report costs three times as much.) */
static const struct query rates_below = {
	BELOW_SQL(
	"SELECT h.area, COUNT(*) AS households, COUNT(*) AS owed,"
	" 0 AS reported, 0 AS late, 0 AS draft, 0 AS returned,"
	" 0 AS unresolved"
	"  FROM household h FORCE INDEX (by_place)"
	" WHERE h.year = ? AND h.area BETWEEN ? AND ? GROUP BY h.area"
	" UNION ALL "
	"SELECT h.area, 0, -1," COUNTED_SQL("-1")
	"  FROM household h"
	"  LEFT JOIN report r"
	"    ON r.household_id = h.household_id AND r.period = ?"
	" WHERE h.year = ? AND h.free_after < ?"
	"   AND h.area BETWEEN ? AND ?"
	" UNION ALL "
	"SELECT r.area, 0, 0," COUNTED_SQL("COUNT(*)")
	"  FROM report r"
	" WHERE r.period = ? AND r.area BETWEEN ? AND ?"
	" GROUP BY r.area, r.state, r.late, r.housing, r.water, r.dropout,"
	"  r.insurance"),
	.in = &rate_key_shape, .out = &report_rate_shape
};

struct helper_key {
	int64_t span, free, period;
	struct scope scope;
	int64_t year;
	int64_t area, alone;
};
static SHAPE(helper_key, COLUMN(helper_key, span), COLUMN(helper_key, free),
    COLUMN(helper_key, period), SCOPE_COLUMNS(helper_key, scope),
    COLUMN(helper_key, year), COLUMN(helper_key, area),
    COLUMN(helper_key, alone));

/* A helper's own few, one by one. */
static const struct query helper_below = {
	BELOW_SQL(
	"SELECT h.area, 1 AS households,"
	" IFNULL(h.free_after, 999912) >= ? AS owed," COUNTED_SQL("1")
	"  FROM household h"
	"  LEFT JOIN report r"
	"    ON r.household_id = h.household_id AND r.period = ?"
	"   AND r.period <= IFNULL(h.free_after, 999912)"
	" WHERE" SCOPE_SQL " AND h.year = ?"),
	.in = &helper_key_shape, .out = &report_rate_shape
};

const struct query *const report_rate_queries[] = {
	&rates_below, &helper_below, NULL
};

static void
add(struct report_rate *sum, const struct report_rate *r)
{
	sum->households += r->households;
	sum->owed += r->owed;
	sum->reported += r->reported;
	sum->late += r->late;
	sum->draft += r->draft;
	sum->returned += r->returned;
	sum->unresolved += r->unresolved;
}

static enum err
lines(struct db *db, struct pool *pool, const struct who *who,
    const struct report_ask *ask, struct report_rates *all)
{
	struct scope scope = area_scope(who, ask->area);
	int64_t alone = area_level(ask->area) == AREA_VILLAGE ?
	    ask->area : -1, span = area_span_below(ask->area);

	if (who->helper_id != 0)
		return db_all(db, pool, &helper_below, &(struct helper_key){
		    span, ask->period, ask->period, scope, who->year,
		    ask->area, alone }, AREA_CHILDREN_MOST, &all->at,
		    &all->count);
	return db_all(db, pool, &rates_below, &(struct rate_key){
	    .span = span, .year = who->year, .low = scope.low,
	    .high = scope.high, .period = ask->period,
	    .year_again = who->year, .free = ask->period,
	    .low_again = scope.low, .high_again = scope.high,
	    .period_again = ask->period, .low_last = scope.low,
	    .high_last = scope.high, .area = ask->area, .alone = alone },
	    AREA_CHILDREN_MOST, &all->at, &all->count);
}

enum err
report_rates(struct db *db, struct pool *pool, const struct who *who,
    const struct report_ask *ask, struct report_rates *rates)
{
	struct scope scope = area_scope(who, ask->area);
	int64_t span = area_span_below(ask->area);
	struct report_rates all = { 0 };
	const struct report_rate *r;
	enum err e;
	size_t i;

	*rates = (struct report_rates){ 0 };
	if ((e = lines(db, pool, who, ask, &all)) != OK)
		return e;
	rates->at = all.at;
	for (i = 0; i < all.count; i++) {
		r = &all.at[i];
		if (r->code > scope.high || r->code + span - 1 < scope.low ||
		    (who->helper_id != 0 && r->households == 0))
			continue;
		add(&rates->sum, r);
		rates->at[rates->count++] = *r;
	}
	return OK;
}
