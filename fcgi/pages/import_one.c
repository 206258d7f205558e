#include <inttypes.h>
#include <string.h>

#include "core/pager.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/import_cells.h"
#include "fcgi/pages/import_head.h"
#include "fcgi/pages/import_one.h"
#include "fcgi/pages/import_refused.h"
#include "fcgi/pages/import_run.h"
#include "fcgi/pages/import_told.h"
#include "fcgi/pages/panel.h"

#define ROWS_A_PAGE	50
#define LINES_A_ROW	12	/* more are in the sheet of refused rows */

enum { WHY, ONE_FIELD__MAX };
static const struct field fields[ONE_FIELD__MAX] = {
	[WHY] = { .name = "why", .label = "情况说明", .kind = FIELD_TEXT,
	    .least = 2, .most = 200 },
};
static const struct form form = { fields, ONE_FIELD__MAX };

static const struct panel_note notes[] = {
	{ "written", "已写入。" },
	{ "rest", "已写入；还有要写情况说明的，没有写入。" },
	{ "nothing", "没有可以写入的。" },
};

/* What a state is called, and its count. */
static const struct {
	enum import_state state;
	const char *label;
	size_t count;
} tabs[] = {
	{ IMPORT_CHANGE, "将修改", offsetof(struct import_count, change) },
	{ IMPORT_WARN, "要写说明", offsetof(struct import_count, warn) },
	{ IMPORT_REFUSE, "不能导入", offsetof(struct import_count, refuse) },
	{ IMPORT_SAME, "没有变化", offsetof(struct import_count, same) },
	{ IMPORT_DONE, "已写入", offsetof(struct import_count, done) },
};

static const char *
label_of(enum import_state state)
{
	size_t i;

	for (i = 0; i < LEN(tabs); i++)
		if (tabs[i].state == state)
			return tabs[i].label;
	return "";
}

/* ---- the rows ---------------------------------------------------------- */

static void
fill_said(struct req *r, struct page *row, const char *told)
{
	static const char *const sections[IMPORT_TOLD__MAX] = {
		[IMPORT_TOLD_CHANGE] = "CHANGE", [IMPORT_TOLD_WARN] = "WARNS",
		[IMPORT_TOLD_BLOCK] = "BLOCKS",
	};
	struct import_said said;
	struct page *part;
	int n = 0, more = 0;

	while (import_told_next(r->pool, &told, &said)) {
		if (n++ >= LINES_A_ROW) {
			more++;
			continue;
		}
		part = page_part(page_part(row, "SAID"),
		    sections[said.kind]);
		page_text(part, "label", said.label);
		page_text(part, "value", said.value);
		page_text(part, "sentence", said.sentence);
		page_text(part, "at", import_told_at(r->pool, &said));
	}
	if (more > 0)
		page_int(page_part(row, "MORE"), "more", more);
}

/* Who lives there, where he may know it. */
static void
fill_home(struct page *part, const struct import_row *row,
    const struct import_homes *homes)
{
	struct page *home;
	size_t i;

	for (i = 0; i < homes->count; i++) {
		const struct household *h = &homes->at[i];

		if (h->household_id != row->household_id.value)
			continue;
		home = page_part(part, "HOME");
		page_int(home, "household_id", h->household_id);
		page_text(home, "head_name", h->head_name);
		page_text(home, "village", h->village);
	}
}

/* The column of the names of members; beyond the last one: none. */
static size_t
name_column(struct req *r, const struct import *import)
{
	struct table_row head;
	size_t i;

	import_cells_split(r->pool, import->head, &head);
	for (i = 0; i < head.count; i++)
		if (strncmp(head.cells[i], IMPORT_NAME,
		    strlen(IMPORT_NAME)) == 0)
			break;
	return i;
}

static void
fill_name(struct req *r, struct page *part, const struct import_row *row,
    size_t column)
{
	struct table_row cells;

	import_cells_split(r->pool, row->cells, &cells);
	page_text(page_part(part, "PERSON"), "person",
	    table_cell(&cells, column));
}

static enum err
fill_rows(struct req *r, struct page *p, const struct import *import,
    const struct import_rows *rows)
{
	bool members = strcmp(import->kind, "member") == 0;
	size_t column = name_column(r, import);
	struct import_homes homes = { 0 };
	size_t i;
	enum err e = rows->count == 0 ? OK : import_households(r->db,
	    r->pool, &r->who, &(struct import_range){
	    rows->at[0].import_id, rows->at[0].home,
	    rows->at[rows->count - 1].home }, &homes);

	for (i = 0; e == OK && i < rows->count; i++) {
		const struct import_row *row = &rows->at[i];
		enum import_state state = import_state_of(row->state);
		struct page *part = page_part(p, "ROW");

		page_int(part, "line", row->line);
		if (row->number != NULL)
			page_text(page_part(part, "NUMBERED"), "number",
			    row->number);
		else
			page_show(part, "NAMELESS");
		page_text(part, "state", label_of(state));
		if (members)
			fill_name(r, part, row, column);
		fill_home(part, row, &homes);
		fill_said(r, part, row->told);
	}
	if (rows->count == 0)
		page_show(p, "NONE");
	return e;
}

/* ---- the page ---------------------------------------------------------- */

static int64_t
count_of(const struct import_count *counts, size_t i)
{
	return *(const int64_t *)((const char *)counts + tabs[i].count);
}

