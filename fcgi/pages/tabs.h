/*
 * tabs: what a household's file is made of, as a row of links: the household
 * itself, the sections of the year's form, and what is kept beside them.
 */
#ifndef PAGES_TABS_H
#define PAGES_TABS_H

#include "db/household.h"
#include "fcgi/http/route.h"
#include "fcgi/pages/sheet.h"

#define TABS_SECTIONS SHEET_SECTIONS

/** tabs_sections(r, names): the sections of the year's form in the order of
 * the dictionary; how many.  They are /household/#/file/1 and so on. */
size_t tabs_sections(const struct req *r, const char *names[TABS_SECTIONS]);

/** tabs_has(h, section): whether the household's file has that section:
 * what monitored households are asked is not for others (S4-001). */
bool tabs_has(const struct household *h, const char *section);

/** tabs_fill(r, page, h): {{#TAB}}; the one whose page it is shows as
 * current. */
void tabs_fill(struct req *r, struct page *page, const struct household *h);

#endif
