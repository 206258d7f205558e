#include <string.h>

#include "db/name.h"
#include "db/pinyin.h"

#define SWEEP		5000		/* names at a time */
#define YEARS_MOST	100
#define POOL_CEILING	(64u << 20)

struct reading {
	const char *sound, *name, *letters;
};
static SHAPE(reading, COLUMN(reading, sound), COLUMN(reading, name),
    COLUMN(reading, letters));
static const struct query add = {
	"INSERT INTO name_sound (sound, name, letters) VALUES (?, ?, ?)"
	" ON DUPLICATE KEY UPDATE letters = VALUES(letters)",
	.in = &reading_shape
};

struct year {
	int64_t year;
};
static SHAPE(year, COLUMN(year, year));
static const struct query years = {
	"SELECT year FROM registry_year ORDER BY year",
	.out = &year_shape
};

/* Migrations of somebody's own may not know the table. */
struct there {
	int64_t there;
};
static SHAPE(there, COLUMN(there, there));
static const struct query table_there = {
	"SELECT COUNT(*) AS there FROM information_schema.tables"
	" WHERE table_schema = DATABASE() AND table_name = 'name_sound'",
	.out = &there_shape
};

/* Names in order, from one on; those that are not known are told apart. */
struct place {
	int64_t year;
	const char *after;
	int64_t limit;
};
static SHAPE(place, COLUMN(place, year), COLUMN(place, after),
    COLUMN(place, limit));
struct found {
	const char *name;
	bool known;
};
static SHAPE(found, COLUMN(found, name), COLUMN(found, known));

#define SWEEP_SQL(table, column)                                        \
	"SELECT k.name, EXISTS (SELECT 1 FROM name_sound s"             \
	"  WHERE s.name = k.name) AS known"                             \
	"  FROM (SELECT " column " AS name FROM " table                 \
	"   WHERE year = ? AND " column " > ?"                          \
	"   GROUP BY " column " ORDER BY " column " LIMIT ?) k"         \
	" ORDER BY k.name"
static const struct query heads = {
	SWEEP_SQL("household", "head_name"),
	.in = &place_shape, .out = &found_shape
};
static const struct query members = {
	SWEEP_SQL("member", "name"),
	.in = &place_shape, .out = &found_shape
};

const struct query *const name_queries[] = {
	&add, &years, &table_there, &heads, &members, NULL
};

/* ---- one name ---------------------------------------------------------- */

/* The rows of a name behind the ${n} that are there. */
static size_t
readings_of(struct pool *pool, const char *name, struct reading *rows,
    size_t n)
{
	struct pinyin p;
	size_t i;

	pinyin_of(pool, name, &p);
	for (i = 0; i < p.count; i++)
		rows[n++] = (struct reading){ p.at[i], name,
		    pinyin_letters(pool, p.at[i]) };
	return n;
}

enum err
name_learn(struct db *db, struct pool *pool, const char *name)
{
	struct reading rows[PINYIN_READINGS];

	return db_bulk(db, &add, rows, readings_of(pool, name, rows, 0));
}

/* ---- all of them ------------------------------------------------------- */

static enum err
learn_all(struct db *db, struct pool *pool, const struct found *at,
    size_t count)
{
	struct reading *rows = pool_array(pool, count * PINYIN_READINGS,
	    sizeof *rows);
	size_t n = 0, i;

	for (i = 0; i < count; i++)
		if (!at[i].known)
			n = readings_of(pool, at[i].name, rows, n);
	return db_bulk(db, &add, rows, n);
}

static enum err
sweep(struct db *db, const struct query *q, int64_t year, int64_t *learned)
{
	struct pool *pools[2] = { pool_new(POOL_CEILING),
	    pool_new(POOL_CEILING) };
	struct place place = { year, "", SWEEP };
	struct found *at;
	enum err e = OK;
	size_t count = SWEEP, i;
	int turn = 0;

	/* the last name of one turn is where the next begins */
	for (; e == OK && count == SWEEP; turn = !turn) {
		pool_reset(pools[turn]);
		e = db_all(db, pools[turn], q, &place, SWEEP, &at, &count);
		if (e != OK || count == 0)
			break;
		for (i = 0; i < count; i++)
			*learned += !at[i].known;
		e = learn_all(db, pools[turn], at, count);
		place.after = at[count - 1].name;
	}
	pool_free(pools[0]);
	pool_free(pools[1]);
	return e;
}

enum err
name_sweep(struct db *db, int64_t *learned)
{
	struct pool *pool = pool_new(POOL_CEILING);
	size_t count = 0, i;
	struct there there;
	struct year *at = NULL;
	enum err e = db_one(db, pool, &table_there, NULL, &there);

	*learned = 0;
	if (e == OK && there.there > 0)
		e = db_all(db, pool, &years, NULL, YEARS_MOST, &at, &count);
	for (i = 0; e == OK && i < count; i++)
		if ((e = sweep(db, &heads, at[i].year, learned)) == OK)
			e = sweep(db, &members, at[i].year, learned);
	pool_free(pool);
	return e;
}
