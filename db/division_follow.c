#include "db/change.h"
#include "db/clock.h"
#include "db/division_follow.h"
#include "db/division_row.h"

/* The parameters of all of them. */
struct place {
	int64_t into, changed_by;
	const char *door;
	int64_t year, from, id, shift;
	struct moment at;
	const char *reason, *hamlet;
};
#define PLACE(m)	COLUMN(place, m)
#define PLACES(...) &(const struct shape){                              \
	(const struct column[]){ __VA_ARGS__ },                         \
	LEN(((const struct column[]){ __VA_ARGS__ })), sizeof(struct place) }

/* Whatever moves has a line of its own in the ledger. */
#define LEDGER_SQL(entity, id, deed)                                    \
	"INSERT INTO `change` (at, user_id, helper_id, door, entity,"   \
	" record_id, period, deed, reason)"                             \
	" SELECT ?, ?, 0, ?, '" entity "', " id ", 0, '" deed "', ? FROM "
#define LEDGER	PLACE(at), PLACE(changed_by), PLACE(door), PLACE(reason)
static const struct query ledger = {
	LEDGER_SQL("household", "household_id", "update")
	"household WHERE year = ? AND area = ?",
	.in = PLACES(LEDGER, PLACE(year), PLACE(from))
};
static const struct query ledger_hamlets = {
	LEDGER_SQL("hamlet", "hamlet_id", "update")
	"hamlet WHERE year = ? AND area = ?",
	.in = PLACES(LEDGER, PLACE(year), PLACE(from))
};
static const struct query ledger_visits = {
	LEDGER_SQL("visit", "visit_id", "update") "visit WHERE area = ?",
	.in = PLACES(LEDGER, PLACE(from))
};
static const struct query ledger_helpers = {
	LEDGER_SQL("helper", "helper_id", "update") "helper WHERE area = ?",
	.in = PLACES(LEDGER, PLACE(from))
};
static const struct query ledger_units = {
	LEDGER_SQL("unit", "unit_id", "update") "unit WHERE area = ?",
	.in = PLACES(LEDGER, PLACE(from))
};
static const struct query ledger_teams = {
	LEDGER_SQL("team", "team_id", "update") "team WHERE area = ?",
	.in = PLACES(LEDGER, PLACE(from))
};
/* A village's own file goes by its code: there is none any more of the old
 * one, and there is one of the new. */
static const struct query ledger_village_gone = {
	LEDGER_SQL("village", "area", "delete")
	"village WHERE year = ? AND area = ?",
	.in = PLACES(LEDGER, PLACE(year), PLACE(from))
};
static const struct query ledger_village_come = {
	LEDGER_SQL("village", "area", "insert")
	"village WHERE year = ? AND area = ?",
	.in = PLACES(LEDGER, PLACE(year), PLACE(into))
};
/* A natural village keeps its name, unless the village it comes to has one of
 * that name: then it is called after the old village too, and so it stands
 * in its households. */
#define NAMED_SQL(column)                                               \
	" " column " = CASE WHEN " column " IN"                         \
	"  (SELECT o.name FROM (SELECT t.name FROM hamlet t"            \
	"    JOIN hamlet f ON f.year = t.year AND f.name = t.name"      \
	"    WHERE t.year = ? AND t.area = ? AND f.area = ?) o)"        \
	"  THEN LEFT(CONCAT("                                           \
	"   (SELECT v.name FROM area v WHERE v.code = ?), " column "), 60)" \
	"  ELSE " column " END"
