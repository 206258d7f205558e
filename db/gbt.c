#include "db/dictionary.h"
#include "db/gbt.h"

#define GBT_MOST	5000
#define POOL_CEILING	((size_t)1 << 20)

static SHAPE(gbt, COLUMN(gbt, code), COLUMN(gbt, label));

static const struct query all = {
	"SELECT CAST(code AS SIGNED) AS code, label"
	"  FROM code WHERE list = 'gbt2260' AND last_year = 9999"
	" ORDER BY 1",
	.out = &gbt_shape
};
const struct query *const gbt_queries[] = { &all, NULL };

static struct gbt_list kept;
static struct pool *kept_pool;
static int64_t kept_generation;

enum err
gbt_all(struct db *db, int64_t generation, const struct gbt_list **list)
{
	enum err e;

	*list = &kept;
	if (kept_pool != NULL && kept_generation == generation &&
	    generation != DICTIONARY_ANEW)
		return OK;
	pool_free(kept_pool);
	kept_pool = pool_new(POOL_CEILING);
	kept_generation = generation;
	e = db_all(db, kept_pool, &all, NULL, GBT_MOST, &kept.at,
	    &kept.count);
	if (e != OK) {
		pool_free(kept_pool);
		kept_pool = NULL;
	}
	return e;
}
