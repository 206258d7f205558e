#include <string.h>

#include "core/area.h"
#include "db/change.h"
#include "db/clock.h"
#include "db/record.h"
#include "db/record_list.h"
#include "db/unit.h"

SHAPE(unit, COLUMN(unit, unit_id), COLUMN(unit, name), COLUMN(unit, tier),
    COLUMN(unit, affiliation), COLUMN(unit, leader), COLUMN(unit, address),
    COLUMN(unit, contact), COLUMN(unit, phone), COLUMN(unit, area),
    COLUMN(unit, area_name), COLUMN(unit, from_day), COLUMN(unit, to_day),
    COLUMN(unit, active), COLUMN(unit, version), COLUMN(unit, helpers),
    COLUMN(unit, households), COLUMN(unit, teams));

#define UNIT_SQL                                                        \
	"SELECT h.unit_id, h.name, h.tier, h.affiliation, h.leader,"    \
	" h.address, h.contact, h.phone, h.area, a.name AS area_name,"  \
	" h.from_day, h.to_day, h.active, h.version,"                   \
	" (SELECT COUNT(*) FROM helper k WHERE k.unit_id = h.unit_id"   \
	"   AND k.active) AS helpers,"                                  \
	" (SELECT COUNT(DISTINCT p.household_id) FROM helper k"         \
	"   JOIN pairing p ON p.helper_id = k.helper_id"                \
	"    AND ? BETWEEN p.from_day AND p.to_day"                     \
	"   WHERE k.unit_id = h.unit_id) AS households,"                \
	" (SELECT COUNT(*) FROM team t WHERE t.unit_id = h.unit_id"     \
	"   AND ? BETWEEN t.from_day AND t.to_day) AS teams"            \
	"  FROM unit h LEFT JOIN area a ON a.code = h.area"
#define SEEN_SQL " WHERE" SCOPE_ABOVE_SQL

/* What every reading begins with. */
struct seen {
	struct date today, today_again;
	struct scope_above above;
	/* of a filter */
	bool all;
	int64_t tier, tier_again;
	const char *word, *word_again;
	int64_t limit;
	/* of one */
	int64_t unit_id;
};
#define TODAY		COLUMN(seen, today), COLUMN(seen, today_again)
#define SEEN_COLUMNS	SCOPE_ABOVE_COLUMNS(seen, above)
#define FIND_COLUMNS                                                    \
	SEEN_COLUMNS, COLUMN(seen, all), COLUMN(seen, tier),            \
	COLUMN(seen, tier_again), COLUMN(seen, word),                   \
	COLUMN(seen, word_again)
#define FIND_SQL                                                        \
	SEEN_SQL " AND (? OR h.active) AND (? = 0 OR h.tier = ?)"       \
	" AND (? = '' OR INSTR(h.name, ?) > 0)"
#define SEEN_SHAPE(name, ...)                                           \
	static const struct shape name = {                              \
		(const struct column[]){ __VA_ARGS__ },                 \
		LEN(((const struct column[]){ __VA_ARGS__ })),          \
		sizeof(struct seen) }
SEEN_SHAPE(total_shape, FIND_COLUMNS);
SEEN_SHAPE(rows_shape, TODAY, FIND_COLUMNS);
SEEN_SHAPE(names_shape, TODAY, FIND_COLUMNS, COLUMN(seen, limit));
SEEN_SHAPE(one_shape, TODAY, SEEN_COLUMNS, COLUMN(seen, unit_id));
SEEN_SHAPE(named_shape, TODAY, SEEN_COLUMNS, COLUMN(seen, word));

static const struct query total = {
	"SELECT COUNT(*) AS n FROM unit h" FIND_SQL,
	.in = &total_shape, .out = &record_total_shape
};
#define ORDER_SQL	" ORDER BY h.tier, h.name, h.unit_id"
static const struct query rows = {
	UNIT_SQL FIND_SQL, .in = &rows_shape, .out = &unit_shape
};
static const struct query names = {
	UNIT_SQL FIND_SQL ORDER_SQL " LIMIT ?",
	.in = &names_shape, .out = &unit_shape
};
static const struct query by_id = {
	UNIT_SQL SEEN_SQL " AND h.unit_id = ?",
	.in = &one_shape, .out = &unit_shape
};
static const struct query named = {
	UNIT_SQL SEEN_SQL " AND h.name = ? AND h.active"
	" ORDER BY h.area DESC, h.unit_id LIMIT 1",
	.in = &named_shape, .out = &unit_shape
};

/* ---- writing --------------------------------------------------------- */

