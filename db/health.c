#include "db/health.h"

static SHAPE(health, COLUMN(health, processor), COLUMN(health, sender),
    COLUMN(health, waiting), COLUMN(health, unsent));

struct health_now {
	struct moment a, b;
};
static SHAPE(health_now, COLUMN(health_now, a), COLUMN(health_now, b));

static const struct query read = {
	"SELECT IFNULL((SELECT TIMESTAMPDIFF(SECOND, until, ?) FROM lease"
	"  WHERE name = 'processor'), 86400) AS processor,"
	" IFNULL((SELECT TIMESTAMPDIFF(SECOND, until, ?) FROM lease"
	"  WHERE name = 'sender'), 86400) AS sender,"
	" (SELECT COUNT(*) FROM inbox WHERE state = 'new') AS waiting,"
	" (SELECT COUNT(*) FROM outbox WHERE state = 'queued')"
	"  AS unsent",
	&health_now_shape, &health_shape
};

const struct query *const health_queries[] = { &read, NULL };

enum err
health_read(struct db *db, struct pool *pool, struct moment now,
    struct health *out)
{
	return db_one(db, pool, &read, &(struct health_now){ now, now }, out);
}
