/*
 * import_template: the sheet that is filled in and sent in (S1-215): the
 * fields of the year's form by name, with a sample, what each wants, and its
 * codes, in rows that begin with # and are passed over.
 */
#ifndef PAGES_IMPORT_TEMPLATE_H
#define PAGES_IMPORT_TEMPLATE_H

#include "fcgi/http/route.h"

/* /import/template */
extern const struct route import_template_routes[];

#endif
