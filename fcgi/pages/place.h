/*
 * place: 村档案, the list of villages by county and township, from where a
 * village's file opens at once (S0-010, S1-225).
 */
#ifndef PAGES_PLACE_H
#define PAGES_PLACE_H

#include "db/area.h"
#include "fcgi/http/route.h"

/** place_path(r, page, path): {{#PATH}} (name, code) for the areas above that
 * are in the asker's scope, ${path}'s own among them. */
void place_path(struct req *r, struct page *page,
    const struct area_list *path);

/** place_pick(r, page, area, here): {{#PICK}}: the villages of a county or a
 * township to choose from, grouped by township; ${here} is chosen. */
MUST enum err place_pick(struct req *r, struct page *page, int64_t area,
    int64_t here);

/* /place */
extern const struct route place_routes[];

#endif
