#include "db/change.h"
#include "db/pairing.h"

SHAPE(pairing, COLUMN(pairing, pairing_id), COLUMN(pairing, household_id),
    COLUMN(pairing, helper_id), COLUMN(pairing, short_no),
    COLUMN(pairing, from_day), COLUMN(pairing, to_day),
    COLUMN(pairing, current), COLUMN(pairing, name), COLUMN(pairing, unit),
    COLUMN(pairing, duty), COLUMN(pairing, sex), COLUMN(pairing, politics),
    COLUMN(pairing, phone), COLUMN(pairing, number),
    COLUMN(pairing, head_name), COLUMN(pairing, free_after));

#define PAIRING_SQL                                                     \
	"SELECT p.pairing_id, p.household_id, p.helper_id, p.short_no," \
	" p.from_day, p.to_day,"                                        \
	" (? BETWEEN p.from_day AND p.to_day) AS current,"              \
	" k.name, k.unit, k.duty, k.sex, k.politics, k.phone, h.number," \
	" h.head_name,"                                                 \
	" h.free_after"

struct of_household {
	struct date today;
	struct scope scope;
	int64_t year;
	int64_t household_id;
};
static SHAPE(of_household, COLUMN(of_household, today),
    SCOPE_COLUMNS(of_household, scope), COLUMN(of_household, year),
    COLUMN(of_household, household_id));

static const struct query of_household = {
	PAIRING_SQL
	"  FROM household h"
	"  JOIN pairing p ON p.household_id = h.household_id"
	"  JOIN helper k ON k.helper_id = p.helper_id"
	" WHERE" SCOPE_SQL
	"   AND h.year = ? AND h.household_id = ?"
	" ORDER BY current DESC, p.from_day DESC, p.pairing_id",
	.in = &of_household_shape, .out = &pairing_shape
};

struct of_helper {
	struct date today;
	struct scope scope;
	int64_t year;
	int64_t helper_id;
	struct date day;
};
static SHAPE(of_helper, COLUMN(of_helper, today),
    SCOPE_COLUMNS(of_helper, scope), COLUMN(of_helper, year),
    COLUMN(of_helper, helper_id), COLUMN(of_helper, day));

static const struct query of_helper = {
	PAIRING_SQL
	"  FROM pairing p"
	"  JOIN helper k ON k.helper_id = p.helper_id"
	"  JOIN household h ON h.household_id = p.household_id"
	" WHERE" SCOPE_SQL
	"   AND h.year = ? AND p.helper_id = ?"
	"   AND ? BETWEEN p.from_day AND p.to_day"
	" ORDER BY p.short_no",
	.in = &of_helper_shape, .out = &pairing_shape
};

/* Household and helper both within scope, the next number, and whether the
 * two are paired already (short_no of that, or 0). */
struct both {
	int64_t next, had;
	struct opt_int free_after;
};
static SHAPE(both, COLUMN(both, next), COLUMN(both, had),
    COLUMN(both, free_after));
struct both_key {
	int64_t household_id;
	struct date from_day;
	struct scope scope;
	int64_t year;
	int64_t household_again, helper_id, helper_low, helper_high;
};
static SHAPE(both_key, COLUMN(both_key, household_id),
    COLUMN(both_key, from_day), SCOPE_COLUMNS(both_key, scope),
    COLUMN(both_key, year), COLUMN(both_key, household_again),
    COLUMN(both_key, helper_id), COLUMN(both_key, helper_low),
    COLUMN(both_key, helper_high));

static const struct query both_of = {
	"SELECT (SELECT IFNULL(MAX(n.short_no), 0) + 1 FROM pairing n"
	"  WHERE n.helper_id = k.helper_id) AS next,"
	" IFNULL((SELECT MAX(n.short_no) FROM pairing n"
	"  WHERE n.helper_id = k.helper_id AND n.household_id = ?"
	"   AND n.to_day >= ?), 0) AS had, h.free_after"
	"  FROM household h JOIN helper k"
	" WHERE" SCOPE_SQL
	"   AND h.year = ? AND h.household_id = ?"
	"   AND k.helper_id = ? AND k.active AND k.area BETWEEN ? AND ?",
	.in = &both_key_shape, .out = &both_shape
};

