#include "db/area.h"
#include "db/dictionary_search.h"
#include "db/search.h"

/* ---- totals and pages -------------------------------------------------- */

enum err
search_total(struct db *db, struct pool *pool, const struct who *who,
    const struct search *search, struct search_total *total)
{
	struct dictionary_search s = dictionary_search_make(pool,
	    DICTIONARY_SEARCH_TOTAL, who, search, NULL);

	return db_one(db, pool, s.query, s.in, total);
}

enum err
search_turn(struct db *db, struct pool *pool, const struct who *who,
    const struct search *search, struct search_page *page)
{
	struct dictionary_search s;

	if (page->size > SEARCH_PAGE_MOST)
		page->size = SEARCH_PAGE_MOST;
	s = dictionary_search_make(pool, DICTIONARY_SEARCH_PAGE, who, search,
	    page);
	return db_all(db, pool, s.query, s.in, page->size, &page->at,
	    &page->count);
}

/* ---- how wide ---------------------------------------------------------- */

struct wide_key {
	int64_t low, high, year;
};
static SHAPE(wide_key, COLUMN(wide_key, low), COLUMN(wide_key, high),
    COLUMN(wide_key, year));
struct wide {
	int64_t households;
};
static SHAPE(wide, COLUMN(wide, households));
#define WIDE 100000
static const struct query wide = {
	"SELECT CAST(IFNULL(SUM(households), 0) AS SIGNED) AS households"
	"  FROM household_sum WHERE area BETWEEN ? AND ? AND year = ?",
	.in = &wide_key_shape, .out = &wide_shape
};

enum err
search_wide(struct db *db, struct pool *pool, const struct who *who,
    const struct search *s, bool *out)
{
	struct scope scope = area_scope(who, s->area);
	struct wide there;
	enum err e;

	*out = false;
	if (who->helper_id != 0 || s->find != SEARCH_NOTHING ||
	    scope.high - scope.low < SEARCH_COUNTY || (s->views == 0 &&
	    s->lacks == 0 && !s->below_fen.given && s->condition_count == 0))
		return OK;
	e = db_one(db, pool, &wide, &(struct wide_key){ scope.low,
	    scope.high, who->year }, &there);
	*out = e == OK && there.households > WIDE;
	return e;
}

/* ---- all of them ------------------------------------------------------- */

struct taking {
	enum err (*take)(void *, const struct search_row *);
	void *cookie;
};

static enum err
take_row(void *cookie, const void *at)
{
	const struct taking *t = cookie;
	const struct search_item *item = at;
	struct search_row row = { *item,
	    (const char *)at + DICTIONARY_SEARCH_BEHIND };

	return t->take(t->cookie, &row);
}

enum err
search_each(struct db *db, const struct who *who,
    const struct search *search,
    enum err (*take)(void *, const struct search_row *), void *cookie)
{
	struct pool *pool = pool_new(4u << 20);
	struct taking t = { take, cookie };
	struct dictionary_search s = dictionary_search_make(pool,
	    DICTIONARY_SEARCH_EACH, who, search, NULL);
	enum err e = db_each(db, s.query, s.in, take_row, &t);

	pool_free(pool);
	return e;
}

/* ---- natural villages -------------------------------------------------- */

struct hamlet_key {
	int64_t area, year;
};
static SHAPE(hamlet_key, COLUMN(hamlet_key, area), COLUMN(hamlet_key, year));
static SHAPE(search_hamlet, COLUMN(search_hamlet, name));
static const struct query hamlets = {
	"SELECT name FROM hamlet WHERE area = ? AND year = ? AND active"
	" ORDER BY serial",
	.in = &hamlet_key_shape, .out = &search_hamlet_shape
};

const struct query *const search_queries[] = { &hamlets, &wide, NULL };

enum err
search_hamlets(struct db *db, struct pool *pool, const struct who *who,
    int64_t village, struct search_hamlet **at, size_t *count)
{
	struct scope s = area_scope(who, village);

	*count = 0;
	return s.low != village || s.high != village ? OK :
	    db_all(db, pool, &hamlets, &(struct hamlet_key){ village,
	    who->year }, SEARCH_HAMLETS_MOST, at, count);
}
