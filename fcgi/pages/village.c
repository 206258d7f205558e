#include <stdlib.h>
#include <string.h>

#include "db/report_rate.h"
#include "db/report_save.h"
#include "fcgi/pages/grid.h"
#include "fcgi/pages/grid_row.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/village.h"

/* ---- choosing ---------------------------------------------------------- */

static int
month_asked(struct req *r)
{
	int64_t asked = req_query_int(r, "month", 0);

	return asked <= 999912 && period_ok(asked) ? (int)asked :
	    report_due(r->today);
}

static void
fill_rate(struct req *r, struct page *p, const struct report_rate *rate,
    int period)
{
	bool village = area_level(rate->code) == AREA_VILLAGE;
	int64_t tenths = rate->owed > 0 ?
	    rate->reported * 1000 / rate->owed : 0;
	const char *percent = pool_print(r->pool, "%d.%d",
	    (int)(tenths / 10), (int)(tenths % 10));

	page_fill(p, r->pool, &report_rate_shape, rate);
	page_int(p, "missing", rate->owed - rate->reported);
	if (rate->owed > 0)
		page_text(page_part(p, "OWED"), "percent", percent);
	page_text(p, "percent", rate->owed > 0 ? percent : "—");
	page_text(p, "link", village ?
	    pool_print(r->pool, "/village/%lld/month/%d",
	    (long long)rate->code, period) :
	    pool_print(r->pool, "/village?area=%lld&month=%d",
	    (long long)rate->code, period));
	page_text(p, "deed", !village ? "看各村" :
	    rate->reported < rate->owed ? "填报" : "查看");
}

static void
fill_head(struct req *r, struct page *p, const struct report_ask *ask,
    const struct area_list *path)
{
	struct page *part;
	size_t i;

	page_int(p, "area", ask->area);
	page_text(p, "period_label", period_label(r->pool, ask->period));
	page_int(p, "period", ask->period);
	page_int(p, "period_before", period_add(ask->period, -1));
	if (ask->period < report_due(r->today))
		page_int(page_part(p, "LATER"), "period_after",
		    period_add(ask->period, 1));
	for (i = 0; i < path->count; i++) {
		if (path->at[i].code < r->who.low)
			continue;
		part = page_part(p, "PATH");
		page_int(part, "code", path->at[i].code);
		page_text(part, "name", path->at[i].name);
	}
}

static enum err
choose(struct req *r)
{
	struct report_ask ask = { panel_area_asked(r), month_asked(r) };
	struct report_rates rates;
	struct area_list path;
	struct page *p;
	enum err e;
	size_t i;

	if (area_level(ask.area) == AREA_VILLAGE)
		return req_go(r, "/village/%lld/month/%d",
		    (long long)ask.area, ask.period);
	if ((e = report_rates(r->db, r->pool, &r->who, &ask,
	    &rates)) != OK ||
	    (e = area_path(r->db, r->pool, ask.area, &path)) != OK)
		return e;
	p = req_page(r, "village.tpl", "村月报");
	fill_head(r, p, &ask, &path);
	for (i = 0; i < rates.count; i++)
		fill_rate(r, page_part(p, "RATE"), &rates.at[i], ask.period);
	fill_rate(r, page_part(p, "SUM"), &rates.sum, ask.period);
	return req_show(r);
}

/* ---- the grid as one form ---------------------------------------------- */

static enum err
show(struct req *r)
{
	int64_t saved = req_query_int(r, "saved", -1);
	struct grid g;
	enum err e;

	if ((e = grid_name(r, &g)) != OK || (e = grid_load(r, &g)) != OK)
		return e;
	if (saved == 0)
		r->notice = "内容没有变化，不需要保存。";
	else if (saved > 0)
		r->notice = pool_print(r->pool, "已保存%d户。", (int)saved);
	return grid_show(r, &g);
}

/* One row: stored, or what is wrong with it in its entry.
 * Errors: only what concerns the whole request. */
static enum err
save_row(struct req *r, struct grid *g, size_t i, int *saved)
{
	struct entry *e = &g->typed[i];
	struct report_done done;
	enum err err;

	if (!e->changed || e->flaws > 0)
		return OK;
	err = report_save(r->db, r->pool, &r->who, &(struct report_edit){
	    g->rows.at[i].household_id, g->period, e->month, e->version,
	    NULL, r->settings }, &done);
	if (err == ERR_INPUT)
		entry_judge(r->pool, e, &done.before,
		    grid_gate(g, &g->rows.at[i]));
	else if (err == ERR_CONFLICT) {
		e->conflict = true;
		g->rows.at[i].r = done.before;
	} else if (err != OK)
		return err;
	else {
		*saved += done.changed;
		e->changed = false;
	}
	return OK;
}

