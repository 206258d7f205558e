#include <string.h>

#include "core/area.h"
#include "db/change.h"
#include "db/clock.h"
#include "db/hamlet.h"

SHAPE(hamlet, COLUMN(hamlet, hamlet_id), COLUMN(hamlet, area),
    COLUMN(hamlet, serial), COLUMN(hamlet, name), COLUMN(hamlet, active),
    COLUMN(hamlet, version), COLUMN(hamlet, households),
    COLUMN(hamlet, persons));

struct list_key {
	int64_t year, area, low, high;
};
static SHAPE(list_key, COLUMN(list_key, year), COLUMN(list_key, area),
    { "year_again", CELL_INT, offsetof(struct list_key, year) },
    { "area_again", CELL_INT, offsetof(struct list_key, area) },
    COLUMN(list_key, low), COLUMN(list_key, high));

static const struct query of_village = {
	"SELECT n.hamlet_id, n.area, n.serial, n.name, n.active, n.version,"
	" IFNULL(s.households, 0) AS households,"
	" CAST(IFNULL(s.persons, 0) AS SIGNED) AS persons"
	"  FROM hamlet n"
	"  LEFT JOIN (SELECT h.hamlet, COUNT(*) AS households,"
	"     SUM(h.member_count) AS persons"
	"    FROM household h"
	"   WHERE h.year = ? AND h.area = ? AND h.free_after IS NULL"
	"   GROUP BY h.hamlet) s ON s.hamlet = n.name"
	" WHERE n.year = ? AND n.area = ? AND n.area BETWEEN ? AND ?"
	" ORDER BY n.serial",
	.in = &list_key_shape, .out = &hamlet_shape
};

enum err
hamlet_list(struct db *db, struct pool *pool, const struct who *who,
    int64_t area, struct hamlet_list *list)
{
	return db_all(db, pool, &of_village, &(struct list_key){ who->year,
	    area, who->low, who->high }, HAMLET_MOST, &list->at,
	    &list->count);
}

const struct hamlet *
hamlet_find(const struct hamlet_list *list, int64_t id)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (list->at[i].hamlet_id == id)
			return &list->at[i];
	return NULL;
}

/* ---- changing --------------------------------------------------------- */

/* All parameters that the statements below take. */
struct writing {
	int64_t area, year, hamlet_id, serial, version;
	const char *name, *old;
	bool active;
	int64_t changed_by, helper_id;
	const char *door;
	struct moment at;
};
#define W(m) COLUMN(writing, m)
#define W_SHAPE(name, ...)                                              \
	static const struct shape name = {                              \
		(const struct column[]){ __VA_ARGS__ },                 \
		LEN(((const struct column[]){ __VA_ARGS__ })),          \
		sizeof(struct writing) }
W_SHAPE(writing_area, W(area));
W_SHAPE(writing_key, W(area), W(serial));
W_SHAPE(writing_row, W(year), W(hamlet_id), W(area), W(serial), W(name),
    W(changed_by), W(door));
W_SHAPE(writing_change, W(name), W(active), W(changed_by), W(door), W(year),
    W(hamlet_id), W(area), W(version));
W_SHAPE(writing_people, W(name), W(changed_by), W(door), W(year), W(area),
    W(old));
W_SHAPE(writing_name, W(year), W(area), W(name), W(hamlet_id));
W_SHAPE(writing_note, W(at), W(changed_by), W(helper_id), W(door), W(year),
    W(area), W(old));

struct last {
	int64_t serial;
};
static SHAPE(last, COLUMN(last, serial));

/* The village's numbers are held until the deed is done: one at a time. */
static const struct query last_serial = {
	"SELECT serial FROM hamlet_key WHERE area = ?"
	" ORDER BY serial DESC LIMIT 1 FOR UPDATE",
	.in = &writing_area, .out = &last_shape
};
/* One that went to another village left its number in the years before. */
static const struct query past_serial = {
	"SELECT IFNULL(MAX(n.serial), 0) AS serial"
	"  FROM registry_year y"
	"  JOIN hamlet n ON n.year = y.year AND n.area = ?",
	.in = &writing_area, .out = &last_shape
};
/* As it is now, not as it was when the transaction began to read.  Those
 * given up keep their names: the households of old years have them. */
static const struct query namesake = {
	"SELECT serial FROM hamlet"
	" WHERE year = ? AND area = ? AND name = ? AND hamlet_id <> ?"
	" LIMIT 1 FOR UPDATE",
	.in = &writing_name, .out = &last_shape
};
static const struct query new_key = {
	"INSERT INTO hamlet_key (area, serial) VALUES (?, ?)",
	.in = &writing_key
};
static const struct query new_row = {
	"INSERT INTO hamlet (year, hamlet_id, area, serial, name,"
	" changed_by, door) VALUES (?, ?, ?, ?, ?, ?, ?)",
	.in = &writing_row
};
static const struct query change_row = {
	"UPDATE hamlet SET name = ?, active = ?, changed_by = ?, door = ?,"
	" version = version + 1"
	" WHERE year = ? AND hamlet_id = ? AND area = ? AND version = ?",
	.in = &writing_change
};
/* Each household has a line of its own in the ledger. */
static const struct query note_people = {
	"INSERT INTO `change` (at, user_id, helper_id, door, entity,"
	" record_id, period, deed)"
	" SELECT ?, ?, ?, ?, 'household', household_id, 0, 'update'"
	"  FROM household WHERE year = ? AND area = ? AND hamlet = ?"
	"  FOR UPDATE",
	.in = &writing_note
};
static const struct query move_people = {
	"UPDATE household SET hamlet = ?, changed_by = ?, door = ?,"
	" version = version + 1"
	" WHERE year = ? AND area = ? AND hamlet = ?",
	.in = &writing_people
};

