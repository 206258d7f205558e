/*
 * print_place: the forms of a village and of its natural villages on paper:
 * 村信息表, 自然村信息表, and both with last year's value beside an empty cell
 * (S1-103, S1-202, S1-301).
 */
#ifndef PAGES_PRINT_PLACE_H
#define PAGES_PRINT_PLACE_H

#include "db/area.h"
#include "fcgi/pages/paper.h"

/** One village each; the natural villages are a sheet each, those that are
 * given up left out. */
MUST enum err print_place_village(struct paper *p, const struct area *a);
MUST enum err print_place_village_contrast(struct paper *p,
    const struct area *a);
MUST enum err print_place_hamlets(struct paper *p, const struct area *a);
MUST enum err print_place_hamlets_contrast(struct paper *p,
    const struct area *a);

#endif
