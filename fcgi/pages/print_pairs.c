#include <string.h>

#include "fcgi/pages/print_pairs.h"

#define PAIRS		3	/* of a line of the form */
#define CONTRASTS	2

static bool
left_out(const struct print_source *s, const struct dictionary_line *l)
{
	size_t i;

	if (l->keep == DICTIONARY_COUNTED && s->counted == NULL)
		return true;
	for (i = 0; s->without != NULL && s->without[i] != NULL; i++)
		if (strcmp(s->without[i], l->name) == 0)
			return true;
	return s->elsewhere != NULL && s->elsewhere(l);
}

static const char *
value_of(struct paper *p, const struct print_source *s,
    const struct dictionary_line *l)
{
	const struct column *c;

	if (l->keep != DICTIONARY_COUNTED)
		return paper_value(p, l, s->row);
	c = shape_column(s->counted, l->name);
	return c == NULL ? NULL : shape_plain(p->r->pool, c, s->counts);
}

void
print_pairs(struct paper *p, const struct print_source *s,
    const char *section)
{
	const struct dictionary_line *lines[PAPER_LINES];
	size_t n = paper_lines(p, s->entity, section, lines), i;
	struct page *table = NULL, *row = NULL, *part;
	int filled = PAIRS;

	for (i = 0; i < n; i++) {
		if (left_out(s, lines[i]))
			continue;
		if (table == NULL)
			table = page_part(p->block, "PAIRS");
		if (paper_wide(p, lines[i])) {
			part = page_part(page_part(table, "LINE"), "WIDE");
			filled = PAIRS;
		} else {
			if (filled == PAIRS) {
				row = page_part(table, "LINE");
				filled = 0;
			}
			part = page_part(row, "PAIR");
			filled++;
		}
		page_text(part, "label", paper_label(p, lines[i]));
		page_text(part, "value", value_of(p, s, lines[i]));
	}
	for (; filled < PAIRS; filled++)
		page_text(page_part(row, "PAIR"), "label", NULL);
}

void
print_pairs_contrast(struct paper *p, const struct print_source *s,
    const char *section)
{
	const struct dictionary_line *lines[PAPER_LINES];
	size_t n = paper_lines(p, s->entity, section, lines), i;
	struct page *table = NULL, *row = NULL, *part;
	int filled = CONTRASTS;

	for (i = 0; i < n; i++) {
		if (left_out(s, lines[i]))
			continue;
		if (table == NULL)
			table = page_part(p->block, "CONTRAST");
		if (paper_wide(p, lines[i])) {
			part = page_part(page_part(table, "LINE"), "WIDE");
			filled = CONTRASTS;
			page_text(part, "blank", paper_value(p, lines[i],
			    NULL));
			page_text(part, "value", dictionary_show(p->r->pool,
			    lines[i], s->row, p->codes));
		} else {
			if (filled == CONTRASTS) {
				row = page_part(table, "LINE");
				filled = 0;
			}
			part = page_part(row, "PAIR");
			filled++;
			page_text(part, "value", paper_value(p, lines[i],
			    s->row));
			page_text(part, "blank",
			    lines[i]->kind == DICTIONARY_FLAG ?
			    paper_value(p, lines[i], NULL) : NULL);
		}
		page_text(part, "label", paper_label(p, lines[i]));
	}
	for (; filled < CONTRASTS; filled++)
		page_text(page_part(row, "PAIR"), "label", NULL);
}
