/*
 * place_file: the file of a village or a county, a section of the year's form
 * a page, in the three parts of S0-100; what the households say is counted
 * beside it (S1-313).
 */
#ifndef PAGES_PLACE_FILE_H
#define PAGES_PLACE_FILE_H

#include "db/area.h"
#include "fcgi/http/route.h"

/* A village or county with its names. */
struct place {
	int64_t area;
	struct area_list path;		/* its own name last */
	const char *name;
};

/** place_find(r, area, place): ERR_ABSENT where it has no file in the asker's
 * scope. */
MUST enum err place_find(struct req *r, int64_t area, struct place *place);

/** place_head(r, page, place): the way to it, its name, the tabs of its
 * file: {{#PART}} with {{#TAB}}. */
void place_head(struct req *r, struct page *page, const struct place *place);

/** place_part(section, number): the part of a village's file (S0-100) that
 * begins with that section, and which it is, from 0; NULL: the one before
 * goes on. */
const char *place_part(const char *section, size_t *number);

/* /place/#/file/# */
extern const struct route place_file_routes[];

#endif
