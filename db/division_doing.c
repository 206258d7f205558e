#include "db/division_doing.h"
#include "db/division_follow.h"
#include "db/division_row.h"

static SHAPE(division_village, COLUMN(division_village, code),
    COLUMN(division_village, parent), COLUMN(division_village, level),
    COLUMN(division_village, name), COLUMN(division_village, first_year),
    COLUMN(division_village, last_year));
static const struct query lock = {
	"SELECT code, parent, level, name, first_year, last_year FROM area"
	" WHERE code = ? FOR UPDATE",
	.in = &division_key_shape, .out = &division_village_shape
};

struct name_key {
	int64_t parent, year;
	const char *name;
};
static SHAPE(name_key, COLUMN(name_key, parent), COLUMN(name_key, year),
    COLUMN(name_key, name));
static const struct query name_taken = {
	"SELECT COUNT(*) AS n FROM area WHERE parent = ?"
	" AND ? BETWEEN first_year AND last_year AND name = ?",
	.in = &name_key_shape, .out = &division_count_shape
};

/* Writing. */
struct change_area {
	int64_t code, into, parent, year;
	const char *name;
};
#define AREA(m)	COLUMN(change_area, m)
#define AREAS(...) &(const struct shape){                               \
	(const struct column[]){ __VA_ARGS__ },                         \
	LEN(((const struct column[]){ __VA_ARGS__ })),                  \
	sizeof(struct change_area) }
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

const struct query *const division_doing_queries[] = {
	&lock, &name_taken, &retell, &found_it, &end_it, &pass_on, NULL
};

/* ---- checks ----------------------------------------------------------- */

enum err
division_doing_refuse(struct division_doing *x, enum division_flaw flaw)
{
	x->d->flaw = flaw;
	return ERR_INPUT;
}

enum err
division_doing_take(struct division_doing *x, int64_t code,
    struct division_village *v, enum division_flaw flaw)
{
	enum err e = db_one(x->db, x->pool, &lock, &(struct division_key){ code },
	    v);

	if (e == ERR_ABSENT)
		return division_doing_refuse(x, flaw);
	if (e != OK)
		return e;
	return v->level != AREA_VILLAGE || code < x->who->low ||
	    code > x->who->high || v->first_year > x->who->year ||
	    v->last_year < x->who->year ? division_doing_refuse(x, flaw) :
	    OK;
}

enum err
division_doing_name(struct division_doing *x, int64_t parent,
    const char *name)
{
	struct division_count taken;
	enum err e;

	e = db_one(x->db, x->pool, &name_taken, &(struct name_key){ parent,
	    x->who->year, name }, &taken);
	return e == OK && taken.n > 0 ?
	    division_doing_refuse(x, DIVISION_NAME_TAKEN) : e;
}

enum err
division_doing_code(struct division_doing *x)
{
	int64_t into = x->d->into, township = area_up(into);
	bool own = township == area_up(x->d->code);
	struct division_village v;
	enum err e;

	if (into < 100000000000 || into > 999999999999 ||
	    area_level(into) != AREA_VILLAGE)
		return division_doing_refuse(x, DIVISION_CODE);
	e = db_one(x->db, x->pool, &lock, &(struct division_key){ into }, &v);
	if (e == OK)
		return division_doing_refuse(x, DIVISION_CODE_TAKEN);
	if (e != ERR_ABSENT)
		return e;
	if (into < x->who->low || into > x->who->high ||
	    own != (x->d->deed == DIVISION_SPLIT))
		return division_doing_refuse(x, DIVISION_TOWNSHIP);
	e = db_one(x->db, x->pool, &lock, &(struct division_key){ township }, &v);
	return e == ERR_ABSENT || (e == OK && v.last_year < x->who->year) ?
	    division_doing_refuse(x, DIVISION_TOWNSHIP) : e;
}

/* ---- the tree --------------------------------------------------------- */

static struct change_area
change_of(const struct division_doing *x)
{
	return (struct change_area){ .code = x->d->code, .into = x->d->into,
	    .parent = area_up(x->d->into), .year = x->who->year,
	    .name = x->d->name };
}

enum err
division_doing_found(struct division_doing *x)
{
	struct change_area c = change_of(x);

	return db_do(x->db, &found_it, &c, NULL);
}

enum err
division_doing_tell(struct division_doing *x)
{
	struct change_area c = change_of(x);

	return db_do(x->db, &retell, &c, NULL);
}

enum err
division_doing_end(struct division_doing *x, bool gone)
{
	struct division_follow f = { x->who->year, x->d->code, x->d->into,
	    x->d->reason, 0 };
	struct change_area c = change_of(x);
	enum err e;

	if ((e = division_follow_all(x->db, x->pool, x->who, &f,
	    gone)) != OK || (e = db_do(x->db, &end_it, &c, NULL)) != OK ||
	    (e = db_do(x->db, &pass_on, &c, NULL)) != OK)
		return e;
	x->d->households = f.households;
	return division_doing_tell(x);
}
