/*
 * import_judge: what would become of a household by its rows of a sheet: read
 * by the readers of the form, judged by its rules, and saved as the form
 * saves it.
 */
#ifndef PAGES_IMPORT_JUDGE_H
#define PAGES_IMPORT_JUDGE_H

#include "fcgi/pages/import_judging.h"

/** import_sheet_open(r, import, sheet): its columns, by its head.
 * import_sheet_close(sheet): forget the last village. */
MUST enum err import_sheet_open(struct req *r, const struct import *import,
    struct import_sheet *sheet);
void import_sheet_close(struct import_sheet *sheet);

/** import_judge(pool, sheet, homes, count): the state of one household, whose
 * rows are ${homes}: the same for each; and what is told of each. */
MUST enum err import_judge(struct pool *pool, struct import_sheet *sheet,
    struct import_home *homes, size_t count);

/** import_judge_write(home, why): save what was judged IMPORT_CHANGE, or
 * IMPORT_WARN with that explanation, of one row.  Errors: ERR_CONFLICT where
 * somebody was faster, and nothing of the row was written. */
MUST enum err import_judge_write(struct import_home *home, const char *why);

#endif
