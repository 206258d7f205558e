#include <string.h>

#include "core/text.h"
#include "fcgi/pages/print_people.h"

#define CODES_MOST	30	/* that are told below the table */

/* How the forms call what the dictionary calls otherwise. */
static const char *
label_of(struct paper *p, const struct dictionary_line *l)
{
	if (strcmp(l->name, "idno") == 0 && p->year > PAPER_OLD)
		return "居民身份证（残疾人证）号码";
	if (strcmp(l->name, "work_province") == 0)
		return "务工区域";
	return *l->unit == '\0' ? l->label : pool_print(p->r->pool,
	    "%s（%s）", l->label, l->unit);
}

static const char *
width_of(const struct dictionary_line *l)
{
	if (l->kind == DICTIONARY_IDNO)
		return "idno";
	if (l->kind == DICTIONARY_FLAG)
		return "flag";
	if (strcmp(l->name, "work_province") == 0)
		return "place";
	return strcmp(l->name, "name") == 0 ? "name" : "text";
}

static void
column(struct paper *p, struct page *table, const struct dictionary_line *l)
{
	struct page *part = paper_column(table, label_of(p, l), width_of(l));

	if (*l->form != '\0')
		page_text(page_part(part, "CODE"), "code", l->form);
}

static const char *const work_rest[] = { "work_city", "work_county",
    "work_township" };

/* Stands in another column, or on another form. */
static bool
elsewhere(const struct dictionary_line *l)
{
	size_t i;

	for (i = 0; i < LEN(work_rest); i++)
		if (strcmp(l->name, work_rest[i]) == 0)
			return true;
	return strcmp(l->name, "increase_reason") == 0 ||
	    strcmp(l->name, "increase_month") == 0 ||
	    strcmp(l->name, "decrease_reason") == 0 ||
	    strcmp(l->name, "decrease_day") == 0;
}

/* A21 (人身意外保险补贴) has a code, but no column on the forms; those of the
 * first edition have columns without codes. */
static bool
on_form(const struct dictionary_line *l, int64_t year)
{
	if (year <= PAPER_OLD)
		return year <= l->was.last_year;
	return *l->form != '\0' && strcmp(l->form, "A21") != 0;
}

static size_t
choose(struct paper *p, bool form, const struct dictionary_line **out)
{
	const struct dictionary_line *lines[PAPER_LINES];
	size_t n = paper_lines(p, DICTIONARY_MEMBER, NULL, lines), i, m = 0;

	for (i = 0; i < n; i++)
		if (on_form(lines[i], p->year) == form && !elsewhere(lines[i]))
			out[m++] = lines[i];
	return m;
}

/* 务工区域 is the whole place, from the province down to the township; 北京市
 * is named once. */
static const char *
work_place(struct paper *p, const struct dictionary_line *province,
    const struct member *m, const void *row)
{
	const char *first = paper_member(p, province, m, row), *name;
	struct text t = text_start(p->r->pool);
	size_t i;

	text_add(&t, first != NULL ? first : "");
	for (i = 0; i < LEN(work_rest); i++) {
		const struct dictionary_line *l = dictionary_find(
		    paper_dictionary(p, DICTIONARY_MEMBER), work_rest[i]);

		name = l == NULL || !dictionary_valid(l, p->year) ? NULL :
		    paper_member(p, l, m, row);
		text_add(&t, name != NULL && !text_is(first, name) ? name :
		    "");
	}
	return t.at;
}

/* ---- rows ------------------------------------------------------------- */

static void
open_table(struct paper *p, struct print_people *t, const char *last)
{
	size_t i;

	t->p = p;
	t->table = paper_table(p);
	t->last = last != NULL;
	t->number = 0;
	paper_column(t->table, "序号", "short");
	for (i = 0; i < t->count; i++)
		column(p, t->table, t->lines[i]);
	if (last != NULL)
		paper_column(t->table, last, "text");
}

void
print_people_open(struct paper *p, const char *last, struct print_people *out)
{
	out->count = choose(p, true, out->lines);
	open_table(p, out, last);
}

void
print_people_row(struct print_people *t, const struct member *m,
    const void *row, const char *last)
{
	struct page *cells = paper_row(t->table);
	size_t i;

	t->row = cells;
	paper_cell(cells, pool_print(t->p->r->pool, "%d", ++t->number));
	for (i = 0; i < t->count; i++)
		paper_cell(cells, strcmp(t->lines[i]->name,
		    "work_province") == 0 ?
		    work_place(t->p, t->lines[i], m, row) :
		    paper_member(t->p, t->lines[i], m, row));
	if (t->last)
		paper_cell(cells, last);
}

static void
empty_row(struct print_people *t, const char *first, bool head)
{
	struct page *cells = paper_row(t->table);
	size_t i;

	paper_cell(cells, first);
	for (i = 0; i < t->count; i++)
		paper_cell(cells, head && strcmp(t->lines[i]->name,
		    "relation") == 0 ? "户主" : NULL);
	if (t->last)
		paper_cell(cells, NULL);
}

void
print_people_change(struct print_people *t)
{
	page_show(t->row, "KEPT");
	empty_row(t, "变更", false);
}

void
print_people_close(struct print_people *t)
{
	while (t->number < PRINT_ROWS_LEAST) {
		t->number++;
		empty_row(t, pool_print(t->p->r->pool, "%d", t->number),
		    t->number == 1 && !t->last);
	}
}

void
print_people_codes(struct print_people *t, const char *before)
{
	struct text words = text_start(t->p->r->pool);
	struct pool *pool = t->p->r->pool;
	size_t i;

	for (i = 0; i < t->count; i++) {
		const struct dictionary_line *l = t->lines[i];
		size_t n = paper_count(t->p, l);

		if (dictionary_coded(l) && n > 1 && n <= CODES_MOST &&
		    strcmp(l->name, "sex") != 0)
			text_join(&words, "；", pool_print(pool, "%s%s：%s",
			    l->form, l->label, paper_codes(t->p, l, false)));
	}
	paper_note(t->p, pool_print(pool, "%s各栏选项：%s。", before,
	    words.at));
}

static void
rows_of(struct print_people *t, const struct print_record *k)
{
	size_t i;

	for (i = 0; i < k->members.count && i < k->rows.count; i++)
		if (k->members.at[i].active)
			print_people_row(t, &k->members.at[i], k->rows.at[i],
			    NULL);
}

void
print_people(struct paper *p, const struct print_record *k)
{
	struct print_people t;

	print_people_open(p, NULL, &t);
	rows_of(&t, k);
	print_people_close(&t);
}

void
print_people_others(struct paper *p, const struct print_record *k)
{
	struct print_people t;

	t.lines[0] = dictionary_find(paper_dictionary(p, DICTIONARY_MEMBER),
	    "name");
	t.count = 1 + choose(p, false, t.lines + 1);
	if (t.count == 1 || k->members.count == 0)
		return;
	open_table(p, &t, NULL);
	rows_of(&t, k);
}
