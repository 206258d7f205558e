#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "db/indicator.h"
#include "exchange/csv_read.h"
#include "exchange/xml_book.h"
#include "exchange/xlsx.h"
#include "exchange/zip_read.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/import.h"
#include "fcgi/pages/import_cells.h"
#include "fcgi/pages/import_head.h"
#include "fcgi/pages/import_run.h"
#include "fcgi/pages/import_told.h"
#include "fcgi/pages/panel.h"

#define ROW_MOST	60000	/* bytes: IMPORT_BULK of them are a packet */
#define OLD_BOOK	"\xd0\xcf\x11\xe0"	/* xls, up to Excel 2003 */

enum { FILE_FIELD, IMPORT_FIELD__MAX };
static const struct field fields[IMPORT_FIELD__MAX] = {
	[FILE_FIELD] = { .name = "file", .label = "文件", .kind = FIELD_FILE },
};
static const struct form form = { fields, IMPORT_FIELD__MAX };

/* ---- the page ---------------------------------------------------------- */

static enum err
fill_list(struct req *r, struct page *p)
{
	struct import_list list;
	enum err e = import_list(r->db, r->pool, r->session.user_id, &list);
	struct page *box = NULL, *part;
	size_t i;

	for (i = 0; e == OK && i < list.count; i++) {
		if (box == NULL)
			box = page_part(p, "SENT");
		part = page_part(box, "SHEET");
		page_fill(part, r->pool, &import_shape, &list.at[i]);
		page_text(part, "at", page_time(r->pool,
		    list.at[i].made_at));
	}
	return e;
}

static enum err
show_with(struct req *r, bool typed)
{
	struct page *p = req_page(r, "import.tpl", "数据导入"), *part;
	enum err e;

	page_int(p, "year", r->who.year);
	page_int(p, "rows_most", IMPORT_ROWS_MOST);
	if (r->who.closed)
		page_show(p, "CLOSED");
	else {
		part = page_part(p, "MAY");
		page_text(part, "accept", ".xlsx,.csv,text/csv," XLSX_TYPE);
		if (typed)
			frame_field(r, part, &fields[FILE_FIELD],
			    &r->in[FILE_FIELD]);
	}
	if (typed)
		frame_flaws(r, p, &form);
	return (e = fill_list(r, p)) == OK ? req_show(r) : e;
}

static enum err
show(struct req *r)
{
	return show_with(r, false);
}

static enum err
again(struct req *r)
{
	return show_with(r, true);
}

/* ---- a sheet ----------------------------------------------------------- */

/* While it is taken in. */
struct taking {
	struct req *r;
	struct pool *pool;
	const struct upload *file;
	struct table table;
	bool members;			/* its rows are members */
	struct import_head head;
	struct import_rows rows;
};

static enum err
refuse(struct taking *t, const char *clause)
{
	return field_spoil(&t->r->in[FILE_FIELD], clause);
}

static enum err
read_table(struct taking *t)
{
	struct bytes file = t->file->content;
	enum table_flaw flaw;

	if (file.len >= strlen(OLD_BOOK) &&
	    memcmp(file.at, OLD_BOOK, strlen(OLD_BOOK)) == 0)
		flaw = TABLE_KIND;
	else
		flaw = (zip_is(file) ? xml_book_read : csv_read)(t->pool,
		    file, &t->table);
	return flaw == TABLE_RIGHT ? OK : refuse(t, table_clause(flaw));
}

static enum err
read_head(struct taking *t)
{
	struct req *r = t->r;
	struct dictionary d;
	const char *why;
	enum err e;

	t->members = import_head_members(r->pool, &t->table.rows[0]);
	if ((e = indicator_dictionary(r->db, r->pool,
	    r->settings->generation, &(struct indicator_at){ t->members ?
	    DICTIONARY_MEMBER : DICTIONARY_HOUSEHOLD, r->session.area,
	    r->who.year, true }, &d)) != OK)
		return e;
	why = import_head_read(r->pool, &d, r->who.year, &t->table.rows[0],
	    &t->head);
	return why == NULL ? OK : refuse(t, why);
}

static void
spoil_row(struct taking *t, struct import_row *row, const char *sentence)
{
	struct import_saying saying = { .text = text_start(t->pool) };

	import_told_add(&saying, &(struct import_said){ IMPORT_TOLD_BLOCK, "",
	    "", sentence });
	row->told = saying.text.at;
	row->state = import_state_name(IMPORT_REFUSE);
}

static void
take_number(struct taking *t, struct import_row *row, const char *cell)
{
	const char *number = text_trim(t->pool, cell);
	size_t len = strlen(number);

	if (len > 0 && len <= IMPORT_NUMBER_MOST &&
	    strspn(number, "0123456789") == len)
		row->number = number;
	else if (len > 0)
		spoil_row(t, row, "户编号不对：应是10位或16位数字。用表格"
		    "软件改过的，请把这一列设成文本格式。");
}

