/*
 * import_one: a sheet that was sent in: what would become of each row, the
 * deed, and the refused rows as a sheet again.
 */
#ifndef PAGES_IMPORT_ONE_H
#define PAGES_IMPORT_ONE_H

#include "fcgi/http/route.h"

/* /import/# */
extern const struct route import_one_routes[];

#endif
