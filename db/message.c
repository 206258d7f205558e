#include <string.h>

#include "db/message.h"

SHAPE(message, COLUMN(message, incoming), COLUMN(message, id),
    COLUMN(message, at), COLUMN(message, gateway), COLUMN(message, phone),
    COLUMN(message, raw), COLUMN(message, stage), COLUMN(message, outcome),
    COLUMN(message, note), COLUMN(message, tries),
    COLUMN(message, helper_id), COLUMN(message, helper_name),
    COLUMN(message, done_at), COLUMN(message, replay_of),
    COLUMN(message, answer), COLUMN(message, answer_at),
    COLUMN(message, answer_note));

static const char *const stages[MESSAGE__MAX] = {
	[MESSAGE_NEW] = "new", [MESSAGE_SILENT] = "silent",
	[MESSAGE_DEAD] = "dead", [MESSAGE_REPLAYED] = "replayed",
	[MESSAGE_QUEUED] = "queued", [MESSAGE_SENT] = "sent",
	[MESSAGE_DELIVERED] = "delivered", [MESSAGE_FAILED] = "failed",
};

const char *
message_stage_name(enum message_stage stage)
{
	return stages[stage];
}

enum message_stage
message_stage_read(const char *s)
{
	int stage;

	for (stage = 0; stage < MESSAGE__MAX; stage++)
		if (strcmp(stages[stage], s) == 0)
			return (enum message_stage)stage;
	return MESSAGE__MAX;
}

/* ---- queries ---------------------------------------------------------- */

#define SENT_SQL                                                        \
	" WHEN o.state = 'queued' THEN 'queued'"                         \
	" WHEN o.state IN ('failed', 'expired') THEN 'failed'"          \
	" ELSE CONVERT(o.state USING utf8mb4) END"
#define STAGE_SQL                                                       \
	"CASE WHEN i.state = 'new' THEN 'new'"                          \
	" WHEN i.state = 'dead' THEN IF(EXISTS (SELECT 1 FROM inbox r"  \
	"  WHERE r.replay_of = i.inbox_id), 'replayed', 'dead')"        \
	" WHEN o.outbox_id IS NULL THEN 'silent'" SENT_SQL
#define OUT_STAGE_SQL "CASE" SENT_SQL

/* The active helper whose phone it is, or the one it was counted for. */
#define IN_COLUMNS_SQL                                                  \
	"SELECT 1 AS incoming, i.inbox_id AS id, i.received_at AS at,"  \
	" i.gateway, i.sender AS phone, i.raw, " STAGE_SQL " AS stage," \
	" i.outcome, i.note, i.tries, IFNULL(k.helper_id, 0) AS helper_id," \
	" k.name AS helper_name, i.done_at,"                            \
	" IFNULL(i.replay_of, 0) AS replay_of, o.text AS answer,"       \
	" o.sent_at AS answer_at, o.note AS answer_note"
#define HELPER_SQL                                                      \
	"  LEFT JOIN helper_phone n ON n.phone = i.sender"              \
	"  LEFT JOIN helper k ON"                                       \
	"   k.helper_id = IFNULL(i.helper_id, n.helper_id)"
#define IN_SQL                                                          \
	IN_COLUMNS_SQL                                                  \
	"  FROM inbox i"                                                \
	"  LEFT JOIN outbox o ON o.inbox_id = i.inbox_id"               \
	HELPER_SQL
/* The few answers that are stuck: found by their own state. */
#define STUCK_SQL                                                       \
	IN_COLUMNS_SQL                                                  \
	"  FROM outbox o"                                               \
	"  STRAIGHT_JOIN inbox i ON i.inbox_id = o.inbox_id"            \
	HELPER_SQL
#define SEES_SQL " (? OR k.area BETWEEN ? AND ?)"

struct see {
	bool all;
	int64_t low, high;
};

struct find {
	int64_t before;
	struct see see;
	struct moment from, from_again, until, until_again;
	const char *stage, *same, *ending, *length, *tail, *text, *part;
	/* what of the stage one table knows by itself; "" if nothing */
	const char *state, *state_again, *outcome, *outcome_again;
	const char *sent, *or_sent;
};
#define FIND_COLUMNS                                                    \
	COLUMN(find, before), COLUMN(find, see.all),                    \
	COLUMN(find, see.low), COLUMN(find, see.high),                  \
	COLUMN(find, from), COLUMN(find, from_again),                   \
	COLUMN(find, until), COLUMN(find, until_again),                 \
	COLUMN(find, stage), COLUMN(find, same),                        \
	COLUMN(find, ending), COLUMN(find, length),                     \
	COLUMN(find, tail), COLUMN(find, text), COLUMN(find, part)
