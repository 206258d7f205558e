#include <string.h>

#include "core/text.h"
#include "db/change.h"
#include "db/clock.h"
#include "db/division.h"
#include "db/division_move.h"

#define NUMBERS_MOST	2000

/* A village as it is, its row locked. */
struct village {
	int64_t code, parent, level;
	const char *name;
	int64_t first_year, last_year;
};
static SHAPE(village, COLUMN(village, code), COLUMN(village, parent),
    COLUMN(village, level), COLUMN(village, name),
    COLUMN(village, first_year), COLUMN(village, last_year));
struct code_key {
	int64_t code;
};
static SHAPE(code_key, COLUMN(code_key, code));
static const struct query lock = {
	"SELECT code, parent, level, name, first_year, last_year FROM area"
	" WHERE code = ? FOR UPDATE",
	.in = &code_key_shape, .out = &village_shape
};

struct living {
	int64_t year;
};
static SHAPE(living, COLUMN(living, year));
static const struct query living_year = {
	"SELECT year FROM registry_now WHERE one = 1", .out = &living_shape
};

struct count {
	int64_t n;
};
static SHAPE(count, COLUMN(count, n));
struct name_key {
	int64_t parent, year;
	const char *name;
};
static SHAPE(name_key, COLUMN(name_key, parent), COLUMN(name_key, year),
    COLUMN(name_key, name));
static const struct query name_taken = {
	"SELECT COUNT(*) AS n FROM area WHERE parent = ?"
	" AND ? BETWEEN first_year AND last_year AND name = ?",
	.in = &name_key_shape, .out = &count_shape
};

struct number_key {
	const char *number;
	int64_t year, area;
};
static SHAPE(number_key, COLUMN(number_key, number),
    COLUMN(number_key, year), COLUMN(number_key, area));
struct id {
	int64_t household_id;
};
static SHAPE(id, COLUMN(id, household_id));
static const struct query by_number = {
	"SELECT h.household_id FROM household_key k JOIN household h"
	"    ON h.household_id = k.household_id"
	" WHERE k.number = ? AND h.year = ? AND h.area = ?",
	.in = &number_key_shape, .out = &id_shape
};
struct area_year {
	int64_t year, area;
};
static SHAPE(area_year, COLUMN(area_year, year), COLUMN(area_year, area));
static const struct query how_many = {
	"SELECT COUNT(*) AS n FROM household WHERE year = ? AND area = ?",
	.in = &area_year_shape, .out = &count_shape
};

/* Writing. */
struct change_area {
	int64_t code, year;
	const char *name;
	int64_t into;
	const char *old;
	int64_t parent;
};
#define AREA(m)	COLUMN(change_area, m)
#define AREAS(...) &(const struct shape){                               \
	(const struct column[]){ __VA_ARGS__ },                         \
	LEN(((const struct column[]){ __VA_ARGS__ })),                  \
	sizeof(struct change_area) }
/* The first new name of a year: what it was called until then. */
static const struct query remember = {
	"INSERT IGNORE INTO area_former (code, last_year, name)"
	" VALUES (?, ? - 1, ?)",
	.in = AREAS(AREA(code), AREA(year), AREA(old))
};
static const struct query rename_it = {
	"UPDATE area SET name = ?, kept = 1 WHERE code = ?",
	.in = AREAS(AREA(name), AREA(code))
};
static const struct query retell = {
	"UPDATE session s JOIN user u ON u.user_id = s.user_id"
	" SET s.area_name = ? WHERE u.area = ?",
	.in = AREAS(AREA(name), AREA(into))
};
static const struct query found_it = {
	"INSERT INTO area (code, parent, level, name, first_year, kept)"
	" VALUES (?, ?, 5, ?, ?, 1)",
	.in = AREAS(AREA(into), AREA(parent), AREA(name), AREA(year))
};
static const struct query end_it = {
	"UPDATE area SET last_year = ? - 1, successor = ?, kept = 1"
	" WHERE code = ?",
	.in = AREAS(AREA(year), AREA(into), AREA(code))
};
static const struct query pass_on = {
	"UPDATE area SET successor = ? WHERE successor = ?",
	.in = AREAS(AREA(into), AREA(code))
};

