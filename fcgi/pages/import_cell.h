/*
 * import_cell: one row of a sheet, cell by cell, against what stands: which
 * say something new, and which may not say what they say.
 */
#ifndef PAGES_IMPORT_CELL_H
#define PAGES_IMPORT_CELL_H

#include "fcgi/pages/import_judging.h"

/** import_cell_judge(j): j->lines, fresh and any.  What is there to be read
 * only, what this household's form does not ask and what is masked otherwise
 * than it leaves is told. */
void import_cell_judge(struct import_judging *j);

/** import_cell_sums(j): a total says what stands, or what it comes to. */
void import_cell_sums(struct import_judging *j);

#endif
