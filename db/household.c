#include "db/household.h"
#include "db/household_sql.h"

SHAPE(household, HOUSEHOLD_COLUMNS(household,));
SHAPE(household_item, HOUSEHOLD_COLUMNS(household_item, h.),
    COLUMN(household_item, state), COLUMN(household_item, late));

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

struct found_id {
	int64_t household_id;
};
static SHAPE(found_id, COLUMN(found_id, household_id));

struct village_key {
	struct scope scope;
	int64_t year;
	struct household_choice c;
};
#define CHOICE(x) { #x, CELL_INT, offsetof(struct village_key, c.x) }
static SHAPE(village_key, SCOPE_COLUMNS(village_key, scope),
    COLUMN(village_key, year), CHOICE(area), CHOICE(monitor),
    CHOICE(monitor), CHOICE(period), CHOICE(period));

static const struct query of_village = {
	"SELECT h.household_id"
	"  FROM household h"
	" WHERE" SCOPE_SQL
	"   AND h.year = ? AND h.area = ?"
	"   AND (? = 0 OR h.monitor_class = ?)"
	"   AND (? = 0 OR h.free_after IS NULL OR h.free_after >= ?)"
	" ORDER BY h.household_id",
	.in = &village_key_shape, .out = &found_id_shape
};

const struct query *const household_queries[] = {
	&by_id, &of_village, NULL
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
household_of_village(struct db *db, struct pool *pool, const struct who *who,
    const struct household_choice *choice, struct household_ids *ids)
{
	struct found_id *found;
	enum err e;
	size_t i;

	if ((e = db_all(db, pool, &of_village, &(struct village_key){
	    scope_of(who), who->year, *choice }, HOUSEHOLD_VILLAGE_MOST,
	    &found, &ids->count)) != OK)
		return e;
	ids->at = pool_array(pool, ids->count + 1, sizeof *ids->at);
	for (i = 0; i < ids->count; i++)
		ids->at[i] = found[i].household_id;
	return OK;
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
