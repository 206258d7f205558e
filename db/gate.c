#include <assert.h>
#include <string.h>

#include "core/area.h"
#include "db/clock.h"
#include "db/gate.h"

SHAPE(gate, COLUMN(gate, gate_id), COLUMN(gate, low), COLUMN(gate, high),
    COLUMN(gate, area_name), COLUMN(gate, period), COLUMN(gate, deed),
    COLUMN(gate, until), COLUMN(gate, reason), COLUMN(gate, changed_by),
    COLUMN(gate, user_name), COLUMN(gate, at));

#define GATE_SQL                                                        \
	"SELECT g.gate_id, g.low, g.high, a.name AS area_name,"         \
	" g.period, g.deed, g.until, g.reason, g.changed_by,"           \
	" u.name AS user_name, g.at"                                    \
	"  FROM month_gate g"                                           \
	"  LEFT JOIN area a ON a.code = g.low"                          \
	"  LEFT JOIN user u ON u.user_id = g.changed_by"

struct touch {
	int64_t first, last, high, low;
};
static SHAPE(touch, COLUMN(touch, first), COLUMN(touch, last),
    COLUMN(touch, high), COLUMN(touch, low));

static const struct query touching = {
	GATE_SQL
	" WHERE g.period BETWEEN ? AND ? AND g.low <= ? AND g.high >= ?"
	" ORDER BY g.gate_id DESC",
	.in = &touch_shape, .out = &gate_shape
};

/* The newest that covers the whole area, for each month. */
struct deed {
	int64_t period;
	const char *deed;
	struct date until;
};
static SHAPE(deed, COLUMN(deed, period), COLUMN(deed, deed),
    COLUMN(deed, until));

static const struct query covering = {
	"SELECT g.period, g.deed, g.until"
	"  FROM month_gate g"
	" WHERE g.gate_id IN (SELECT MAX(m.gate_id)"
	"   FROM month_gate m"
	"   WHERE m.period BETWEEN ? AND ? AND m.high >= ? AND m.low <= ?"
	"   GROUP BY m.period)",
	.in = &touch_shape, .out = &deed_shape
};

struct line {
	int64_t low, high;
	int64_t period;
	const char *deed;
	struct date until;
	const char *reason;
	int64_t changed_by;
	struct moment at;
};
static SHAPE(line, COLUMN(line, low), COLUMN(line, high),
    COLUMN(line, period), COLUMN(line, deed), COLUMN(line, until),
    COLUMN(line, reason), COLUMN(line, changed_by), COLUMN(line, at));

static const struct query insert = {
	"INSERT INTO month_gate"
	" (low, high, period, deed, until, reason, changed_by, at)"
	" VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	.in = &line_shape
};

const struct query *const gate_queries[] = {
	&touching, &covering, &insert, NULL
};

enum err
gate_list(struct db *db, struct pool *pool, const struct gate_ask *ask,
    struct gate_list *list)
{
	return db_all(db, pool, &touching, &(struct touch){ ask->first,
	    ask->last, area_last(ask->area), ask->area }, GATE_MOST,
	    &list->at, &list->count);
}

enum err
gate_year(struct db *db, struct pool *pool, const struct gate_ask *ask,
    struct report_calendar months[12])
{
	struct deed *deeds;
	size_t count, i;
	enum err e;

	assert(ask->first / 100 == ask->last / 100);
	e = db_all(db, pool, &covering, &(struct touch){ ask->first,
	    ask->last, area_last(ask->area), ask->area }, 12, &deeds,
	    &count);
	if (e != OK)
		return e;
	for (i = 0; i < count; i++) {
		struct report_calendar *c = &months[deeds[i].period % 100 - 1];

		c->closed = true;
		c->reopened = strcmp(deeds[i].deed, "reopen") == 0 ?
		    deeds[i].until : (struct date){ 0 };
	}
	return OK;
}

static enum err
write_line(struct db *db, const struct who *who,
    const struct gate_edit *edit, const char *deed)
{
	int64_t high = area_last(edit->area);

	if (who->role < ROLE_COUNTY || edit->area < who->low ||
	    high > who->high)
		return ERR_DENIED;
	if (edit->reason == NULL || *edit->reason == '\0' ||
	    !period_ok(edit->period))
		return ERR_INPUT;
	return db_do(db, &insert, &(struct line){ edit->area, high,
	    edit->period, deed, edit->until, edit->reason, who->user_id,
	    clock_now() }, NULL);
}

enum err
gate_close(struct db *db, const struct who *who,
    const struct gate_edit *edit)
{
	struct gate_edit forever = *edit;

	forever.until = (struct date){ 0 };
	return write_line(db, who, &forever, "close");
}

enum err
gate_reopen(struct db *db, const struct who *who,
    const struct gate_edit *edit)
{
	if (!date_ok(edit->until) ||
	    date_compare(edit->until, who->today) < 0)
		return ERR_INPUT;
	return write_line(db, who, edit, "reopen");
}