struct deed_row {
	int64_t year;
	const char *deed;
	int64_t code, into_code;
	const char *old_name, *new_name;
	int64_t households;
	const char *reason;
	int64_t changed_by;
	struct moment at;
};
static SHAPE(deed_row, COLUMN(deed_row, year), COLUMN(deed_row, deed),
    COLUMN(deed_row, code), COLUMN(deed_row, into_code),
    COLUMN(deed_row, old_name), COLUMN(deed_row, new_name),
    COLUMN(deed_row, households), COLUMN(deed_row, reason),
    COLUMN(deed_row, changed_by), COLUMN(deed_row, at));
static const struct query write_deed = {
	"INSERT INTO area_deed (year, deed, code, into_code, old_name,"
	" new_name, households, reason, changed_by, at)"
	" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	.in = &deed_row_shape
};

SHAPE(division_line, COLUMN(division_line, year),
    COLUMN(division_line, deed), COLUMN(division_line, code),
    COLUMN(division_line, into_code), COLUMN(division_line, old_name),
    COLUMN(division_line, new_name), COLUMN(division_line, households),
    COLUMN(division_line, reason), COLUMN(division_line, user),
    COLUMN(division_line, at));
struct range {
	int64_t low, high;
};
static SHAPE(range, COLUMN(range, low), COLUMN(range, high));
static const struct query lines_of = {
	"SELECT d.year, d.deed, d.code, d.into_code, d.old_name, d.new_name,"
	" d.households, d.reason, u.name AS user, d.at"
	"  FROM area_deed d LEFT JOIN user u ON u.user_id = d.changed_by"
	" WHERE d.code BETWEEN ? AND ? ORDER BY d.deed_id DESC LIMIT 200",
	.in = &range_shape, .out = &division_line_shape
};
static const struct query last_code = {
	"SELECT IFNULL(MAX(code), 0) AS n FROM area"
	" WHERE code BETWEEN ? AND ?",
	.in = &range_shape, .out = &count_shape
};

const struct query *const division_queries[] = {
	&lock, &living_year, &name_taken, &by_number, &how_many, &remember,
	&rename_it, &retell, &found_it, &end_it, &pass_on, &write_deed,
	&lines_of, &last_code, NULL
};

/* ---- words ------------------------------------------------------------ */

static const struct {
	const char *name, *label;
} deeds[DIVISION_DEED__MAX] = {
	[DIVISION_RENAME] = { "rename", "更名" },
	[DIVISION_MERGE] = { "merge", "合并" },
	[DIVISION_SPLIT] = { "split", "分村" },
	[DIVISION_MOVE] = { "move", "划转" },
};

const char *
division_name(enum division_deed deed)
{
	return deeds[deed].name;
}

const char *
division_label(enum division_deed deed)
{
	return deeds[deed].label;
}

const char *
division_sentence(enum division_flaw flaw)
{
	static const char *const sentences[DIVISION__MAX] = {
		[DIVISION_FINE] = "",
		[DIVISION_YEAR] = "不能调整：区划调整只能在当前年度办理，"
		    "请先回到当前年度",
		[DIVISION_UNKNOWN] = "不是您负责范围内现有的村，请重新选择",
		[DIVISION_INTO_UNKNOWN] = "不是您负责范围内现有的村，请重新选择",
		[DIVISION_SELF] = "就是它自己，请选另一个村",
		[DIVISION_SAME_NAME] = "和现在的名称相同，不需要改",
		[DIVISION_NAME_TAKEN] = "和本乡镇另一个村重名，请换一个名称",
		[DIVISION_CODE] = "不是12位的村级代码",
		[DIVISION_CODE_TAKEN] = "已经用过，请换一个代码",
		[DIVISION_TOWNSHIP] = "所在的乡镇不对：分村要在原来的乡镇，"
		    "划转要到您负责范围内的另一个乡镇",
		[DIVISION_NUMBER] = "不是这个村的户编号",
		[DIVISION_NOBODY] = "没有填，请填要划出的户编号",
		[DIVISION_EVERYBODY] = "是全村的户，一户也不留，请用更名或合并",
	};

	return sentences[flaw];
}

/* ---- checks ----------------------------------------------------------- */

/* One deed on its way. */
struct doing {
	struct db *db;
	struct pool *pool;
	const struct who *who;
	struct division *d;
	struct village village, into;
	int64_t *ids;			/* of a split */
	size_t count;
};

static enum err
refuse(struct doing *x, enum division_flaw flaw)
{
	x->d->flaw = flaw;
	return ERR_INPUT;
}

/* A village that is there this year, within scope. */
static enum err
take(struct doing *x, int64_t code, struct village *v,
    enum division_flaw flaw)
{
	enum err e = db_one(x->db, x->pool, &lock, &(struct code_key){ code },
	    v);

