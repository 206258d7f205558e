#include "core/text.h"
#include "db/area.h"
#include "db/rule_count.h"

struct phone_key {
	int64_t year;
	const char *phone;
	int64_t household_id;
};
static SHAPE(phone_key, COLUMN(phone_key, year), COLUMN(phone_key, phone),
    COLUMN(phone_key, household_id));
struct shared {
	int64_t households;
};
static SHAPE(shared, COLUMN(shared, households));
static const struct query same_phone = {
	"SELECT COUNT(*) AS households FROM household"
	" WHERE year = ? AND phone = ? AND household_id <> ?",
	.in = &phone_key_shape, .out = &shared_shape
};

struct homes_key {
	struct scope scope;
	int64_t year;
	const char *hamlet;
};
static SHAPE(homes_key, SCOPE_COLUMNS(homes_key, scope),
    COLUMN(homes_key, year), COLUMN(homes_key, hamlet),
    { "hamlet_again", CELL_TEXT, offsetof(struct homes_key, hamlet) });
#define HOMES(m) { #m, CELL_OF(((struct dictionary_base *)0)->m),       \
	offsetof(struct dictionary_base, m) }
static const struct shape homes_shape = {
	(const struct column[]){ HOMES(homes), HOMES(homes_persons),
	    HOMES(homes_arable_mu_100), HOMES(homes_forest_mu_100) },
	4, sizeof(struct dictionary_base)
};
#define SUM_SQL(column, name)                                           \
	" CAST(IFNULL(SUM(h." column "), 0) AS SIGNED) AS " name
static const struct query homes_of = {
	"SELECT COUNT(*) AS homes," SUM_SQL("member_count", "homes_persons")
	"," SUM_SQL("arable_mu_100", "homes_arable_mu_100")
	"," SUM_SQL("forest_mu_100", "homes_forest_mu_100")
	"  FROM household h"
	" WHERE" SCOPE_SQL
	"   AND h.year = ? AND h.free_after IS NULL"
	"   AND (? = '' OR h.hamlet = ?)",
	.in = &homes_key_shape, .out = &homes_shape
};

const struct query *const rule_count_queries[] = {
	&same_phone, &homes_of, NULL
};

enum err
rule_count_phone(struct db *db, struct pool *pool,
    const struct dictionary_file *file, struct dictionary_head *h)
{
	const struct dictionary_line *l = dictionary_find(dictionary_of(
	    DICTIONARY_HOUSEHOLD), "phone");
	const char *phone = l == NULL || l->column == NULL ? NULL :
	    *(const char *const *)shape_in(l->column, h);
	struct shared n = { 0 };
	enum err e = OK;

	if (file != NULL && text_is(file->phone, phone))
		n.households = file->phone_shared;
	else if (phone != NULL && *phone != '\0')
		e = db_one(db, pool, &same_phone, &(struct phone_key){
		    h->year, phone, h->id }, &n);
	h->base.phone_shared = n.households;
	return e;
}

enum err
rule_count_homes(struct db *db, struct pool *pool, const struct who *who,
    struct dictionary_head *h)
{
	struct dictionary_base sums = { 0 };
	enum err e;

	/* only a natural village has a name of its own in its row */
	e = db_one(db, pool, &homes_of, &(struct homes_key){ area_scope(who,
	    h->parent), h->year, h->base.name != NULL ? h->base.name : "" },
	    &sums);
	h->base.homes = sums.homes;
	h->base.homes_persons = sums.homes_persons;
	h->base.homes_arable_mu_100 = sums.homes_arable_mu_100;
	h->base.homes_forest_mu_100 = sums.homes_forest_mu_100;
	return e;
}
