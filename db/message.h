/*
 * message: what came and what went, as operators see it: each message beside
 * its answer, and what was sent without being asked.
 *
 * SECURITY: texts are personal data: a county sees the messages of its own
 * helpers' phones, an administrator all.  Phones leave here whole; whoever
 * shows them masks them.
 */
#ifndef DB_MESSAGE_H
#define DB_MESSAGE_H

#include "db/db.h"

/* Where a message stands, as one word. */
enum message_stage {
	MESSAGE_NEW,		/* waits for the processor */
	MESSAGE_SILENT,		/* done without an answer: see note */
	MESSAGE_DEAD,		/* given up */
	MESSAGE_REPLAYED,	/* given up, and repeated by an operator */
	MESSAGE_QUEUED,		/* the answer waits to be sent */
	MESSAGE_SENT,		/* … taken by the gateway */
	MESSAGE_DELIVERED,	/* … on the phone */
	MESSAGE_FAILED,		/* … not sent, refused or too late */
	MESSAGE__MAX
};

/** message_stage_name(stage): new silent …  message_stage_read(s): back;
 * MESSAGE__MAX where there is none. */
const char *message_stage_name(enum message_stage stage);
enum message_stage message_stage_read(const char *s);

struct message {
	bool incoming;			/* false: sent without being asked */
	int64_t id;			/* inbox_id, or outbox_id */
	struct moment at;
	const char *gateway;		/* NULL: none yet */
	const char *phone;		/* the other side */
	struct bytes raw;		/* unread bytes */
	const char *stage;
	const char *outcome, *note;	/* NULL: none yet */
	int64_t tries;
	int64_t helper_id;		/* 0: nobody's */
	const char *helper_name;	/* NULL: the same */
	struct moment done_at;
	int64_t replay_of;		/* 0: none */
	const char *answer;		/* NULL: none */
	struct moment answer_at;	/* sent */
	const char *answer_note;	/* what the gateway said */
};
extern const struct shape message_shape;

struct message_filter {
	int64_t before_in, before_out;	/* ids; 0: from the newest */
	bool no_in, no_out;		/* one direction only */
	const char *stage;		/* message_stage_name; "" for all */
	struct moment from, until;	/* until is not in it; none: any day */
	const char *ending;		/* of the phone; "" */
	const char *text;		/* part of the message; "" */
};
struct message_list {
	struct message *at;
	size_t count;
	bool more;
	int64_t before_in, before_out;	/* of the page that follows */
};
#define MESSAGE_PAGE	30

/** message_list(db, pool, who, filter, list): both directions merged, the
 * newest first; two queries.  ERR_DENIED below county. */
MUST enum err message_list(struct db *db, struct pool *pool,
    const struct who *who, const struct message_filter *filter,
    struct message_list *list);

/** message_by_id(db, pool, who, inbox_id, message): one that came, in scope.
 * message_replays(…): those that repeat it. */
MUST enum err message_by_id(struct db *db, struct pool *pool,
    const struct who *who, int64_t inbox_id, struct message *message);
MUST enum err message_replays(struct db *db, struct pool *pool,
    const struct who *who, int64_t inbox_id, struct message_list *list);

/** message_by_provider(db, pool, gateway, provider_id, inbox_id): the number
 * that a message just added was given. */
MUST enum err message_by_provider(struct db *db, struct pool *pool,
    const char *gateway, const char *provider_id, int64_t *inbox_id);

extern const struct query *const message_queries[];

#endif