#define NAMED	PLACE(year), PLACE(into), PLACE(from), PLACE(from)
static const struct query households = {
	"UPDATE household SET" NAMED_SQL("hamlet") ", area = ?,"
	" changed_by = ?, door = ?,"
	" version = version + 1 WHERE year = ? AND area = ?",
	.in = PLACES(NAMED, PLACE(into), PLACE(changed_by), PLACE(door),
	    PLACE(year), PLACE(from))
};
static const struct query household = {
	"UPDATE household SET area = ?, changed_by = ?, door = ?,"
	" version = version + 1"
	" WHERE year = ? AND area = ? AND household_id = ?",
	.in = PLACES(PLACE(into), PLACE(changed_by), PLACE(door),
	    PLACE(year), PLACE(from), PLACE(id))
};
static const struct query ledger_hamlet = {
	LEDGER_SQL("household", "household_id", "update")
	"household WHERE year = ? AND area = ? AND hamlet = ?",
	.in = PLACES(LEDGER, PLACE(year), PLACE(from), PLACE(hamlet))
};
static const struct query ledger_visits_hamlet = {
	LEDGER_SQL("visit", "v.visit_id", "update")
	"visit v JOIN household h ON h.household_id = v.household_id"
	" WHERE h.year = ? AND h.area = ? AND h.hamlet = ?",
	.in = PLACES(LEDGER, PLACE(year), PLACE(from), PLACE(hamlet))
};
static const struct query ledger_visits_of = {
	LEDGER_SQL("visit", "visit_id", "update")
	"visit WHERE household_id = ?",
	.in = PLACES(LEDGER, PLACE(id))
};
static const struct query visits_hamlet = {
	"UPDATE visit v JOIN household h ON h.household_id = v.household_id"
	" SET v.area = ?, v.changed_by = ?, v.door = ?"
	" WHERE h.year = ? AND h.area = ? AND h.hamlet = ?",
	.in = PLACES(PLACE(into), PLACE(changed_by), PLACE(door),
	    PLACE(year), PLACE(from), PLACE(hamlet))
};
static const struct query households_hamlet = {
	"UPDATE household SET area = ?, changed_by = ?, door = ?,"
	" version = version + 1 WHERE year = ? AND area = ? AND hamlet = ?",
	.in = PLACES(PLACE(into), PLACE(changed_by), PLACE(door),
	    PLACE(year), PLACE(from), PLACE(hamlet))
};
static const struct query visits = {
	"UPDATE visit SET area = ?, changed_by = ?, door = ?"
	" WHERE area = ?",
	.in = PLACES(PLACE(into), PLACE(changed_by), PLACE(door),
	    PLACE(from))
};
static const struct query visits_of = {
	"UPDATE visit SET area = ?, changed_by = ?, door = ?"
	" WHERE household_id = ?",
	.in = PLACES(PLACE(into), PLACE(changed_by), PLACE(door), PLACE(id))
};
static const struct query users = {
	"UPDATE user SET area = ?, changed_by = ? WHERE area = ?",
	.in = PLACES(PLACE(into), PLACE(changed_by), PLACE(from))
};
/* Who has one of these open in a form must not put it back. */
static const struct query helpers = {
	"UPDATE helper SET area = ?, changed_by = ?, door = ?,"
	" version = version + 1 WHERE area = ?",
	.in = PLACES(PLACE(into), PLACE(changed_by), PLACE(door),
	    PLACE(from))
};
static const struct query units = {
	"UPDATE unit SET area = ?, changed_by = ?, door = ?,"
	" version = version + 1 WHERE area = ?",
	.in = PLACES(PLACE(into), PLACE(changed_by), PLACE(door),
	    PLACE(from))
};
static const struct query teams = {
	"UPDATE team SET area = ?, changed_by = ?, door = ?,"
	" version = version + 1 WHERE area = ?",
	.in = PLACES(PLACE(into), PLACE(changed_by), PLACE(door),
	    PLACE(from))
};
static const struct query village = {
	"UPDATE village SET area = ?, changed_by = ?, door = ?"
	" WHERE year = ? AND area = ?",
	.in = PLACES(PLACE(into), PLACE(changed_by), PLACE(door),
	    PLACE(year), PLACE(from))
};
static const struct query village_notes = {
	"UPDATE place_note SET record_id = ?"
	" WHERE entity = 'village' AND record_id = ? AND year = ?",
	.in = PLACES(PLACE(into), PLACE(from), PLACE(year))
};
/* What was explained of a merged village is still told, but says nothing of
 * the village that has taken it in. */
static const struct query village_notes_told = {
	"UPDATE place_note SET told_of = IF(told_of = 0, record_id, told_of),"
	" record_id = ?"
	" WHERE entity = 'village' AND record_id = ? AND year = ?",
	.in = PLACES(PLACE(into), PLACE(from), PLACE(year))
};
static const struct query village_last = {
	"UPDATE village SET changed_by = ?, door = ?"
	" WHERE year = ? AND area = ?",
	.in = PLACES(PLACE(changed_by), PLACE(door), PLACE(year),
	    PLACE(from))
};
static const struct query village_gone = {
	"DELETE FROM village WHERE year = ? AND area = ?",
	.in = PLACES(PLACE(year), PLACE(from))
};

static const struct query last_serial = {
	"SELECT IFNULL(MAX(serial), 0) AS n FROM hamlet_key"
	" WHERE area = ?",
	.in = &division_key_shape, .out = &division_count_shape
};
static const struct query hamlet_keys = {
	"UPDATE hamlet_key SET area = ?, serial = serial + ?"
	" WHERE area = ? ORDER BY serial DESC",
	.in = PLACES(PLACE(into), PLACE(shift), PLACE(from))
};
static const struct query hamlets = {
	"UPDATE hamlet SET" NAMED_SQL("name") ", area = ?,"
	" serial = serial + ?, changed_by = ?,"
	" door = ?, version = version + 1 WHERE year = ? AND area = ?",
	.in = PLACES(NAMED, PLACE(into), PLACE(shift), PLACE(changed_by),
	    PLACE(door), PLACE(year), PLACE(from))
};
static const struct query hamlet_key = {
	"UPDATE hamlet_key SET area = ?, serial = ? WHERE hamlet_id = ?",
	.in = PLACES(PLACE(into), PLACE(shift), PLACE(id))
};
static const struct query hamlet = {
	"UPDATE hamlet SET area = ?, serial = ?, changed_by = ?, door = ?,"
	" version = version + 1 WHERE year = ? AND area = ?"
	" AND hamlet_id = ?",
	.in = PLACES(PLACE(into), PLACE(shift), PLACE(changed_by),
	    PLACE(door), PLACE(year), PLACE(from), PLACE(id))
};

