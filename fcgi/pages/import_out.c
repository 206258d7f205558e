#include <stdlib.h>
#include <string.h>

#include "exchange/csv.h"
#include "fcgi/pages/import_out.h"

#define ROW_CEILING	((size_t)16 << 20)

static enum err
pass(void *cookie, const char *at, size_t len)
{
	return req_more(cookie, at, len);
}

enum err
import_out_start(struct req *r, const char *name, bool book,
    struct import_out *o)
{
	const char *var = getenv("BANGFU_VAR");

	*o = (struct import_out){ .r = r, .head = true };
	if (book && (o->book = xlsx_new(var == NULL ? "/tmp" :
	    pool_print(r->pool, "%s/files", var), "导入")) == NULL)
		return ERR_BROKEN;
	o->pool = pool_new(ROW_CEILING);
	o->line = text_start(o->pool);
	req_download(r, book ? XLSX_TYPE : "text/csv; charset=utf-8",
	    pool_print(r->pool, "%s.%s", name, book ? "xlsx" : "csv"));
	return book ? OK : req_more(r, CSV_MARK, strlen(CSV_MARK));
}

enum err
import_out_end(struct import_out *o, enum err e)
{
	if (e == OK && o->book != NULL)
		e = xlsx_send(o->book, pass, o->r);
	xlsx_free(o->book);
	pool_free(o->pool);
	return e;
}

void
import_out_cell(struct import_out *o, const char *s)
{
	if (o->book == NULL)
		csv_cell(&o->line, s);
	else if (o->head)
		xlsx_head(o->book, s);
	else
		xlsx_text(o->book, s);
}

enum err
import_out_row(struct import_out *o)
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
