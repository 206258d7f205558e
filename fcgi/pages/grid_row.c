#include <string.h>

#include "core/receipt.h"
#include "db/gate.h"
#include "db/household.h"
#include "db/report_save.h"
#include "fcgi/pages/entry.h"
#include "fcgi/pages/grid.h"
#include "fcgi/pages/grid_row.h"

static const struct field fields[] = {
	{ .name = "row", .label = "户", .kind = FIELD_INT, .least = 1,
	  .most = INT64_C(100000000000000000), .required = true },
};
const struct form grid_row_form = { fields, LEN(fields) };

/* ---- JSON -------------------------------------------------------------- */

/* ,"name":"value" with everything escaped that could end the text. */
static void
add(struct text *t, const char *name, const char *value)
{
	const char *p;

	text_print(t, "%s\"%s\":\"", strchr("{[", t->at[t->len - 1]) != NULL ?
	    "" : ",", name);
	for (p = value != NULL ? value : ""; *p != '\0'; p++)
		if (strchr("\"\\<>&", *p) != NULL || (unsigned char)*p < 0x20)
			text_print(t, "\\u%04x", (unsigned char)*p);
		else
			text_add_len(t, p, 1);
	text_add(t, "\"");
}

static enum err
answer(struct req *r, struct text *t)
{
	enum err e;

	text_add(t, "}");
	e = req_bytes(r, "application/json; charset=utf-8", t->at, t->len);
	r->status = r->trouble == ERR_INPUT ? 422 :
	    r->trouble == ERR_CONFLICT ? 409 : 200;
	return e;
}

static const char *
prefix_of(struct req *r)
{
	return pool_print(r->pool, "r%lld.", (long long)r->in[0].value);
}

/* ---- saving ------------------------------------------------------------ */

static enum err
tell(struct req *r, const struct grid *g, const struct entry *e,
    const struct report_done *done)
{
	struct report now = { .household_id = r->in[0].value,
	    .period = g->period, .month = e->month,
	    .version = done->version };
	enum report_view view = report_view_of(done->state, done->late,
	    g->period, r->today, &r->settings->rules);
	struct text t = text_start(r->pool);

	text_add(&t, "{\"done\":true");
	add(&t, "state", report_view_name(view));
	add(&t, "label", report_view_label(view));
	add(&t, "seen", entry_seen(r->pool, &now));
	if (done->receipt_id != 0)
		add(&t, "receipt", receipt_print(r->pool, done->receipt_id));
	if (done->state == REPORT_DRAFT)
		add(&t, "note", "四项未选全，算未上报");
	else if (done->warn)
		add(&t, "note", "有一项数额较大，请核对");
	add(&t, "trace", pool_print(r->pool, "%s · %s · %s",
	    done->changed ? r->who.name : done->before.reporter,
	    entry_door(done->changed ? r->who.door : done->before.door),
	    page_time(r->pool, done->changed ? r->now :
	    done->before.reported_at)));
	return answer(r, &t);
}

enum err
grid_row_save(struct req *r)
{
	struct report_done done;
	struct entry typed;
	struct grid g;
	enum err e;

	if ((e = grid_name(r, &g)) != OK)
		return e;
	entry_read(r->pool, &r->words, prefix_of(r), &typed);
	if (!typed.typed || typed.flaws > 0)
		return ERR_INPUT;
	e = report_save(r->db, r->pool, &r->who, &(struct report_edit){
	    r->in[0].value, g.period, typed.month, typed.version, NULL,
	    r->settings }, &done);
	if (e != OK)
		return e;
	if (done.area != g.area)
		return ERR_ABSENT;
	return tell(r, &g, &typed, &done);
}

/* ---- what was wrong ---------------------------------------------------- */

static enum err
load(struct req *r, const struct grid *g, struct report *stored,
    enum report_gate *gate)
{
	struct gate_ask ask = { g->area, g->period, g->period };
	struct report_calendar months[12] = { 0 }, *c;
	struct report year[12];
	struct household h;
	enum err e;

	if ((e = household_by_id(r->db, r->pool, &r->who, r->in[0].value,
	    &h)) != OK ||
	    (e = report_year(r->db, r->pool, &r->who, &(struct report_key){
	    h.household_id, g->period / 100 }, year)) != OK ||
	    (e = gate_year(r->db, r->pool, &ask, months)) != OK)
		return e;
	*stored = year[g->period % 100 - 1];
	c = &months[g->period % 100 - 1];
	c->today = r->today;
	c->first_period = (int)r->settings->first_period;
	c->closed = c->closed || r->who.closed;
	if (r->who.closed)
		c->reopened = (struct date){ 0 };
	c->free_after = h.free_after.given ? (int)h.free_after.value : 0;
	*gate = report_gate_of(g->period, c);
	return h.area == g->area ? OK : ERR_ABSENT;
}

/* Who changed what, as one sentence. */
static enum err
conflict(struct req *r, const struct entry *typed,
    const struct report *stored, const char **sentence)
{
	struct text t = text_start(r->pool);
	struct entry_change changes[ENTRY_SEEN];
	struct report before = { 0 };
	size_t count, i;
	enum err e = OK;

	if (typed->version != 0)
		e = report_at_version(r->db, r->pool, &r->who,
		    &(struct report_at){ stored->household_id,
		    stored->period, typed->version }, &before);
	if (e != OK && e != ERR_ABSENT)
		return e;
	count = entry_changes(r->pool, &before.month, &stored->month,
	    changes);
	text_print(&t, "%s（%s，%s）先改了：", stored->reporter,
	    entry_door(stored->door),
	    page_time(r->pool, stored->reported_at));
	for (i = 0; i < count; i++)
		text_print(&t, "%s%s %s → %s", i > 0 ? "，" : "",
		    changes[i].label, changes[i].old, changes[i].new);
	text_add(&t, "。您填的还没有保存；再改一下或按保存，就以您的为准。");
	*sentence = t.at;
	return OK;
}

static void
add_flaw(struct text *t, const char *field, const char *sentence)
{
	text_add(t, t->at[t->len - 1] == '[' ? "{" : ",{");
	add(t, "field", field);
	add(t, "sentence", sentence);
	text_add(t, "}");
}

enum err
grid_row_again(struct req *r)
{
	struct text t = text_start(r->pool);
	enum report_gate gate = GATE_OPEN;
	const char *sentence = NULL;
	struct report stored = { 0 };
	struct entry typed;
	struct grid g;
	enum err e;
	int i;

	if ((e = grid_name(r, &g)) != OK || r->flaws > 0)
		return e != OK ? e : ERR_INPUT;
	entry_read(r->pool, &r->words, prefix_of(r), &typed);
	if ((e = load(r, &g, &stored, &gate)) != OK)
		return e;
	entry_judge(r->pool, &typed, &stored, gate);
	if (typed.conflict && (e = conflict(r, &typed, &stored,
	    &sentence)) != OK)
		return e;
	text_add(&t, "{\"done\":false,\"flaws\":[");
	if (typed.why != NULL)
		add_flaw(&t, "", typed.why);
	if (sentence != NULL)
		add_flaw(&t, "", sentence);
	for (i = 0; i < ENTRY_SEEN; i++)
		if (typed.in[i].flaw != FLAW_NONE)
			add_flaw(&t, entry_fields[i].name, field_sentence(
			    r->pool, &entry_fields[i], &typed.in[i]));
	text_add(&t, "]");
	if (typed.conflict)
		add(&t, "seen", entry_seen(r->pool, &stored));
	return answer(r, &t);
}