const struct query *const division_follow_queries[] = {
	&ledger, &ledger_hamlets, &ledger_visits, &ledger_helpers,
	&ledger_units, &ledger_teams, &ledger_village_gone,
	&ledger_village_come, &ledger_visits_hamlet, &ledger_visits_of,
	&households, &household, &visits, &visits_of, &users, &helpers,
	&units, &teams, &village, &village_notes, &village_notes_told,
	&village_last, &village_gone,
	&last_serial, &hamlet_keys, &hamlets, &hamlet_key, &hamlet,
	&ledger_hamlet, &visits_hamlet, &households_hamlet, NULL
};

static struct place
place_of(const struct who *who, const struct division_follow *m)
{
	return (struct place){ .into = m->into, .changed_by = who->user_id,
	    .door = who->door, .year = m->year, .from = m->from,
	    .at = clock_now(), .reason = m->reason };
}

static enum err
do_all(struct db *db, const struct query *const *list, size_t count,
    const struct place *p)
{
	enum err e = OK;
	size_t i;

	for (i = 0; e == OK && i < count; i++)
		e = db_do(db, list[i], p, NULL);
	return e;
}

enum err
division_follow_all(struct db *db, struct pool *pool, const struct who *who,
    struct division_follow *m, bool gone)
{
	static const struct query *const told[] = {
		&ledger, &ledger_visits, &ledger_helpers, &ledger_units,
		&ledger_teams, &ledger_hamlets, &ledger_village_gone,
	};
	static const struct query *const follow[] = {
		&visits, &users, &helpers, &units, &teams, &hamlet_keys,
		&hamlets,
	};
	static const struct query *const ends[] = {
		&village_notes_told, &village_last, &village_gone,
	};
	static const struct query *const goes[] = {
		&village, &village_notes, &ledger_village_come,
	};
	struct place p = place_of(who, m);
	struct division_count last;
	struct db_deed deed;
	enum err e;

	if ((e = db_one(db, pool, &last_serial, &(struct division_key){
	    m->into }, &last)) != OK ||
	    (e = do_all(db, told, LEN(told), &p)) != OK ||
	    (e = db_do(db, &households, &p, &deed)) != OK)
		return e;
	m->households = deed.changed;
	p.shift = last.n;
	if ((e = do_all(db, follow, LEN(follow), &p)) != OK)
		return e;
	return gone ? do_all(db, ends, LEN(ends), &p) :
	    do_all(db, goes, LEN(goes), &p);
}

enum err
division_follow_hamlet(struct db *db, const struct who *who,
    struct division_follow *m, const struct division_follow_hamlet *h)
{
	static const struct query *const follow[] = {
		&ledger_hamlet, &ledger_visits_hamlet, &visits_hamlet,
	};
	static const struct query *const itself[] = { &hamlet_key, &hamlet };
	struct place p = place_of(who, m);
	struct db_deed deed;
	enum err e;

	p.id = h->hamlet_id;
	p.shift = h->serial;
	p.hamlet = h->name;
	if ((e = do_all(db, follow, LEN(follow), &p)) != OK ||
	    (e = db_do(db, &households_hamlet, &p, &deed)) != OK ||
	    (e = do_all(db, itself, LEN(itself), &p)) != OK)
		return e;
	m->households += deed.changed;
	return change_write(db, who, &(struct change){ "hamlet",
	    h->hamlet_id, 0, "update", m->reason });
}

enum err
division_follow_some(struct db *db, const struct who *who,
    struct division_follow *m, const int64_t *ids, size_t count)
{
	static const struct query *const visited[] = {
		&ledger_visits_of, &visits_of,
	};
	struct place p = place_of(who, m);
	struct db_deed deed;
	enum err e = OK;
	size_t i;

	for (i = 0; e == OK && i < count; i++) {
		p.id = ids[i];
		e = db_do(db, &household, &p, &deed);
		if (e == OK && deed.changed == 0)
			e = ERR_CONFLICT;
		if (e == OK)
			e = do_all(db, visited, LEN(visited), &p);
		if (e == OK)
			e = change_write(db, who, &(struct change){
			    "household", ids[i], 0, "update", m->reason });
	}
	m->households += (int64_t)count;
	return e;
}
