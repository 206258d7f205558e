#include "core/text.h"
#include "db/lease.h"

struct take {
	struct moment until;
	const char *name, *holder, *mine;
	struct moment now;
};
static SHAPE(take, COLUMN(take, until), COLUMN(take, mine),
    COLUMN(take, name), COLUMN(take, holder), COLUMN(take, now));

static const struct query renew = {
	"UPDATE lease SET until = ?, holder = ?"
	" WHERE name = ? AND (holder = ? OR until < ?)",
	.in = &take_shape
};

struct first {
	const char *name, *holder;
	struct moment until;
};
static SHAPE(first, COLUMN(first, name), COLUMN(first, holder),
    COLUMN(first, until));

static const struct query insert = {
	"INSERT IGNORE INTO lease (name, holder, until) VALUES (?, ?, ?)",
	.in = &first_shape
};

struct named {
	const char *name;
};
static SHAPE(named, COLUMN(named, name));
struct held {
	const char *holder;
};
static SHAPE(held, COLUMN(held, holder));

static const struct query holder_of = {
	"SELECT holder FROM lease WHERE name = ?",
	.in = &named_shape, .out = &held_shape
};

const struct query *const lease_queries[] = {
	&renew, &insert, &holder_of, NULL
};

enum err
lease_take(struct db *db, struct pool *pool, const struct lease *lease)
{
	struct take take = { lease->until, lease->name, lease->holder,
	    lease->holder, lease->now };
	struct db_deed deed;
	struct held held;
	enum err e;

	e = db_do(db, &renew, &take, &deed);
	if (e != OK || deed.changed > 0)
		return e;
	/* another's, ours renewed in this very second, or none yet */
	e = db_one(db, pool, &holder_of, &(struct named){ lease->name },
	    &held);
	if (e == OK)
		return text_is(held.holder, lease->holder) ? OK :
		    ERR_CONFLICT;
	if (e != ERR_ABSENT)
		return e;
	e = db_do(db, &insert, &(struct first){ lease->name, lease->holder,
	    lease->until }, &deed);
	return e == OK && deed.changed == 0 ? ERR_CONFLICT : e;
}
