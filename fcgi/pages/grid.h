/*
 * grid: a village's month as a page: a row for each household, and which of
 * them are typed (S4-003, S4-024).
 */
#ifndef PAGES_GRID_H
#define PAGES_GRID_H

#include "db/area.h"
#include "db/report.h"
#include "fcgi/http/route.h"
#include "fcgi/pages/entry.h"

#define GRID_PAGE 60	/* rows a page: ≤ 60 kB over the wire */

struct grid {
	int64_t area;		/* the village */
	int period;
	struct area_list path;
	struct report_rows rows;	/* all of the village */
	struct report_rows before;	/* the month before, the same rows */
	struct report_calendar calendar;
	struct entry *typed;		/* one a row; NULL: nothing typed */
};

/** grid_name(r, grid): the village and month of the path.
 * Errors: ERR_ABSENT where it is no village in scope, or no month. */
MUST enum err grid_name(struct req *r, struct grid *grid);

/** grid_load(r, grid): what stands, and the calendar: four queries. */
MUST enum err grid_load(struct req *r, struct grid *grid);

/** grid_rows(r, grid): the rows only: one query. */
MUST enum err grid_rows(struct req *r, struct grid *grid);

/** grid_prefix(r, row): "r17." of the row of household 17. */
const char *grid_prefix(struct req *r, const struct report_row *row);

/** grid_find(grid, household_id): the row's place, or rows.count. */
size_t grid_find(const struct grid *grid, int64_t household_id);

/** grid_read(r, grid): what was typed, from r->words.
 * Errors: ERR_ABSENT where a row is of no household of this village. */
MUST enum err grid_read(struct req *r, struct grid *grid);

/** grid_gate(grid, row): whether that row may be written. */
enum report_gate grid_gate(const struct grid *grid,
    const struct report_row *row);

/** grid_show(r, grid): the page; after a POST the rows that it held, as
 * typed where they differ from what stands. */
MUST enum err grid_show(struct req *r, const struct grid *grid);

#endif
