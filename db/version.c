#include <assert.h>

#include "core/dictionary_wide.h"
#include "core/text.h"
#include "db/version.h"

#define POOL_CEILING	(4u << 20)

struct version_key {
	struct scope scope;
	int64_t year, household_id;
};
static SHAPE(version_key, SCOPE_COLUMNS(version_key, scope),
    COLUMN(version_key, year), COLUMN(version_key, household_id));

/* ---- rows of the dictionary ------------------------------------------ */

/* Household and members: their dictionary and both readings. */
struct wide {
	struct dictionary d;
	struct query history, now;
};
static struct wide wides[2];
static struct pool *wide_pool;

static void
make(struct query *q, const struct dictionary *d, bool member, bool past)
{
	const char *key = member ? "t.member_id" : "t.household_id";
	struct text t = version_row_select(wide_pool, &(struct version_from){
	    key, "t.household_id", "t.year" }, d);

	text_add(&t, member ? " FROM member" : " FROM household");
	text_add(&t, past ? " FOR SYSTEM_TIME ALL t" : " t");
	text_add(&t, " JOIN household h ON h.year = t.year"
	    " AND h.household_id = t.household_id"
	    " LEFT JOIN user u ON u.user_id = t.changed_by"
	    " WHERE" SCOPE_SQL " AND h.year = ? AND h.household_id = ?"
	    " ORDER BY ");
	text_add(&t, key);
	text_add(&t, ", t.row_start");
	*q = (struct query){ t.at, &version_key_shape,
	    version_row_shape(wide_pool, d) };
}

/* The dictionary, and as a line what an area has of its own. */
static struct dictionary
whole(const struct dictionary *d)
{
	static const struct dictionary_line local = VERSION_LOCAL;

	return dictionary_with(wide_pool, d, &local, 1);
}

/* ---- counties, villages, natural villages ----------------------------- */

struct place_key {
	int64_t low, high, year, area;
};
static SHAPE(place_key, COLUMN(place_key, low), COLUMN(place_key, high),
    COLUMN(place_key, year), COLUMN(place_key, area));
static struct wide places[DICTIONARY_ENTITY__MAX];

static void
make_place(struct query *q, const struct dictionary *d, const char *key)
{
	struct text t = version_row_select(wide_pool, &(struct version_from){
	    key, "t.area", "t.year" }, d);

	assert(dictionary_column_name(d->entity));
	text_add(&t, " FROM ");
	text_add(&t, d->entity);
	text_add(&t, " FOR SYSTEM_TIME ALL t"
	    " LEFT JOIN user u ON u.user_id = t.changed_by"
	    " WHERE t.area BETWEEN ? AND ? AND t.year = ? AND t.area = ?"
	    " ORDER BY ");
	text_add(&t, key);
	text_add(&t, ", t.row_start");
	*q = (struct query){ t.at, &place_key_shape,
	    version_row_shape(wide_pool, d) };
}

static void
start_places(void)
{
	int i;

	for (i = DICTIONARY_COUNTY; i <= DICTIONARY_HAMLET; i++) {
		dictionary_widen(wide_pool,
		    dictionary_of((enum dictionary_entity)i),
		    sizeof(struct version), &places[i].d);
		make_place(&places[i].history, &places[i].d,
		    i == DICTIONARY_HAMLET ? "t.hamlet_id" : "t.area");
	}
}

void
version_start(void)
{
	struct dictionary d;
	int member;

	version_stop();
	wide_pool = pool_new(POOL_CEILING);
	for (member = 0; member < 2; member++) {
		struct wide *w = &wides[member];

		d = whole(dictionary_of(member ? DICTIONARY_MEMBER :
		    DICTIONARY_HOUSEHOLD));
		dictionary_widen(wide_pool, &d, sizeof(struct version),
		    &w->d);
		make(&w->history, &w->d, member, true);
		make(&w->now, &w->d, member, false);
	}
	start_places();
}

void
version_stop(void)
{
	pool_free(wide_pool);
	wide_pool = NULL;
}

const struct dictionary *
version_of(bool member)
{
	return &wides[member].d;
}

const struct dictionary *
version_of_place(enum dictionary_entity entity)
{
	return &places[entity].d;
}

enum err
version_list(struct db *db, struct pool *pool, const struct who *who,
    int64_t household_id, bool member, struct version_rows *rows)
{
	struct version_key key = { scope_of(who), who->year, household_id };

	return version_row_all(db, pool, &(struct version_ask){
	    .query = &wides[member].history, .key = &key }, rows);
}

enum err
version_now(struct db *db, struct pool *pool, const struct who *who,
    int64_t household_id, bool member, struct version_rows *rows)
{
	struct version_key key = { scope_of(who), who->year, household_id };

	return version_row_all(db, pool, &(struct version_ask){
	    .query = &wides[member].now, .key = &key }, rows);
}

enum err
version_places(struct db *db, struct pool *pool, const struct who *who,
    enum dictionary_entity entity, int64_t area, struct version_rows *rows)
{
	struct place_key key = { who->low, who->high, who->year, area };

	return version_row_all(db, pool, &(struct version_ask){
	    .query = &places[entity].history, .key = &key }, rows);
}

/* ---- months, pairings, visits ---------------------------------------- */

/* Each begins with the moment it was written. */
static enum err
beside_of(struct db *db, struct pool *pool, const struct query *q,
    const void *key, void *list, size_t *count)
{
	struct moment *since;
	char *at;
	size_t i;
	enum err e;

	if ((e = db_all(db, pool, q, key, VERSIONS_MOST, &at, count)) != OK)
		return e;
	*(void **)list = at;
	for (i = 0; i < *count; i++) {
		since = (struct moment *)(void *)(at + i * q->out->size);
		*since = version_row_told(*since);
	}
	return OK;
}