struct new {
	int64_t household_id, helper_id, short_no;
	struct date from_day;
	int64_t changed_by;
	const char *door;
};
static SHAPE(new, COLUMN(new, household_id), COLUMN(new, helper_id),
    COLUMN(new, short_no), COLUMN(new, from_day), COLUMN(new, changed_by),
    COLUMN(new, door));

static const struct query insert = {
	"INSERT INTO pairing (household_id, helper_id, short_no, from_day,"
	" changed_by, door) VALUES (?, ?, ?, ?, ?, ?)",
	.in = &new_shape
};

struct end {
	struct date last;
	int64_t changed_by;
	const char *door;
	struct scope scope;
	int64_t year, pairing_id;
	struct date last_again, last_from;
};
static SHAPE(end, COLUMN(end, last), COLUMN(end, changed_by),
    COLUMN(end, door), SCOPE_COLUMNS(end, scope), COLUMN(end, year),
    COLUMN(end, pairing_id), COLUMN(end, last_again),
    COLUMN(end, last_from));

static const struct query end_on = {
	"UPDATE pairing p"
	"  JOIN household h ON h.household_id = p.household_id"
	"   SET p.to_day = ?, p.changed_by = ?, p.door = ?"
	" WHERE" SCOPE_SQL
	"   AND h.year = ? AND p.pairing_id = ? AND p.to_day > ?"
	"   AND p.from_day <= ?",
	.in = &end_shape
};

struct one {
	struct date today;
	struct scope scope;
	int64_t year, pairing_id;
};
static SHAPE(one, COLUMN(one, today), SCOPE_COLUMNS(one, scope),
    COLUMN(one, year), COLUMN(one, pairing_id));

static const struct query by_id = {
	PAIRING_SQL
	"  FROM pairing p"
	"  JOIN helper k ON k.helper_id = p.helper_id"
	"  JOIN household h ON h.household_id = p.household_id"
	" WHERE" SCOPE_SQL "   AND h.year = ? AND p.pairing_id = ?",
	.in = &one_shape, .out = &pairing_shape
};

/* Another pairing of the same two at that time. */
struct other {
	int64_t household_id, helper_id, pairing_id;
	struct date to_day, from_day;
};
static SHAPE(other, COLUMN(other, household_id), COLUMN(other, helper_id),
    COLUMN(other, pairing_id), COLUMN(other, to_day),
    COLUMN(other, from_day));
struct counted {
	int64_t n;
};
static SHAPE(counted, COLUMN(counted, n));
static const struct query others_of = {
	"SELECT COUNT(*) AS n FROM pairing WHERE household_id = ?"
	" AND helper_id = ? AND pairing_id <> ? AND from_day <= ?"
	" AND to_day >= ? FOR UPDATE",
	.in = &other_shape, .out = &counted_shape
};

struct moved {
	struct date from_day, to_day;
	int64_t changed_by;
	const char *door;
	int64_t pairing_id;
	struct date from_seen, to_seen;
};
static SHAPE(moved, COLUMN(moved, from_day), COLUMN(moved, to_day),
    COLUMN(moved, changed_by), COLUMN(moved, door),
    COLUMN(moved, pairing_id), COLUMN(moved, from_seen),
    COLUMN(moved, to_seen));
static const struct query move = {
	"UPDATE pairing SET from_day = ?, to_day = ?, changed_by = ?,"
	" door = ? WHERE pairing_id = ? AND from_day = ? AND to_day = ?",
	.in = &moved_shape
};

const struct query *const pairing_queries[] = {
	&of_household, &of_helper, &both_of, &insert, &end_on, &by_id,
	&others_of, &move, NULL
};

enum err
pairing_of_household(struct db *db, struct pool *pool,
    const struct who *who, int64_t household_id, struct pairing_list *list)
{
	return db_all(db, pool, &of_household, &(struct of_household){
	    who->today, scope_of(who), who->year, household_id },
	    PAIRING_MOST, &list->at, &list->count);
}

