#include <inttypes.h>

#include "core/idno.h"
#include "core/pager.h"
#include "db/change.h"
#include "db/member_change.h"
#include "db/name.h"

/* The change with who makes it. */
struct row {
	struct member_change m;
	int64_t year, changed_by;
	const char *door;
};
#define M(c) { #c, CELL_OF(((struct member_change *)0)->c),             \
	offsetof(struct row, m.c) }
#define ROW(c) COLUMN(row, c)
#define SHAPE_OF(name, ...)                                             \
	static const struct shape name = {                              \
		(const struct column[]){ __VA_ARGS__ },                 \
		LEN(((const struct column[]){ __VA_ARGS__ })),          \
		sizeof(struct row) }
#define KEY	ROW(changed_by), ROW(door), ROW(year), M(member_id), M(version)

SHAPE_OF(relate_shape, M(relation), KEY);
static const struct query relate = {
	"UPDATE member SET relation = ?, changed_by = ?, door = ?,"
	" version = version + 1"
	" WHERE year = ? AND member_id = ? AND version = ?",
	.in = &relate_shape
};
SHAPE_OF(identify_shape, M(name), M(sex), M(idno_type), M(idno), M(birth),
    KEY);
static const struct query identify = {
	"UPDATE member SET name = ?, sex = ?, idno_type = ?, idno = ?,"
	" birth = ?, changed_by = ?, door = ?, version = version + 1"
	" WHERE year = ? AND member_id = ? AND version = ?",
	.in = &identify_shape
};
static const struct query add_key = {
	"INSERT INTO member_key () VALUES ()", .in = NULL
};
SHAPE_OF(add_shape, ROW(year), M(member_id), M(household_id), M(name),
    M(sex), M(idno_type), M(idno), M(birth), M(relation),
    M(increase_reason), M(increase_month), ROW(changed_by), ROW(door));
static const struct query add = {
	"INSERT INTO member (year, member_id, household_id, name, sex,"
	" idno_type, idno, birth, relation, increase_reason,"
	" increase_month, changed_by, door)"
	" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	.in = &add_shape
};
SHAPE_OF(leave_shape, M(decrease_reason), M(decrease_day), KEY);
static const struct query leave = {
	"UPDATE member SET active = 0, decrease_reason = ?,"
	" decrease_day = ?, changed_by = ?, door = ?, version = version + 1"
	" WHERE year = ? AND member_id = ? AND version = ? AND active = 1",
	.in = &leave_shape
};
SHAPE_OF(come_back_shape, KEY);
static const struct query come_back = {
	"UPDATE member SET active = 1, decrease_reason = NULL,"
	" decrease_day = NULL, changed_by = ?, door = ?,"
	" version = version + 1"
	" WHERE year = ? AND member_id = ? AND version = ? AND active = 0",
	.in = &come_back_shape
};

struct hold_key {
	struct scope scope;
	int64_t year, household_id;
};
static SHAPE(hold_key, SCOPE_COLUMNS(hold_key, scope),
    COLUMN(hold_key, year), COLUMN(hold_key, household_id));
struct held {
	int64_t household_id;
};
static SHAPE(held, COLUMN(held, household_id));
static const struct query hold = {
	"SELECT h.household_id FROM household h WHERE" SCOPE_SQL
	"   AND h.year = ? AND h.household_id = ? FOR UPDATE",
	.in = &hold_key_shape, .out = &held_shape
};

struct follow_key {
	const char *head_name;
	int64_t members, changed_by;
	const char *door;
	int64_t year, household_id;
	const char *head_again;
	int64_t members_again;
};
#define FOLLOW(c) COLUMN(follow_key, c)
static SHAPE(follow_key, FOLLOW(head_name), FOLLOW(members),
    FOLLOW(changed_by), FOLLOW(door), FOLLOW(year), FOLLOW(household_id),
    FOLLOW(head_again), FOLLOW(members_again));
/* Nothing is written where nothing differs. */
static const struct query follow = {
	"UPDATE household SET head_name = ?, member_count = ?,"
	" changed_by = ?, door = ?"
	" WHERE year = ? AND household_id = ?"
	"   AND (head_name <> ? OR member_count <> ?)",
	.in = &follow_key_shape
};

/* ---- writing --------------------------------------------------------- */

enum err
member_hold(struct db *db, struct pool *pool, const struct who *who,
    int64_t household_id)
{
	struct held held;

	return db_one(db, pool, &hold, &(struct hold_key){ scope_of(who),
	    who->year, household_id }, &held);
}

