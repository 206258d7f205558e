#include <string.h>

#include "core/text.h"
#include "db/change.h"
#include "db/clock.h"
#include "db/notice.h"
#include "db/report_write.h"
#include "db/report_save.h"
#include "db/setting.h"

/* ---- all that a decision needs, in one query ------------------------- */

struct context {
	int64_t area;
	const char *number, *head_name;
	struct opt_int free_after;
	const char *gate_deed;
	struct date gate_until;
	struct report r;
};
static SHAPE(context, COLUMN(context, area), COLUMN(context, number),
    COLUMN(context, head_name), COLUMN(context, free_after),
    COLUMN(context, gate_deed), COLUMN(context, gate_until),
    REPORT_REST_COLUMNS(context, r.));

struct context_key {
	int64_t period, period_receipt, period_gate;
	struct scope scope;
	int64_t year;
	int64_t household_id;
};
static SHAPE(context_key, COLUMN(context_key, period),
    COLUMN(context_key, period_receipt), COLUMN(context_key, period_gate),
    SCOPE_COLUMNS(context_key, scope), COLUMN(context_key, year),
    COLUMN(context_key, household_id));

static const struct query context_of = {
	"SELECT h.area, h.number, h.head_name, h.free_after,"
	" g.deed AS gate_deed, g.until AS gate_until," REPORT_REST_SQL
	"  FROM household h"
	"  LEFT JOIN report r"
	"    ON r.household_id = h.household_id AND r.period = ?"
	"  LEFT JOIN receipt c"
	"    ON c.household_id = h.household_id AND c.period = ?"
	"  LEFT JOIN month_gate g ON g.gate_id ="
	"   (SELECT MAX(m.gate_id) FROM month_gate m"
	"     WHERE m.period = ? AND h.area BETWEEN m.low AND m.high)"
	" WHERE" SCOPE_SQL
	"   AND h.year = ? AND h.household_id = ?",
	.in = &context_key_shape, .out = &context_shape
};

/* What stands now, even where this transaction's view is older. */
struct now_key {
	int64_t household_id, period;
};
static SHAPE(now_key, COLUMN(now_key, household_id),
    COLUMN(now_key, period));

static const struct query standing = {
	"SELECT r.household_id, r.period," REPORT_REST_SQL
	"  FROM report r"
	"  LEFT JOIN receipt c"
	"    ON c.household_id = r.household_id AND c.period = r.period"
	" WHERE r.household_id = ? AND r.period = ?"
	"  LOCK IN SHARE MODE",
	.in = &now_key_shape, .out = &report_shape
};

/* ---- writing --------------------------------------------------------- */

static const struct query insert_receipt = {
	"INSERT INTO receipt (household_id, period) VALUES (?, ?)",
	.in = &now_key_shape
};

const struct query *const report_save_queries[] = {
	&context_of, &standing, &insert_receipt, NULL
};

/* ---- deciding -------------------------------------------------------- */

static enum err
load(struct db *db, struct pool *pool, const struct who *who,
    const struct report_edit *edit, struct context *x)
{
	enum err e;

	e = db_one(db, pool, &context_of, &(struct context_key){
	    edit->period, edit->period, edit->period, scope_of(who),
	    who->year, edit->household_id }, x);
	x->r.household_id = edit->household_id;
	x->r.period = edit->period;
	return e;
}

static enum err
settings_of(struct db *db, struct pool *pool, const struct report_edit *edit,
    struct settings *settings)
{
	if (edit->settings == NULL)
		return settings_read(db, pool, settings);
	*settings = *edit->settings;
	return OK;
}

static enum report_gate
gate_of(const struct context *x, const struct settings *settings,
    const struct who *who)
{
	struct report_calendar c = {
		.today = who->today,
		.first_period = (int)settings->first_period,
		.closed = x->gate_deed != NULL,
		.free_after = x->free_after.given ?
		    (int)x->free_after.value : 0,
	};

	if (c.closed && strcmp(x->gate_deed, "reopen") == 0)
		c.reopened = x->gate_until;
	if (who->closed) {		/* and so is all that is in it */
		c.closed = true;
		c.reopened = (struct date){ 0 };
	}
	return report_gate_of((int)x->r.period, &c);
}

static enum report_flaw
flaw_of(const struct report_month *m, enum report_state before, int *which)
{
	enum report_flaw flaw = report_check(m, which);

	if (flaw == REPORT_INCOMPLETE && before != REPORT_REPORTED)
		flaw = REPORT_OK;
	if (flaw == REPORT_OK)
		*which = -1;
	return flaw;
}

static bool
above(const struct report_month *m, int64_t warn_fen)
{
	int i;

	for (i = 0; i < INCOME__MAX; i++)
		if (m->income_fen[i] > warn_fen ||
		    m->income_fen[i] < -warn_fen)
			return true;
	return false;
}

static void
tell(struct report_done *done, const struct context *x)
{
	*done = (struct report_done){
		.area = x->area, .number = x->number,
		.head_name = x->head_name, .which = -1,
		.state = report_state_of(&x->r), .late = x->r.late,
		.version = x->r.version, .receipt_id = x->r.receipt_id,
		.before = x->r,
	};
}

/* The row as it will stand. */
static struct report
row_after(const struct context *x, const struct who *who,
    const struct report_edit *edit, const struct report_rules *rules)
{
	struct report_stage stage = { report_state_of(&x->r), x->r.late };
	struct report r = x->r;

	r.month = edit->month;
	if (r.month.problem != NULL && *r.month.problem == '\0')
		r.month.problem = NULL;
	/* A part over a reported month changes nothing: flaw_of refuses it. */
	(void)report_step(&stage, report_complete(&r.month), edit->period,
	    who->today, rules);
	r.state = report_state_name(stage.state);
	r.late = stage.late;
	if (stage.state != REPORT_RETURNED)
		r.return_reason = NULL;
	r.door = who->door;
	r.changed_by = who->user_id;
	r.helper_id = who->helper_id;
	r.reporter = who->name;
	r.reported_at = clock_now();
	return r;
}

