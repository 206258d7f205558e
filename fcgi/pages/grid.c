#include <stdlib.h>
#include <string.h>

#include "core/money.h"
#include "core/pager.h"
#include "core/receipt.h"
#include "db/gate.h"
#include "fcgi/pages/grid.h"

enum err
grid_name(struct req *r, struct grid *g)
{
	*g = (struct grid){ .area = r->id[0], .period = (int)r->id[1] };
	if (r->id[1] > 999912 || !period_ok(r->id[1]) ||
	    area_level(g->area) != AREA_VILLAGE ||
	    g->area < r->who.low || g->area > r->who.high)
		return ERR_ABSENT;
	return OK;
}

enum err
grid_rows(struct req *r, struct grid *g)
{
	struct report_ask ask = { g->area, g->period };

	return report_village(r->db, r->pool, &r->who, &ask, &g->rows);
}

enum err
grid_load(struct req *r, struct grid *g)
{
	struct report_ask before = { g->area, period_add(g->period, -1) };
	struct gate_ask gate = { g->area, g->period, g->period };
	struct report_calendar months[12] = { 0 };
	enum err e;

	if ((e = area_path(r->db, r->pool, g->area, &g->path)) != OK ||
	    (e = grid_rows(r, g)) != OK ||
	    (e = report_village(r->db, r->pool, &r->who, &before,
	    &g->before)) != OK ||
	    (e = gate_year(r->db, r->pool, &gate, months)) != OK)
		return e;
	g->calendar = months[g->period % 100 - 1];
	g->calendar.today = r->today;
	g->calendar.first_period = (int)r->settings->first_period;
	if (r->who.closed) {
		g->calendar.closed = true;
		g->calendar.reopened = (struct date){ 0 };
	}
	return g->path.count == 0 ||
	    g->path.at[g->path.count - 1].code != g->area ? ERR_ABSENT : OK;
}

enum report_gate
grid_gate(const struct grid *g, const struct report_row *row)
{
	struct report_calendar c = g->calendar;

	c.free_after = row->free_after.given ? (int)row->free_after.value : 0;
	return report_gate_of(g->period, &c);
}

/* ---- what was typed ---------------------------------------------------- */

const char *
grid_prefix(struct req *r, const struct report_row *row)
{
	return pool_print(r->pool, "r%lld.", (long long)row->household_id);
}

/* By identity, as report_village gives them. */
static int
by_identity(const void *key, const void *row)
{
	int64_t a = *(const int64_t *)key;
	int64_t b = ((const struct report_row *)row)->household_id;

	return (a > b) - (a < b);
}

size_t
grid_find(const struct grid *g, int64_t household_id)
{
	const struct report_row *at = bsearch(&household_id, g->rows.at,
	    g->rows.count, sizeof *g->rows.at, by_identity);

	return at != NULL ? (size_t)(at - g->rows.at) : g->rows.count;
}

enum err
grid_read(struct req *r, struct grid *g)
{
	size_t i, at, last = g->rows.count;
	int64_t id;
	char *end;

	g->typed = pool_array(r->pool, g->rows.count + 1, sizeof *g->typed);
	for (i = 0; i < r->words.count; i++) {
		const char *name = r->words.at[i].name;

		if (name[0] != 'r' || strchr("0123456789", name[1]) == NULL)
			continue;
		id = strtoll(name + 1, &end, 10);
		if (*end != '.')
			continue;
		if ((at = grid_find(g, id)) == g->rows.count)
			return ERR_ABSENT;
		if (at != last)
			entry_read(r->pool, &r->words,
			    grid_prefix(r, &g->rows.at[at]), &g->typed[at]);
		last = at;
	}
	return OK;
}

/* ---- showing ----------------------------------------------------------- */

/* Last month as one word for the copy key: twelve values and the problem. */
static const char *
last_word(struct req *r, const struct report *m)
{
	struct text t = text_start(r->pool);
	int i;

	if (m->version == 0)
		return "";
	for (i = 0; i < INCOME__MAX; i++)
		text_print(&t, "%s;", money_short(r->pool,
		    m->month.income_fen[i]));
	for (i = 0; i < ANSWER__MAX; i++)
		text_add(&t, !m->month.answer[i].given ? ";" :
		    m->month.answer[i].value ? "1;" : "0;");
	text_add(&t, m->month.problem != NULL ? m->month.problem : "");
	return t.at;
}

