#include <stdlib.h>
#include <string.h>

#include "core/codes.h"
#include "core/mask.h"
#include "core/text.h"
#include "db/indicator.h"
#include "fcgi/pages/paper.h"

#define BOXES_LEAST	9	/* codes that are printed as boxes */
#define BOXES_FEW	3	/* … so few stand in a cell, too */
#define CELL_MOST	20	/* … if they have so many characters */
/* Bound to the word behind it by a word joiner. */
#define BOX		"□\u2060"
#define TICKED		"☑\u2060"

enum err
paper_own(struct paper *p, enum dictionary_entity entity, int64_t area)
{
	return indicator_dictionary(p->r->db, p->r->pool,
	    p->r->settings->generation, &(struct indicator_at){ entity, area,
	    p->year, false }, &p->own[entity]);
}

enum err
paper_area(struct paper *p, int64_t area)
{
	enum err e = paper_own(p, DICTIONARY_HOUSEHOLD, area);

	return e != OK ? e : paper_own(p, DICTIONARY_MEMBER, area);
}

const struct dictionary *
paper_dictionary(const struct paper *p, enum dictionary_entity entity)
{
	return p->own[entity].count > 0 ? &p->own[entity] :
	    dictionary_of(entity);
}

void *
paper_unpack(struct paper *p, enum dictionary_entity entity, const void *row)
{
	return dictionary_unpack(p->r->pool, dictionary_of(entity),
	    paper_dictionary(p, entity), row);
}

const struct dictionary_line *
paper_then(const struct paper *p, enum dictionary_entity entity,
    const struct dictionary_line *l, const void *row)
{
	const struct dictionary *d = paper_dictionary(p, entity);
	int64_t year = ((const struct dictionary_head *)row)->year;
	size_t i;

	if (dictionary_valid(l, year) || *l->list == '\0')
		return l;
	for (i = 0; i < d->count; i++)
		if (strcmp(d->lines[i].list, l->list) == 0 &&
		    strcmp(d->lines[i].section, l->section) == 0 &&
		    dictionary_valid(&d->lines[i], year))
			return &d->lines[i];
	return l;
}

/* A33 耕地面积（亩）, 1.耕地面积（亩） */
const char *
paper_label(struct paper *p, const struct dictionary_line *l)
{
	const char *between = *l->form == '\0' ? "" :
	    *l->form <= '9' ? "." : " ";

	return pool_print(p->r->pool, "%s%s%s%s%s%s", l->form, between,
	    l->label,
	    *l->unit != '\0' ? "（" : "", l->unit,
	    *l->unit != '\0' ? "）" : "");
}

static bool
of_list(const struct paper *p, const struct dictionary_line *l,
    const struct dictionary_code *c)
{
	return strcmp(c->list, l->list) == 0 && p->year >= c->first_year &&
	    p->year <= c->last_year;
}

size_t
paper_count(const struct paper *p, const struct dictionary_line *l)
{
	size_t i, n = 0;

	for (i = 0; i < p->codes->count; i++)
		n += of_list(p, l, &p->codes->at[i]);
	return n;
}

bool
paper_wide(struct paper *p, const struct dictionary_line *l)
{
	size_t n;

	if (l->kind != DICTIONARY_CODE)
		return l->kind == DICTIONARY_CODES;
	n = paper_count(p, l);
	if (n > BOXES_FEW || p->ticks)
		return n >= (p->ticks ? 1 : BOXES_LEAST);
	return text_chars(paper_boxes(p, l, NULL)) > CELL_MOST;
}

/* 因婚 and 因丧 came late and stand early on the forms; 0: as it is coded. */
static int
place_of(const struct dictionary_code *c)
{
	static const char *const early[] = { "因病", "因残", "因学", "因灾",
	    "因婚", "因丧" };
	size_t i;

	if (strcmp(c->list, "cause") != 0 &&
	    strcmp(c->list, "return_cause") != 0)
		return 0;
	for (i = 0; i < LEN(early); i++)
		if (strcmp(c->label, early[i]) == 0)
			return (int)(i - LEN(early));
	return 0;
}

static int
by_place(const void *a, const void *b)
{
	const struct dictionary_code *x = *(const struct dictionary_code *
	    const *)a, *y = *(const struct dictionary_code *const *)b;

	return place_of(x) != place_of(y) ? place_of(x) - place_of(y) :
	    (x > y) - (x < y);
}

const char *
paper_boxes(struct paper *p, const struct dictionary_line *l,
    const char *held)
{
	struct text t = text_start(p->r->pool);
	const struct dictionary_code **at = pool_array(p->r->pool,
	    paper_count(p, l) + 1, sizeof *at);
	size_t i, n = 0;

	for (i = 0; i < p->codes->count; i++)
		if (of_list(p, l, &p->codes->at[i]))
			at[n++] = &p->codes->at[i];
	qsort(at, n, sizeof *at, by_place);
	for (i = 0; i < n; i++)
		text_join(&t, "　", pool_print(p->r->pool, "%s%s",
		    codes_has(held, at[i]->code) ? TICKED : BOX,
		    at[i]->label));
	return t.at;
}

