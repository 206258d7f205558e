/*
 * route: the table walk and the one gate.  Before any handler runs, in this
 * order: session → role → CSRF token (every POST) → form → transaction.
 * GET never writes (last-seen aside); a POST answers 303, or shows the same
 * page again with everything typed.
 */
#ifndef HTTP_ROUTE_H
#define HTTP_ROUTE_H

#include "fcgi/http/req.h"

typedef enum err handler(struct req *);

struct form {
	const struct field *fields;
	size_t count;
};

struct route {
	enum verb verb;
	const char *path;		/* # stands for a number */
	enum role least;
	const struct form *form;	/* every POST has one, maybe empty */
	handler *handle;
	/* The same page again: where the form has flaws (422), somebody was
	 * faster (409), or the session had ended and is new (200).
	 * NULL: a page with the sentences. */
	handler *again;
};

/* What the pages give to the kit. */
struct kit {
	const struct route *const *tables;	/* each ends with path NULL */
	/* Fill the frame around a page. */
	void (*frame)(struct req *r, struct page *top);
	/* A page for an outcome: 403, 404, 500 … */
	handler *trouble;
	/* The session ended under a POST: sign in and keep the words. */
	handler *expired;
	const char *sign_in;			/* where guests are sent */
	const char *must_change;		/* where S0-004 sends them */
};

/** route_serve(r): answer ${r}, whatever happens. */
void route_serve(struct req *r);

/** route_again(r, path): show the form of ${path}'s POST again with
 * r->words as typed (after an expired session).  ERR_ABSENT where there is
 * no such form. */
MUST enum err route_again(struct req *r, const char *path);

/** route_status(e): the HTTP status of an outcome. */
int route_status(enum err e);

#endif