static void
fill_open(struct req *r, struct page *row, const struct grid *g, size_t i)
{
	const struct report *stored = &g->rows.at[i].r;
	const struct entry *e = g->typed != NULL ? &g->typed[i] : NULL;
	struct page *p = page_part(row, "EDIT");
	struct entry as_stored;

	if (e == NULL || !e->typed || !e->changed) {
		entry_of(r->pool, stored, &as_stored);
		e = &as_stored;
	}
	entry_fill(r, p, e);
	if (e->conflict)	/* saved once more, it is on purpose */
		page_text(p, "seen", entry_seen(r->pool, stored));
	page_text(row, "last_word", last_word(r, &g->before.at[i].r));
	if (g->before.at[i].r.version != 0)
		page_show(p, "COPY");
}

static void
fill_closed(struct req *r, struct page *row, const struct grid *g, size_t i)
{
	const struct report *stored = &g->rows.at[i].r;
	const char *why = report_gate_sentence(r->pool,
	    grid_gate(g, &g->rows.at[i]), g->period);
	struct page *p;

	p = page_part(row, stored->version != 0 ? "TEXT" : "BLANK");
	entry_text(r, p, stored);
	page_text(p, "reason", why);
}

/* What is said of a row below it. */
static enum err
fill_said(struct req *r, struct page *row, const struct grid *g, size_t i)
{
	const struct report *stored = &g->rows.at[i].r;
	const struct entry *e = g->typed != NULL ? &g->typed[i] : NULL;
	bool wrong = e != NULL && entry_wrong(e);
	bool returned = report_state_of(stored) == REPORT_RETURNED;
	struct page *said;

	if (!wrong && !returned)
		return OK;
	said = page_part(row, "SAID");
	if (returned)
		page_text(page_part(said, "RETURNED"), "reason",
		    stored->return_reason);
	if (!wrong)
		return OK;
	entry_flaws(r, said, grid_prefix(r, &g->rows.at[i]), e);
	return e->conflict ? entry_conflict(r, said, e, stored) : OK;
}

/* Whether the village has another of that name: a pasted one says nothing. */
static bool
twin(const struct grid *g, size_t at)
{
	size_t i;

	for (i = 0; i < g->rows.count; i++)
		if (i != at && strcmp(g->rows.at[i].head_name,
		    g->rows.at[at].head_name) == 0)
			return true;
	return false;
}

static enum err
fill_row(struct req *r, struct page *p, const struct grid *g, size_t i)
{
	const struct report_row *at = &g->rows.at[i];
	enum report_view view = report_row_view(at, g->period, r->today,
	    &r->settings->rules);
	struct page *row = page_part(p, "ROW");

	page_int(row, "id", at->household_id);
	page_text(row, "head_name", at->head_name);
	page_text(row, "number", at->number);
	if (twin(g, i))
		page_show(row, "TWIN");
	if (at->last_total.given)
		page_text(row, "last_total", money_short(r->pool,
		    at->last_total.value));
	page_text(row, "state", report_view_label(view));
	page_text(row, "state_name", report_view_name(view));
	if (at->r.receipt_id != 0)
		page_text(row, "receipt", receipt_print(r->pool,
		    at->r.receipt_id));
	if (at->r.version != 0)
		page_text(row, "trace", pool_print(r->pool, "%s · %s · %s",
		    at->r.reporter, entry_door(at->r.door),
		    page_time(r->pool, at->r.reported_at)));
	if (grid_gate(g, at) == GATE_OPEN)
		fill_open(r, row, g, i);
	else
		fill_closed(r, row, g, i);
	return fill_said(r, row, g, i);
}

static bool
owes(struct req *r, const struct grid *g, const struct report_row *row)
{
	(void)r;
	return grid_gate(g, row) != GATE_FREE &&
	    report_state_of(&row->r) != REPORT_REPORTED;
}

