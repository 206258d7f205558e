#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/mask.h"
#include "db/saved.h"
#include "db/user.h"
#include "fcgi/http/form.h"
#include "fcgi/pages/household_column.h"
#include "fcgi/pages/household_list.h"
#include "fcgi/pages/search_export.h"
#include "fcgi/pages/search_field.h"
#include "fcgi/pages/table_out.h"

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
	struct mask_sight sight;
	int period;
	struct table_out out;
};

/* Those that the list's own columns do not say. */
static bool
is_column(const struct file *f, const struct dictionary_line *l)
{
	return l->column != NULL && strcmp(l->name, "phone") != 0 &&
	    dictionary_valid(l, f->r->who.year);
}

static enum err
send_heads(struct file *f)
{
	const struct dictionary_line *l;
	size_t i;
	int c;

	for (c = 0; c < HOUSEHOLD_COLUMN__MAX; c++)
		table_out_cell(&f->out,
		    household_column_label((enum household_column)c));
	for (i = 0; i < f->d->count; i++) {
		l = &f->d->lines[i];
		if (is_column(f, l))
			table_out_cell(&f->out, *l->unit == '\0' ?
			    l->label : pool_print(f->out.pool, "%s（%s）",
			    l->label, l->unit));
	}
	return table_out_row(&f->out);
}

static void
add_item(struct file *f, const struct search_item *found)
{
	const char *said;
	int c;

	for (c = 0; c < HOUSEHOLD_REPORT; c++) {
		enum household_column column = (enum household_column)c;

		said = household_column_show(f->out.pool, f->sight,
		    &found->item.h, column);
		if (household_column_number(column))
			table_out_number(&f->out, said);
		else
			table_out_cell(&f->out, said);
	}
	table_out_cell(&f->out, report_view_label(household_view(
	    &found->item, f->period, f->r->today, &f->r->settings->rules)));
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
	struct pool *pool = f->out.pool;
	const void *household = dictionary_unpack(pool,
	    dictionary_of(DICTIONARY_HOUSEHOLD), f->d, row->household);
	size_t i;

	add_item(f, &row->item);
	for (i = 0; i < f->d->count; i++) {
		const struct dictionary_line *l = &f->d->lines[i];

		if (!is_column(f, l))
			continue;
		if (f->out.book != NULL && is_number(l))
			table_out_number(&f->out, dictionary_plain(pool, l,
			    household));
		else
			table_out_cell(&f->out, mask_line(pool, f->sight, l,
			    dictionary_show(pool, l, household,
			    f->w->codes)));
	}
	return table_out_row(&f->out);
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
send_rows(struct req *r, struct file *f)
{
	enum err e = send_heads(f);

	return e != OK ? e : search_each(r->db, &r->who, &f->w->search,
	    send_row, f);
}

static enum err
send(struct req *r, bool book)
{
	struct table_out_file file = { pool_print(r->pool,
	    "bangfu-households-%d", (int)r->who.year), "住户", book,
	    LINE_CEILING };
	struct search_words w;
	struct file f = { .r = r, .w = &w, .sight = mask_sight_file(&r->who) };
	enum err e;

	if ((e = read_ticket(r, &w)) != OK)
		return e;
	f.d = &w.d[DICTIONARY_HOUSEHOLD];
	f.period = search_form_period(&w.search, &r->who);
	e = table_out_start(r, &file, &f.out);
	return table_out_end(&f.out, e != OK ? e : send_rows(r, &f));
}

static enum err
download(struct req *r)
{
	return send(r, false);
}

static enum err
download_book(struct req *r)
{
	return send(r, true);
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
