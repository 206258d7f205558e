#include <string.h>

#include "core/codes.h"
#include "core/mask.h"
#include "core/text.h"
#include "fcgi/pages/print_pairs.h"

#define PAIRS		3	/* of a line of the form */
#define CONTRASTS	2
#define PLACES		(PAPER_LINES + 30)	/* empty ones among them */

/* A table while it is filled. */
struct table {
	struct page *part, *row;
	int across, filled;
};

/* The last table of the block goes on. */
static struct table
table_of(struct paper *p, bool contrast)
{
	if (p->table == NULL)
		p->table = page_part(p->block, contrast ? "CONTRAST" :
		    "PAIRS");
	return (struct table){ p->table, NULL, contrast ? CONTRASTS : PAIRS,
	    contrast ? CONTRASTS : PAIRS };
}

/* Every line of the form is as long as the others. */
static void
end_row(struct table *t)
{
	for (; t->filled < t->across; t->filled++)
		page_text(page_part(t->row, "PAIR"), "label", NULL);
}

static struct page *
next_pair(struct table *t)
{
	if (t->filled == t->across) {
		t->row = page_part(t->part, "LINE");
		t->filled = 0;
	}
	t->filled++;
	return page_part(t->row, "PAIR");
}

static struct page *
whole_row(struct table *t)
{
	end_row(t);
	return page_part(page_part(t->part, "LINE"), "WIDE");
}

/* ---- which lines ------------------------------------------------------ */

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

/* The line with that code, which is then no more among the others. */
static const struct dictionary_line *
take(const struct dictionary_line **lines, size_t n, const char *code)
{
	const struct dictionary_line *l;
	size_t i;

	for (i = 0; i < n; i++)
		if (*code != '\0' && strcmp(lines[i]->form, code) == 0) {
			l = lines[i];
			memmove(lines + i, lines + i + 1, (n - i - 1) *
			    sizeof *lines);
			return l;
		}
	return NULL;
}

/* In the order of the form; NULL for an empty place. */
static size_t
arrange(struct paper *p, const struct print_source *s, const char *section,
    const struct dictionary_line *out[PLACES])
{
	const struct dictionary_line *lines[PAPER_LINES];
	size_t all = paper_lines(p, s->entity, section, lines), n = 0, m = 0;
	size_t i;

	for (i = 0; i < all; i++)
		if (!left_out(s, lines[i]))
			lines[n++] = lines[i];
	for (i = 0; s->order != NULL && s->order[i] != NULL; i++) {
		out[m] = take(lines, n, s->order[i]);
		n -= out[m++] != NULL;
	}
	memcpy(out + m, lines, n * sizeof *lines);
	return m + n;
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

/* What it was last year, in words. */
static const char *
value_then(struct paper *p, const struct print_source *s,
    const struct dictionary_line *l)
{
	if (!dictionary_coded(l))
		return value_of(p, s, l);
	l = paper_then(p, s->entity, l, s->row);
	return mask_line(p->r->pool, mask_sight(&p->r->who), l,
	    dictionary_show(p->r->pool, l, s->row, p->codes));
}

/* ---- the tables ------------------------------------------------------- */

void
print_pairs(struct paper *p, const struct print_source *s,
    const char *section)
{
	const struct dictionary_line *lines[PLACES];
	size_t n = arrange(p, s, section, lines), i;
	struct table t;
	struct page *part;

	if (n == 0)
		return;
	t = table_of(p, false);
	for (i = 0; i < n; i++) {
		if (lines[i] == NULL) {
			page_text(next_pair(&t), "label", NULL);
			continue;
		}
		part = paper_wide(p, lines[i]) ? whole_row(&t) :
		    next_pair(&t);
		page_text(part, "label", paper_label(p, lines[i]));
		page_text(part, "value", value_of(p, s, lines[i]));
	}
	end_row(&t);
}

void
print_pairs_contrast(struct paper *p, const struct print_source *s,
    const char *section)
{
	const struct dictionary_line *lines[PLACES], *l;
	size_t n = arrange(p, s, section, lines), i;
	struct table t;
	struct page *part;
	bool wide;

	if (n == 0)
		return;
	t = table_of(p, true);
	for (i = 0; i < n; i++) {
		l = lines[i];
		wide = l->keep == DICTIONARY_OWN && paper_wide(p, l);
		part = wide ? whole_row(&t) : next_pair(&t);
		page_text(part, "label", paper_label(p, l));
		page_text(part, "value", value_then(p, s, l));
		page_text(part, "blank", l->keep == DICTIONARY_OWN ?
		    paper_value(p, l, NULL) : NULL);
	}
	end_row(&t);
}

/* What was chosen then, in words. */
static const char *
said(struct paper *p, const struct print_choice *c)
{
	struct text t = text_start(p->r->pool);
	const char *at = c->held, *code;

	while (at != NULL && (code = codes_next(p->r->pool, &at)) != NULL)
		text_join(&t, "、", dictionary_label(p->codes, c->line->list,
		    code, c->year));
	return t.at;
}

void
print_pairs_choice(struct paper *p, const struct print_choice *c)
{
	bool contrast = c->year != 0;
	struct table t = table_of(p, contrast);
	struct page *part = whole_row(&t);

	page_text(part, "label", c->label);
	page_text(part, "value", contrast ? said(p, c) :
	    paper_boxes(p, c->line, c->held));
	if (contrast)
		page_text(part, "blank", paper_boxes(p, c->line, NULL));
}