enum err
pairing_of_helper(struct db *db, struct pool *pool, const struct who *who,
    int64_t helper_id, struct pairing_list *list)
{
	return db_all(db, pool, &of_helper, &(struct of_helper){ who->today,
	    scope_of(who), who->year, helper_id, who->today }, PAIRING_MOST,
	    &list->at, &list->count);
}

enum err
pairing_add(struct db *db, struct pool *pool, const struct who *who,
    const struct pairing_edit *edit, struct pairing_done *done)
{
	struct db_deed deed;
	struct both both;
	enum err e;

	if (who->closed)
		return ERR_DENIED;
	e = db_one(db, pool, &both_of, &(struct both_key){
	    edit->household_id, edit->from_day, scope_of(who), who->year,
	    edit->household_id, edit->helper_id, who->low, who->high },
	    &both);
	if (e != OK)
		return e;
	done->had = both.had != 0;
	done->short_no = done->had ? both.had : both.next;
	if (done->had)
		return OK;
	if (both.free_after.given &&
	    both.free_after.value < period_of(edit->from_day))
		return ERR_INPUT;
	e = db_do(db, &insert, &(struct new){ edit->household_id,
	    edit->helper_id, both.next, edit->from_day, who->user_id,
	    who->door }, &deed);
	if (e != OK)
		return e;
	return change_write(db, who, &(struct change){ .entity = "pairing",
	    .record_id = deed.id, .deed = "insert" });
}

enum err
pairing_end(struct db *db, const struct who *who, int64_t pairing_id,
    struct date last)
{
	struct db_deed deed;
	enum err e;

	if (who->closed)
		return ERR_DENIED;
	e = db_do(db, &end_on, &(struct end){ last, who->user_id, who->door,
	    scope_of(who), who->year, pairing_id, last, last }, &deed);
	if (e != OK)
		return e;
	if (deed.changed == 0)
		return ERR_ABSENT;
	return change_write(db, who, &(struct change){ .entity = "pairing",
	    .record_id = pairing_id, .deed = "update" });
}

enum err
pairing_by_id(struct db *db, struct pool *pool, const struct who *who,
    int64_t pairing_id, struct pairing *pairing)
{
	return db_one(db, pool, &by_id, &(struct one){ who->today,
	    scope_of(who), who->year, pairing_id }, pairing);
}

static enum err
judge(struct db *db, struct pool *pool, const struct pairing *p,
    const struct pairing_period *to, enum pairing_flaw *flaw)
{
	struct other o = { p->household_id, p->helper_id, p->pairing_id,
	    to->to_day, to->from_day };
	struct counted others;
	enum err e;

	if (date_compare(to->to_day, to->from_day) < 0) {
		*flaw = PAIRING_PERIOD;
		return ERR_INPUT;
	}
	if ((e = db_one(db, pool, &others_of, &o, &others)) != OK)
		return e;
	*flaw = others.n > 0 ? PAIRING_TWICE : PAIRING_OK;
	return others.n > 0 ? ERR_CONFLICT : OK;
}

enum err
pairing_change(struct db *db, struct pool *pool, const struct who *who,
    const struct pairing *seen, const struct pairing_period *to,
    enum pairing_flaw *flaw)
{
	struct moved m = { to->from_day, to->to_day, who->user_id, who->door,
	    seen->pairing_id, seen->from_day, seen->to_day };
	struct pairing now;
	struct db_deed deed;
	enum err e;

	*flaw = PAIRING_OK;
	if (who->closed || who->role < ROLE_TOWNSHIP)
		return ERR_DENIED;
	if ((e = pairing_by_id(db, pool, who, seen->pairing_id,
	    &now)) != OK || (e = judge(db, pool, &now, to, flaw)) != OK ||
	    (e = db_do(db, &move, &m, &deed)) != OK)
		return e;
	if (deed.changed == 0) {
		*flaw = PAIRING_STALE;
		return ERR_CONFLICT;
	}
	return change_write(db, who, &(struct change){ .entity = "pairing",
	    .record_id = seen->pairing_id, .deed = "update" });
}
