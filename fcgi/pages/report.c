#include <string.h>

#include "core/receipt.h"
#include "db/report_save.h"
#include "fcgi/pages/report.h"
#include "fcgi/pages/year.h"
#include "fcgi/pages/year_file.h"

/* ---- what became of it ------------------------------------------------- */

/* 已保存：3月已上报（回执号 R7K3M）… from the months' bits in ?saved=. */
static void
notice(struct req *r, const struct year *y)
{
	int64_t saved = req_query_int(r, "saved", -1);
	struct text t = text_start(r->pool);
	const struct report *m;
	int i;

	for (i = 0; i < 12 && saved > 0; i++) {
		m = &y->months[i];
		if ((saved >> i & 1) == 0 || m->version == 0)
			continue;
		text_print(&t, "%s%d月", t.len > 0 ? "；" : "已保存：", i + 1);
		if (report_state_of(m) == REPORT_DRAFT)
			text_add(&t, "存为草稿，四项还没有选全，算未上报");
		else if (report_state_of(m) == REPORT_RETURNED)
			text_add(&t, "已退回，四项选全后才算重新上报");
		else
			text_print(&t, "已上报（回执号 %s）",
			    receipt_print(r->pool, m->receipt_id));
	}
	if (saved == 0)
		text_add(&t, "内容没有变化，不需要保存");
	if (t.len > 0)
		r->notice = pool_print(r->pool, "%s。", t.at);
	if (*req_query(r, "returned") != '\0')
		r->notice = "已退回，填报人会看到退回原因。";
}

static enum err
show(struct req *r)
{
	struct year y;
	enum err e;

	if ((e = year_name(r, &y)) != OK || (e = year_load(r, &y)) != OK)
		return e;
	notice(r, &y);
	return year_show(r, &y);
}

/* ---- saving ------------------------------------------------------------ */

/* The next household of the village that still owes the due month, after
 * this one; 0 where none does. */
static enum err
next_household(struct req *r, int64_t area, int64_t id, int64_t *next)
{
	int period = report_due(r->today);
	struct report_ask ask = { area, period };
	struct report_rows rows;
	enum err e;
	size_t i;

	*next = 0;
	e = r->who.role == ROLE_HELPER ?
	    report_helper(r->db, r->pool, &r->who, period, &rows) :
	    report_village(r->db, r->pool, &r->who, &ask, &rows);
	if (e != OK)
		return e;
	report_unreported(&rows, period);
	for (i = 0; i < rows.count; i++)
		if (rows.at[i].household_id > id ||
		    (*next == 0 && rows.at[i].household_id != id)) {
			*next = rows.at[i].household_id;
			if (*next > id)
				break;
		}
	return OK;
}

static enum err
go_on(struct req *r, const struct year *y, unsigned saved)
{
	int due = report_due(r->today);
	struct household h;
	int64_t next = 0;
	enum err e;

	if (words_find(&r->words, "next") != NULL) {
		if ((e = household_by_id(r->db, r->pool, &r->who, y->id,
		    &h)) != OK ||
		    (e = next_household(r, h.area, y->id, &next)) != OK)
			return e;
		return next == 0 ? req_go(r, "/?done=all") :
		    req_go(r, "/household/%lld/report/%d", (long long)next,
		    due / 100);
	}
	return req_go(r, "/household/%lld/report/%d?saved=%u",
	    (long long)y->id, y->year, saved);
}

/* The month before, as typed or as stored, into the month. */
static enum err
copy(struct req *r, struct year *y, int64_t month)
{
	int i = (int)month - 1;
	struct entry before;
	enum err e;

	if (month < 1 || month > 12)
		return ERR_INPUT;
	if ((e = year_load(r, y)) != OK)
		return e;
	if (i > 0 && y->typed[i - 1].typed)
		before = y->typed[i - 1];
	else
		entry_of(r->pool, year_before(y, i), &before);
	entry_copy(r->pool, &before, &y->typed[i]);
	r->notice = pool_print(r->pool,
	    "已把%d月的内容填到%d月，还没有保存，请检查后点保存。",
	    i > 0 ? i : 12, i + 1);
	return year_show(r, y);
}

