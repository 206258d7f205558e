/*
 * year: a household's year as a page: what stands, what is typed, which
 * months are open (S4-023, S4-024).
 */
#ifndef PAGES_YEAR_H
#define PAGES_YEAR_H

#include "db/household.h"
#include "fcgi/http/route.h"
#include "fcgi/pages/entry.h"

struct year {
	int64_t id;		/* of the household */
	int year;
	struct household h;
	struct report months[12];
	struct report december;		/* of the year before, see below */
	struct report_calendar calendar[12];
	struct entry typed[12];		/* typed false: not in the form */
};

/** year_name(r, year): which household and year the path names; nothing else
 * is set.  ERR_ABSENT for a year that can't be. */
MUST enum err year_name(struct req *r, struct year *year);

/** year_load(r, year): what stands: three queries; while January is due one
 * more, for the December that can be copied into it. */
MUST enum err year_load(struct req *r, struct year *year);

/** year_read(r, year): what was typed, from r->words. */
void year_read(struct req *r, struct year *year);

/** year_gate(year, i): whether month ${i} + 1 is open, after year_load. */
enum report_gate year_gate(const struct year *year, int i);

/** year_view(r, year, i): what to show of it. */
enum report_view year_view(struct req *r, const struct year *year, int i);

/** year_before(year, i): the month before ${i} + 1, as far as it is known:
 * version 0 where it is not. */
const struct report *year_before(const struct year *year, int i);

/** year_show(r, year): the page; typed rows that differ from what stands are
 * shown as typed. */
MUST enum err year_show(struct req *r, const struct year *year);

/* 退回: sending a month back, with a reason, as it was seen. */
enum {
	YEAR_RETURN_PERIOD, YEAR_RETURN_REASON, YEAR_RETURN_SEEN,
	YEAR_RETURN__MAX
};
extern const struct form year_return_form;

/** year_seen(seen, period): the version of the month that the page showed,
 * as its word "202201-3 202202-1" has it; 0 where it showed none. */
int64_t year_seen(const char *seen, int64_t period);

#endif
