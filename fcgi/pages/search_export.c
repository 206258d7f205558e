#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/mask.h"
#include "db/saved.h"
#include "db/user.h"
#include "exchange/csv.h"
#include "fcgi/http/form.h"
#include "fcgi/pages/household_list.h"
#include "fcgi/pages/search_export.h"
#include "fcgi/pages/search_field.h"

#define TICKET_SECONDS	600	/* from the POST to the download */
#define DEED		"list"
#define TICKET_FORMAT	"households %" PRId64 " year %d mark %" PRIx64
#define LINE_CEILING	(1u << 20)

static const struct form nothing = { NULL, 0 };

/* ---- asking --------------------------------------------------------------- */

/* Written down: how many, of which year, by which conditions (a number of
 * them: they may name persons). */
static enum err
ask(struct req *r)
{
	struct audit line = { r->now, r->session.user_id, req_address(r),
	    DEED, NULL };
	struct search_total total;
	struct search_words w;
	const char *conditions;
	int64_t id;
	enum err e;

	if ((e = search_field_read(r, &w)) != OK)
		return e;
	conditions = search_words_conditions(&w, NULL);
	if (w.flaw_count > 0 || strlen(conditions) > SAVED_CONDITIONS_MOST)
		return ERR_INPUT;
	if ((e = search_total(r->db, r->pool, &r->who, &w.search,
	    &total)) != OK ||
	    (e = saved_ask(r->db, r->session.user_id, conditions,
	    r->now)) != OK)
		return e;
	line.about = pool_print(r->pool, TICKET_FORMAT, total.households,
	    (int)r->who.year, search_words_mark(&w));
	if ((e = audit_add_id(r->db, &line, &id)) != OK)
		return e;
	return req_go(r, "/household/export/%" PRId64, id);
}

/* ---- the file -------------------------------------------------------------- */

static const char *const heads[] = {
	"户编号", "户主", "所在村", "乡镇", "联系电话", "人口数", "脱贫年度",
	"监测对象类别", "风险消除", "原脱贫户", "注销状态", "月报状态",
};

struct file {
	struct req *r;
	const struct search_words *w;
	const struct dictionary *d;	/* with what areas have of their own */
	struct pool *pool;		/* of one line */
	int period;
};

/* Those that the list's own columns do not say. */
static bool
is_column(const struct file *f, const struct dictionary_line *l)
{
	return l->column != NULL && strcmp(l->name, "phone") != 0 &&
	    dictionary_valid(l, f->r->who.year);
}

static enum err
send(struct file *f, struct text *line)
{
	enum err e;

	csv_end(line);
	e = req_more(f->r, line->at, line->len);
	pool_reset(f->pool);
	return e;
}

static enum err
send_heads(struct file *f)
{
	struct text line = text_start(f->pool);
	size_t i;
	enum err e;

	if ((e = req_more(f->r, CSV_MARK, strlen(CSV_MARK))) != OK)
		return e;
	for (i = 0; i < LEN(heads); i++)
		csv_cell(&line, heads[i]);
	for (i = 0; i < f->d->count; i++)
		if (is_column(f, &f->d->lines[i]))
			csv_cell(&line, *f->d->lines[i].unit == '\0' ?
			    f->d->lines[i].label : pool_print(f->pool,
			    "%s（%s）", f->d->lines[i].label,
			    f->d->lines[i].unit));
	return send(f, &line);
}

static const char *
number(struct file *f, struct opt_int n)
{
	return n.given ? pool_print(f->pool, "%" PRId64, n.value) : "";
}

static void
add_item(struct file *f, struct text *line, const struct search_item *found)
{
	const struct household *h = &found->item.h;
	const char *const cells[] = { h->number,
	    mask_name(f->pool, h->head_name), h->village, h->township,
	    mask_phone(f->pool, h->phone), number(f, (struct opt_int){ true,
	    h->member_count }), number(f, h->exit_year),
	    household_monitor_label(h->monitor_class),
	    h->monitor_class == 0 ? "" : h->risk_removed ? "已消除" :
	    "未消除", h->exited ? "是" : "否",
	    h->free_after.given ? "已注销" : "",
	    report_view_label(household_view(&found->item, f->period,
	    f->r->today, &f->r->settings->rules)) };
	size_t i;

	for (i = 0; i < LEN(cells); i++)
		csv_cell(line, cells[i]);
}

/* Whoever is masked on paper is masked here. */
static enum err
send_row(void *cookie, const struct search_row *row)
{
	struct file *f = cookie;
	struct text line = text_start(f->pool);
	const void *household = dictionary_unpack(f->pool,
	    dictionary_of(DICTIONARY_HOUSEHOLD), f->d, row->household);
	size_t i;

	add_item(f, &line, &row->item);
	for (i = 0; i < f->d->count; i++)
		if (is_column(f, &f->d->lines[i]))
			csv_cell(&line, dictionary_masked(f->pool,
			    &f->d->lines[i], dictionary_show(f->pool,
			    &f->d->lines[i], household, f->w->codes)));
	return send(f, &line);
}

/* The conditions as they were written down. */
static enum err
read_ticket(struct req *r, struct search_words *w)
{
	struct saved asked;
	struct audit line;
	int64_t households;
	uint64_t mark;
	int year;
	enum err e;

	if ((e = audit_by_id(r->db, r->pool, r->session.user_id, r->id[0],
	    &line)) != OK || (e = saved_asked(r->db, r->pool,
	    r->session.user_id, &asked)) != OK)
		return e;
	if (strcmp(line.deed, DEED) != 0 ||
	    r->now.utc - line.at.utc > TICKET_SECONDS ||
	    sscanf(line.about, "households %" SCNd64 " year %d mark %" SCNx64,
	    &households, &year, &mark) != 3)
		return ERR_ABSENT;
	if ((e = form_decode(r->pool, asked.conditions,
	    strlen(asked.conditions), &r->query)) != OK ||
	    (e = search_field_read(r, w)) != OK)
		return e;
	/* other conditions, or another scope or year since */
	return search_words_mark(w) != mark || w->flaw_count > 0 ?
	    ERR_ABSENT : OK;
}

static enum err
download(struct req *r)
{
	struct search_words w;
	struct file f = { .r = r, .w = &w,
	    .d = &w.d[DICTIONARY_HOUSEHOLD] };
	enum err e;

	if ((e = read_ticket(r, &w)) != OK)
		return e;
	f.period = search_form_period(&w.search, &r->who);
	req_download(r, "text/csv; charset=utf-8", pool_print(r->pool,
	    "bangfu-households-%d.csv", (int)r->who.year));
	f.pool = pool_new(LINE_CEILING);
	if ((e = send_heads(&f)) == OK)
		e = search_each(r->db, &r->who, &w.search, send_row, &f);
	pool_free(f.pool);
	return e;
}

const struct route search_export_routes[] = {
	{ VERB_POST, "/household/export", ROLE_VILLAGE, &nothing, ask,
	    household_list_show },
	{ VERB_GET, "/household/export/#", ROLE_VILLAGE, NULL, download,
	    NULL },
	{ .path = NULL }
};
