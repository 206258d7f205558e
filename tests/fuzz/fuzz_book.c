/* Workbooks: any archive; and any sheet, with any texts that its cells
 * share.  A table is within its bounds. */
#include "exchange/xml_book.h"
#include "exchange/zip_read.h"
#include "tests/fuzz/fuzz.h"

static void
holds(enum table_flaw flaw, const struct table *table)
{
	int64_t last = 0;
	size_t i, k;

	MUST_HOLD((flaw == TABLE_RIGHT) == (table->count > 0));
	MUST_HOLD(table->count <= TABLE_ROWS_MOST);
	for (i = 0; i < table->count; i++) {
		const struct table_row *row = &table->rows[i];

		MUST_HOLD(row->line > last);
		last = row->line;
		MUST_HOLD(row->count > 0 && row->count <= TABLE_COLUMNS_MOST);
		for (k = 0; k < row->count; k++)
			MUST_HOLD(strlen(row->cells[k]) <= TABLE_CELL_MOST);
		MUST_HOLD(*row->cells[row->count - 1] != '\0');
	}
}

/* What stands before the first NUL is the texts, the rest the sheet. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pool *pool = fuzz_pool();
	const uint8_t *mark = memchr(data, '\0', size);
	size_t first = mark == NULL ? 0 : (size_t)(mark - data);
	size_t rest = mark == NULL ? 0 : first + 1;
	struct bytes part;
	struct table table;

	holds(xml_book_rows(pool, (struct bytes){ data, first },
	    (struct bytes){ data + rest, size - rest }, &table), &table);
	holds(xml_book_read(pool, (struct bytes){ data, size }, &table),
	    &table);
	if (zip_read(pool, (struct bytes){ data, size }, "a", size,
	    &part) == ZIP_RIGHT)
		MUST_HOLD(part.len <= size);
	return 0;
}