static const struct shape find_shape = {
	(const struct column[]){ FIND_COLUMNS }, 15, sizeof(struct find)
};
static const struct shape find_in_shape = {
	(const struct column[]){ FIND_COLUMNS,
	    COLUMN(find, state), COLUMN(find, state_again),
	    COLUMN(find, outcome), COLUMN(find, outcome_again) },
	19, sizeof(struct find)
};
static const struct shape find_stuck_shape = {
	(const struct column[]){ FIND_COLUMNS, COLUMN(find, sent),
	    COLUMN(find, or_sent) }, 17, sizeof(struct find)
};
#define FIND_SQL(at, stage, phone, text)                                \
	" AND" SEES_SQL                                                 \
	" AND (? IS NULL OR " at " >= ?) AND (? IS NULL OR " at " < ?)" \
	" AND (? = '' OR " stage " = ?)"                                \
	" AND (? = '' OR RIGHT(" phone ", CHAR_LENGTH(?)) = ?)"         \
	" AND (? = '' OR INSTR(" text ", ?) > 0)"

static const struct query incoming = {
	IN_SQL " WHERE i.inbox_id < ?"
	FIND_SQL("i.received_at", STAGE_SQL, "i.sender", "i.raw")
	" AND (? = '' OR i.state = ?) AND (? = '' OR i.outcome = ?)"
	" ORDER BY i.inbox_id DESC LIMIT 31",
	.in = &find_in_shape, .out = &message_shape
};

static const struct query stuck = {
	STUCK_SQL " WHERE i.inbox_id < ?"
	FIND_SQL("i.received_at", STAGE_SQL, "i.sender", "i.raw")
	" AND o.state IN (?, ?) ORDER BY i.inbox_id DESC LIMIT 31",
	.in = &find_stuck_shape, .out = &message_shape
};

static const struct query outgoing = {
	"SELECT 0 AS incoming, o.outbox_id AS id, o.created_at AS at,"
	" o.gateway, o.phone, CAST(o.text AS BINARY) AS raw, " OUT_STAGE_SQL
	" AS stage, NULL AS outcome, o.note, o.tries,"
	" IFNULL(k.helper_id, 0) AS helper_id, k.name AS helper_name,"
	" o.sent_at AS done_at, 0 AS replay_of, NULL AS answer,"
	" o.sent_at AS answer_at, o.note AS answer_note"
	"  FROM outbox o"
	"  LEFT JOIN helper_phone n ON n.phone = o.phone"
	"  LEFT JOIN helper k ON k.helper_id = n.helper_id"
	" WHERE o.inbox_id IS NULL AND o.outbox_id < ?"
	FIND_SQL("o.created_at", OUT_STAGE_SQL, "o.phone", "o.text")
	" ORDER BY o.outbox_id DESC LIMIT 31",
	.in = &find_shape, .out = &message_shape
};

struct one {
	int64_t inbox_id;
	struct see see;
};
static const struct shape one_shape = {
	(const struct column[]){
		COLUMN(one, inbox_id), COLUMN(one, see.all),
		COLUMN(one, see.low), COLUMN(one, see.high),
	}, 4, sizeof(struct one)
};

static const struct query by_id = {
	IN_SQL " WHERE i.inbox_id = ? AND" SEES_SQL,
	.in = &one_shape, .out = &message_shape
};

static const struct query replays = {
	IN_SQL " WHERE i.replay_of = ? AND" SEES_SQL
	" ORDER BY i.inbox_id DESC LIMIT 31",
	.in = &one_shape, .out = &message_shape
};

struct provider {
	const char *gateway, *provider_id;
};
static SHAPE(provider, COLUMN(provider, gateway),
    COLUMN(provider, provider_id));
struct number {
	int64_t inbox_id;
};
static SHAPE(number, COLUMN(number, inbox_id));

static const struct query by_provider = {
	"SELECT inbox_id FROM inbox WHERE gateway = ? AND provider_id = ?",
	.in = &provider_shape, .out = &number_shape
};

const struct query *const message_queries[] = {
	&incoming, &stuck, &outgoing, &by_id, &replays, &by_provider, NULL
};

/* ---- reading ---------------------------------------------------------- */

static struct see
sees(const struct who *who)
{
	return (struct see){ who->role >= ROLE_ADMIN, who->low, who->high };
}

