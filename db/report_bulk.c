#include <inttypes.h>

#include "core/text.h"
#include "db/report_bulk.h"
#include "db/report_write.h"

/* ---- receipts -------------------------------------------------------- */

struct pair {
	int64_t household_id, period;
};
static SHAPE(pair, COLUMN(pair, household_id), COLUMN(pair, period));

static const struct query give_receipts = {
	"INSERT IGNORE INTO receipt (household_id, period) VALUES (?, ?)",
	.in = &pair_shape
};

struct list_key {
	const char *pairs;	/* [[household, period], …] */
};
static SHAPE(list_key, COLUMN(list_key, pairs));
struct given {
	int64_t place, receipt_id;
};
static SHAPE(given, COLUMN(given, place), COLUMN(given, receipt_id));

/* A locking read sees what others committed after our first look. */
static const struct query receipts_of = {
	"SELECT j.place - 1 AS place, c.receipt_id"
	"  FROM JSON_TABLE(?, '$[*]' COLUMNS (place FOR ORDINALITY,"
	"    h bigint PATH '$[0]', p int PATH '$[1]')) j"
	"  STRAIGHT_JOIN receipt c ON c.household_id = j.h AND c.period = j.p"
	" LOCK IN SHARE MODE",
	.in = &list_key_shape, .out = &given_shape
};

/* ---- reports --------------------------------------------------------- */

struct line {
	struct moment at;
	int64_t user_id, helper_id;
	const char *door;
	int64_t household_id, period;
	const char *deed;
};
static SHAPE(line, COLUMN(line, at), COLUMN(line, user_id),
    COLUMN(line, helper_id), COLUMN(line, door), COLUMN(line, household_id),
    COLUMN(line, period), COLUMN(line, deed));

static const struct query insert_lines = {
	"INSERT INTO `change` (at, user_id, helper_id, door, entity,"
	" record_id, period, deed) VALUES (?, ?, ?, ?, 'report', ?, ?, ?)",
	.in = &line_shape
};

const struct query *const report_bulk_queries[] = {
	&give_receipts, &receipts_of, &insert_lines, NULL
};

/* ---- doing ----------------------------------------------------------- */

static enum err
take_receipts(struct db *db, struct pool *pool, const char *pairs,
    struct report **wanted, size_t count)
{
	struct given *given;
	size_t n, i;
	enum err e;

	e = db_all(db, pool, &receipts_of, &(struct list_key){ pairs },
	    count, &given, &n);
	if (e != OK)
		return e;
	for (i = 0; i < n; i++)
		if (given[i].place >= 0 && (size_t)given[i].place < count)
			wanted[given[i].place]->receipt_id =
			    given[i].receipt_id;
	return n == count ? OK : ERR_BUSY;
}

enum err
report_bulk_receipts(struct db *db, struct pool *pool,
    struct report_list *list)
{
	struct report **wanted = pool_array(pool, list->count + 1,
	    sizeof(struct report *));
	struct pair *pairs = pool_array(pool, list->count + 1, sizeof *pairs);
	struct text json = text_start(pool);
	size_t i, n = 0;
	enum err e;

	for (i = 0; i < list->count; i++) {
		struct report *r = &list->at[i];

		if (r->receipt_id != 0 ||
		    report_state_of(r) != REPORT_REPORTED)
			continue;
		text_print(&json, "%s[%" PRId64 ",%" PRId64 "]",
		    n == 0 ? "[" : ",", r->household_id, r->period);
		pairs[n] = (struct pair){ r->household_id, r->period };
		wanted[n++] = r;
	}
	if (n == 0)
		return OK;
	text_add(&json, "]");
	if ((e = db_bulk(db, &give_receipts, pairs, n)) != OK)
		return e;
	return take_receipts(db, pool, json.at, wanted, n);
}

/* Those with a row before, or those without. */
static enum err
write_some(struct db *db, struct pool *pool, const struct report_list *list,
    bool new)
{
	struct report *some = pool_array(pool, list->count + 1, sizeof *some);
	size_t i, n = 0;
	enum err e;

	for (i = 0; i < list->count; i++)
		if ((list->at[i].version == 0) == new)
			some[n++] = list->at[i];
	e = db_bulk(db, new ? &report_write_insert : &report_write_update,
	    some, n);
	if (e == OK && n > 0 && !new && db_bulk_changed(db) != (int64_t)n)
		return ERR_CONFLICT;
	return e;
}

enum err
report_bulk_write(struct db *db, struct pool *pool,
    const struct report_list *list)
{
	struct line *lines = pool_array(pool, list->count + 1, sizeof *lines);
	enum err e;
	size_t i;

	for (i = 0; i < list->count; i++)
		lines[i] = (struct line){ list->at[i].reported_at,
		    list->at[i].changed_by, list->at[i].helper_id,
		    list->at[i].door, list->at[i].household_id,
		    list->at[i].period,
		    list->at[i].version == 0 ? "insert" : "update" };
	if ((e = write_some(db, pool, list, true)) != OK ||
	    (e = write_some(db, pool, list, false)) != OK)
		return e;
	return db_bulk(db, &insert_lines, lines, list->count);
}
