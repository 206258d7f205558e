#include <string.h>

#include "core/area.h"
#include "db/area.h"
#include "db/change.h"
#include "db/clock.h"
#include "db/record.h"
#include "db/record_list.h"
#include "db/team.h"
#include "db/unit.h"

SHAPE(team, COLUMN(team, team_id), COLUMN(team, area), COLUMN(team, village),
    COLUMN(team, township), COLUMN(team, unit_id), COLUMN(team, unit),
    COLUMN(team, affiliation), COLUMN(team, contact), COLUMN(team, phone),
    COLUMN(team, from_day), COLUMN(team, to_day), COLUMN(team, version),
    COLUMN(team, current), COLUMN(team, members), COLUMN(team, leader));

#define TEAM_SQL                                                        \
	"SELECT t.team_id, t.area, v.name AS village,"                  \
	" w.name AS township, t.unit_id, u.name AS unit, u.affiliation," \
	" t.contact, t.phone, t.from_day, t.to_day, t.version,"         \
	" (? BETWEEN t.from_day AND t.to_day) AS current,"              \
	" (SELECT COUNT(*) FROM team_member m"                          \
	"   WHERE m.team_id = t.team_id"                                \
	"     AND ? BETWEEN m.from_day AND m.to_day) AS members,"       \
	" (SELECT MAX(m.name) FROM team_member m"                       \
	"   WHERE m.team_id = t.team_id AND m.is_leader"                \
	"     AND ? BETWEEN m.from_day AND m.to_day) AS leader"         \
	TEAM_FROM
#define TEAM_FROM                                                       \
	"  FROM team t JOIN unit u ON u.unit_id = t.unit_id"            \
	"  LEFT JOIN area v ON v.code = t.area"                         \
	"  LEFT JOIN area w ON w.code = t.area - MOD(t.area, 1000)"

struct ask {
	struct date today, today_again, today_last;
	int64_t low, high;
	int64_t team_id;
	int64_t unit_id, unit_again;
	bool all;
	struct date day;
	const char *word, *village, *unit;
};
#define TODAY	COLUMN(ask, today), COLUMN(ask, today_again),           \
	COLUMN(ask, today_last)
#define WITHIN	COLUMN(ask, low), COLUMN(ask, high)
#define FIND	WITHIN, COLUMN(ask, unit_id), COLUMN(ask, unit_again),  \
	COLUMN(ask, all), COLUMN(ask, day), COLUMN(ask, word),          \
	COLUMN(ask, village), COLUMN(ask, unit)
#define FIND_SQL                                                        \
	" WHERE t.area BETWEEN ? AND ? AND (? = 0 OR t.unit_id = ?)"    \
	" AND (? OR t.to_day >= ?)"                                     \
	" AND (? = '' OR INSTR(v.name, ?) > 0 OR INSTR(u.name, ?) > 0)"
#define ASK_SHAPE(name, ...)                                            \
	static const struct shape name = {                              \
		(const struct column[]){ __VA_ARGS__ },                 \
		LEN(((const struct column[]){ __VA_ARGS__ })),          \
		sizeof(struct ask) }
ASK_SHAPE(total_shape, FIND);
ASK_SHAPE(rows_shape, TODAY, FIND);
ASK_SHAPE(one_shape, TODAY, WITHIN, COLUMN(ask, team_id));

static const struct query total = {
	"SELECT COUNT(*) AS n" TEAM_FROM FIND_SQL,
	.in = &total_shape, .out = &record_total_shape
};
static const struct query rows = {
	TEAM_SQL FIND_SQL, .in = &rows_shape, .out = &team_shape
};
/* Whoever is or was in it. */
#define SOMEBODY_SQL                                                    \
	" AND EXISTS (SELECT 1 FROM team_member w"                      \
	" WHERE w.team_id = t.team_id"
static const struct query by_id = {
	TEAM_SQL " WHERE t.area BETWEEN ? AND ? AND t.team_id = ?",
	.in = &one_shape, .out = &team_shape
};

struct written {
	struct team t;
	int64_t changed_by;
	const char *door;
};
#define W(m, cell) { #m, cell, offsetof(struct written, t.m) }
#define WRITTEN                                                         \
	W(area, CELL_INT), W(unit_id, CELL_INT), W(contact, CELL_TEXT), \
	W(phone, CELL_TEXT), W(from_day, CELL_DATE),                    \
	W(to_day, CELL_DATE), COLUMN(written, changed_by),              \
	COLUMN(written, door)
static const struct shape written_shape = {
	(const struct column[]){ WRITTEN }, 8, sizeof(struct written)
};
/* Another team of the unit in the village at that time. */
struct overlap {
	int64_t area, unit_id, team_id;
	struct date to_day, from_day;
};
static SHAPE(overlap, COLUMN(overlap, area), COLUMN(overlap, unit_id),
    COLUMN(overlap, team_id), COLUMN(overlap, to_day),
    COLUMN(overlap, from_day));
static const struct query overlaps = {
	"SELECT COUNT(*) AS n FROM team WHERE area = ? AND unit_id = ?"
	" AND team_id <> ? AND from_day <= ? AND to_day >= ? FOR UPDATE",
	.in = &overlap_shape, .out = &record_total_shape
};

/* Those whose time sticks out of the team's. */
struct within {
	struct date from_day, to_day, begin, end;
	int64_t changed_by;
	const char *door;
	int64_t team_id;
	struct date late, early;
};
static SHAPE(within, COLUMN(within, from_day), COLUMN(within, to_day),
    COLUMN(within, begin), COLUMN(within, end),
    COLUMN(within, changed_by), COLUMN(within, door),
    COLUMN(within, team_id), COLUMN(within, late), COLUMN(within, early));