static struct row
row_of(const struct who *who, const struct member_change *c)
{
	return (struct row){ *c, who->year, who->user_id, who->door };
}

static enum err
write(struct db *db, const struct who *who, const struct query *q,
    const struct member_change *c, const char *reason)
{
	struct row row = row_of(who, c);
	struct db_deed deed;
	enum err e;

	if (who->role < ROLE_VILLAGE || who->closed)
		return ERR_DENIED;
	if ((e = db_do(db, q, &row, &deed)) != OK)
		return e;
	if (deed.changed == 0)
		return ERR_CONFLICT;
	return change_write(db, who, &(struct change){ "member",
	    c->member_id, 0, q == &add ? "insert" : "update", reason });
}

enum err
member_identify(struct db *db, struct pool *pool, const struct who *who,
    const struct member_change *change, const char *reason)
{
	enum err e = write(db, who, &identify, change, reason);

	return e == OK ? name_learn(db, pool, change->name) : e;
}

enum err
member_add(struct db *db, struct pool *pool, const struct who *who,
    struct member_change *change, const char *reason)
{
	struct db_deed deed;
	enum err e;

	if (who->role < ROLE_VILLAGE || who->closed)
		return ERR_DENIED;
	if ((e = db_do(db, &add_key, NULL, &deed)) != OK)
		return e;
	change->member_id = deed.id;
	if ((e = write(db, who, &add, change, reason)) != OK)
		return e;
	return name_learn(db, pool, change->name);
}

enum err
member_leave(struct db *db, const struct who *who,
    const struct member_change *change)
{
	return write(db, who, &leave, change, "自然减少");
}

enum err
member_return(struct db *db, const struct who *who,
    const struct member_change *change, const char *reason)
{
	return write(db, who, &come_back, change, reason);
}

/* What the household has from its members; whether that was another. */
static enum err
put_follow(struct db *db, const struct who *who,
    const struct member_family *f, bool *changed)
{
	struct db_deed deed;
	enum err e = db_do(db, &follow, &(struct follow_key){ f->head_name,
	    f->members, who->user_id, who->door, who->year, f->household_id,
	    f->head_name, f->members }, &deed);

	*changed = e == OK && deed.changed > 0;
	return e;
}

static struct change
line_of(const char *entity, int64_t id)
{
	return (struct change){ entity, id, 0, "update", NULL };
}

enum err
member_relate(struct db *db, struct pool *pool, const struct who *who,
    const struct member_family *f)
{
	struct row *rows = pool_array(pool, f->count + 1, sizeof *rows);
	struct change *lines = pool_array(pool, f->count + 1, sizeof *lines);
	bool follows = false;
	size_t i;
	enum err e;

	if (who->role < ROLE_VILLAGE || who->closed)
		return ERR_DENIED;
	if (f->count == 0)
		return OK;
	for (i = 0; i < f->count; i++) {
		rows[i] = row_of(who, &f->changes[i]);
		lines[i] = line_of("member", f->changes[i].member_id);
	}
	if ((e = db_bulk(db, &relate, rows, f->count)) != OK)
		return e;
	if (db_bulk_changed(db) != (int64_t)f->count)
		return ERR_CONFLICT;
	if (f->follows && (e = put_follow(db, who, f, &follows)) != OK)
		return e;
	lines[f->count] = line_of("household", f->household_id);
	return change_write_all(db, pool, who, lines, f->count + follows);
}

enum err
member_follow(struct db *db, const struct who *who, int64_t household_id,
    const char *head_name, int64_t members)
{
	const struct change line = line_of("household", household_id);
	bool changed;
	enum err e = put_follow(db, who, &(struct member_family){
	    .household_id = household_id, .head_name = head_name,
	    .members = members }, &changed);

	return e != OK || !changed ? e : change_write(db, who, &line);
}

/* ---- the same number ------------------------------------------------- */

struct same_key {
	struct scope scope;
	int64_t year;
	const char *low, *high;
	int64_t except;
};
static SHAPE(same_key, SCOPE_COLUMNS(same_key, scope),
    COLUMN(same_key, year), COLUMN(same_key, low), COLUMN(same_key, high),
    COLUMN(same_key, except));
SHAPE(member_same, COLUMN(member_same, household_id),
    COLUMN(member_same, number), COLUMN(member_same, village),
    COLUMN(member_same, name));

