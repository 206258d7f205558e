/*
 * file: the official forms of a household and its members, one section a
 * page, made from the dictionary.  Helpers read; village, township and county
 * fill in what is theirs (S0-020 … S0-080, S2-010 … S2-018).
 */
#ifndef PAGES_FILE_H
#define PAGES_FILE_H

#include "fcgi/http/route.h"

/** file_tabs(r, page, household_id, current): {{#TAB}}: the household's page
 * (${current} 0) and the sections of the year's form (from 1). */
void file_tabs(struct req *r, struct page *page, int64_t household_id,
    int64_t current);

/* /household/#/file/#, /household/#/member/# */
extern const struct route file_routes[];

#endif
