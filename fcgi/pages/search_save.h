/*
 * search_save: a user's searches under names of his own: kept, run (a link
 * with their conditions), deleted.
 */
#ifndef PAGES_SEARCH_SAVE_H
#define PAGES_SEARCH_SAVE_H

#include "fcgi/http/route.h"

extern const struct route search_save_routes[];

#endif
