/*
 * cookie: one value out of a Cookie header.
 *
 * SECURITY: reads what strangers send; a header that no browser of ours
 * would send is no cookie at all.
 */
#ifndef HTTP_COOKIE_H
#define HTTP_COOKIE_H

#include "core/pool.h"

#define COOKIE_HEADER_MOST	4096

/** cookie_find(pool, header, name): the value of the first cookie of that
 * name, or NULL. */
const char *cookie_find(struct pool *pool, const char *header,
    const char *name);

#endif
