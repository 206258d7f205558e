/*
 * year_file: a household's year as a file: all that its page shows (S4-027).
 * GET /household/#/report/#/file, with names masked as in every file.
 */
#ifndef PAGES_YEAR_FILE_H
#define PAGES_YEAR_FILE_H

#include "fcgi/http/req.h"

/** year_file(r): the rows of the form as CSV, a month a row. */
MUST enum err year_file(struct req *r);

#endif
