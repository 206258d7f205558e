#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "exchange/xml_book.h"
#include "exchange/zip_read.h"

#define SMALL_MOST	(1024 * 1024)		/* of what names the sheets */
#define TEXTS_MOST	(32 * 1024 * 1024)
#define SHEET_MOST	(48 * 1024 * 1024)
#define CELL_CEILING	((size_t)48 << 20)	/* libxml2 cuts long texts */
#define STRINGS_MOST	400000
#define DIGITS_MOST	15			/* that a number keeps */
#define LINE_MOST	1048576			/* rows of any sheet */

/* The texts that cells share, by number. */
struct strings {
	const char **at;
	size_t count;
};

struct reader {
	struct pool *pool;
	struct pool *part_pool;		/* of parts of the archive */
	struct pool *cell_pool;		/* of one cell, or row's head */
	struct bytes file;
	struct strings strings;
	struct table *table;
	struct xml_pull *xml;
	/* the row */
	const char *cells[TABLE_COLUMNS_MOST];
	size_t count, next;
	int64_t line;
	/* the cell */
	char type;			/* n, s (shared), t */
	struct text value;
	bool in_cell, in_value;
	size_t said;			/* bytes of all cells */
	enum table_flaw flaw;
};

static enum table_flaw
part(struct reader *r, const char *name, size_t most, struct bytes *out)
{
	switch (zip_read(r->part_pool, r->file, name, most, out)) {
	case ZIP_RIGHT:
		return TABLE_RIGHT;
	case ZIP_LARGE:
		return TABLE_LARGE;
	case ZIP_ABSENT:
		return TABLE_KIND;
	default:
		return TABLE_BROKEN;
	}
}

/* ---- which sheet ------------------------------------------------------- */

/* An attribute of the first element of a name, where another one (NULL:
 * whatever they are) is this. */
struct wanted {
	const char *element, *attribute, *key, *is;
};

static const char *
find(struct reader *r, struct bytes document, struct wanted w)
{
	struct xml_pull *x = xml_pull_new(document);
	const char *found = NULL;
	enum xml_step step;

	while (x != NULL && found == NULL && (step = xml_pull_next(x)) !=
	    XML_OVER && step != XML_WRONG) {
		pool_reset(r->cell_pool);
		if (step == XML_OPENS && xml_pull_is(x, w.element) &&
		    (w.key == NULL || text_is(xml_pull_has(r->cell_pool, x,
		    w.key), w.is)))
			found = xml_pull_has(r->pool, x, w.attribute);
	}
	xml_pull_free(x);
	return found;
}

/* xl/worksheets/sheet1.xml, as the workbook says. */
static enum table_flaw
find_sheet(struct reader *r, const char **name)
{
	struct bytes book, links;
	enum table_flaw flaw;
	const char *id, *at;

	if ((flaw = part(r, "xl/workbook.xml", SMALL_MOST, &book)) !=
	    TABLE_RIGHT || (flaw = part(r, "xl/_rels/workbook.xml.rels",
	    SMALL_MOST, &links)) != TABLE_RIGHT)
		return flaw;
	id = find(r, book, (struct wanted){ "sheet", "r:id", NULL, NULL });
	at = id == NULL ? NULL : find(r, links, (struct wanted){
	    "Relationship", "Target", "Id", id });
	if (at == NULL)
		return TABLE_BROKEN;
	*name = *at == '/' ? at + 1 : pool_print(r->pool, "xl/%s", at);
	return TABLE_RIGHT;
}

/* ---- the texts --------------------------------------------------------- */

/* In memory that stays, no more than what is left of it. */
static const char *
trimmed(struct reader *r, const char *s)
{
	pool_reset(r->cell_pool);
	s = text_trim(r->cell_pool, s);
	return *s == '\0' ? "" : pool_copy(r->pool, s);
}