/* What stands after the saving, but for rows whose writer was beaten: these
 * keep what beat him. */
static enum err
reload(struct req *r, struct grid *g)
{
	struct report_rows was = g->rows;
	enum err e;
	size_t i;

	if ((e = grid_rows(r, g)) != OK || g->rows.count != was.count)
		return e != OK ? e : ERR_BUSY;
	for (i = 0; i < was.count; i++)
		if (g->typed[i].conflict)
			g->rows.at[i].r = was.at[i].r;
	return OK;
}

/* The right rows are stored; the wrong ones are shown again. */
static enum err
tell_wrong(struct req *r, struct grid *g, int saved)
{
	bool only_conflicts = true;
	enum err e;
	size_t i;

	for (i = 0; i < g->rows.count; i++)
		if (g->typed[i].flaws > 0 || g->typed[i].why != NULL)
			only_conflicts = false;
	if ((e = reload(r, g)) != OK)
		return e;
	if (saved > 0)
		r->notice = pool_print(r->pool, "已保存%d户。", saved);
	r->trouble = only_conflicts ? ERR_CONFLICT : ERR_INPUT;
	return grid_show(r, g);
}

/* Last month's values into one row. */
static enum err
copy(struct req *r, struct grid *g, const struct word *w)
{
	static const struct field household = { .name = "copy",
	    .label = "户", .kind = FIELD_INT };
	struct answer id;
	struct entry before;
	size_t i;

	if (!field_answer(r->pool, &household, w->value, w->len, &id))
		return ERR_INPUT;
	if ((i = grid_find(g, id.value)) == g->rows.count)
		return ERR_ABSENT;
	entry_of(r->pool, &g->before.at[i].r, &before);
	entry_copy(r->pool, &before, &g->typed[i]);
	r->notice = pool_print(r->pool,
	    "已填入%s上个月的内容，还没有保存，请检查后点保存。",
	    g->rows.at[i].head_name);
	return grid_show(r, g);
}

static enum err
save(struct req *r)
{
	const struct word *w = words_find(&r->words, "copy");
	struct grid g;
	bool wrong = false;
	int saved = 0;
	enum err e;
	size_t i;

	r->trouble = OK;
	r->notice = NULL;
	if ((e = grid_name(r, &g)) != OK || (e = grid_load(r, &g)) != OK ||
	    (e = grid_read(r, &g)) != OK)
		return e;
	if (w != NULL)
		return copy(r, &g, w);
	for (i = 0; i < g.rows.count; i++) {
		if ((e = save_row(r, &g, i, &saved)) != OK)
			return e;
		wrong = wrong || entry_wrong(&g.typed[i]);
	}
	if (wrong)
		return tell_wrong(r, &g, saved);
	return req_go(r, "/village/%lld/month/%d?%spage=%lld&saved=%d",
	    (long long)g.area, g.period, strcmp(req_query(r, "show"),
	    "open") == 0 ? "show=open&" : "",
	    (long long)req_query_int(r, "page", 1), saved);
}

/* Nothing was stored: the same rows with every word. */
static enum err
again(struct req *r)
{
	struct grid g;
	enum err e;
	size_t i;

	if ((e = grid_name(r, &g)) != OK || (e = grid_load(r, &g)) != OK ||
	    (e = grid_read(r, &g)) != OK)
		return e;
	for (i = 0; i < g.rows.count; i++)
		entry_judge(r->pool, &g.typed[i], &g.rows.at[i].r,
		    grid_gate(&g, &g.rows.at[i]));
	return grid_show(r, &g);
}

static const struct form none = { NULL, 0 };

const struct route village_routes[] = {
	{ VERB_GET, "/village", ROLE_VILLAGE, NULL, choose, NULL },
	{ VERB_GET, "/village/#/month/#", ROLE_VILLAGE, NULL, show, NULL },
	{ VERB_POST, "/village/#/month/#", ROLE_VILLAGE, &none, save,
	    again },
	{ VERB_POST, "/village/#/month/#/row", ROLE_VILLAGE, &grid_row_form,
	    grid_row_save, grid_row_again },
	{ .path = NULL }
};