const struct query *const hamlet_queries[] = {
	&of_village, &last_serial, &past_serial, &namesake, &new_key,
	&new_row, &change_row, &note_people, &move_people, NULL
};

/* Hold the village, and look at what is there now. */
static enum err
start(struct db *db, struct pool *pool, const struct who *who,
    const struct hamlet_deed *deed, struct hamlet_list *list)
{
	struct last last;
	enum err e;

	if (who->role < ROLE_VILLAGE || who->closed ||
	    deed->area < who->low || deed->area > who->high ||
	    area_level(deed->area) != AREA_VILLAGE)
		return ERR_DENIED;
	e = db_one(db, pool, &last_serial, &(struct writing){
	    .area = deed->area }, &last);
	if (e != OK && e != ERR_ABSENT)
		return e;
	return hamlet_list(db, pool, who, deed->area, list);
}

static enum err
refuse(struct hamlet_deed *deed, enum hamlet_flaw flaw)
{
	deed->flaw = flaw;
	return ERR_INPUT;
}

/* ERR_INPUT where another of the village has that name. */
static enum err
taken(struct db *db, struct pool *pool, const struct writing *w,
    struct hamlet_deed *deed)
{
	struct last last;
	enum err e = db_one(db, pool, &namesake, w, &last);

	return e == OK ? refuse(deed, HAMLET_TAKEN) :
	    e == ERR_ABSENT ? OK : e;
}

static enum err
tell(struct db *db, const struct who *who, int64_t hamlet_id,
    const char *what)
{
	return change_write(db, who, &(struct change){ "hamlet", hamlet_id,
	    0, what, NULL });
}

enum err
hamlet_add(struct db *db, struct pool *pool, const struct who *who,
    struct hamlet_deed *deed)
{
	struct writing w = { .area = deed->area, .year = who->year,
	    .name = deed->name, .changed_by = who->user_id,
	    .door = who->door };
	struct hamlet_list list;
	struct last last = { 0 }, past;
	struct db_deed done;
	enum err e;

	deed->flaw = HAMLET_FINE;
	if ((e = start(db, pool, who, deed, &list)) != OK)
		return e;
	if (list.count == HAMLET_MOST)
		return refuse(deed, HAMLET_FULL);
	if ((e = taken(db, pool, &w, deed)) != OK)
		return e;
	e = db_one(db, pool, &last_serial, &w, &last);
	if (e != OK && e != ERR_ABSENT)
		return e;
	if ((e = db_one(db, pool, &past_serial, &w, &past)) != OK)
		return e;
	w.serial = 1 + (last.serial > past.serial ? last.serial :
	    past.serial);
	if ((e = db_do(db, &new_key, &w, &done)) != OK)
		return e;
	w.hamlet_id = deed->hamlet_id = done.id;
	if ((e = db_do(db, &new_row, &w, NULL)) != OK)
		return e;
	return tell(db, who, w.hamlet_id, "insert");
}

/* The row as it shall be, if it is still what its writer saw. */
static enum err
change(struct db *db, const struct who *who, const struct hamlet *now,
    struct writing *w)
{
	struct db_deed done;
	enum err e;

	w->area = now->area;
	w->year = who->year;
	w->hamlet_id = now->hamlet_id;
	w->changed_by = who->user_id;
	w->door = who->door;
	if ((e = db_do(db, &change_row, w, &done)) != OK)
		return e;
	if (done.changed == 0)
		return ERR_CONFLICT;
	return tell(db, who, w->hamlet_id, "update");
}

static enum err
move(struct db *db, const struct who *who, struct writing *w)
{
	enum err e;

	w->at = clock_now();
	w->helper_id = who->helper_id;
	e = db_do(db, &note_people, w, NULL);
	return e != OK ? e : db_do(db, &move_people, w, NULL);
}

/* The one that the deed is about, as it is now. */
static enum err
find(struct db *db, struct pool *pool, const struct who *who,
    struct hamlet_deed *deed, const struct hamlet **now)
{
	struct hamlet_list list;
	enum err e;

	deed->flaw = HAMLET_FINE;
	if ((e = start(db, pool, who, deed, &list)) != OK)
		return e;
	*now = hamlet_find(&list, deed->hamlet_id);
	return *now == NULL ? ERR_ABSENT : OK;
}

enum err
hamlet_rename(struct db *db, struct pool *pool, const struct who *who,
    struct hamlet_deed *deed)
{
	struct writing w = { .area = deed->area, .year = who->year,
	    .hamlet_id = deed->hamlet_id, .name = deed->name,
	    .version = deed->version };
	const struct hamlet *now;
	enum err e;

	if ((e = find(db, pool, who, deed, &now)) != OK)
		return e;
	if (strcmp(now->name, deed->name) == 0)
		return OK;
	if ((e = taken(db, pool, &w, deed)) != OK)
		return e;
	w.old = now->name;
	w.active = now->active;
	if ((e = change(db, who, now, &w)) != OK)
		return e;
	return move(db, who, &w);
}

enum err
hamlet_keep(struct db *db, struct pool *pool, const struct who *who,
    struct hamlet_deed *deed)
{
	struct writing w = { .version = deed->version,
	    .active = deed->active };
	const struct hamlet *now;
	enum err e;

	if ((e = find(db, pool, who, deed, &now)) != OK)
		return e;
	if (now->active == deed->active)
		return OK;
	if (!deed->active && now->households > 0)
		return refuse(deed, HAMLET_LIVED_IN);
	w.name = now->name;
	return change(db, who, now, &w);
}
