#include <assert.h>
#include <string.h>

#include "core/dictionary_csv.h"
#include "core/text.h"

static void
refuse(const struct dictionary_csv *t, int line, const char *why)
{
	t->flaws[(*t->flaw_count)++] = (struct dictionary_flaw){ line, why };
}

static const char *
take(const struct dictionary_csv *t, char *line, int number)
{
	const char *cells[DICTIONARY_CSV_CELLS];

	if (strchr(line, '"') != NULL)
		return "no cell holds a quote";
	if (text_cells(line, cells, t->columns) != t->columns)
		return "not as many cells as the head has";
	return t->take(t->cookie, cells, number);
}

enum err
dictionary_csv_read(const struct dictionary_csv *t, char *text,
    size_t len)
{
	const char *why;
	char *line;
	bool begun = false;
	int number = 0;

	assert(t->columns <= DICTIONARY_CSV_CELLS);
	*t->flaw_count = 0;
	if (!text_ok(text, len, true)) {
		refuse(t, 1, "not UTF-8");
		return ERR_INPUT;
	}
	while ((line = text_line(&text)) != NULL) {
		number++;
		if (*line == '#' || *line == '\0')
			continue;
		if (!begun && strcmp(line, t->head) != 0) {
			refuse(t, number, t->not_head);
			return ERR_INPUT;
		}
		if (begun && (why = take(t, line, number)) != NULL)
			refuse(t, number, why);
		begun = true;
	}
	return begun && *t->flaw_count == 0 ? OK : ERR_INPUT;
}
