#include "db/change.h"
#include "db/pairing.h"

SHAPE(pairing, COLUMN(pairing, pairing_id), COLUMN(pairing, household_id),
    COLUMN(pairing, helper_id), COLUMN(pairing, short_no),
    COLUMN(pairing, from_day), COLUMN(pairing, to_day),
    COLUMN(pairing, current), COLUMN(pairing, name), COLUMN(pairing, unit),
    COLUMN(pairing, duty), COLUMN(pairing, phone), COLUMN(pairing, number),
    COLUMN(pairing, head_name), COLUMN(pairing, free_after));

#define PAIRING_SQL                                                     \
	"SELECT p.pairing_id, p.household_id, p.helper_id, p.short_no," \
	" p.from_day, p.to_day,"                                        \
	" (? BETWEEN p.from_day AND p.to_day) AS current,"              \
	" k.name, k.unit, k.duty, k.phone, h.number, h.head_name,"      \
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
};
static SHAPE(both, COLUMN(both, next), COLUMN(both, had));
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
	"   AND n.to_day >= ?), 0) AS had"
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
	struct date last_again;
};
static SHAPE(end, COLUMN(end, last), COLUMN(end, changed_by),
    COLUMN(end, door), SCOPE_COLUMNS(end, scope), COLUMN(end, year),
    COLUMN(end, pairing_id), COLUMN(end, last_again));

static const struct query end_on = {
	"UPDATE pairing p"
	"  JOIN household h ON h.household_id = p.household_id"
	"   SET p.to_day = ?, p.changed_by = ?, p.door = ?"
	" WHERE" SCOPE_SQL
	"   AND h.year = ? AND p.pairing_id = ? AND p.to_day > ?",
	.in = &end_shape
};

const struct query *const pairing_queries[] = {
	&of_household, &of_helper, &both_of, &insert, &end_on, NULL
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
    const struct pairing_edit *edit, int64_t *short_no)
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
	*short_no = both.had != 0 ? both.had : both.next;
	if (both.had != 0)
		return OK;
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
	    scope_of(who), who->year, pairing_id, last }, &deed);
	if (e != OK)
		return e;
	if (deed.changed == 0)
		return ERR_ABSENT;
	return change_write(db, who, &(struct change){ .entity = "pairing",
	    .record_id = pairing_id, .deed = "update" });
}
