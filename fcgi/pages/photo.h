/*
 * photo: a photo of an entry, for those who may see the entry.  nginx sends
 * the file; who asks is judged here.
 */
#ifndef PAGES_PHOTO_H
#define PAGES_PHOTO_H

#include "fcgi/http/route.h"

extern const struct route photo_routes[];

#endif
