#include <stdlib.h>
#include <string.h>

#include "exchange/csv.h"
#include "fcgi/pages/table_out.h"

static enum err
pass(void *cookie, const char *at, size_t len)
{
	return req_more(cookie, at, len);
}

enum err
table_out_start(struct req *r, const struct table_out_file *file,
    struct table_out *o)
{
	const char *var = getenv("BANGFU_VAR");

	*o = (struct table_out){ .r = r, .head = true };
	if (file->book && (o->book = xlsx_new(var == NULL ? "/tmp" :
	    pool_print(r->pool, "%s/files", var), file->sheet)) == NULL)
		return ERR_BROKEN;
	o->pool = pool_new(file->row_most);
	o->line = text_start(o->pool);
	req_download(r, file->book ? XLSX_TYPE : "text/csv; charset=utf-8",
	    pool_print(r->pool, "%s.%s", file->name,
	    file->book ? "xlsx" : "csv"));
	return file->book ? OK : req_more(r, CSV_MARK, strlen(CSV_MARK));
}

enum err
table_out_end(struct table_out *o, enum err e)
{
	if (e == OK && o->book != NULL)
		e = xlsx_send(o->book, pass, o->r);
	xlsx_free(o->book);
	pool_free(o->pool);
	return e;
}

void
table_out_cell(struct table_out *o, const char *s)
{
	if (o->book == NULL)
		csv_cell(&o->line, s);
	else if (o->head)
		xlsx_head(o->book, s);
	else
		xlsx_text(o->book, s);
}

void
table_out_number(struct table_out *o, const char *s)
{
	if (o->book == NULL)
		csv_cell(&o->line, s);
	else
		xlsx_number(o->book, s);
}

enum err
table_out_row(struct table_out *o)
{
	enum err e;

	o->head = false;
	if (o->book != NULL) {
		e = xlsx_end(o->book);
	} else {
		csv_end(&o->line);
		e = req_more(o->r, o->line.at, o->line.len);
	}
	pool_reset(o->pool);
	o->line = text_start(o->pool);
	return e;
}
