/*
 * import_person: which member of a household a row of a sheet is about; what
 * tells who he is is not changed by a sheet (S1-223).
 */
#ifndef PAGES_IMPORT_PERSON_H
#define PAGES_IMPORT_PERSON_H

#include "fcgi/pages/import_judging.h"

/** import_person_find(j): j->home->member, by number, and where the row says
 * none, or as it leaves in a file, by name.  Returns: NULL, or why there is
 * nobody. */
const char *import_person_find(struct import_judging *j);

/** import_person_judge(j, column, cell): what tells who he is says the same,
 * or that it does not is told. */
void import_person_judge(struct import_judging *j,
    const struct import_column *column, const char *cell);

#endif
