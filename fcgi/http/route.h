/*
 * route: the table walk and the one gate.  Before any handler runs, in this
 * order: session → role → CSRF token (every POST) → form → transaction.
 * GET never writes (last-seen aside); a POST answers 303, or shows the same
 * page again with everything typed.
 */
#ifndef HTTP_ROUTE_H
#define HTTP_ROUTE_H

#include "fcgi/http/req.h"

struct form {
	const struct field *fields;
	size_t count;
};

/* A form with a field of FIELD_FILE is sent as multipart/form-data; its files
 * are in r->uploads.  So many bytes of a body: */
#define ROUTE_FILES_MOST	(64 * 1024 * 1024)
/* … of a guest, whose session may just have ended: */
#define ROUTE_GUEST_MOST	(16 * 1024 * 1024)

struct route {
	enum verb verb;
	const char *path;		/* # stands for a number */
	enum role least;
	const struct form *form;	/* every POST has one, maybe empty */
	handler *handle;
	/* The same page again: where the form has flaws (422), somebody was
	 * faster (409), or the session had ended and is new (200).  In a
	 * transaction where the form has files: they are kept meanwhile.
	 * NULL: a page with the sentences. */
	handler *again;
};

/** route_serve(r): answer ${r}, whatever happens. */
void route_serve(struct req *r);

/** route_again(r, path): show the form of ${path}'s POST again with
 * r->words as typed (after an expired session).  ERR_ABSENT where there is
 * no such form. */
MUST enum err route_again(struct req *r, const char *path);

#endif
