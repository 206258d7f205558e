#include <string.h>

#include "db/dictionary.h"
#include "db/generate_rows.h"

/* The server's packet limit is 16 MiB: that many rows stay well below. */
#define TRIP 2000

#define H(m) COLUMN(generate_household, m)
static const struct shape household_key_shape = {
	(const struct column[]){ H(household_id), H(number) }, 2,
	sizeof(struct generate_household)
};
static const struct query household_key = {
	"INSERT INTO household_key (household_id, number) VALUES (?, ?)",
	.in = &household_key_shape
};
static const struct shape household_row_shape = {
	(const struct column[]){ H(year), H(household_id), H(number),
	    H(area), H(head_name), H(phone), H(exited), H(exit_year),
	    H(monitor_class), H(risk_removed), H(member_count),
	    H(free_after) }, 12, sizeof(struct generate_household)
};
#define M(m) COLUMN(generate_member, m)
static const struct shape member_key_shape = {
	(const struct column[]){ M(member_id) }, 1,
	sizeof(struct generate_member)
};
static const struct query member_key = {
	"INSERT INTO member_key (member_id) VALUES (?)",
	.in = &member_key_shape
};
static const struct shape member_row_shape = {
	(const struct column[]){ M(year), M(member_id), M(household_id),
	    M(name), M(sex), M(idno), M(birth), M(relation), M(active) }, 9,
	sizeof(struct generate_member)
};
#define P(m) COLUMN(generate_pairing, m)
static const struct shape pairing_row_shape = {
	(const struct column[]){ P(household_id), P(helper_id), P(short_no),
	    P(from_day), P(to_day) }, 5, sizeof(struct generate_pairing)
};
static const struct query pairing = {
	"INSERT INTO pairing (household_id, helper_id, short_no, from_day,"
	" to_day) VALUES (?, ?, ?, ?, ?)",
	.in = &pairing_row_shape
};

#define R(m) COLUMN(report, m)
#define REPORT_ROW                                                      \
	R(household_id), R(period), REPORT_MONTH_COLUMNS(report, month.), \
	R(state), R(late), R(version), R(door), R(changed_by), R(helper_id), \
	R(reporter), R(reported_at), R(return_reason), R(area)
static const struct shape report_all_shape = {
	(const struct column[]){ REPORT_ROW },
	LEN(((const struct column[]){ REPORT_ROW })), sizeof(struct report)
};
static const struct query report = {
	"INSERT INTO report (household_id, period, wage_fen, business_fen,"
	" land_fen, dividend_fen, solar_fen, property_fen, policy_fen,"
	" transfer_fen, housing, water, dropout, insurance, problem, state,"
	" late, version, door, changed_by, helper_id, reporter, reported_at,"
	" return_reason, area)"
	" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
	" ?, ?, ?, ?, ?)",
	.in = &report_all_shape
};

#define C(m) COLUMN(generate_receipt, m)
static const struct shape receipt_row_shape = {
	(const struct column[]){ C(receipt_id), C(household_id), C(period) },
	3, sizeof(struct generate_receipt)
};
static const struct query receipt = {
	"INSERT INTO receipt (receipt_id, household_id, period)"
	" VALUES (?, ?, ?)",
	.in = &receipt_row_shape
};

const struct query *const generate_rows_queries[] = {
	&household_key, &member_key, &pairing, &report, &receipt, NULL
};

void
generate_rows_start(struct pool *pool, struct generate_rows *rows)
{
	size_t home = dictionary_of(DICTIONARY_HOUSEHOLD)->shape.size +
	    sizeof *rows->households;
	size_t person = dictionary_of(DICTIONARY_MEMBER)->shape.size +
	    sizeof *rows->members;

	*rows = (struct generate_rows){
	    .household_size = home, .member_size = person,
	    .household_forms = pool_array(pool, GENERATE_BATCH, home),
	    .member_forms = pool_array(pool, GENERATE_BATCH *
		GENERATE_MEMBERS_MOST, person),
	    .households = pool_array(pool, GENERATE_BATCH,
		sizeof *rows->households),
	    .members = pool_array(pool, GENERATE_BATCH *
		GENERATE_MEMBERS_MOST, sizeof *rows->members),
	    .pairings = pool_array(pool, GENERATE_BATCH *
		GENERATE_PAIRINGS_MOST, sizeof *rows->pairings),
	    .reports = pool_array(pool, GENERATE_BATCH *
		GENERATE_MONTHS_MOST, sizeof *rows->reports),
	    .receipts = pool_array(pool, GENERATE_BATCH *
		GENERATE_MONTHS_MOST, sizeof *rows->receipts),
	};
}

void *
generate_rows_household(const struct generate_rows *rows, size_t i)
{
	return rows->household_forms + i * rows->household_size;
}

void *
generate_rows_member(const struct generate_rows *rows, size_t i)
{
	return rows->member_forms + i * rows->member_size;
}

/* The hand-made columns to their places behind the dictionary's. */
static void
put_behind(const struct generate_rows *r)
{
	size_t i, home = r->household_size - sizeof *r->households;
	size_t person = r->member_size - sizeof *r->members;

	for (i = 0; i < r->household_count; i++)
		memcpy((char *)generate_rows_household(r, i) + home,
		    &r->households[i], sizeof *r->households);
	for (i = 0; i < r->member_count; i++)
		memcpy((char *)generate_rows_member(r, i) + person,
		    &r->members[i], sizeof *r->members);
}

enum err
generate_trips(struct db *db, const struct query *q, const void *rows,
    size_t count)
{
	const char *at = rows;
	size_t n, i;
	enum err e = OK;

	for (i = 0; e == OK && i < count; i += n) {
		n = count - i < TRIP ? count - i : TRIP;
		e = db_bulk(db, q, at + i * q->in->size, n);
	}
	return e;
}

enum err
generate_rows_write(struct db *db, const struct generate_rows *r)
{
	const struct {
		const struct query *q;
		const void *rows;
		size_t count;
	} all[] = {
		{ &household_key, r->households, r->household_count },
		{ dictionary_fill(DICTIONARY_HOUSEHOLD,
		    &household_row_shape), r->household_forms,
		    r->household_count },
		{ &member_key, r->members, r->member_count },
		{ dictionary_fill(DICTIONARY_MEMBER, &member_row_shape),
		    r->member_forms, r->member_count },
		{ &pairing, r->pairings, r->pairing_count },
		{ &report, r->reports, r->report_count },
		{ &receipt, r->receipts, r->receipt_count },
	};
	enum err e = OK;
	size_t i;

	put_behind(r);
	for (i = 0; e == OK && i < LEN(all); i++)
		e = generate_trips(db, all[i].q, all[i].rows, all[i].count);
	return e;
}