/* <si><t>…</t></si>, or several runs of it; not how it is pronounced. */
static enum table_flaw
read_strings(struct reader *r, struct bytes document)
{
	struct text t = text_start(r->pool);
	bool in_text = false, spoken = false;
	size_t most = document.len / strlen("<si/>") + 1;
	struct xml_pull *x = xml_pull_new(document);
	enum table_flaw flaw = TABLE_RIGHT;
	enum xml_step step = XML_WRONG;

	most = most < STRINGS_MOST ? most : STRINGS_MOST;
	r->strings.at = pool_array(r->pool, most, sizeof *r->strings.at);
	while (x != NULL && flaw == TABLE_RIGHT &&
	    (step = xml_pull_next(x)) != XML_OVER && step != XML_WRONG) {
		if (step == XML_SAYS) {
			if (in_text && !spoken)
				text_add(&t, xml_pull_says(x));
			if (t.len > TABLE_CELL_MOST)
				flaw = TABLE_CELL;
		} else if (xml_pull_is(x, "rPh"))
			spoken = step == XML_OPENS;
		else if (xml_pull_is(x, "t"))
			in_text = step == XML_OPENS;
		else if (xml_pull_is(x, "si") && step == XML_CLOSES) {
			if (r->strings.count == most)
				flaw = TABLE_LARGE;
			else
				r->strings.at[r->strings.count++] = trimmed(r,
				    t.at);
			t.len = 0;
			t.at[0] = '\0';
		}
	}
	xml_pull_free(x);
	return flaw == TABLE_RIGHT && step != XML_OVER ? TABLE_BROKEN : flaw;
}

/* ---- cells ------------------------------------------------------------- */

/* The column of C5: 2; TABLE_COLUMNS_MOST where it is none. */
static size_t
column_of(const char *ref)
{
	size_t column = 0;

	for (; *ref >= 'A' && *ref <= 'Z'; ref++) {
		column = column * 26 + (size_t)(*ref - 'A') + 1;
		if (column > TABLE_COLUMNS_MOST)
			break;
	}
	return column == 0 ? TABLE_COLUMNS_MOST : column - 1;
}

/* 0.1, not 0.10000000000000001. */
static const char *
number(struct pool *pool, const char *s)
{
	char *end;
	double value = strtod(s, &end);
	const char *plain;

	if (end == s || *end != '\0' || !(value > -1e300 && value < 1e300))
		return s;
	plain = pool_print(pool, "%.15G", value);
	if (strchr(plain, 'E') != NULL && value > -1e15 && value < 1e15)
		plain = pool_print(pool, "%.*f", DIGITS_MOST, value);
	return plain;
}

static const char *
value_of(struct reader *r)
{
	const char *s = r->value.at;
	size_t i;

	if (*s == '\0')
		return "";
	if (r->type == 's') {
		i = strtoul(s, NULL, 10);
		if (*s < '0' || *s > '9' || i >= r->strings.count) {
			r->flaw = TABLE_BROKEN;
			return "";
		}
		return r->strings.at[i];
	}
	return r->type == 'n' ? pool_copy(r->pool, number(r->cell_pool, s)) :
	    trimmed(r, s);
}

static void
end_cell(struct reader *r)
{
	const char *s = value_of(r);

	r->in_cell = false;
	if (*s == '\0' || r->flaw != TABLE_RIGHT)
		return;
	if (r->next >= TABLE_COLUMNS_MOST) {
		r->flaw = TABLE_COLUMNS;
		return;
	}
	while (r->count <= r->next)
		r->cells[r->count++] = "";
	r->cells[r->next] = s;
	/* a text that many cells share counts for each */
	if ((r->said += strlen(s)) > TABLE_TEXT_MOST)
		r->flaw = TABLE_LARGE;
}

static void
start_cell(struct reader *r)
{
	const char *ref, *type;

	pool_reset(r->cell_pool);
	ref = xml_pull_has(r->cell_pool, r->xml, "r");
	type = xml_pull_has(r->cell_pool, r->xml, "t");
	r->next = ref != NULL ? column_of(ref) : r->next + 1;
	r->type = type == NULL || strcmp(type, "n") == 0 ? 'n' :
	    strcmp(type, "s") == 0 ? 's' : 't';
	r->value.len = 0;
	r->value.at[0] = '\0';
	r->in_cell = true;
}

/* ---- rows -------------------------------------------------------------- */

static void
start_row(struct reader *r)
{
	const char *line;
	int64_t n;

	pool_reset(r->cell_pool);
	line = xml_pull_has(r->cell_pool, r->xml, "r");
	n = line == NULL ? r->line + 1 : strtoll(line, NULL, 10);
	if (n <= r->line || n > LINE_MOST)
		r->flaw = TABLE_BROKEN;
	r->line = n;
	r->count = 0;
	r->next = (size_t)-1;
}

