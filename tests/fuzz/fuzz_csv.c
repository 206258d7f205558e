/* Sheets: any bytes; a table is within its bounds, and every cell is text. */
#include "exchange/csv_read.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pool *pool = fuzz_pool();
	struct table table;
	int64_t last = 0;
	enum table_flaw flaw;
	size_t i, k, said;

	flaw = csv_read(pool, (struct bytes){ data, size }, &table);
	MUST_HOLD((flaw == TABLE_RIGHT) == (table.count > 0));
	MUST_HOLD((table_clause(flaw) == NULL) == (flaw == TABLE_RIGHT));
	MUST_HOLD(table.count <= TABLE_ROWS_MOST);
	for (i = 0; i < table.count; i++) {
		const struct table_row *row = &table.rows[i];

		MUST_HOLD(row->line > last);
		last = row->line;
		MUST_HOLD(row->count > 0 && row->count <= TABLE_COLUMNS_MOST);
		for (k = said = 0; k < row->count; k++) {
			MUST_HOLD(strlen(row->cells[k]) <= TABLE_CELL_MOST);
			said += *row->cells[k] != '\0';
		}
		MUST_HOLD(said > 0);
		MUST_HOLD(*table_cell(row, row->count) == '\0');
	}
	return 0;
}
