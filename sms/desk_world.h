/*
 * desk_world: the helpers of a batch, each with his world for sms/answer.h.
 * A household's month is one thing even where two helpers share it.
 */
#ifndef SMS_DESK_WORLD_H
#define SMS_DESK_WORLD_H

#include "db/desk.h"
#include "db/setting.h"
#include "sms/answer.h"

struct desk_world {
	struct pool *pool;
	struct settings settings;
	struct answer_gate *gates;
	int gate_count;
	struct desk_rows rows;
	struct answer_month **months;	/* open addressing, by identity */
	size_t room, used;
	struct answer_world *worlds;	/* one a helper */
	int64_t *helpers;		/* their ids, ascending */
	int world_count;
	struct answer_world nobody;	/* of helpers without households */
};

/** desk_world_read(db, pool, ask, day, out): in the caller's transaction. */
MUST enum err desk_world_read(struct db *db, struct pool *pool,
    const struct desk_ask *ask, struct desk_world *out);

/** desk_world_of(desk, helper_id): his; never NULL. */
struct answer_world *desk_world_of(struct desk_world *desk,
    int64_t helper_id);

/** desk_world_months(db, desk, world, grammar): read the months that the
 * message names beside the due one. */
MUST enum err desk_world_months(struct db *db, struct desk_world *desk,
    struct answer_world *world, const struct grammar *grammar);

#endif
