#include <string.h>

#include "db/clock.h"
#include "db/dictionary.h"
#include "db/recount.h"
#include "db/setting.h"

#define BATCH		500	/* well under the second a daemon ends in */
#define POOL_CEILING	(64u << 20)

SHAPE(recount, COLUMN(recount, asked_at), COLUMN(recount, done_at),
    COLUMN(recount, next), COLUMN(recount, last),
    COLUMN(recount, households), COLUMN(recount, seen),
    COLUMN(recount, changed));

static const struct shape extent_shape = {
	(const struct column[]){ COLUMN(recount, last),
	    COLUMN(recount, households) }, 2, sizeof(struct recount)
};
/* By itself: inside of the statement that writes it would hold every
 * household. */
static const struct query extent = {
	"SELECT (SELECT IFNULL(MAX(household_id), 0) FROM household_key)"
	" AS last, (SELECT COUNT(*) FROM household h"
	"   WHERE h.year = n.year) AS households"
	"  FROM registry_now n",
	.out = &extent_shape
};
static const struct shape ask_shape = {
	(const struct column[]){ COLUMN(recount, asked_at),
	    COLUMN(recount, last), COLUMN(recount, households) }, 3,
	sizeof(struct recount)
};
static const struct query ask = {
	"UPDATE recount SET asked_at = ?, done_at = NULL, next = 1,"
	" seen = 0, changed = 0, last = ?, households = ? WHERE one = 1",
	.in = &ask_shape
};

#define READ                                                            \
	"SELECT asked_at, done_at, next, last, households, seen, changed" \
	"  FROM recount WHERE one = 1"
static const struct query reading = { READ, .out = &recount_shape };
static const struct query hold = { READ " FOR UPDATE",
	.out = &recount_shape };

static const struct shape step_shape = {
	(const struct column[]){ COLUMN(recount, next),
	    COLUMN(recount, seen), COLUMN(recount, changed),
	    COLUMN(recount, done_at) }, 4, sizeof(struct recount)
};
static const struct query step = {
	"UPDATE recount SET next = ?, seen = ?, changed = ?, done_at = ?"
	" WHERE one = 1",
	.in = &step_shape
};
const struct query *const recount_queries[] = {
	&extent, &ask, &reading, &hold, &step, NULL
};

enum err
recount_ask(struct db *db, const struct who *who)
{
	struct recount k = { 0 };
	enum err e;

	if (who->role < ROLE_ADMIN)
		return ERR_DENIED;
	e = db_one(db, NULL, &extent, NULL, &k);
	k.asked_at = clock_now();
	return e != OK ? e : db_do(db, &ask, &k, NULL);
}

enum err
recount_read(struct db *db, struct pool *pool, struct recount *out)
{
	return db_one(db, pool, &reading, NULL, out);
}

bool
recount_waits(const struct recount *k)
{
	return k->asked_at.utc != 0 && k->done_at.utc == 0;
}

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

enum err
recount_household(struct db *db, struct pool *pool, const struct who *who,
    int64_t household_id, bool residents)
{
	bool changed;
	void *row;
	enum err e = dictionary_household(db, pool, who, household_id, &row);

	return e != OK ? e : recount_one(db, pool, who, row, residents,
	    &changed);
}

/* One that somebody saves meanwhile is right by that. */
static enum err
recount_batch(struct db *db, struct pool *pool, const struct who *who,
    struct recount *k)
{
	struct dictionary_range range = { .year = who->year,
	    .first = k->next, .last = k->next + BATCH - 1 };
	struct dictionary_rows rows;
	struct settings settings;
	bool changed;
	enum err e;
	size_t i;

	if ((e = settings_read(db, pool, &settings)) != OK ||
	    (e = dictionary_export(db, pool, who, DICTIONARY_HOUSEHOLD,
	    &range, &rows)) != OK)
		return e;
	for (i = 0; i < rows.count; i++) {
		e = recount_one(db, pool, who, rows.at[i],
		    settings.per_resident, &changed);
		if (e != OK && e != ERR_CONFLICT)
			return e;
		k->seen++;
		k->changed += e == OK && changed;
	}
	k->next += BATCH;
	if (k->next > k->last)
		k->done_at = clock_now();
	return db_do(db, &step, k, NULL);
}

enum err
recount_next(struct db *db, const struct who *who, struct recount *out)
{
	struct pool *pool = pool_new(POOL_CEILING);
	enum err e = db_begin(db);

	/* whoever asks anew waits for this batch, and another runner too */
	if (e == OK && (e = db_one(db, pool, &hold, NULL, out)) == OK &&
	    recount_waits(out))
		e = recount_batch(db, pool, who, out);
	if (e == OK)
		e = db_commit(db);
	if (e != OK)
		db_rollback(db);
	pool_free(pool);
	return e;
}
