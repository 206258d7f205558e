/*
 * own_rival: what somebody else did to a helper, a unit, a work team or one
 * of its members while its form was being filled in (fcgi/pages/rival.h).
 */
#ifndef PAGES_OWN_RIVAL_H
#define PAGES_OWN_RIVAL_H

#include "fcgi/pages/own.h"

/** own_rival(r, own, page): where the handler found that somebody had been
 * faster: {{>CONFLICT}} tells who changed what, and r->in, which own_read has
 * read, follows: what the writer had left as it was, and the version.  To be
 * called before the form is filled. */
void own_rival(struct req *r, const struct own *own, struct page *page);

#endif