/* What the stage says of one table's columns: few rows are then joined. */
static void
narrow(struct find *f, enum message_stage stage)
{
	static const struct {
		const char *state, *outcome, *sent, *or_sent;
	} columns[MESSAGE__MAX + 1] = {
		[MESSAGE_NEW] = { "new", "", "", "" },
		[MESSAGE_SILENT] = { "done", "silent", "", "" },
		[MESSAGE_DEAD] = { "dead", "", "", "" },
		[MESSAGE_REPLAYED] = { "dead", "", "", "" },
		[MESSAGE_QUEUED] = { "", "", "queued", "" },
		[MESSAGE_SENT] = { "done", "", "", "" },
		[MESSAGE_DELIVERED] = { "done", "", "", "" },
		[MESSAGE_FAILED] = { "", "", "failed", "expired" },
		[MESSAGE__MAX] = { "", "", "", "" },
	};

	f->state = f->state_again = columns[stage].state;
	f->outcome = f->outcome_again = columns[stage].outcome;
	f->sent = columns[stage].sent;
	f->or_sent = columns[stage].or_sent;
}

static enum err
read_side(struct db *db, struct pool *pool, const struct query *q,
    const struct find *f, struct message_list *side)
{
	return db_all(db, pool, q, f, MESSAGE_PAGE + 1, &side->at,
	    &side->count);
}

/* The newest of both sides, each in the order of its identities. */
static void
merge(struct pool *pool, const struct message_list *in,
    const struct message_list *out, struct message_list *list)
{
	size_t i = 0, o = 0;
	const struct message *m;

	list->at = pool_array(pool, MESSAGE_PAGE, sizeof *list->at);
	while (list->count < MESSAGE_PAGE &&
	    (i < in->count || o < out->count)) {
		if (o == out->count || (i < in->count &&
		    in->at[i].at.utc >= out->at[o].at.utc))
			m = &in->at[i++];
		else
			m = &out->at[o++];
		if (m->incoming)
			list->before_in = m->id;
		else
			list->before_out = m->id;
		list->at[list->count++] = *m;
	}
	list->more = i < in->count || o < out->count;
}

enum err
message_list(struct db *db, struct pool *pool, const struct who *who,
    const struct message_filter *w, struct message_list *list)
{
	struct find f = { .see = sees(who), .from = w->from,
	    .from_again = w->from, .until = w->until,
	    .until_again = w->until, .stage = w->stage, .same = w->stage,
	    .ending = w->ending, .length = w->ending, .tail = w->ending,
	    .text = w->text, .part = w->text };
	struct message_list in = { 0 }, out = { 0 };
	enum err e = OK;

	if (who->role < ROLE_COUNTY)
		return ERR_DENIED;
	narrow(&f, message_stage_read(w->stage));
	*list = (struct message_list){ .before_in = w->before_in,
	    .before_out = w->before_out };
	f.before = w->before_in > 0 ? w->before_in : INT64_MAX;
	if (!w->no_in)
		e = read_side(db, pool, *f.sent != '\0' ? &stuck :
		    &incoming, &f, &in);
	f.before = w->before_out > 0 ? w->before_out : INT64_MAX;
	if (e == OK && !w->no_out)
		e = read_side(db, pool, &outgoing, &f, &out);
	if (e == OK)
		merge(pool, &in, &out, list);
	return e;
}

enum err
message_by_id(struct db *db, struct pool *pool, const struct who *who,
    int64_t inbox_id, struct message *message)
{
	if (who->role < ROLE_COUNTY)
		return ERR_DENIED;
	return db_one(db, pool, &by_id, &(struct one){ inbox_id, sees(who) },
	    message);
}

enum err
message_replays(struct db *db, struct pool *pool, const struct who *who,
    int64_t inbox_id, struct message_list *list)
{
	*list = (struct message_list){ 0 };
	if (who->role < ROLE_COUNTY)
		return ERR_DENIED;
	return db_all(db, pool, &replays, &(struct one){ inbox_id,
	    sees(who) }, MESSAGE_PAGE, &list->at, &list->count);
}

enum err
message_by_provider(struct db *db, struct pool *pool, const char *gateway,
    const char *provider_id, int64_t *inbox_id)
{
	struct number n = { 0 };
	enum err e = db_one(db, pool, &by_provider,
	    &(struct provider){ gateway, provider_id }, &n);

	*inbox_id = n.inbox_id;
	return e;
}
