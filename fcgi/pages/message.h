/*
 * message: the log of messages for operators: what came with its answer,
 * what went, where it stands; a dead one is edited and repeated.
 *
 * SECURITY: texts are shown, phones masked; scope is db/message.h's.
 */
#ifndef PAGES_MESSAGE_H
#define PAGES_MESSAGE_H

#include "db/message.h"
#include "fcgi/http/route.h"

extern const struct route message_routes[];

/** message_fill(r, page, message): one message as it is shown. */
void message_fill(struct req *r, struct page *page,
    const struct message *message);

#endif
