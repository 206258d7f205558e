#include <stdio.h>
#include <string.h>

#include "db/area.h"
#include "db/export.h"

#define H(m) COLUMN(export_household, m)
#define ID(T, m) { "id", CELL_INT, offsetof(struct T, m) }
SHAPE(export_household, H(area), ID(export_household, household_id),
    H(number), H(year), H(head_name),
    H(phone), H(exited), H(exit_year), H(monitor_class), H(risk_removed),
    H(member_count), H(free_after));
#define M(m) COLUMN(export_member, m)
SHAPE(export_member, M(household_id), ID(export_member, member_id),
    M(name), M(sex), M(idno), M(birth), M(relation), M(active));
#define P(m) COLUMN(export_pairing, m)
SHAPE(export_pairing, P(household_id), ID(export_pairing, pairing_id),
    P(helper_id), P(short_no), P(from_day), P(to_day));
#define R(m) COLUMN(report, m)
#define REPORT_LIST                                                     \
	R(household_id), R(period), REPORT_MONTH_COLUMNS(report, month.), \
	R(state), R(late), R(version), R(door), R(helper_id), R(reporter), \
	R(reported_at), R(return_reason)
const struct shape export_report_shape = {
	(const struct column[]){ REPORT_LIST },
	LEN(((const struct column[]){ REPORT_LIST })), sizeof(struct report)
};

/* ---- households ------------------------------------------------------ */

struct year {
	int64_t year;
};
static SHAPE(year, COLUMN(year, year));
static const struct query known_year = {
	"SELECT year FROM registry_year"
	" WHERE year = ? AND state <> 'opening'",
	.in = &year_shape, .out = &year_shape
};

struct next {
	struct scope scope;
	int64_t year, after, most;
};
static SHAPE(next, SCOPE_COLUMNS(next, scope), COLUMN(next, year),
    COLUMN(next, after), COLUMN(next, most));
static const struct query households = {
	"SELECT h.area, h.household_id AS id, h.number, h.year, h.head_name,"
	" NULLIF(h.phone, '') AS phone, h.exited, h.exit_year,"
	" h.monitor_class, h.risk_removed, h.member_count, h.free_after"
	"  FROM household h FORCE INDEX (PRIMARY)"
	" WHERE" SCOPE_SQL
	"   AND h.year = ? AND h.household_id > ?"
	" ORDER BY h.household_id LIMIT ?",
	.in = &next_shape, .out = &export_household_shape
};

enum err
export_known(struct db *db, struct pool *pool, int64_t year)
{
	struct year row;

	return db_one(db, pool, &known_year, &(struct year){ year }, &row);
}

enum err
export_year(struct db *db, struct pool *pool, const struct who *who,
    int64_t year, int64_t *out)
{
	enum err e = export_known(db, pool, year);

	*out = e == OK ? year : who->year;
	return e == ERR_ABSENT ? OK : e;
}

enum err
export_households(struct db *db, struct pool *pool, const struct who *who,
    const struct export_key *key, struct export_batch *batch)
{
	*batch = (struct export_batch){ 0 };
	return db_all(db, pool, &households, &(struct next){
	    area_scope(who, key->area), key->year, key->after, key->most },
	    EXPORT_BATCH_MOST, &batch->households,
	    &batch->household_count);
}

/* ---- children -------------------------------------------------------- */

/* Of a range of identities; or, where the batch lies thinly in its range,
 * joined with the households of the scope. */
struct range {
	int64_t year;
	int64_t first, last;
	int64_t first_period, last_period;
	struct scope scope;
	int64_t year_again;
};
#define RANGE COLUMN(range, first), COLUMN(range, last)
#define THIN SCOPE_COLUMNS(range, scope), COLUMN(range, year_again)
#define RANGE_SHAPE(name, ...)                                          \
	static const struct shape name = {                              \
		(const struct column[]){ __VA_ARGS__ },                 \
		LEN(((const struct column[]){ __VA_ARGS__ })),          \
		sizeof(struct range) }
RANGE_SHAPE(year_range, COLUMN(range, year), RANGE);
RANGE_SHAPE(year_thin, THIN, COLUMN(range, year), RANGE);
RANGE_SHAPE(any_range, RANGE);
RANGE_SHAPE(any_thin, THIN, RANGE);
RANGE_SHAPE(month_range, RANGE, COLUMN(range, first_period),
    COLUMN(range, last_period));
RANGE_SHAPE(month_thin, THIN, RANGE, COLUMN(range, first_period),
    COLUMN(range, last_period));

#define THIN_SQL(t)                                                     \
	"  JOIN household h ON h.household_id = " t ".household_id"     \
	" WHERE" SCOPE_SQL " AND h.year = ? AND"
enum { DENSE, SPARSE, DENSITY__MAX };

#define MEMBER_SQL                                                      \
	"SELECT m.household_id, m.member_id AS id, m.name, m.sex,"    \
	" m.idno, m.birth, m.relation, m.active FROM member m"
#define MEMBER_END                                                      \
	" m.year = ? AND m.household_id BETWEEN ? AND ?"                \
	" ORDER BY m.household_id, m.member_id"
