/*
 * import: 数据导入 (S1-215): sheets that are sent in, the template they are
 * filled in on, and what was sent before.
 */
#ifndef PAGES_IMPORT_H
#define PAGES_IMPORT_H

#include "fcgi/http/route.h"

#define IMPORT_ROWS_MOST	5000	/* of a sheet */

/* /import */
extern const struct route import_routes[];

#endif
