/*
 * import_word: a cell of a sheet as a form would send it: what a code is
 * called becomes the code, a day as spreadsheets write it an ISO day.  What
 * can't be read so stays as it is, for the field's reader to refuse.
 */
#ifndef PAGES_IMPORT_WORD_H
#define PAGES_IMPORT_WORD_H

#include "core/field.h"

/* What empties a field: an empty cell leaves it as it is. */
#define IMPORT_CLEAR	"清空"

/** import_word(pool, field, cell): the field's word. */
const char *import_word(struct pool *pool, const struct field *field,
    const char *cell);

/** import_word_day(pool, cell): 2022/3/5, 2022年3月5日, 20220305, 44625 (as a
 * workbook counts days) as 2022-03-05; ${cell} itself where it is none. */
const char *import_word_day(struct pool *pool, const char *cell);

#endif