	if (e == ERR_ABSENT)
		return refuse(x, flaw);
	if (e != OK)
		return e;
	return v->level != AREA_VILLAGE || code < x->who->low ||
	    code > x->who->high || v->first_year > x->who->year ||
	    v->last_year < x->who->year ? refuse(x, flaw) : OK;
}

static enum err
check_year(struct doing *x)
{
	struct living now;
	enum err e = db_one(x->db, x->pool, &living_year, NULL, &now);

	if (e != OK)
		return e;
	return x->who->closed || x->who->year != now.year ?
	    refuse(x, DIVISION_YEAR) : OK;
}

static enum err
check_name(struct doing *x, int64_t parent, const char *name)
{
	struct count taken;
	enum err e;

	e = db_one(x->db, x->pool, &name_taken, &(struct name_key){ parent,
	    x->who->year, name }, &taken);
	return e == OK && taken.n > 0 ? refuse(x, DIVISION_NAME_TAKEN) : e;
}

/* A code that no area has or had, of a township that is there. */
static enum err
check_code(struct doing *x)
{
	int64_t township = area_up(x->d->into);
	bool own = township == area_up(x->d->code);
	struct village v;
	enum err e;

	if (x->d->into < 100000000000 || x->d->into > 999999999999 ||
	    area_level(x->d->into) != AREA_VILLAGE)
		return refuse(x, DIVISION_CODE);
	e = db_one(x->db, x->pool, &lock, &(struct code_key){ x->d->into },
	    &v);
	if (e == OK)
		return refuse(x, DIVISION_CODE_TAKEN);
	if (e != ERR_ABSENT)
		return e;
	if (x->d->into < x->who->low || x->d->into > x->who->high ||
	    own != (x->d->deed == DIVISION_SPLIT))
		return refuse(x, DIVISION_TOWNSHIP);
	e = db_one(x->db, x->pool, &lock, &(struct code_key){ township }, &v);
	return e == ERR_ABSENT || (e == OK && v.last_year < x->who->year) ?
	    refuse(x, DIVISION_TOWNSHIP) : e;
}

static enum err
add_number(struct doing *x, const char *number)
{
	struct id id;
	enum err e;
	size_t i;

	e = db_one(x->db, x->pool, &by_number, &(struct number_key){ number,
	    x->who->year, x->d->code }, &id);
	if (e == ERR_ABSENT || x->count == NUMBERS_MOST) {
		x->d->word = number;
		return refuse(x, DIVISION_NUMBER);
	}
	if (e != OK)
		return e;
	for (i = 0; i < x->count; i++)
		if (x->ids[i] == id.household_id)
			return OK;
	x->ids[x->count++] = id.household_id;
	return OK;
}

/* The households of a split: some, but not all. */
static enum err
check_numbers(struct doing *x)
{
	const char *at = x->d->numbers != NULL ? x->d->numbers : "";
	struct count all;
	enum err e = OK;
	size_t n;

	x->ids = pool_array(x->pool, NUMBERS_MOST + 1, sizeof *x->ids);
	for (; e == OK && *at != '\0'; at += n) {
		at += strspn(at, " ,;\r\n\t");
		if ((n = strcspn(at, " ,;\r\n\t")) > 0)
			e = add_number(x, pool_copy_len(x->pool, at, n));
	}
	if (e != OK)
		return e;
	if (x->count == 0)
		return refuse(x, DIVISION_NOBODY);
	e = db_one(x->db, x->pool, &how_many, &(struct area_year){
	    x->who->year, x->d->code }, &all);
	return e == OK && all.n <= (int64_t)x->count ?
	    refuse(x, DIVISION_EVERYBODY) : e;
}

/* ---- deeds ------------------------------------------------------------ */

static struct change_area
change_of(const struct doing *x)
{
	return (struct change_area){ .code = x->d->code,
	    .year = x->who->year, .name = x->d->name, .into = x->d->into,
	    .old = x->village.name, .parent = area_up(x->d->into) };
}

static enum err
write_all(struct doing *x, const struct query *const *list, size_t count,
    const struct change_area *c)
{
	enum err e = OK;
	size_t i;

	for (i = 0; e == OK && i < count; i++)
		e = db_do(x->db, list[i], c, NULL);
	return e;
}