/* Each row that says anything and is no remark. */
static enum err
take_rows(struct taking *t)
{
	size_t i;

	t->rows.at = pool_array(t->pool, t->table.count,
	    sizeof *t->rows.at);
	for (i = 1; i < t->table.count; i++) {
		const struct table_row *from = &t->table.rows[i];
		struct import_row *row = &t->rows.at[t->rows.count];

		if (*table_cell(from, 0) == '#')
			continue;
		if (t->rows.count == IMPORT_ROWS_MOST)
			return refuse(t, table_clause(TABLE_ROWS));
		*row = (struct import_row){ .home = from->line,
		    .line = from->line,
		    .state = import_state_name(IMPORT_READ),
		    .cells = import_cells_join(t->pool, from) };
		if (strlen(row->cells) > ROW_MOST)
			return refuse(t, pool_print(t->r->pool, "的第%" PRId64
			    "行内容太长，一行最多两万字", from->line));
		take_number(t, row, table_cell(from, t->head.number));
		t->rows.count++;
	}
	return t->rows.count > 0 ? OK : refuse(t, table_clause(TABLE_EMPTY));
}

static int
by_number(const void *a, const void *b)
{
	const struct import_row *const *x = a, *const *y = b;
	int c = strcmp((*x)->number, (*y)->number);

	return c != 0 ? c : ((*x)->line > (*y)->line) -
	    ((*x)->line < (*y)->line);
}

/* The rows of a household's members belong together, so many as are judged at
 * once; the household itself has one. */
static enum err
put_together(struct taking *t)
{
	struct import_row **sorted = pool_array(t->pool, t->rows.count,
	    sizeof *sorted);
	size_t i, n = 0, first = 0;

	for (i = 0; i < t->rows.count; i++)
		if (t->rows.at[i].number != NULL)
			sorted[n++] = &t->rows.at[i];
	qsort(sorted, n, sizeof *sorted, by_number);
	for (i = 1; i < n; i++) {
		if (strcmp(sorted[i]->number, sorted[first]->number) != 0) {
			first = i;
			continue;
		}
		if (i - first >= IMPORT_HOME_MOST)
			return refuse(t, pool_print(t->r->pool, "里第%"
			    PRId64 "行那一户的行太多，一户最多%d行，请检查"
			    "户编号", sorted[first]->line, IMPORT_HOME_MOST));
		if (t->members)
			sorted[i]->home = sorted[first]->line;
		else
			spoil_row(t, sorted[i], pool_print(t->pool, "和第%"
			    PRId64 "行是同一户，一户只能有一行。",
			    sorted[first]->line));
	}
	return OK;
}

static enum err
keep(struct taking *t, struct import *import)
{
	struct req *r = t->r;
	enum err e;
	size_t i;

	*import = (struct import){ .user_id = r->session.user_id,
	    .year = r->who.year,
	    .kind = t->members ? "member" : "household",
	    .name = *t->file->label != '\0' ? t->file->label : "（无名）",
	    .head = import_cells_join(t->pool, &t->table.rows[0]),
	    .made_at = r->now };
	if ((e = import_add(r->db, import, &import->import_id)) != OK)
		return e;
	for (i = 0; i < t->rows.count; i++)
		t->rows.at[i].import_id = import->import_id;
	if ((e = import_put(r->db, t->rows.at, t->rows.count)) != OK)
		return e;
	return import_find(r->db, import->import_id);
}

static enum err
take(struct taking *t, struct import *import)
{
	enum err e;

	if ((e = read_table(t)) != OK || (e = read_head(t)) != OK ||
	    (e = take_rows(t)) != OK || (e = put_together(t)) != OK)
		return e;
	return keep(t, import);
}

static enum err
send(struct req *r)
{
	struct taking t = { .r = r,
	    .file = uploads_find(&r->uploads, "file") };
	struct import import;
	enum err e;

	if (r->who.closed)
		return ERR_DENIED;
	if (t.file == NULL)
		return refuse(&t, "还没有选，请选择填好的表");
	t.pool = pool_new(TABLE_CEILING);
	if ((e = take(&t, &import)) == OK)
		e = import_run_look(r, &import);
	if (e == OK)
		e = panel_audit(r, "import", "sheet %" PRId64 " rows %zu year"
		    " %d", import.import_id, t.rows.count, (int)r->who.year);
	pool_free(t.pool);
	return e != OK ? e : req_go(r, "/import/%" PRId64, import.import_id);
}

const struct route import_routes[] = {
	{ VERB_GET, "/import", ROLE_VILLAGE, NULL, show, NULL },
	{ VERB_POST, "/import", ROLE_VILLAGE, &form, send, again },
	{ .path = NULL }
};
