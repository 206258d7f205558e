#include <string.h>

#include "core/dictionary_cell.h"
#include "core/dictionary_edition.h"
#include "core/text.h"

#define MARK_MOST	2	/* digits of a numbered line */

enum { ENTITY, NAME, LAST, FORM, LABEL, PLACE__MAX };
static const char head[] = "entity,name,last_year,form,label";

void
dictionary_edition_in(struct dictionary *d, int64_t year)
{
	size_t i;

	for (i = 0; i < d->count; i++) {
		struct dictionary_line *l = &d->lines[i];

		if (year > l->was.last_year)
			continue;
		l->form = l->was.form;
		l->label = l->was.label;
	}
}

static struct dictionary_line *
find(struct dictionary *const *books, const char *entity, const char *name)
{
	size_t i;

	for (; *books != NULL; books++)
		for (i = 0; strcmp((*books)->entity, entity) == 0 &&
		    i < (*books)->count; i++)
			if (strcmp((*books)->lines[i].name, name) == 0)
				return &(*books)->lines[i];
	return NULL;
}

/* A code like A33, or the number of a line. */
static bool
is_mark(const char *s)
{
	size_t n = strlen(s);

	return dictionary_cell_form(s) || (n <= MARK_MOST &&
	    strspn(s, "0123456789") == n && *s != '0');
}

static const char *
take(struct dictionary *const *books, char *text)
{
	const char *cell[PLACE__MAX];
	struct dictionary_line *l;
	int64_t last;

	if (text_cells(text, cell, PLACE__MAX) != PLACE__MAX)
		return "not as many cells as the head has";
	if ((l = find(books, cell[ENTITY], cell[NAME])) == NULL)
		return "no line of that name";
	if (l->was.last_year != 0)
		return "the line is there already";
	if (!dictionary_cell_year(cell[LAST], &last) ||
	    !dictionary_valid(l, last))
		return "not a year of the line";
	if (!is_mark(cell[FORM]))
		return "not a form code like A33 or a number";
	l->was = (struct dictionary_was){ last, cell[FORM],
	    *cell[LABEL] != '\0' ? cell[LABEL] : l->label };
	return NULL;
}

enum err
dictionary_edition_read(struct pool *pool, const char *text,
    struct dictionary *const *books, struct dictionary_flaw *flaw)
{
	char *rest = pool_copy(pool, text), *line;
	bool begun = false;

	*flaw = (struct dictionary_flaw){ 0, NULL };
	while (flaw->why == NULL && (line = text_line(&rest)) != NULL) {
		flaw->line++;
		if (*line == '#' || *line == '\0')
			continue;
		if (begun)
			flaw->why = take(books, line);
		else if (strcmp(line, head) != 0)
			flaw->why = "not the head of editions";
		begun = true;
	}
	if (!begun)
		flaw->why = "not the head of editions";
	return flaw->why == NULL ? OK : ERR_INPUT;
}