static const struct shape report_row = {
	(const struct column[]){
		{ "since", CELL_TIME, offsetof(struct version_report, since) },
		{ "period", CELL_INT,
		  offsetof(struct version_report, r.period) },
		REPORT_MONTH_COLUMNS(version_report, r.month.),
		REPORT_CELL(version_report, r., "state", CELL_TEXT, state),
		REPORT_CELL(version_report, r., "door", CELL_TEXT, door),
		REPORT_CELL(version_report, r., "reporter", CELL_TEXT,
		    reporter),
		REPORT_CELL(version_report, r., "return_reason", CELL_TEXT,
		    return_reason),
	}, 19, sizeof(struct version_report)
};

static const struct query reports = {
	"SELECT r.row_start AS since, r.period," REPORT_MONTH_SQL
	", r.state, r.door, r.reporter, r.return_reason"
	"  FROM report FOR SYSTEM_TIME ALL r JOIN household h"
	"    ON h.household_id = r.household_id"
	" WHERE" SCOPE_SQL
	"   AND h.year = ? AND h.household_id = ?"
	"   AND r.period DIV 100 = h.year"
	" ORDER BY r.period, r.row_start",
	.in = &version_key_shape, .out = &report_row
};

SHAPE(version_pairing, COLUMN(version_pairing, since),
    COLUMN(version_pairing, pairing_id), COLUMN(version_pairing, user),
    COLUMN(version_pairing, door), COLUMN(version_pairing, helper),
    COLUMN(version_pairing, unit), COLUMN(version_pairing, from_day),
    COLUMN(version_pairing, to_day));

static const struct query pairings = {
	"SELECT p.row_start AS since, p.pairing_id, u.name AS user, p.door,"
	" k.name AS helper, k.unit, p.from_day, p.to_day"
	"  FROM pairing FOR SYSTEM_TIME ALL p JOIN household h"
	"    ON h.household_id = p.household_id"
	"  JOIN helper k ON k.helper_id = p.helper_id"
	"  LEFT JOIN user u ON u.user_id = p.changed_by"
	" WHERE" SCOPE_SQL
	"   AND h.year = ? AND h.household_id = ?"
	" ORDER BY p.pairing_id, p.row_start",
	.in = &version_key_shape, .out = &version_pairing_shape
};

SHAPE(version_visit, COLUMN(version_visit, since),
    COLUMN(version_visit, visit_id), COLUMN(version_visit, version),
    COLUMN(version_visit, user),
    COLUMN(version_visit, door), COLUMN(version_visit, method),
    COLUMN(version_visit, on_day), COLUMN(version_visit, theme),
    COLUMN(version_visit, detail), COLUMN(version_visit, photo_count),
    COLUMN(version_visit, state), COLUMN(version_visit, reason),
    COLUMN(version_visit, author), COLUMN(version_visit, ended));

/* All that an entry ever said, where it is of the year by now. */
#define VISIT_SQL                                                       \
	"SELECT v.row_start AS since, v.visit_id, v.version,"           \
	" IFNULL(u.name, v.author_name) AS user, v.door, v.method,"     \
	" v.on_day, v.theme, v.detail, v.photo_count, v.state, v.reason," \
	" v.author, w.state <> 'kept' AS ended"                          \
	"  FROM visit w JOIN visit FOR SYSTEM_TIME ALL v"               \
	"    ON v.visit_id = w.visit_id"                                \
	"  LEFT JOIN user u ON u.user_id = v.changed_by"

static const struct query visits = {
	VISIT_SQL
	"  JOIN household h ON h.household_id = w.household_id"
	" WHERE" SCOPE_SQL
	"   AND h.year = ? AND h.household_id = ?"
	"   AND YEAR(w.on_day) = h.year"
	" ORDER BY v.visit_id, v.row_start",
	.in = &version_key_shape, .out = &version_visit_shape
};
static const struct query place_visits = {
	VISIT_SQL
	" WHERE w.household_id = 0 AND w.area BETWEEN ? AND ?"
	"   AND YEAR(w.on_day) = ? AND w.area = ?"
	" ORDER BY v.visit_id, v.row_start",
	.in = &place_key_shape, .out = &version_visit_shape
};

const struct query *const version_queries[] = {
	&wides[0].history, &wides[0].now, &wides[1].history, &wides[1].now,
	&places[DICTIONARY_COUNTY].history,
	&places[DICTIONARY_VILLAGE].history,
	&places[DICTIONARY_HAMLET].history,
	&reports, &pairings, &visits, &place_visits, NULL
};

enum err
version_reports(struct db *db, struct pool *pool, const struct who *who,
    int64_t household_id, struct version_report **list, size_t *count)
{
	return beside_of(db, pool, &reports, &(struct version_key){
	    scope_of(who), who->year, household_id }, list, count);
}

enum err
version_pairings(struct db *db, struct pool *pool, const struct who *who,
    int64_t household_id, struct version_pairing **list, size_t *count)
{
	return beside_of(db, pool, &pairings, &(struct version_key){
	    scope_of(who), who->year, household_id }, list, count);
}

enum err
version_visits(struct db *db, struct pool *pool, const struct who *who,
    int64_t household_id, struct version_visit **list, size_t *count)
{
	return beside_of(db, pool, &visits, &(struct version_key){
	    scope_of(who), who->year, household_id }, list, count);
}

enum err
version_place_visits(struct db *db, struct pool *pool, const struct who *who,
    int64_t area, struct version_visit **list, size_t *count)
{
	return beside_of(db, pool, &place_visits, &(struct place_key){
	    who->low, who->high, who->year, area }, list, count);
}