/* Nothing to write: the row says so already, or nothing was typed. */
static bool
settled(const struct report *before, const struct report *after)
{
	return report_same(&before->month, &after->month) &&
	    (before->version == 0 || text_is(before->state, after->state));
}

/* ---- doing ----------------------------------------------------------- */

/* Somebody was faster, and perhaps said the very same. */
static enum err
beaten(struct db *db, struct pool *pool, const struct report *r,
    struct report_done *done)
{
	struct report now;
	enum err e;

	e = db_one(db, pool, &standing, &(struct now_key){ r->household_id,
	    r->period }, &now);
	if (e != OK)
		return e == ERR_ABSENT ? ERR_BUSY : e;
	done->before = now;
	done->state = report_state_of(&now);
	done->late = now.late;
	done->version = now.version;
	done->receipt_id = now.receipt_id;
	return settled(&now, r) ? OK : ERR_CONFLICT;
}

static enum err
write_row(struct db *db, const struct report *r, bool new)
{
	struct db_deed deed;
	enum err e;

	if (new)
		return db_do(db, &report_write_insert, r, NULL);
	e = db_do(db, &report_write_update, r, &deed);
	return e == OK && deed.changed == 0 ? ERR_CONFLICT : e;
}

static enum err
write_all(struct db *db, const struct who *who, struct report *r,
    const char *reason)
{
	bool new = r->version == 0;
	struct db_deed deed;
	enum err e;

	if (r->receipt_id == 0 && report_state_of(r) == REPORT_REPORTED) {
		e = db_do(db, &insert_receipt, &(struct now_key){
		    r->household_id, r->period }, &deed);
		if (e != OK)
			return e;
		r->receipt_id = deed.id;
	}
	if ((e = write_row(db, r, new)) != OK)
		return e;
	r->version++;
	return change_write(db, who, &(struct change){ "report",
	    r->household_id, r->period, new ? "insert" : "update", reason });
}

static void
tell_written(struct report_done *done, const struct report *r)
{
	done->changed = true;
	done->created = r->version == 1;
	done->state = report_state_of(r);
	done->late = r->late;
	done->version = r->version;
	done->receipt_id = r->receipt_id;
}

/* What came of writing the row. */
static enum err
conclude(struct db *db, struct pool *pool, enum err e,
    const struct report *r, struct report_done *done)
{
	if (e == OK)
		tell_written(done, r);
	return e == ERR_CONFLICT ? beaten(db, pool, r, done) : e;
}

/* Who named no version has seen nothing that he could compare. */
static enum err
unseen(enum err e, const struct report_edit *edit)
{
	return e == ERR_CONFLICT && edit->version == REPORT_ANY ?
	    ERR_BUSY : e;
}

enum err
report_save(struct db *db, struct pool *pool, const struct who *who,
    const struct report_edit *edit, struct report_done *done)
{
	struct settings settings;
	struct context x = { 0 };
	struct report r;
	enum err e;

	*done = (struct report_done){ .which = -1 };
	if ((e = settings_of(db, pool, edit, &settings)) != OK ||
	    (e = load(db, pool, who, edit, &x)) != OK)
		return e;
	tell(done, &x);
	r = row_after(&x, who, edit, &settings.rules);
	done->warn = above(&r.month, settings.rules.warn_fen);
	if (settled(&x.r, &r))
		return OK;
	done->gate = gate_of(&x, &settings, who);
	done->flaw = flaw_of(&r.month, report_state_of(&x.r), &done->which);
	if (done->gate != GATE_OPEN || done->flaw != REPORT_OK)
		return ERR_INPUT;
	if (edit->version != REPORT_ANY && edit->version != x.r.version)
		return ERR_CONFLICT;
	if ((e = write_all(db, who, &r, edit->reason)) == OK)
		e = notice_add(db, pool, who,
		    &(struct notice){ x.head_name, &x.r, &r });
	return unseen(conclude(db, pool, e, &r, done), edit);
}

enum err
report_return(struct db *db, struct pool *pool, const struct who *who,
    const struct report_edit *edit, struct report_done *done)
{
	struct settings settings;
	struct context x = { 0 };
	struct report r;
	enum err e;

	*done = (struct report_done){ .which = -1 };
	if (who->role < ROLE_TOWNSHIP)
		return ERR_DENIED;
	if (edit->reason == NULL || *edit->reason == '\0')
		return ERR_INPUT;
	if ((e = settings_of(db, pool, edit, &settings)) != OK ||
	    (e = load(db, pool, who, edit, &x)) != OK)
		return e;
	tell(done, &x);
	if (done->state == REPORT_RETURNED)
		return OK;
	if ((done->gate = gate_of(&x, &settings, who)) != GATE_OPEN)
		return ERR_INPUT;
	if (done->state != REPORT_REPORTED || (edit->version != REPORT_ANY &&
	    edit->version != x.r.version))
		return ERR_CONFLICT;
	r = x.r;
	r.state = report_state_name(REPORT_RETURNED);
	r.return_reason = edit->reason;
	r.changed_by = who->user_id;
	if ((e = write_all(db, who, &r, edit->reason)) == OK)
		e = notice_add(db, pool, who,
		    &(struct notice){ x.head_name, &x.r, &r });
	return unseen(conclude(db, pool, e, &r, done), edit);
}