/* Somebody of a time that the team's has left wholly keeps one day. */
static const struct query shorten = {
	"UPDATE team_member SET from_day = LEAST(GREATEST(from_day, ?), ?),"
	" to_day = GREATEST(LEAST(to_day, ?), ?), changed_by = ?, door = ?,"
	" version = version + 1"
	" WHERE team_id = ? AND (to_day > ? OR from_day < ?)",
	.in = &within_shape
};
struct line {
	struct moment at;
	int64_t user_id, helper_id;
	const char *door;
	int64_t team_id;
	struct date late, early;
};
static SHAPE(line, COLUMN(line, at), COLUMN(line, user_id),
    COLUMN(line, helper_id), COLUMN(line, door), COLUMN(line, team_id),
    COLUMN(line, late), COLUMN(line, early));
static const struct query note_shortened = {
	"INSERT INTO `change` (at, user_id, helper_id, door, entity,"
	" record_id, period, deed) SELECT ?, ?, ?, ?, 'team_member',"
	" m.member_id, 0, 'update' FROM team_member m"
	" WHERE m.team_id = ? AND (m.to_day > ? OR m.from_day < ?)",
	.in = &line_shape
};

const struct query *const team_queries[] = {
	&total, &rows, &by_id, &overlaps, &shorten, &note_shortened, NULL
};

/* ---- reading --------------------------------------------------------- */

enum err
team_list(struct db *db, struct pool *pool, const struct who *who,
    const struct team_filter *w, struct team_list *list)
{
	struct scope s = area_scope(who, w->area);
	const char *word = w->word != NULL ? w->word : "";
	struct ask a = { .today = who->today, .today_again = who->today,
	    .today_last = who->today, .low = s.low, .high = s.high,
	    .unit_id = w->unit_id, .unit_again = w->unit_id, .all = w->all,
	    .day = who->today, .word = word, .village = word, .unit = word };
	struct record_page page;
	enum err e = record_list(db, pool, who, &(struct record_list){
	    .total = &total, .rows = &rows, .in = &a,
	    .order = " ORDER BY t.area, t.from_day DESC, t.team_id",
	    .entity = DICTIONARY_TEAM, .alias = "t", .search = w->search,
	    .somebody = SOMEBODY_SQL, .of = DICTIONARY_TEAM_MEMBER,
	    .page = w->page, .size = TEAM_PAGE }, &page);

	*list = (struct team_list){ page.at, page.count, page.all, page.page,
	    page.pages };
	return e;
}

enum err
team_by_id(struct db *db, struct pool *pool, const struct who *who,
    int64_t team_id, struct team *team)
{
	return db_one(db, pool, &by_id, &(struct ask){
	    .today = who->today, .today_again = who->today,
	    .today_last = who->today, .low = who->low, .high = who->high,
	    .team_id = team_id }, team);
}

/* ---- changing -------------------------------------------------------- */

/* Unit and village are there, the unit is not ended unless it stays. */
static enum err
judge(struct db *db, struct pool *pool, const struct who *who,
    const struct team *t, enum team_flaw *flaw)
{
	struct overlap o = { t->area, t->unit_id, t->team_id, t->to_day,
	    t->from_day };
	struct record_total twins;
	struct unit unit;
	enum err e;

	if (t->area < who->low || t->area > who->high ||
	    area_level(t->area) != AREA_VILLAGE)
		return ERR_ABSENT;
	if ((e = unit_by_id(db, pool, who, t->unit_id, &unit)) != OK)
		return e;
	if (!unit.active && t->team_id == 0) {
		*flaw = TEAM_ENDED;
		return ERR_INPUT;
	}
	if (date_compare(t->to_day, t->from_day) < 0) {
		*flaw = TEAM_PERIOD;
		return ERR_INPUT;
	}
	if ((e = db_one(db, pool, &overlaps, &o, &twins)) != OK)
		return e;
	*flaw = twins.n > 0 ? TEAM_TWICE : TEAM_OK;
	return twins.n > 0 ? ERR_CONFLICT : OK;
}

/* Nobody stays longer than the team, or came before it. */
static enum err
end_members(struct db *db, const struct who *who, const struct team *t)
{
	enum err e = db_do(db, &note_shortened, &(struct line){ clock_now(),
	    who->user_id, who->helper_id, who->door, t->team_id, t->to_day,
	    t->from_day }, NULL);

	return e != OK ? e : db_do(db, &shorten, &(struct within){
	    t->from_day, t->to_day, t->to_day, t->from_day, who->user_id,
	    who->door, t->team_id, t->to_day, t->from_day }, NULL);
}

enum err
team_save(struct db *db, struct pool *pool, const struct who *who,
    struct team *team, enum team_flaw *flaw)
{
	struct written w = { *team, who->user_id, who->door };
	bool new = team->team_id == 0;
	struct team old;
	enum err e;

	*flaw = TEAM_OK;
	if (who->closed || who->role < ROLE_TOWNSHIP)
		return ERR_DENIED;
	if ((!new && (e = team_by_id(db, pool, who, team->team_id,
	    &old)) != OK) || (e = judge(db, pool, who, team, flaw)) != OK)
		return e;
	e = record_put(db, pool, who, &(struct record){
	    .entity = DICTIONARY_TEAM, .hand = &written_shape, .values = &w,
	    .own = team->own, .id = team->team_id, .parent = team->team_id,
	    .version = team->version }, &team->team_id);
	if (e == ERR_CONFLICT)
		*flaw = TEAM_STALE;
	return e != OK || new ? e : end_members(db, who, team);
}