/* The state that is asked for, or the first that wants looking at. */
static size_t
tab_shown(struct req *r, const struct import_count *counts)
{
	static const size_t order[] = { 2, 1, 0, 4, 3 };
	const char *show = req_query(r, "show");
	size_t i;

	for (i = 0; i < LEN(tabs); i++)
		if (strcmp(import_state_name(tabs[i].state), show) == 0)
			return i;
	for (i = 0; i < LEN(order) - 1; i++)
		if (count_of(counts, order[i]) > 0)
			break;
	return order[i];
}

static void
fill_tabs(struct req *r, struct page *p, const struct import_count *counts,
    size_t chosen)
{
	struct page *part;
	size_t i;

	for (i = 0; i < LEN(tabs); i++) {
		part = page_part(p, "STATE");
		page_text(part, "label", tabs[i].label);
		page_int(part, "count", count_of(counts, i));
		page_text(part, "link", pool_print(r->pool, "/import/%"
		    PRId64 "?show=%s", r->id[0],
		    import_state_name(tabs[i].state)));
		if (i == chosen)
			page_show(part, "CHOSEN");
	}
}

/* What can be done with it now. */
static void
fill_deeds(struct req *r, struct page *p, const struct import *import,
    const struct import_count *counts)
{
	const char *here = pool_print(r->pool, "/import/%" PRId64, r->id[0]);
	struct page *part, *box;

	if (counts->refuse > 0) {
		part = page_part(p, "REFUSED");
		page_int(part, "refused", counts->refuse);
		page_text(part, "sheet", pool_print(r->pool, "%s/refused",
		    here));
		page_text(part, "book", pool_print(r->pool,
		    "%s/refused/book", here));
	}
	if (counts->change + counts->warn == 0)
		return;
	if (r->who.closed || import->year != r->who.year) {
		page_int(page_part(p, "OTHER_YEAR"), "year", import->year);
		return;
	}
	part = page_part(p, "WRITE");
	page_text(part, "path", here);
	if (counts->warn == 0) {
		page_int(page_part(part, "READY"), "ready", counts->change);
		return;
	}
	box = page_part(part, "EXPLAIN");
	page_int(box, "warned", counts->warn);
	if (r->in != NULL)
		frame_field(r, box, &fields[WHY], &r->in[WHY]);
}

/* The page of rows that is asked for, or the nearest. */
static enum err
find_rows(struct req *r, enum import_state state, struct import_rows *rows,
    struct pager *at)
{
	struct import_look look = { r->id[0], state, 0, ROWS_A_PAGE };
	int64_t total;
	enum err e = import_look_total(r->db, r->pool, &look, &total);

	if (e != OK)
		return e;
	*at = pager_of(total, ROWS_A_PAGE, req_query_int(r, "page", 1));
	look.offset = at->offset;
	return import_look(r->db, r->pool, &look, rows);
}

static enum err
show(struct req *r)
{
	struct import_count counts;
	struct import_rows rows;
	struct import import;
	struct pager at;
	struct page *p;
	size_t tab;
	enum err e;

	if ((e = import_by_id(r->db, r->pool, r->session.user_id, r->id[0],
	    &import)) != OK || (e = import_count(r->db, r->pool, r->id[0],
	    &counts)) != OK)
		return e;
	panel_notice(r, notes, LEN(notes));
	tab = tab_shown(r, &counts);
	if ((e = find_rows(r, tabs[tab].state, &rows, &at)) != OK)
		return e;
	p = req_page(r, "import_one.tpl", "导入预览");
	page_text(p, "name", import.name);
	page_text(p, "at", page_time(r->pool, import.made_at));
	if (r->verb == VERB_POST)
		frame_flaws(r, p, &form);
	fill_tabs(r, p, &counts, tab);
	fill_deeds(r, p, &import, &counts);
	panel_pager(r, p, at.page, at.pages);
	return (e = fill_rows(r, p, &import, &rows)) == OK ? req_show(r) : e;
}

/* ---- the deed ---------------------------------------------------------- */

static enum err
save(struct req *r)
{
	const char *why = r->in[WHY].given ? r->in[WHY].text : NULL;
	struct import_count before, after;
	struct import import;
	enum err e;

	if ((e = import_hold(r->db, r->pool, r->session.user_id, r->id[0],
	    &import)) != OK || (e = import_count(r->db, r->pool, r->id[0],
	    &before)) != OK)
		return e;
	if (before.change == 0 && before.warn > 0 && why == NULL)
		return field_spoil(&r->in[WHY],
		    "没有填，这些户要写明情况才能保存");
	if ((e = import_run_write(r, &import, why)) == ERR_CONFLICT)
		r->notice = "上传以后指标有变，这张表的列名对不上了，"
		    "请重新上传。";
	if (e != OK || (e = import_count(r->db, r->pool, r->id[0], &after)) != OK ||
	    (e = panel_audit(r, "import", "sheet %" PRId64 " written %" PRId64
	    " of %" PRId64, r->id[0], after.done - before.done,
	    before.change + before.warn)) != OK)
		return e;
	return req_go(r, "/import/%" PRId64 "?done=%s", r->id[0],
	    after.done == before.done ? "nothing" : after.warn > 0 ? "rest" :
	    "written");
}

const struct route import_one_routes[] = {
	{ VERB_GET, "/import/#", ROLE_VILLAGE, NULL, show, NULL },
	{ VERB_POST, "/import/#", ROLE_VILLAGE, &form, save, show },
	{ VERB_GET, "/import/#/refused", ROLE_VILLAGE, NULL,
	    import_refused_download, NULL },
	{ VERB_GET, "/import/#/refused/book", ROLE_VILLAGE, NULL,
	    import_refused_book, NULL },
	{ .path = NULL }
};
