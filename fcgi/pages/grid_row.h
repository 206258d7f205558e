/*
 * grid_row: one row of the village's grid, saved by the script as soon as it
 * is left; the same gate and rules as the whole form, answered in JSON.
 */
#ifndef PAGES_GRID_ROW_H
#define PAGES_GRID_ROW_H

#include "fcgi/http/route.h"

extern const struct form grid_row_form;

/** grid_row_save(r): POST /village/#/month/#/row.  Answers 200 with
 * {"done":true, state, label, seen, receipt, trace, note}. */
MUST enum err grid_row_save(struct req *r);

/** grid_row_again(r): what was wrong: 422 or 409 with {"done":false,
 * "flaws":[{field, sentence}], "seen"}. */
MUST enum err grid_row_again(struct req *r);

#endif
