/*
 * once: a form that makes something new, pressed for twice, makes it once.
 */
#ifndef PAGES_ONCE_H
#define PAGES_ONCE_H

#include "fcgi/http/route.h"

/* The form's number among its fields; without it each press counts. */
#define ONCE_FIELD                                                      \
	{ .name = "nonce", .label = "表单编号", .kind = FIELD_TEXT,     \
	    .least = 16, .most = 64, .also = panel_nonce_flaw }

/** once_fill(r, page, nonce): {{nonce}} of a form: the one that came (NULL:
 * a new one), unless that one has made something already. */
void once_fill(struct req *r, struct page *page, const struct answer *nonce);

/** once_start(r, nonce, id): 0, or the record that this very form made,
 * whatever its password was.
 * once_end(r, nonce, id): what it has made now.
 * Errors: ERR_CONFLICT, with the notice, where it made something else. */
MUST enum err once_start(struct req *r, const struct answer *nonce,
    int64_t *id);
MUST enum err once_end(struct req *r, const struct answer *nonce,
    int64_t id);

#endif
