/*
 * req: one request of a browser: what came, who asks, what goes back.
 * The page is rendered whole before the first byte leaves, so an error can
 * still become a 500 page.
 */
#ifndef HTTP_REQ_H
#define HTTP_REQ_H

#include <stdbool.h>
#include <stdint.h>

#include "core/field.h"
#include "core/pool.h"
#include "core/text.h"
#include "core/who.h"
#include "db/db.h"
#include "db/session.h"
#include "db/setting.h"
#include "fcgi/http/multipart.h"
#include "fcgi/http/page.h"
#include "fcgi/http/worker.h"

#define REQ_IDS		3		/* numbers in a path */
#define REQ_POOL_MOST	(256u << 20)	/* a large print takes 40 MB */

enum verb { VERB_GET, VERB_POST, VERB_OTHER, VERB__MAX };

struct req;
struct route;

typedef enum err handler(struct req *);

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

struct req {
	struct call *call;
	const struct kit *kit;
	struct pool *pool;		/* lives as long as the request */
	struct db *db;
	enum verb verb;
	const char *path;
	const char *target;		/* path and query, to come back to */
	const struct route *route;
	int64_t id[REQ_IDS];		/* the # of the route's path */
	struct words query;		/* of the address */
	struct words words;		/* of the body */
	struct uploads uploads;		/* … where the form wants files */
	struct answer *in;		/* the route's form, field by field */
	size_t flaws;
	void *left;			/* by the handler to itself, run again,
					 * and to its `again`; or NULL */
	enum err trouble;		/* why a form is shown again; or OK */
	const char *notice;		/* a sentence for the top, or NULL */

	struct session session;		/* user_id 0: a guest */
	int64_t lapsed;			/* the guest whose session was idle too
					 * long; 0: nobody known */
	uint8_t key[SESSION_HASH];	/* raw token, session's or guest's */
	struct who who;
	const struct settings *settings;
	struct moment now;
	struct date today;
	struct date past;		/* the day that is shown; none: now */

	/* The answer. */
	int status;			/* 0: not answered yet */
	struct text head;		/* further header lines */
	const char *type;
	const char *body;
	size_t len;
	struct page *top;
	/* A download: its first bytes wait here, the others pass. */
	char *wait;
	size_t waiting;
	bool leaving;			/* the head has left */
};

/**
 * req_page(r, file, title): the body of a page inside the frame (bars,
 * navigation, notice).  Fill it, then return req_show(r).
 */
struct page *req_page(struct req *r, const char *file, const char *title);

/** req_bare(r, file): a page without the frame (a print, the sign-in). */
struct page *req_bare(struct req *r, const char *file);

/** req_show(r): render: 200, or 422/409 where a form is shown again. */
MUST enum err req_show(struct req *r);

/** req_go(r, format, ...): 303 to an address of ours. */
MUST enum err req_go(struct req *r, const char *format, ...) PRINTS(2, 3);

/** req_bytes(r, type, body, len): 200 with ${body} as it is. */
MUST enum err req_bytes(struct req *r, const char *type, const char *body,
    size_t len);

/** req_status(e): the HTTP status of an outcome. */
int req_status(enum err e);

/**
 * req_download(r, type, name): the answer is a file of that ASCII name, made
 * piece by piece by req_more(r, at, len) in constant memory.
 * Nothing leaves before REQ_WAIT bytes are there or the handler is done: up
 * to then what goes wrong becomes a page, after that the connection is cut,
 * so that nobody takes the file for whole.  For GET only, outside of
 * transactions.
 * Errors: ERR_BUSY where the asker went away.
 */
#define REQ_WAIT	(64 * 1024)
void req_download(struct req *r, const char *type, const char *name);
MUST enum err req_more(struct req *r, const void *at, size_t len);

/** req_header(r, name, value): one more header line; ${value} is ours. */
void req_header(struct req *r, const char *name, const char *value);

/** req_query(r, name): a word of the address, cleaned; "" if absent.
 * req_query_int: a number, or ${other} where it is none. */
const char *req_query(const struct req *r, const char *name);
int64_t req_query_int(const struct req *r, const char *name, int64_t other);

/** req_token(r): what a form of this page carries as "token": another text
 * each time, since pages are compressed.  It names the year that was looked
 * at, so that a form is for that year's file whatever was chosen since.
 * req_token_ok: whether a POST carries one that was made with the same
 * cookie, and for which year (0: none). */
const char *req_token(const struct req *r);
bool req_token_ok(const struct req *r, const char *token, int64_t *year);

/** req_address(r): of the browser.  req_cookie(r, name): or NULL. */
const char *req_address(const struct req *r);
const char *req_cookie(const struct req *r, const char *name);

#endif
