/*
 * gateway_kannel: what Kannel says in a request → a message for the inbox.
 */
#ifndef SMS_GATEWAY_KANNEL_H
#define SMS_GATEWAY_KANNEL_H

#include "core/field.h"
#include "db/inbox.h"

/* A request as it came. */
struct kannel_request {
	struct words query;		/* id time from to charset */
	const char *from, *to, *charset;	/* X-Kannel-…; "" for none */
	char *body;
	size_t len;
	struct moment now;
};

/** kannel_message(pool, request, msg): never fails; what is missing is made
 * up (an id of our own where there is neither id nor time), what is too long
 * is cut, a PIN is blanked (in request->body). */
void kannel_message(struct pool *pool, struct kannel_request *request,
    struct inbox_new *msg);

#endif