static enum err
do_rename(struct doing *x)
{
	static const struct query *const list[] = { &rename_it, &retell };
	struct change_area c;
	enum err e;

	if (strcmp(x->village.name, x->d->name) == 0)
		return refuse(x, DIVISION_SAME_NAME);
	if ((e = check_name(x, x->village.parent, x->d->name)) != OK)
		return e;
	x->d->into = x->d->code;
	c = change_of(x);
	if (x->village.first_year < x->who->year &&
	    (e = db_do(x->db, &remember, &c, NULL)) != OK)
		return e;
	return write_all(x, list, LEN(list), &c);
}

static enum err
move_all(struct doing *x, bool gone)
{
	struct division_move m = { x->who->year, x->d->code, x->d->into,
	    x->d->reason, 0 };
	enum err e = division_move_all(x->db, x->pool, x->who, &m, gone);

	x->d->households = m.households;
	return e;
}

static enum err
do_merge(struct doing *x)
{
	static const struct query *const list[] = {
		&end_it, &pass_on, &retell,
	};
	struct change_area c;
	enum err e;

	if (x->d->into == x->d->code)
		return refuse(x, DIVISION_SELF);
	if ((e = take(x, x->d->into, &x->into, DIVISION_INTO_UNKNOWN)) != OK)
		return e;
	x->d->name = x->into.name;
	c = change_of(x);
	if ((e = move_all(x, true)) != OK)
		return e;
	return write_all(x, list, LEN(list), &c);
}

static enum err
do_split(struct doing *x)
{
	struct division_move m = { x->who->year, x->d->code, x->d->into,
	    x->d->reason, 0 };
	struct change_area c;
	enum err e;

	if ((e = check_code(x)) != OK ||
	    (e = check_name(x, x->village.parent, x->d->name)) != OK ||
	    (e = check_numbers(x)) != OK)
		return e;
	c = change_of(x);
	if ((e = db_do(x->db, &found_it, &c, NULL)) == OK)
		e = division_move_some(x->db, x->who, &m, x->ids, x->count);
	x->d->households = m.households;
	return e;
}

static enum err
do_move(struct doing *x)
{
	static const struct query *const list[] = {
		&end_it, &pass_on, &retell,
	};
	struct change_area c;
	enum err e;

	if ((e = check_code(x)) != OK)
		return e;
	x->d->name = x->village.name;
	if ((e = check_name(x, area_up(x->d->into), x->d->name)) != OK)
		return e;
	c = change_of(x);
	if ((e = db_do(x->db, &found_it, &c, NULL)) != OK ||
	    (e = move_all(x, false)) != OK)
		return e;
	return write_all(x, list, LEN(list), &c);
}

static enum err
tell(struct doing *x)
{
	const struct division *d = x->d;
	enum err e;

	e = db_do(x->db, &write_deed, &(struct deed_row){ x->who->year,
	    deeds[d->deed].name, d->code, d->into, x->village.name, d->name,
	    d->households, d->reason, x->who->user_id, clock_now() }, NULL);
	return e != OK ? e : change_write(x->db, x->who, &(struct change){
	    "area", d->code, 0, "update", d->reason });
}

enum err
division_do(struct db *db, struct pool *pool, const struct who *who,
    struct division *d)
{
	static enum err (*const doings[DIVISION_DEED__MAX])(struct doing *) = {
		[DIVISION_RENAME] = do_rename, [DIVISION_MERGE] = do_merge,
		[DIVISION_SPLIT] = do_split, [DIVISION_MOVE] = do_move,
	};
	struct doing x = { .db = db, .pool = pool, .who = who, .d = d };
	enum err e;

	d->flaw = DIVISION_FINE;
	d->households = 0;
	if (who->role < ROLE_COUNTY)
		return ERR_DENIED;
	if ((e = check_year(&x)) != OK ||
	    (e = take(&x, d->code, &x.village, DIVISION_UNKNOWN)) != OK ||
	    (e = doings[d->deed](&x)) != OK)
		return e;
	return tell(&x);
}

enum err
division_list(struct db *db, struct pool *pool, const struct who *who,
    struct division_line **lines, size_t *count)
{
	return db_all(db, pool, &lines_of, &(struct range){ who->low,
	    who->high }, DIVISION_LINES_MOST, lines, count);
}

enum err
division_free_code(struct db *db, struct pool *pool, int64_t township,
    int64_t *code)
{
	struct count last;
	enum err e = db_one(db, pool, &last_code, &(struct range){ township,
	    area_last(township) }, &last);

	if (e == OK)
		*code = last.n == 0 || last.n >= area_last(township) ? 0 :
		    last.n + 1;
	return e;
}