struct written {
	struct unit u;
	int64_t changed_by;
	const char *door;
};
#define W(m, cell) { #m, cell, offsetof(struct written, u.m) }
#define WRITTEN_COLUMNS                                                 \
	W(name, CELL_TEXT), W(tier, CELL_INT),                          \
	W(affiliation, CELL_TEXT), W(leader, CELL_TEXT),                \
	W(address, CELL_TEXT), W(contact, CELL_TEXT),                   \
	W(phone, CELL_TEXT), W(area, CELL_INT), W(from_day, CELL_DATE), \
	W(to_day, CELL_DATE), W(active, CELL_FLAG),                     \
	COLUMN(written, changed_by), COLUMN(written, door)
static const struct shape written_shape = {
	(const struct column[]){ WRITTEN_COLUMNS }, 13,
	sizeof(struct written)
};
struct twin_key {
	const char *name;
	int64_t area, unit_id;
};
static SHAPE(twin_key, COLUMN(twin_key, name), COLUMN(twin_key, area),
    COLUMN(twin_key, unit_id));
static const struct query twins = {
	"SELECT COUNT(*) AS n FROM unit"
	" WHERE name = ? AND area = ? AND unit_id <> ? FOR UPDATE",
	.in = &twin_key_shape, .out = &record_total_shape
};

/* The helpers who are to bear its name. */
struct bear {
	int64_t unit_id;
	const char *unit;
	int64_t changed_by;
	const char *door;
	int64_t unit_again, low, high;
	const char *typed, *unit_last;
};
static SHAPE(bear, COLUMN(bear, unit_id), COLUMN(bear, unit),
    COLUMN(bear, changed_by), COLUMN(bear, door), COLUMN(bear, unit_again),
    COLUMN(bear, low), COLUMN(bear, high), COLUMN(bear, typed),
    COLUMN(bear, unit_last));
#define BEARERS_SQL                                                     \
	" WHERE (k.unit_id = ? OR (k.unit_id IS NULL"                   \
	"   AND k.area BETWEEN ? AND ? AND k.unit = ?))"                \
	"   AND (k.unit_id IS NULL OR k.unit <> ?)"
static const struct query bear = {
	"UPDATE helper k SET k.unit_id = ?, k.unit = ?, k.changed_by = ?,"
	" k.door = ?, k.version = k.version + 1" BEARERS_SQL,
	.in = &bear_shape
};
struct borne {
	struct moment at;
	int64_t user_id, helper_id;
	const char *door;
	int64_t unit_again, low, high;
	const char *typed, *unit_last;
};
static SHAPE(borne, COLUMN(borne, at), COLUMN(borne, user_id),
    COLUMN(borne, helper_id), COLUMN(borne, door), COLUMN(borne, unit_again),
    COLUMN(borne, low), COLUMN(borne, high), COLUMN(borne, typed),
    COLUMN(borne, unit_last));
static const struct query note_bearers = {
	"INSERT INTO `change` (at, user_id, helper_id, door, entity,"
	" record_id, period, deed) SELECT ?, ?, ?, ?, 'helper',"
	" k.helper_id, 0, 'update' FROM helper k" BEARERS_SQL,
	.in = &borne_shape
};

const struct query *const unit_queries[] = {
	&total, &rows, &names, &by_id, &named, &twins, &bear, &note_bearers, NULL
};

/* ---- reading --------------------------------------------------------- */

static struct seen
seen_by(const struct who *who)
{
	return (struct seen){ .today = who->today, .today_again = who->today,
	    .above = scope_above(who->low, who->high) };
}

enum err
unit_list(struct db *db, struct pool *pool, const struct who *who,
    const struct unit_filter *w, struct unit_list *list)
{
	struct seen s = seen_by(who);
	struct record_page page;
	enum err e;

	s.all = w->all;
	s.tier = s.tier_again = w->tier;
	s.word = s.word_again = w->word != NULL ? w->word : "";
	e = record_list(db, pool, who, &(struct record_list){
	    .total = &total, .rows = &rows, .in = &s, .order = ORDER_SQL,
	    .entity = DICTIONARY_UNIT, .alias = "h", .search = w->search,
	    .page = w->page, .size = UNIT_PAGE }, &page);
	*list = (struct unit_list){ page.at, page.count, page.all, page.page,
	    page.pages };
	return e;
}

enum err
unit_names(struct db *db, struct pool *pool, const struct who *who,
    struct unit_list *list)
{
	struct seen s = seen_by(who);

