/*
 * import_refused: the rows that were refused as a sheet again: as they came,
 * and why; mended, it can be sent in again.
 */
#ifndef PAGES_IMPORT_REFUSED_H
#define PAGES_IMPORT_REFUSED_H

#include "fcgi/http/route.h"

/** import_refused_download(r), import_refused_book(r): GET
 * /import/#/refused, as CSV and as a workbook. */
MUST enum err import_refused_download(struct req *r);
MUST enum err import_refused_book(struct req *r);

#endif
