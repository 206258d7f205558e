#include "db/change.h"
#include "db/clock.h"
#include "db/division.h"
#include "db/division_doing.h"
#include "db/division_row.h"

struct living {
	int64_t year;
};
static SHAPE(living, COLUMN(living, year));
static const struct query living_year = {
	"SELECT year FROM registry_now WHERE one = 1", .out = &living_shape
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
	.in = &range_shape, .out = &division_count_shape
};

const struct query *const division_queries[] = {
	&living_year, &write_deed, &lines_of, &last_code, NULL
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
		[DIVISION_HAMLET] = "里有的已经不是这个村的，请重新勾选",
		[DIVISION_NOBODY] = "没有勾选，户编号也没有填：至少要有一样",
		[DIVISION_EVERYBODY] = "划出的是全村的户，一户也不留，请用更名或合并",
	};

	return sentences[flaw];
}

/* ---- doing ------------------------------------------------------------ */

static enum err
check_year(struct division_doing *x)
{
	struct living now;
	enum err e = db_one(x->db, x->pool, &living_year, NULL, &now);

	if (e != OK)
		return e;
	return x->who->closed || x->who->year != now.year ?
	    division_doing_refuse(x, DIVISION_YEAR) : OK;
}

static enum err
tell(struct division_doing *x)
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
	static enum err (*const doings[DIVISION_DEED__MAX])(
	    struct division_doing *) = {
		[DIVISION_RENAME] = division_rename,
		[DIVISION_MERGE] = division_merge,
		[DIVISION_SPLIT] = division_split,
		[DIVISION_MOVE] = division_move,
	};
	struct division_doing x = { .db = db, .pool = pool, .who = who,
	    .d = d };
	enum err e;

	d->flaw = DIVISION_FINE;
	d->households = 0;
	if (who->role < ROLE_COUNTY)
		return ERR_DENIED;
	if ((e = check_year(&x)) != OK ||
	    (e = division_doing_take(&x, d->code, &x.village,
	    DIVISION_UNKNOWN)) != OK ||
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
	struct division_count last;
	enum err e = db_one(db, pool, &last_code, &(struct range){ township,
	    area_last(township) }, &last);

	if (e == OK)
		*code = last.n == 0 || last.n >= area_last(township) ? 0 :
		    last.n + 1;
	return e;
}