	*list = (struct unit_list){ 0 };
	s.word = s.word_again = "";
	s.limit = UNIT_NAMES_MOST;
	return db_all(db, pool, &names, &s, UNIT_NAMES_MOST, &list->at,
	    &list->count);
}

enum err
unit_by_id(struct db *db, struct pool *pool, const struct who *who,
    int64_t unit_id, struct unit *u)
{
	struct seen s = seen_by(who);

	s.unit_id = unit_id;
	return db_one(db, pool, &by_id, &s, u);
}

enum err
unit_named(struct db *db, struct pool *pool, const struct who *who,
    const char *name, struct unit *u)
{
	struct seen s = seen_by(who);

	s.word = name;
	return db_one(db, pool, &named, &s, u);
}

bool
unit_may(const struct who *who, const struct unit *u)
{
	return !who->closed && who->role >= ROLE_TOWNSHIP &&
	    u->area >= who->low && area_last(u->area) <= who->high;
}

/* ---- changing -------------------------------------------------------- */

static enum err
judge(const struct who *who, const struct unit *u)
{
	if (!unit_may(who, u))
		return ERR_DENIED;
	if (u->name == NULL || *u->name == '\0' ||
	    u->tier <= UNIT_NONE || u->tier >= UNIT__MAX ||
	    unit_flaw(u->tier, u->affiliation, u->leader) != NULL ||
	    (u->from_day.year != 0 && u->to_day.year != 0 &&
	    date_compare(u->to_day, u->from_day) < 0))
		return ERR_INPUT;
	return OK;
}

static enum err
has_twin(struct db *db, struct pool *pool, const struct unit *u)
{
	struct record_total twin;
	enum err e = db_one(db, pool, &twins, &(struct twin_key){ u->name,
	    u->area, u->unit_id }, &twin);

	return e != OK ? e : twin.n > 0 ? ERR_CONFLICT : OK;
}

static enum err
name_helpers(struct db *db, const struct who *who, const struct unit *u,
    int64_t id)
{
	struct borne line = { clock_now(), who->user_id, who->helper_id,
	    who->door, id, u->area, area_last(u->area), u->name, u->name };
	enum err e = db_do(db, &note_bearers, &line, NULL);

	return e != OK ? e : db_do(db, &bear, &(struct bear){ id, u->name,
	    who->user_id, who->door, id, u->area, area_last(u->area),
	    u->name, u->name }, NULL);
}

static enum err
put(struct db *db, struct pool *pool, const struct who *who,
    const struct unit *u, int64_t *id)
{
	struct written w = { *u, who->user_id, who->door };

	return record_put(db, pool, who, &(struct record){
	    .entity = DICTIONARY_UNIT, .hand = &written_shape, .values = &w,
	    .own = u->own, .id = u->unit_id, .parent = u->unit_id,
	    .version = u->version }, id);
}

enum err
unit_add(struct db *db, struct pool *pool, const struct who *who,
    const struct unit *unit, int64_t *id)
{
	struct unit u = *unit;
	enum err e;

	u.unit_id = 0;
	u.active = true;
	if ((e = judge(who, &u)) != OK || (e = has_twin(db, pool, &u)) != OK ||
	    (e = put(db, pool, who, &u, id)) != OK)
		return e;
	return name_helpers(db, who, &u, *id);
}

enum err
unit_change(struct db *db, struct pool *pool, const struct who *who,
    const struct unit *unit, enum unit_clash *clash)
{
	struct unit old, u = *unit;
	int64_t id;
	enum err e;

	*clash = UNIT_FREE;
	if ((e = unit_by_id(db, pool, who, u.unit_id, &old)) != OK)
		return e;
	if (!unit_may(who, &old))
		return ERR_DENIED;
	u.active = old.active;
	if ((e = judge(who, &u)) != OK)
		return e;
	if ((e = has_twin(db, pool, &u)) != OK) {
		*clash = UNIT_NAMED;
		return e;
	}
	if ((e = put(db, pool, who, &u, &id)) != OK) {
		*clash = UNIT_STALE;
		return e;
	}
	return name_helpers(db, who, &u, u.unit_id);
}

enum err
unit_set_active(struct db *db, struct pool *pool, const struct who *who,
    int64_t unit_id, bool active)
{
	struct unit u;
	int64_t id;
	enum err e;

	if ((e = unit_by_id(db, pool, who, unit_id, &u)) != OK)
		return e;
	if (!unit_may(who, &u))
		return ERR_DENIED;
	if (u.active == active)
		return OK;
	u.active = active;
	return put(db, pool, who, &u, &id);
}
