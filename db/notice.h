/*
 * notice: a helper is told when somebody else changes or sends back what he
 * reported (spec of messages, section 8); written in the same transaction.
 */
#ifndef DB_NOTICE_H
#define DB_NOTICE_H

#include "db/report.h"

/* A month of a household, before and after. */
struct notice {
	const char *head_name;
	const struct report *before, *now;
};

/**
 * notice_add(db, pool, who, notice):
 * One message for the helper who wrote ${notice}->before, unless that was
 * ${who} or he has no phone.  The head's name is masked, texts are short.
 * Cost: one statement, only where there is somebody to tell.
 */
MUST enum err notice_add(struct db *db, struct pool *pool,
    const struct who *who, const struct notice *notice);

extern const struct query *const notice_queries[];

#endif
