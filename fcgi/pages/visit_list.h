/*
 * visit_list: entries by area, month and author, with the number of their
 * photos.
 */
#ifndef PAGES_VISIT_LIST_H
#define PAGES_VISIT_LIST_H

#include "fcgi/http/route.h"

extern const struct route visit_list_routes[];

#endif
