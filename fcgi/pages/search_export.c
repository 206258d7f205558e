#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/mask.h"
#include "db/saved.h"
#include "db/user.h"
#include "exchange/csv.h"
#include "exchange/xlsx.h"
#include "fcgi/http/form.h"
#include "fcgi/pages/household_column.h"
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
ask(struct req *r, bool book)
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
	    &total)) != OK)
		return e;
	if (book && total.households > HOUSEHOLD_LIST_BOOK_MOST)
		return ERR_INPUT;
	if ((e = saved_ask(r->db, r->session.user_id, conditions,
	    r->now)) != OK)
		return e;
	line.about = pool_print(r->pool, TICKET_FORMAT, total.households,
	    (int)r->who.year, search_words_mark(&w));
	if ((e = audit_add_id(r->db, &line, &id)) != OK)
		return e;
	return req_go(r, "/household/export/%" PRId64 "%s", id,
	    book ? "/book" : "");
}

static enum err
ask_list(struct req *r)
{
	return ask(r, false);
}

static enum err
ask_book(struct req *r)
{
	return ask(r, true);
}

/* ---- the file -------------------------------------------------------------- */

struct file {
	struct req *r;
	const struct search_words *w;
	const struct dictionary *d;	/* with what areas have of their own */
	struct pool *pool;		/* of one line */
	struct mask_sight sight;
	int period;
	struct text line;		/* of values parted by commas */
	struct xlsx *book;		/* or of a workbook */
};

/* Those that the list's own columns do not say. */
static bool
is_column(const struct file *f, const struct dictionary_line *l)
{
	return l->column != NULL && strcmp(l->name, "phone") != 0 &&
	    dictionary_valid(l, f->r->who.year);
}

static void
cell(struct file *f, const char *s)
{
	if (f->book != NULL)
		xlsx_text(f->book, s);
	else
		csv_cell(&f->line, s);
}

static void
head(struct file *f, const char *s)
{
	if (f->book != NULL)
		xlsx_head(f->book, s);
	else
		csv_cell(&f->line, s);
}

static void
number(struct file *f, const char *s)
{
	if (f->book != NULL)
		xlsx_number(f->book, s);
	else
		csv_cell(&f->line, s);
}

static enum err
end(struct file *f)
{
	enum err e;

	if (f->book != NULL) {
		e = xlsx_end(f->book);
	} else {
		csv_end(&f->line);
		e = req_more(f->r, f->line.at, f->line.len);
	}
	pool_reset(f->pool);
	f->line = text_start(f->pool);
	return e;
}

static enum err
send_heads(struct file *f)
{
	const struct dictionary_line *l;
	size_t i;
	int c;

	for (c = 0; c < HOUSEHOLD_COLUMN__MAX; c++)
		head(f, household_column_label((enum household_column)c));
	for (i = 0; i < f->d->count; i++) {
		l = &f->d->lines[i];
		if (is_column(f, l))
			head(f, *l->unit == '\0' ? l->label :
			    pool_print(f->pool, "%s（%s）", l->label,
			    l->unit));
	}
	return end(f);
}

static void
add_item(struct file *f, const struct search_item *found)
{
	const char *said;
	int c;

	for (c = 0; c < HOUSEHOLD_REPORT; c++) {
		enum household_column column = (enum household_column)c;

		said = household_column_show(f->pool, f->sight,
		    &found->item.h, column);
		if (household_column_number(column))
			number(f, said);
		else
			cell(f, said);
	}
	cell(f, report_view_label(household_view(&found->item, f->period,
	    f->r->today, &f->r->settings->rules)));
}

/* What may be added up in a workbook is a number there. */
static bool
is_number(const struct dictionary_line *l)
{
	return l->veil == VEIL_OPEN && (l->kind == DICTIONARY_INT ||
	    l->kind == DICTIONARY_MONEY || l->kind == DICTIONARY_DECIMAL1 ||
	    l->kind == DICTIONARY_DECIMAL2);
}

static enum err
send_row(void *cookie, const struct search_row *row)
{
	struct file *f = cookie;
	const void *household = dictionary_unpack(f->pool,
	    dictionary_of(DICTIONARY_HOUSEHOLD), f->d, row->household);
	size_t i;

	add_item(f, &row->item);
	for (i = 0; i < f->d->count; i++) {
		const struct dictionary_line *l = &f->d->lines[i];

		if (!is_column(f, l))
			continue;
		if (f->book != NULL && is_number(l))
			xlsx_number(f->book, dictionary_plain(f->pool, l,
			    household));
		else
			cell(f, mask_line(f->pool, f->sight, l,
			    dictionary_show(f->pool, l, household,
			    f->w->codes)));
	}
	return end(f);
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
send_rows(struct file *f)
{
	enum err e;

	f->pool = pool_new(LINE_CEILING);
	f->line = text_start(f->pool);
	if ((e = send_heads(f)) == OK)
		e = search_each(f->r->db, &f->r->who, &f->w->search, send_row,
		    f);
	pool_free(f->pool);
	return e;
}

static enum err
start(struct file *f, struct search_words *w)
{
	enum err e = read_ticket(f->r, w);

	if (e != OK)
		return e;
	f->w = w;
	f->d = &w->d[DICTIONARY_HOUSEHOLD];
	f->period = search_form_period(&w->search, &f->r->who);
	return OK;
}

static enum err
download(struct req *r)
{
	struct search_words w;
	struct file f = { .r = r, .sight = mask_sight_file(&r->who) };
	enum err e;

	if ((e = start(&f, &w)) != OK)
		return e;
	req_download(r, "text/csv; charset=utf-8", pool_print(r->pool,
	    "bangfu-households-%d.csv", (int)r->who.year));
	if ((e = req_more(r, CSV_MARK, strlen(CSV_MARK))) != OK)
		return e;
	return send_rows(&f);
}

static enum err
pass(void *cookie, const char *at, size_t len)
{
	return req_more(cookie, at, len);
}

static enum err
download_book(struct req *r)
{
	const char *var = getenv("BANGFU_VAR");
	struct search_words w;
	struct file f = { .r = r, .sight = mask_sight_file(&r->who) };
	enum err e;

	if ((e = start(&f, &w)) != OK)
		return e;
	f.book = xlsx_new(var == NULL ? "/tmp" : pool_print(r->pool,
	    "%s/files", var), "住户");
	if (f.book == NULL)
		return ERR_BROKEN;
	req_download(r, XLSX_TYPE, pool_print(r->pool,
	    "bangfu-households-%d.xlsx", (int)r->who.year));
	if ((e = send_rows(&f)) == OK)
		e = xlsx_send(f.book, pass, r);
	xlsx_free(f.book);
	return e;
}

const struct route search_export_routes[] = {
	{ VERB_POST, "/household/export", ROLE_VILLAGE, &nothing, ask_list,
	    household_list_show },
	{ VERB_POST, "/household/export/book", ROLE_VILLAGE, &nothing,
	    ask_book, household_list_show },
	{ VERB_GET, "/household/export/#", ROLE_VILLAGE, NULL, download,
	    NULL },
	{ VERB_GET, "/household/export/#/book", ROLE_VILLAGE, NULL,
	    download_book, NULL },
	{ .path = NULL }
};
