/*
 * export: the registry of an area and a year as an XML file.  A POST notes
 * in the audit who takes what; the download it leads to is good for the same
 * user and for a short time, and is made while it leaves.
 *
 * SECURITY: within the asker's scope; masked unless a county user or an
 * administrator asks for whole names and numbers.
 */
#ifndef PAGES_EXPORT_H
#define PAGES_EXPORT_H

#include "fcgi/http/route.h"

extern const struct route export_routes[];

#endif