static enum err
save(struct req *r)
{
	const struct word *w = words_find(&r->words, "copy");
	struct report_done done;
	unsigned saved = 0;
	struct answer month;
	struct year y;
	enum err e;
	int i;

	static const struct field which = { .name = "copy",
	    .kind = FIELD_INT, .label = "月份" };

	if ((e = year_name(r, &y)) != OK)
		return e;
	year_read(r, &y);
	if (w != NULL)
		return field_answer(r->pool, &which, w->value, w->len,
		    &month) ? copy(r, &y, month.value) : ERR_INPUT;
	for (i = 0; i < 12; i++)
		if (y.typed[i].changed && y.typed[i].flaws > 0)
			return ERR_INPUT;
	for (i = 0; i < 12; i++) {
		if (!y.typed[i].changed)
			continue;
		e = report_save(r->db, r->pool, &r->who,
		    &(struct report_edit){ y.id, y.year * 100 + i + 1,
		    y.typed[i].month, y.typed[i].version, NULL,
		    r->settings }, &done);
		if (e != OK)
			return e;
		saved |= done.changed ? 1u << i : 0;
	}
	return go_on(r, &y, saved);
}

/* Nothing was stored: the same page with every word and what is wrong. */
static enum err
again(struct req *r)
{
	struct year y;
	enum err e;
	int i;

	if ((e = year_name(r, &y)) != OK || (e = year_load(r, &y)) != OK)
		return e;
	year_read(r, &y);
	for (i = 0; i < 12; i++)
		entry_judge(r->pool, &y.typed[i], &y.months[i],
		    year_gate(&y, i));
	return year_show(r, &y);
}

/* ---- sending back ------------------------------------------------------ */

static enum err
send_back(struct req *r)
{
	const struct answer *period = &r->in[YEAR_RETURN_PERIOD];
	struct report_done done;
	struct year y;
	enum err e;

	if ((e = year_name(r, &y)) != OK)
		return e;
	e = report_return(r->db, r->pool, &r->who, &(struct report_edit){
	    .household_id = y.id, .period = (int)period->value,
	    .version = year_seen(r->in[YEAR_RETURN_SEEN].word,
	    period->value), .reason = r->in[YEAR_RETURN_REASON].text,
	    .settings = r->settings }, &done);
	if (e == ERR_CONFLICT)
		field_spoil(&r->in[YEAR_RETURN_REASON],
		    "没有保存：这个月刚被别人改过或退回，请看最新内容");
	return e != OK ? e : req_go(r, "/household/%lld/report/%d?returned=1",
	    (long long)y.id, y.year);
}

static enum err
again_back(struct req *r)
{
	struct year y;
	enum err e;

	if ((e = year_name(r, &y)) != OK || (e = year_load(r, &y)) != OK)
		return e;
	r->flaws++;	/* what only the stored row could tell counts too */
	return year_show(r, &y);
}

/* The year of the month that is due. */
static enum err
due(struct req *r)
{
	return req_go(r, "/household/%lld/report/%d", (long long)r->id[0],
	    report_due(r->today) / 100);
}

static const struct form none = { NULL, 0 };

const struct route report_routes[] = {
	{ VERB_GET, "/household/#/report", ROLE_HELPER, NULL, due, NULL },
	{ VERB_GET, "/household/#/report/#", ROLE_HELPER, NULL, show, NULL },
	{ VERB_POST, "/household/#/report/#", ROLE_HELPER, &none, save,
	    again },
	{ VERB_GET, "/household/#/report/#/file", ROLE_HELPER, NULL,
	    year_file, NULL },
	{ VERB_POST, "/household/#/report/#/return", ROLE_TOWNSHIP,
	    &year_return_form, send_back, again_back },
	{ .path = NULL }
};