/* Out of scope there is a row, but nothing in it. */
static const struct query same = {
	"SELECT h.household_id, h.number, v.name AS village,"
	" CASE WHEN h.household_id IS NOT NULL THEN m.name END AS name"
	"  FROM member m"
	"  LEFT JOIN household h"
	"    ON h.year = m.year AND h.household_id = m.household_id AND"
	SCOPE_SQL
	"  LEFT JOIN area v ON v.code = h.area"
	" WHERE m.year = ? AND m.idno BETWEEN ? AND ? AND m.active = 1"
	"   AND m.member_id <> ?"
	" ORDER BY h.household_id IS NULL, m.member_id LIMIT 5",
	.in = &same_key_shape, .out = &member_same_shape
};

enum err
member_same(struct db *db, struct pool *pool, const struct who *who,
    const char *idno, int64_t except, struct member_sames *list)
{
	const char *low = pool_print(pool, "%.*s", IDNO_SAME, idno);

	/* what follows the 18 sorts before ~ */
	return db_all(db, pool, &same, &(struct same_key){ scope_of(who),
	    who->year, low, pool_print(pool, "%s~", low), except },
	    MEMBER_SAME_MOST, &list->at, &list->count);
}

/* ---- without a number ------------------------------------------------ */

struct missing_key {
	struct scope scope;
	int64_t year, limit, offset;
};
#define MISSING(c) COLUMN(missing_key, c)
static SHAPE(missing_key, SCOPE_COLUMNS(missing_key, scope), MISSING(year),
    MISSING(limit), MISSING(offset));
static const struct shape missing_count_shape = {
	(const struct column[]){ SCOPE_COLUMNS(missing_key, scope),
	    MISSING(year) }, 6, sizeof(struct missing_key)
};
struct persons {
	int64_t persons;
};
static SHAPE(persons, COLUMN(persons, persons));

#define MISS(c) COLUMN(member_missing, c)
SHAPE(member_missing, MISS(member_id), MISS(household_id), MISS(name),
    MISS(sex), MISS(birth), MISS(relation_label), MISS(number),
    MISS(head_name), MISS(village));

#define MISSING_SQL                                                     \
	"  FROM member m JOIN household h"                              \
	"    ON h.year = m.year AND h.household_id = m.household_id"
#define MISSING_WHERE_SQL                                               \
	" WHERE" SCOPE_SQL " AND h.year = ? AND m.idno IS NULL"         \
	"   AND m.active = 1"
static const struct query missing_count = {
	"SELECT COUNT(*) AS persons" MISSING_SQL MISSING_WHERE_SQL,
	.in = &missing_count_shape, .out = &persons_shape
};
static const struct query missing = {
	"SELECT m.member_id, m.household_id, m.name, m.sex, m.birth,"
	" c.label AS relation_label, h.number, h.head_name,"
	" v.name AS village"
	MISSING_SQL
	"  LEFT JOIN code c ON c.list = 'relation' AND c.code = m.relation"
	"    AND m.year BETWEEN c.first_year AND c.last_year"
	"  LEFT JOIN area v ON v.code = h.area"
	MISSING_WHERE_SQL
	" ORDER BY h.area, h.household_id, m.member_id LIMIT ? OFFSET ?",
	.in = &missing_key_shape, .out = &member_missing_shape
};

const struct query *const member_change_queries[] = {
	&relate, &identify, &add_key, &add, &leave, &come_back, &hold,
	&follow, &same, &missing_count, &missing, NULL
};

enum err
member_missing(struct db *db, struct pool *pool, const struct who *who,
    int64_t page, struct member_missing_list *list)
{
	struct missing_key key = { scope_of(who), who->year,
	    MEMBER_MISSING_PAGE, 0 };
	struct persons n;
	struct pager at;
	enum err e;

	if ((e = db_one(db, pool, &missing_count, &key, &n)) != OK)
		return e;
	at = pager_of(n.persons, MEMBER_MISSING_PAGE, page);
	list->persons = n.persons;
	list->pages = at.pages;
	list->page = at.page;
	key.offset = at.offset;
	return db_all(db, pool, &missing, &key, MEMBER_MISSING_PAGE,
	    &list->at, &list->count);
}

char *
member_placeholder(struct pool *pool, int64_t member_id)
{
	return pool_print(pool, "W%010" PRId64, member_id);
}