static void
fill_head(struct req *r, struct page *p, const struct grid *g, bool open)
{
	size_t i, owed = 0, missing = 0;
	const char *closed = report_gate_sentence(r->pool,
	    report_gate_of(g->period, &g->calendar), g->period);

	for (i = 0; i < g->rows.count; i++) {
		owed += grid_gate(g, &g->rows.at[i]) != GATE_FREE;
		missing += owes(r, g, &g->rows.at[i]);
	}
	page_int(p, "area", g->area);
	page_text(p, "village", g->path.at[g->path.count - 1].name);
	if (g->path.count > 1) {
		page_int(p, "up", g->path.at[g->path.count - 2].code);
		page_text(p, "township", g->path.at[g->path.count - 2].name);
	}
	page_int(p, "period", g->period);
	page_int(p, "year", g->period / 100);
	page_int(p, "month", g->period % 100);
	page_int(p, "period_before", period_add(g->period, -1));
	if (g->period < report_due(r->today))
		page_int(page_part(p, "LATER"), "period_after",
		    period_add(g->period, 1));
	page_int(p, "owed", (int64_t)owed);
	page_int(p, "reported", (int64_t)(owed - missing));
	page_int(p, "missing", (int64_t)missing);
	page_show(p, open ? "ONLY_OPEN" : "ALL_ROWS");
	if (closed != NULL)
		page_text(page_part(p, "CLOSED"), "reason", closed);
	else
		page_show(p, "SAVE");
}

static void
fill_pager(struct req *r, struct page *p, int64_t page, int64_t pages)
{
	const char *show = strcmp(req_query(r, "show"), "open") == 0 ?
	    "show=open&" : "";
	struct page *link;
	int64_t i;

	page_int(p, "page", page);
	page_text(p, "show_word", show);
	for (i = 1; i <= pages && pages > 1; i++) {
		link = page_part(p, "PAGE");
		page_int(link, "at", i);
		page_text(link, "link", pool_print(r->pool, "?%spage=%lld",
		    show, (long long)i));
		if (i == page)
			page_show(link, "HERE");
	}
}

/* Which rows: those of the form, or a page of those asked for. */
static size_t
choose(struct req *r, const struct grid *g, size_t *chosen, struct page *p)
{
	bool open = strcmp(req_query(r, "show"), "open") == 0;
	struct pager at;
	size_t i, n = 0, from;

	for (i = 0; i < g->rows.count; i++)
		if (g->typed != NULL ? g->typed[i].typed :
		    !open || owes(r, g, &g->rows.at[i]))
			chosen[n++] = i;
	if (g->typed != NULL)
		return n;
	at = pager_of((int64_t)n, GRID_PAGE, req_query_int(r, "page", 1));
	fill_pager(r, p, at.page, at.pages);
	from = (size_t)at.offset;
	n = n - from < GRID_PAGE ? n - from : GRID_PAGE;
	memmove(chosen, chosen + from, n * sizeof *chosen);
	return n;
}

/* How many rows are wrong, and links to the first of them. */
static void
fill_flaws(struct page *p, const struct grid *g, const size_t *chosen,
    size_t n)
{
	struct page *box = NULL, *line;
	size_t i, count = 0;

	for (i = 0; i < n && g->typed != NULL; i++) {
		if (!entry_wrong(&g->typed[chosen[i]]))
			continue;
		if (box == NULL)
			box = page_part(p, "FLAWS");
		count++;
		line = page_part(box, "FLAW_ROW");
		page_int(line, "id", g->rows.at[chosen[i]].household_id);
		page_text(line, "head_name",
		    g->rows.at[chosen[i]].head_name);
	}
	if (box != NULL)
		page_int(box, "count", (int64_t)count);
}

enum err
grid_show(struct req *r, const struct grid *g)
{
	const char *title = pool_print(r->pool, "%s %s月报表",
	    g->path.at[g->path.count - 1].name,
	    period_label(r->pool, g->period));
	size_t *chosen = pool_array(r->pool, g->rows.count + 1,
	    sizeof *chosen);
	struct page *p = req_page(r, "grid.tpl", title);
	size_t i, n;
	enum err e;

	fill_head(r, p, g, strcmp(req_query(r, "show"), "open") == 0);
	n = choose(r, g, chosen, p);
	for (i = 0; i < n; i++)
		if ((e = fill_row(r, p, g, chosen[i])) != OK)
			return e;
	if (n == 0)
		page_show(p, "NOBODY");
	fill_flaws(p, g, chosen, n);
	return req_show(r);
}
