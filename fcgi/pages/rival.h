/*
 * rival: what somebody else did to a record while its form was being filled
 * in: told on the form that comes back, so that nothing of his is overwritten
 * unseen.
 */
#ifndef PAGES_RIVAL_H
#define PAGES_RIVAL_H

#include "db/version_row.h"
#include "fcgi/http/req.h"

struct rival {
	enum dictionary_entity entity;
	const struct dictionary_form *form;
	const struct dictionary_codes *codes;
	int64_t area;			/* of the record */
	const void *now;		/* the row as it is */
	const void *after;		/* … as its writer wants it */
	int64_t seen;			/* the version he had seen */
};

/** rival_tell(r, page, entity, area, rows): {{>CONFLICT}}: who changed what
 * between these versions of a row, the first of which its writer had seen. */
void rival_tell(struct req *r, struct page *page,
    enum dictionary_entity entity, int64_t area,
    const struct version_rows *rows);

/** rival_fill(r, page, rival): {{>CONFLICT}}: who changed what since then.
 * Fields that the writer had left as they were are given what they are now,
 * in r->in. */
void rival_fill(struct req *r, struct page *page, const struct rival *rival);

#endif
