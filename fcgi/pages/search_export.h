/*
 * search_export: the households of a list as a file for spreadsheets, with
 * the fields of their forms, within the scope and masked, made row by row:
 * values parted by commas, or a workbook.
 *
 * SECURITY: who asks is written down before (POST); the file (GET) is only
 * for him, only for what was written down, and only for a while.
 */
#ifndef PAGES_SEARCH_EXPORT_H
#define PAGES_SEARCH_EXPORT_H

#include "fcgi/http/route.h"

extern const struct route search_export_routes[];

#endif
