#include <string.h>

#include "core/text.h"
#include "db/division_doing.h"
#include "db/division_follow.h"
#include "db/division_row.h"

#define NUMBERS_MOST	2000

/* A natural village that goes, and how many live there. */
struct home {
	int64_t hamlet_id;
	const char *name;
	int64_t households;
};
static SHAPE(home, COLUMN(home, hamlet_id), COLUMN(home, name),
    COLUMN(home, households));
struct home_key {
	int64_t year, area, hamlet_id;
};
static SHAPE(home_key, COLUMN(home_key, year), COLUMN(home_key, area),
    COLUMN(home_key, hamlet_id));
static const struct query home_of = {
	"SELECT n.hamlet_id, n.name, (SELECT COUNT(*) FROM household h"
	"   WHERE h.year = n.year AND h.area = n.area AND h.hamlet = n.name)"
	"  AS households"
	"  FROM hamlet n WHERE n.year = ? AND n.area = ? AND n.hamlet_id = ?"
	"  FOR UPDATE",
	.in = &home_key_shape, .out = &home_shape
};

struct number_key {
	const char *number;
	int64_t year, area;
};
static SHAPE(number_key, COLUMN(number_key, number),
    COLUMN(number_key, year), COLUMN(number_key, area));
struct resident {
	int64_t household_id;
	const char *hamlet;
};
static SHAPE(resident, COLUMN(resident, household_id),
    COLUMN(resident, hamlet));
static const struct query by_number = {
	"SELECT h.household_id, h.hamlet FROM household_key k"
	"  JOIN household h ON h.household_id = k.household_id"
	" WHERE k.number = ? AND h.year = ? AND h.area = ?",
	.in = &number_key_shape, .out = &resident_shape
};

static const struct query how_many = {
	"SELECT COUNT(*) AS n FROM household WHERE year = ? AND area = ?",
	.in = &(const struct shape){ (const struct column[]){
	    COLUMN(home_key, year), COLUMN(home_key, area) },
	    2, sizeof(struct home_key) },
	.out = &division_count_shape
};

const struct query *const division_split_queries[] = {
	&home_of, &by_number, &how_many, NULL
};

/* Who goes: whole natural villages, and households one by one. */
struct leaving {
	struct division_doing *x;
	struct home *homes;
	size_t home_count;
	int64_t *ids;
	size_t count;
	int64_t households;		/* of both */
};

static enum err
add_homes(struct leaving *l)
{
	struct division_doing *x = l->x;
	enum err e = OK;
	size_t i;

	l->homes = pool_array(x->pool, x->d->hamlet_count + 1,
	    sizeof *l->homes);
	for (i = 0; e == OK && i < x->d->hamlet_count; i++) {
		struct home *home = &l->homes[l->home_count++];

		e = db_one(x->db, x->pool, &home_of, &(struct home_key){
		    x->who->year, x->d->code, x->d->hamlets[i] }, home);
		if (e == ERR_ABSENT)
			e = division_doing_refuse(x, DIVISION_HAMLET);
		else if (e == OK)
			l->households += home->households;
	}
	return e;
}

/* Named already, or one who goes with his natural village anyhow. */
static bool
goes(const struct leaving *l, const struct resident *r)
{
	size_t i;

	for (i = 0; i < l->home_count; i++)
		if (text_is(l->homes[i].name, r->hamlet))
			return true;
	for (i = 0; i < l->count; i++)
		if (l->ids[i] == r->household_id)
			return true;
	return false;
}

static enum err
add_number(struct leaving *l, const char *number)
{
	struct division_doing *x = l->x;
	struct resident r;
	enum err e;

	e = number[strspn(number, "0123456789")] != '\0' ? ERR_ABSENT :
	    db_one(x->db, x->pool, &by_number, &(struct number_key){ number,
	    x->who->year, x->d->code }, &r);
	if (e == ERR_ABSENT || l->count == NUMBERS_MOST) {
		x->d->word = number;
		return division_doing_refuse(x, DIVISION_NUMBER);
	}
	if (e == OK && !goes(l, &r)) {
		l->ids[l->count++] = r.household_id;
		l->households++;
	}
	return e;
}

/* What stands between two numbers; of full width the comma and the semicolon
 * are plain by now. */
static bool
between(uint32_t c)
{
	return c == 0x3000 || c == 0x3001 || c == 0x3002 ||
	    (c < 0x80 && strchr(" ,;\r\n\t", (int)c) != NULL);
}

/* The next of the numbers at *${at}, its digits plain; NULL: no more. */
static const char *
next_number(struct pool *pool, const char **at)
{
	struct text t = text_start(pool);
	const char *end = *at + strlen(*at);
	char bytes[4];
	uint32_t c;
	size_t n;

	while ((n = text_next(*at, end, &c)) > 0) {
		*at += n;
		/* full-width forms are 0xFEE0 above the plain ones */
		if (c >= 0xff01 && c <= 0xff5e)
			c -= 0xfee0;
		if (!between(c))
			text_add_len(&t, bytes, text_put(bytes, c));
		else if (t.len > 0)
			break;
	}
	return t.len > 0 ? t.at : NULL;
}

static enum err
add_numbers(struct leaving *l)
{
	struct division_doing *x = l->x;
	const char *at = x->d->numbers != NULL ? x->d->numbers : "";
	const char *number;
	enum err e = OK;

	l->ids = pool_array(x->pool, NUMBERS_MOST + 1, sizeof *l->ids);
	while (e == OK && (number = next_number(x->pool, &at)) != NULL)
		e = add_number(l, number);
	return e;
}

/* Somebody, but not everybody. */
static enum err
check(struct leaving *l)
{
	struct division_doing *x = l->x;
	struct division_count all;
	enum err e;

	if ((e = add_homes(l)) != OK || (e = add_numbers(l)) != OK)
		return e;
	if (l->home_count + l->count == 0)
		return division_doing_refuse(x, DIVISION_NOBODY);
	e = db_one(x->db, x->pool, &how_many, &(struct home_key){
	    x->who->year, x->d->code, 0 }, &all);
	return e == OK && all.n > 0 && all.n <= l->households ?
	    division_doing_refuse(x, DIVISION_EVERYBODY) : e;
}

enum err
division_split(struct division_doing *x)
{
	struct division_follow f = { x->who->year, x->d->code, x->d->into,
	    x->d->reason, 0 };
	struct leaving l = { .x = x };
	enum err e;
	size_t i;

	if ((e = division_doing_code(x)) != OK ||
	    (e = division_doing_name(x, x->village.parent,
	    x->d->name)) != OK || (e = check(&l)) != OK)
		return e;
	e = division_doing_found(x);
	for (i = 0; e == OK && i < l.home_count; i++)
		e = division_follow_hamlet(x->db, x->who, &f,
		    &(struct division_follow_hamlet){ l.homes[i].hamlet_id,
		    (int64_t)i + 1, l.homes[i].name });
	if (e == OK)
		e = division_follow_some(x->db, x->who, &f, l.ids, l.count);
	x->d->households = f.households;
	return e;
}
