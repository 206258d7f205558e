#include <string.h>

#include "db/dictionary.h"
#include "db/recount.h"
#include "db/setting.h"

#define BATCH		2000
#define POOL_CEILING	(256u << 20)

struct greatest {
	int64_t household_id;
};
static SHAPE(greatest, COLUMN(greatest, household_id));
static const struct query greatest = {
	"SELECT IFNULL(MAX(household_id), 0) AS household_id"
	"  FROM household_key",
	.out = &greatest_shape
};
const struct query *const recount_queries[] = { &greatest, NULL };

static enum err
recount_one(struct db *db, struct pool *pool, const struct who *who,
    const struct dictionary_head *row, bool residents, bool *changed)
{
	const struct dictionary *d = dictionary_of(DICTIONARY_HOUSEHOLD);
	struct dictionary_edit edit = { .entity = DICTIONARY_HOUSEHOLD,
	    .before = row, .after = dictionary_row(pool, d),
	    .version = row->version, .residents = residents };
	enum err e;

	memcpy(edit.after, row, d->shape.size);
	e = dictionary_save(db, who, &edit);
	*changed = edit.changed;
	return e;
}

/* One that somebody saves meanwhile is right by that. */
static enum err
recount_batch(struct db *db, struct pool *pool, const struct who *who,
    const struct dictionary_range *range, struct recount_done *done)
{
	struct dictionary_rows rows;
	struct settings settings;
	bool changed;
	enum err e;
	size_t i;

	if ((e = settings_read(db, pool, &settings)) != OK ||
	    (e = dictionary_export(db, pool, who, DICTIONARY_HOUSEHOLD,
	    range, &rows)) != OK)
		return e;
	for (i = 0; i < rows.count; i++) {
		e = recount_one(db, pool, who, rows.at[i],
		    settings.per_resident, &changed);
		if (e != OK && e != ERR_CONFLICT)
			return e;
		done->seen++;
		done->changed += e == OK && changed;
	}
	return OK;
}

enum err
recount_run(struct db *db, const struct who *who, struct recount_done *done)
{
	struct pool *pool = pool_new(POOL_CEILING);
	struct dictionary_range range = { .year = who->year, .first = 1 };
	struct greatest last;
	enum err e = db_one(db, pool, &greatest, NULL, &last);

	*done = (struct recount_done){ 0 };
	for (; e == OK && range.first <= last.household_id;
	    range.first += BATCH) {
		range.last = range.first + BATCH - 1;
		if ((e = db_begin(db)) != OK)
			break;
		if ((e = recount_batch(db, pool, who, &range, done)) == OK)
			e = db_commit(db);
		if (e != OK)
			db_rollback(db);
		pool_reset(pool);
	}
	pool_free(pool);
	return e;
}
