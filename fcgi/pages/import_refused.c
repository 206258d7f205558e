#include <inttypes.h>
#include <string.h>

#include "db/import.h"
#include "fcgi/pages/import_cells.h"
#include "fcgi/pages/import_head.h"
#include "fcgi/pages/import_refused.h"
#include "fcgi/pages/import_told.h"
#include "fcgi/pages/table_out.h"

/* Without why it was refused before, but why it is now. */
static enum err
send_row(struct table_out *o, const struct table_row *head,
    const struct table_row *row, const char *why)
{
	size_t i, most = row->count > head->count ? row->count : head->count;

	for (i = 0; i < most; i++)
		if (strcmp(table_cell(head, i), IMPORT_WHY) != 0)
			table_out_cell(o, table_cell(row, i));
	table_out_cell(o, why);
	return table_out_row(o);
}

static enum err
send_rows(struct table_out *o, const struct import *import)
{
	struct import_look look = { import->import_id, IMPORT_REFUSE, 0,
	    IMPORT_BULK };
	struct table_row head, row;
	struct import_rows rows;
	enum err e;
	size_t i;

	import_cells_split(o->r->pool, import->head, &head);
	e = send_row(o, &head, &head, IMPORT_WHY);
	do {
		struct pool *pool = pool_new((size_t)64 << 20);

		rows.count = 0;
		if (e == OK)
			e = import_look(o->r->db, pool, &look, &rows);
		for (i = 0; e == OK && i < rows.count; i++) {
			import_cells_split(pool, rows.at[i].cells, &row);
			e = send_row(o, &head, &row, import_told_why(pool,
			    rows.at[i].told));
		}
		pool_free(pool);
		look.offset += look.most;
	} while (e == OK && rows.count == IMPORT_BULK);
	return e;
}

static enum err
download(struct req *r, bool book)
{
	struct import import;
	struct table_out out;
	enum err e;

	if ((e = import_by_id(r->db, r->pool, r->session.user_id, r->id[0],
	    &import)) != OK)
		return e;
	e = table_out_start(r, &(struct table_out_file){ pool_print(r->pool,
	    "bangfu-refused-%" PRId64, r->id[0]), IMPORT_SHEET, book,
	    IMPORT_ROW_MOST }, &out);
	return table_out_end(&out, e != OK ? e : send_rows(&out, &import));
}

enum err
import_refused_download(struct req *r)
{
	return download(r, false);
}

enum err
import_refused_book(struct req *r)
{
	return download(r, true);
}
