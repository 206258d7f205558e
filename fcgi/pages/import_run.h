/*
 * import_run: all households of a sheet, so many at a time: looked at, or
 * written.
 */
#ifndef PAGES_IMPORT_RUN_H
#define PAGES_IMPORT_RUN_H

#include "db/import.h"
#include "fcgi/http/route.h"

/** import_run_look(r, import): the state of each, and what is told.  Inside
 * a transaction. */
MUST enum err import_run_look(struct req *r, const struct import *import);

/** import_run_write(r, import, why): write those that may be, warned ones
 * with that explanation (NULL: not those), each whole and once.  Inside a
 * transaction, which is committed after each IMPORT_RUN_STEP households and
 * begun anew: what was written stays written.
 * Errors: ERR_DENIED where the year is another, or closed by now. */
#define IMPORT_RUN_STEP	100
MUST enum err import_run_write(struct req *r, const struct import *import,
    const char *why);

#endif
