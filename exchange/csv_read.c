#include <ctype.h>
#include <string.h>

#include "core/charset.h"
#include "exchange/csv.h"
#include "exchange/csv_read.h"

/* ---- letters ---------------------------------------------------------- */

static bool
is_utf8(const char *s, size_t len)
{
	const char *end = s + len;
	uint32_t c;
	size_t n;

	for (; s < end; s += n)
		if (*s == '\0' || (n = text_next(s, end, &c)) == 0)
			return false;
	return true;
}

/* The text in memory of ours, which the cells are cut out of. */
static bool
decode(struct pool *pool, struct bytes file, struct text *t)
{
	const char *s = file.at;
	size_t mark = strlen(CSV_MARK);
	bool marked = file.len >= mark && memcmp(s, CSV_MARK, mark) == 0;

	if (marked)
		file = (struct bytes){ s + mark, file.len - mark };
	if (is_utf8(file.at, file.len)) {
		*t = text_start(pool);
		text_add_len(t, file.at, file.len);
		return true;
	}
	return !marked && charset_utf8(pool, "GB18030", file, t) &&
	    strlen(t->at) == t->len;
}

/* ---- rows ------------------------------------------------------------- */

struct reader {
	struct pool *pool;
	char *at, *end;
	char *stop;			/* behind the cell that was read */
	char part;			/* between the cells */
	int64_t line;
	const char *cells[TABLE_COLUMNS_MOST];
	size_t count;			/* … of the row */
	bool said;			/* one of them is not empty */
	enum table_flaw flaw;
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* What csv_cell put before a formula or a long number. */
static char *
unprotected(char *s)
{
	return *s == '\'' && (csv_signed(s + 1) ||
	    isdigit((unsigned char)s[1])) ? s + 1 : s;
}

static void
add_cell(struct reader *r, char *s, char *stop)
{
	while (s < stop && is_space(*s))
		s++;
	while (stop > s && is_space(stop[-1]))
		stop--;
	r->stop = stop;
	if (r->count == TABLE_COLUMNS_MOST)
		r->flaw = TABLE_COLUMNS;
	else if (stop - s > TABLE_CELL_MOST)
		r->flaw = TABLE_CELL;
	else
		r->cells[r->count++] = stop - s > 1 ? unprotected(s) : s;
	r->said |= stop > s;
}

/* Behind the opening quotation mark; two of them are one. */
static void
read_quoted(struct reader *r)
{
	char *from = ++r->at, *to = from;

	for (; r->at < r->end; r->at++) {
		r->line += *r->at == '\n';
		if (*r->at == '"' && (r->at + 1 == r->end ||
		    *++r->at != '"')) {
			r->at += r->at + 1 == r->end && *r->at == '"';
			add_cell(r, from, to);
			return;
		}
		*to++ = *r->at;
	}
	r->flaw = TABLE_QUOTE;
}

/* Up to what parts it from the next one. */
static bool
ends(const struct reader *r)
{
	return r->at == r->end || *r->at == r->part || *r->at == '\n' ||
	    *r->at == '\r';
}

static void
read_cell(struct reader *r)
{
	char *from = r->at;

	if (r->at < r->end && *r->at == '"') {
		read_quoted(r);
		if (r->flaw == TABLE_RIGHT && !ends(r))
			r->flaw = TABLE_QUOTE;
		return;
	}
	while (!ends(r))
		r->at++;
	add_cell(r, from, r->at);
}

/* Past a comma: one more cell; past the end of the line: no more. */
static bool
more(struct reader *r)
{
	char c = r->at < r->end ? *r->at : '\0';

	*r->stop = '\0';
	r->at += c != '\0';
	if (c == '\r' && r->at < r->end && *r->at == '\n')
		r->at++;
	return c == r->part;
}

static void
read_row(struct reader *r)
{
	r->count = 0;
	r->said = false;
	do
		read_cell(r);
	while (r->flaw == TABLE_RIGHT && more(r));
}

static void
keep_row(struct reader *r, int64_t line, struct table *table)
{
	struct table_row *row;
	size_t size;

	if (!r->said)
		return;
	if (table->count == TABLE_ROWS_MOST) {
		r->flaw = TABLE_ROWS;
		return;
	}
	while (*r->cells[r->count - 1] == '\0')
		r->count--;
	size = r->count * sizeof *r->cells;
	row = &table->rows[table->count++];
	*row = (struct table_row){ line, pool_take(r->pool, size), r->count };
	memcpy(row->cells, r->cells, size);
}

/* By the first line. */
static char
part_of(const char *s)
{
	size_t len = strcspn(s, "\n");

	return memchr(s, ',', len) == NULL && memchr(s, '\t', len) != NULL ?
	    '\t' : ',';
}

enum table_flaw
csv_read(struct pool *pool, struct bytes file, struct table *table)
{
	struct reader r = { .pool = pool, .line = 1 };
	struct text t;
	int64_t line;

	*table = (struct table){ 0 };
	if (file.len > TABLE_BYTES_MOST)
		return TABLE_LARGE;
	if (file.len == 0)
		return TABLE_EMPTY;
	if (!decode(pool, file, &t))
		return TABLE_LETTERS;
	r.at = t.at;
	r.end = t.at + t.len;
	r.part = part_of(r.at);
	table->rows = pool_array(pool, TABLE_ROWS_MOST,
	    sizeof *table->rows);
	while (r.at < r.end && r.flaw == TABLE_RIGHT) {
		line = r.line++;
		read_row(&r);
		if (r.flaw == TABLE_RIGHT)
			keep_row(&r, line, table);
	}
	if (r.flaw == TABLE_RIGHT && table->count == 0)
		r.flaw = TABLE_EMPTY;
	if (r.flaw != TABLE_RIGHT)
		*table = (struct table){ 0 };
	return r.flaw;
}