static const struct query members[DENSITY__MAX] = {
	[DENSE] = { MEMBER_SQL " WHERE" MEMBER_END,
	    .in = &year_range, .out = &export_member_shape },
	[SPARSE] = { MEMBER_SQL THIN_SQL("m") MEMBER_END,
	    .in = &year_thin, .out = &export_member_shape },
};

#define PAIRING_SQL                                                     \
	"SELECT p.household_id, p.pairing_id AS id, p.helper_id,"       \
	" p.short_no, p.from_day,"                                      \
	" NULLIF(p.to_day, '9999-12-31') AS to_day FROM pairing p"
#define PAIRING_END                                                     \
	" p.household_id BETWEEN ? AND ?"                               \
	" ORDER BY p.household_id, p.pairing_id"
static const struct query pairings[DENSITY__MAX] = {
	[DENSE] = { PAIRING_SQL " WHERE" PAIRING_END,
	    .in = &any_range, .out = &export_pairing_shape },
	[SPARSE] = { PAIRING_SQL THIN_SQL("p") PAIRING_END,
	    .in = &any_thin, .out = &export_pairing_shape },
};

#define REPORT_SQL                                                      \
	"SELECT r.household_id, r.period," REPORT_MONTH_SQL ","         \
	" r.state, r.late, r.version, r.door, r.helper_id, r.reporter," \
	" r.reported_at, r.return_reason FROM report r"
#define REPORT_END                                                      \
	" r.household_id BETWEEN ? AND ? AND r.period BETWEEN ? AND ?"  \
	" ORDER BY r.household_id, r.period"
static const struct query reports[DENSITY__MAX] = {
	[DENSE] = { REPORT_SQL " WHERE" REPORT_END,
	    .in = &month_range, .out = &export_report_shape },
	[SPARSE] = { REPORT_SQL THIN_SQL("r") REPORT_END,
	    .in = &month_thin, .out = &export_report_shape },
};

const struct query *const export_queries[] = {
	&known_year, &households, &members[DENSE], &members[SPARSE],
	&pairings[DENSE], &pairings[SPARSE], &reports[DENSE],
	&reports[SPARSE], NULL
};

/* A range with more than this many identities to a household is thin. */
#define THIN_SPAN 4

static struct range
range_of(const struct who *who, const struct export_key *key,
    const struct export_batch *batch, int *density)
{
	const struct export_household *h = batch->households;
	size_t count = batch->household_count;
	struct range r = { .year = key->year, .year_again = key->year,
	    .first = h[0].household_id, .last = h[count - 1].household_id,
	    .scope = area_scope(who, key->area) };

	*density = r.last - r.first > THIN_SPAN * (int64_t)count ?
	    SPARSE : DENSE;
	return r;
}

/* Fewer rows than there are would be a lie. */
static enum err
all_there(enum err e, size_t count)
{
	if (e != OK || count < EXPORT_CHILDREN_MOST)
		return e;
	fprintf(stderr, "export: more than %d children in a batch\n",
	    EXPORT_CHILDREN_MOST);
	return ERR_BROKEN;
}

/* Drop the rows of households that are not in the batch.  All are ordered by
 * household_id, which is the first member of each row. */
static size_t
keep_own(const struct export_batch *batch, void *rows, size_t size,
    size_t count)
{
	const struct export_household *h = batch->households;
	const struct export_household *end = h + batch->household_count;
	char *at = rows, *to = rows;
	size_t i;

	for (i = 0; i < count; i++, at += size) {
		int64_t id = *(const int64_t *)(const void *)at;

		while (h < end && h->household_id < id)
			h++;
		if (h == end || h->household_id != id)
			continue;
		if (to != at)
			memcpy(to, at, size);
		to += size;
	}
	return (size_t)(to - (char *)rows) / size;
}

enum err
export_members(struct db *db, struct pool *pool, const struct who *who,
    const struct export_key *key, struct export_batch *batch)
{
	int density;
	struct range r = range_of(who, key, batch, &density);
	enum err e;

	e = db_all(db, pool, &members[density], &r, EXPORT_CHILDREN_MOST,
	    &batch->members, &batch->member_count);
	if ((e = all_there(e, batch->member_count)) == OK)
		batch->member_count = keep_own(batch, batch->members,
		    sizeof *batch->members, batch->member_count);
	return e;
}

enum err
export_pairings(struct db *db, struct pool *pool, const struct who *who,
    const struct export_key *key, struct export_batch *batch)
{
	int density;
	struct range r = range_of(who, key, batch, &density);
	enum err e;

	e = db_all(db, pool, &pairings[density], &r, EXPORT_CHILDREN_MOST,
	    &batch->pairings, &batch->pairing_count);
	if ((e = all_there(e, batch->pairing_count)) == OK)
		batch->pairing_count = keep_own(batch, batch->pairings,
		    sizeof *batch->pairings, batch->pairing_count);
	return e;
}

enum err
export_reports(struct db *db, const struct who *who,
    const struct export_key *key, const struct export_batch *batch,
    const struct export_taker *taker)
{
	int density;
	struct range r = range_of(who, key, batch, &density);

	r.first_period = key->period_year * 100 + 1;
	r.last_period = key->period_year * 100 + 12;
	return db_each(db, &reports[density], &r, taker->take,
	    taker->cookie);
}