const char *
paper_code(struct paper *p, const struct dictionary_line *l, const char *code)
{
	size_t i;

	for (i = 0; code != NULL && i < p->codes->count; i++)
		if (of_list(p, l, &p->codes->at[i]) &&
		    strcmp(p->codes->at[i].code, code) == 0)
			return p->codes->at[i].label;
	return code;
}

const char *
paper_codes(struct paper *p, const struct dictionary_line *l, bool numbered)
{
	struct text t = text_start(p->r->pool);
	size_t i;

	for (i = 0; i < p->codes->count; i++) {
		const struct dictionary_code *c = &p->codes->at[i];

		if (of_list(p, l, c))
			text_join(&t, "、", !numbered ? c->label :
			    pool_print(p->r->pool, "（%s）%s", c->code,
			    c->label));
	}
	return t.at;
}

static const char *
flag(const struct dictionary_line *l, const void *row)
{
	const struct opt_int *n = row == NULL ? NULL :
	    shape_in(l->column, row);

	if (n == NULL || !n->given)
		return BOX "是 " BOX "否";
	return n->value != 0 ? TICKED "是 " BOX "否" :
	    BOX "是 " TICKED "否";
}

const char *
paper_value(struct paper *p, const struct dictionary_line *l,
    const void *row)
{
	struct pool *pool = p->r->pool;

	if (l->column == NULL)
		return NULL;
	if (row != NULL && !mask_shows(mask_sight(&p->r->who), l->veil))
		return dictionary_masked(pool, l,
		    dictionary_plain(pool, l, row));
	if (l->kind == DICTIONARY_FLAG)
		return flag(l, row);
	if (paper_wide(p, l) || (l->kind == DICTIONARY_CODE &&
	    paper_count(p, l) <= BOXES_FEW))
		return paper_boxes(p, l, row == NULL ? NULL :
		    dictionary_plain(pool, l, row));
	return row == NULL ? NULL : dictionary_show(pool, l, row, p->codes);
}

/* A28 before A29 before A29a before A30 before what has no code. */
static int
by_form(const void *a, const void *b)
{
	const struct dictionary_line *x = *(const struct dictionary_line *
	    const *)a, *y = *(const struct dictionary_line *const *)b;
	bool none_x = *x->form == '\0', none_y = *y->form == '\0';
	char *end_x, *end_y;
	long n, m;

	if (none_x || none_y)
		return none_x != none_y ? none_x - none_y :
		    x->line - y->line;
	n = strtol(x->form + (*x->form > '9'), &end_x, 10);
	m = strtol(y->form + (*y->form > '9'), &end_y, 10);
	if (n != m)
		return n < m ? -1 : 1;
	return strcmp(end_x, end_y) != 0 ? strcmp(end_x, end_y) :
	    x->line - y->line;
}

size_t
paper_lines(struct paper *p, enum dictionary_entity entity,
    const char *section, const struct dictionary_line *lines[PAPER_LINES])
{
	const struct dictionary *d = paper_dictionary(p, entity);
	size_t i, n = 0;

	for (i = 0; i < d->count && n < PAPER_LINES; i++) {
		const struct dictionary_line *l = &d->lines[i];

		if (dictionary_valid(l, p->year) && (section == NULL ||
		    strcmp(l->section, section) == 0) &&
		    (l->column != NULL || l->keep == DICTIONARY_COUNTED ||
		    (entity == DICTIONARY_MEMBER &&
		    l->keep == DICTIONARY_BASE)))
			lines[n++] = l;
	}
	qsort(lines, n, sizeof *lines, by_form);
	return n;
}

const char *
paper_member(struct paper *p, const struct dictionary_line *l,
    const struct member *m, const void *row)
{
	struct pool *pool = p->r->pool;
	const char *text;

	if (l->column != NULL) {
		if (row != NULL)
			l = paper_then(p, DICTIONARY_MEMBER, l, row);
		text = row == NULL ? NULL :
		    dictionary_show(pool, l, row, p->codes);
		return mask_line(pool, mask_sight(&p->r->who), l, text);
	}
	if (strcmp(l->name, "name") == 0)
		return m->name;
	if (strcmp(l->name, "sex") == 0)
		return m->sex == 1 ? "男" : m->sex == 2 ? "女" : NULL;
	if (strcmp(l->name, "idno") == 0)
		return m->idno == NULL ? NULL : mask_line(pool,
		    mask_sight(&p->r->who), l, m->idno);
	if (strcmp(l->name, "birth") == 0)
		return m->birth.year == 0 ? NULL : mask_line(pool,
		    mask_sight(&p->r->who), l, date_iso(pool, m->birth));
	if (strcmp(l->name, "relation") == 0)
		return m->relation_label != NULL ? m->relation_label :
		    m->relation;
	return NULL;
}