static void
end_row(struct reader *r)
{
	size_t size = r->count * sizeof *r->cells;
	struct table_row *row;

	if (r->count == 0)
		return;
	if (r->table->count == TABLE_ROWS_MOST) {
		r->flaw = TABLE_ROWS;
		return;
	}
	row = &r->table->rows[r->table->count++];
	*row = (struct table_row){ r->line, pool_take(r->pool, size),
	    r->count };
	memcpy(row->cells, r->cells, size);
}

static void
do_step(struct reader *r, enum xml_step step)
{
	bool opens = step == XML_OPENS;

	if (step == XML_SAYS) {
		if (r->in_cell && r->in_value)
			text_add(&r->value, xml_pull_says(r->xml));
		if (r->value.len > TABLE_CELL_MOST)
			r->flaw = TABLE_CELL;
	} else if (xml_pull_is(r->xml, "v") || xml_pull_is(r->xml, "t"))
		r->in_value = opens;
	else if (xml_pull_is(r->xml, "c"))
		(opens ? start_cell : end_cell)(r);
	else if (xml_pull_is(r->xml, "row"))
		(opens ? start_row : end_row)(r);
}

static enum table_flaw
read_sheet(struct reader *r, struct bytes document)
{
	enum xml_step step = XML_WRONG;

	r->xml = xml_pull_new(document);
	while (r->xml != NULL && r->flaw == TABLE_RIGHT &&
	    (step = xml_pull_next(r->xml)) != XML_OVER && step != XML_WRONG)
		do_step(r, step);
	xml_pull_free(r->xml);
	return r->flaw == TABLE_RIGHT && step != XML_OVER ? TABLE_BROKEN :
	    r->flaw;
}

/* The parts of the archive that say something. */
static enum table_flaw
find_parts(struct reader *r, struct bytes *texts, struct bytes *sheet)
{
	enum table_flaw flaw;
	const char *name;

	if ((flaw = find_sheet(r, &name)) != TABLE_RIGHT)
		return flaw;
	flaw = part(r, "xl/sharedStrings.xml", TEXTS_MOST, texts);
	/* no cell may need one */
	return flaw == TABLE_RIGHT || flaw == TABLE_KIND ?
	    part(r, name, SHEET_MOST, sheet) : flaw;
}

static enum table_flaw
read_rows(struct reader *r, struct bytes texts, struct bytes sheet)
{
	enum table_flaw flaw = TABLE_RIGHT;

	*r->table = (struct table){ .rows = pool_array(r->pool,
	    TABLE_ROWS_MOST, sizeof *r->table->rows) };
	if (texts.len > 0)
		flaw = read_strings(r, texts);
	if (flaw == TABLE_RIGHT)
		flaw = read_sheet(r, sheet);
	return flaw == TABLE_RIGHT && r->table->count == 0 ? TABLE_EMPTY :
	    flaw;
}

static void
start(struct reader *r)
{
	*r->table = (struct table){ 0 };
	r->value = text_start(r->pool);
	r->part_pool = pool_new(TABLE_CEILING);
	r->cell_pool = pool_new(CELL_CEILING);
}

static enum table_flaw
end(struct reader *r, enum table_flaw flaw)
{
	if (flaw != TABLE_RIGHT)
		*r->table = (struct table){ 0 };
	pool_free(r->cell_pool);
	pool_free(r->part_pool);
	return flaw;
}

enum table_flaw
xml_book_rows(struct pool *pool, struct bytes texts, struct bytes sheet,
    struct table *table)
{
	struct reader r = { .pool = pool, .table = table };

	start(&r);
	return end(&r, read_rows(&r, texts, sheet));
}

enum table_flaw
xml_book_read(struct pool *pool, struct bytes file, struct table *table)
{
	struct reader r = { .pool = pool, .file = file, .table = table };
	struct bytes texts = { 0 }, sheet = { 0 };
	enum table_flaw flaw;

	start(&r);
	flaw = file.len > TABLE_BYTES_MOST ? TABLE_LARGE :
	    find_parts(&r, &texts, &sheet);
	return end(&r, flaw != TABLE_RIGHT ? flaw :
	    read_rows(&r, texts, sheet));
}
