/*
 * print_place: the forms of a county, of a village and of its natural
 * villages on paper: 县信息表, 村信息表, 自然村信息表, and all with last year's
 * value beside an empty cell (S1-102, S1-103, S1-202, S1-301).
 */
#ifndef PAGES_PRINT_PLACE_H
#define PAGES_PRINT_PLACE_H

#include "db/area.h"
#include "fcgi/pages/paper.h"

/** print_place_file(p, area), print_place_contrast: a village or a county. */
MUST enum err print_place_file(struct paper *p, const struct area *a);
MUST enum err print_place_contrast(struct paper *p, const struct area *a);

/** Of one village a sheet each, those that are given up left out:
 * print_place_hamlets, print_place_hamlets_contrast. */
MUST enum err print_place_hamlets(struct paper *p, const struct area *a);
MUST enum err print_place_hamlets_contrast(struct paper *p,
    const struct area *a);

#endif
