#include <string.h>

#include "core/text.h"
#include "db/hamlet.h"
#include "db/village.h"
#include "fcgi/pages/place_file.h"
#include "fcgi/pages/print_pairs.h"
#include "fcgi/pages/print_part.h"
#include "fcgi/pages/print_place.h"

/* A place on its way to paper. */
struct sheet {
	const struct area *village;
	const char *title;
	const char *hamlet;		/* NULL: the village itself */
	int64_t serial;
	bool contrast;
	int64_t row_year;		/* of what is printed */
	struct print_source from;
};

static bool
is_county(const struct sheet *s)
{
	return s->from.entity == DICTIONARY_COUNTY;
}

static enum err
head(struct paper *p, const struct sheet *s)
{
	const char *address, *code = pool_print(p->r->pool, "%012lld",
	    (long long)s->village->code);
	enum err e;

	if ((e = print_part_address(p, s->village->code, &address)) != OK)
		return e;
	paper_sheet(p, s->title, NULL);
	paper_running(p, s->title, s->hamlet == NULL ?
	    s->village->name : pool_print(p->r->pool, "%s %s",
	    s->village->name, s->hamlet), code);
	paper_block(p, NULL);
	paper_fact(p, is_county(s) ? "县（市、区）" : "行政村", address);
	paper_fact(p, "行政区划代码", code);
	if (s->hamlet != NULL) {
		paper_fact(p, "自然村（村民小组）", s->hamlet);
		paper_fact(p, "村内序号", pool_print(p->r->pool, "%d",
		    (int)s->serial));
	}
	if (s->contrast) {
		paper_fact(p, "左栏", pool_print(p->r->pool,
		    s->row_year < p->year ? "%d年数据" :
		    "%d年数据（没有上年度数据）", (int)s->row_year));
		paper_fact(p, "右栏", "只填有变化的内容");
	} else {
		paper_fact(p, "年度", pool_print(p->r->pool, "%d年",
		    (int)p->year));
	}
	return OK;
}

/* What a section is called: its part where one begins, and itself. */
static const char *
heading_of(struct paper *p, const struct sheet *s, const char *section)
{
	static const char *const numerals[] = { "一", "二", "三" };
	size_t number;
	const char *part = s->from.entity != DICTIONARY_VILLAGE ? NULL :
	    place_part(section, &number);

	if (part == NULL || number >= LEN(numerals))
		return section;
	return pool_print(p->r->pool, strstr(part, section) != NULL ?
	    "%s、%s" : "%s、%s　%s", numerals[number], part, section);
}

static void
sections(struct paper *p, const struct sheet *s)
{
	const struct dictionary *d = paper_dictionary(p, s->from.entity);
	const char *now = NULL;
	size_t i;

	for (i = 0; i < d->count; i++) {
		if (!dictionary_valid(&d->lines[i], p->year) ||
		    text_is(now, d->lines[i].section))
			continue;
		now = d->lines[i].section;
		paper_block(p, heading_of(p, s, now));
		if (s->contrast)
			print_pairs_contrast(p, &s->from, now);
		else
			print_pairs(p, &s->from, now);
	}
	paper_sign(p, "填表人：");
	paper_sign(p, "联系电话：");
	paper_sign(p, s->hamlet != NULL ? "自然村负责人签名：" :
	    is_county(s) ? "单位负责人签名（盖章）：" :
	    "村负责人签名（盖章）：");
	paper_sign(p, "填表日期：　　　年　　月　　日");
}

static enum err
print_sheet(struct paper *p, const struct sheet *s)
{
	enum err e;

	p->ticks = s->contrast;
	if ((e = paper_own(p, s->from.entity, s->village->code)) == OK &&
	    (e = head(p, s)) == OK)
		sections(p, s);
	return e;
}

/* ---- a village or a county -------------------------------------------- */

/* Last year's row; this year's where there is none. */
static enum err
old_file(struct paper *p, enum dictionary_entity entity, int64_t area,
    void **row)
{
	struct who last = p->r->who;
	enum err e;

	last.year--;
	e = dictionary_one(p->r->db, p->r->pool, &last, entity, area, row);
	return e != ERR_ABSENT ? e : village_file(p->r->db, p->r->pool,
	    &p->r->who, area, row);
}

static bool
poor(const struct dictionary *d, const void *row)
{
	const struct dictionary_line *l = dictionary_find(d, "village_kind");

	return l != NULL && l->column != NULL && text_is(
	    *(const char *const *)shape_in(l->column, row), "1");
}

static const char *
title_of(struct paper *p, const struct sheet *s)
{
	return pool_print(p->r->pool, "%s信息%s", is_county(s) ? "县" :
	    poor(dictionary_of(DICTIONARY_VILLAGE), s->from.row) ?
	    "贫困村" : "行政村", s->contrast ? "对照表" : "表");
}

static enum err
file(struct paper *p, const struct area *a, bool contrast)
{
	struct village_counts counts;
	struct sheet s = { .village = a, .contrast = contrast,
	    .from = { .entity = village_entity(a->code) } };
	void *row;
	enum err e;

	e = contrast ? old_file(p, s.from.entity, a->code, &row) :
	    village_file(p->r->db, p->r->pool, &p->r->who, a->code, &row);
	if (e == OK && !contrast)
		e = village_count(p->r->db, p->r->pool, &p->r->who, a->code,
		    NULL, &counts);
	if (e != OK)
		return e;
	s.from.row = row;
	s.row_year = ((struct dictionary_head *)row)->year;
	s.title = title_of(p, &s);
	if (!contrast) {
		s.from.counted = &village_counts_shape;
		s.from.counts = &counts;
	}
	return print_sheet(p, &s);
}

enum err
print_place_file(struct paper *p, const struct area *a)
{
	return file(p, a, false);
}

enum err
print_place_contrast(struct paper *p, const struct area *a)
{
	return file(p, a, true);
}

/* ---- natural villages ------------------------------------------------- */

static const void *
row_of(const struct dictionary_rows *rows, int64_t id)
{
	size_t i;

	for (i = 0; i < rows->count; i++)
		if (((struct dictionary_head *)rows->at[i])->id == id)
			return rows->at[i];
	return NULL;
}

static enum err
hamlet(struct paper *p, struct sheet *s, const struct hamlet *h,
    const struct dictionary_rows *old, const struct dictionary_rows *new)
{
	struct village_counts *counts = pool_take(p->r->pool,
	    sizeof *counts);
	enum err e;

	s->hamlet = h->name;
	s->serial = h->serial;
	s->from.row = row_of(old, h->hamlet_id);
	if (s->from.row == NULL)
		s->from.row = row_of(new, h->hamlet_id);
	if (s->from.row == NULL)
		return ERR_ABSENT;
	s->row_year = ((const struct dictionary_head *)s->from.row)->year;
	s->from.counted = s->contrast ? NULL : &village_counts_shape;
	s->from.counts = counts;
	if (!s->contrast && (e = village_count(p->r->db, p->r->pool,
	    &p->r->who, s->village->code, h->name, counts)) != OK)
		return e;
	return print_sheet(p, s);
}

static enum err
hamlets(struct paper *p, const struct area *a, bool contrast)
{
	struct sheet s = { .village = a, .contrast = contrast,
	    .title = contrast ? "自然村信息对照表" : "自然村信息表",
	    .from = { .entity = DICTIONARY_HAMLET } };
	struct dictionary_rows old = { 0 }, new;
	struct who last = p->r->who;
	struct hamlet_list list;
	int64_t n = 0;
	enum err e;
	size_t i;

	last.year--;
	if ((e = hamlet_list(p->r->db, p->r->pool, &p->r->who, a->code,
	    &list)) != OK ||
	    (e = dictionary_of_parent(p->r->db, p->r->pool, &p->r->who,
	    DICTIONARY_HAMLET, a->code, &new)) != OK ||
	    (contrast && (e = dictionary_of_parent(p->r->db, p->r->pool,
	    &last, DICTIONARY_HAMLET, a->code, &old)) != OK))
		return e;
	for (i = 0; i < list.count; i++) {
		if (!list.at[i].active)
			continue;
		if ((e = hamlet(p, &s, &list.at[i], &old, &new)) != OK)
			return e;
		n++;
	}
	page_int(p->page, "sheets", n);
	return OK;
}

enum err
print_place_hamlets(struct paper *p, const struct area *a)
{
	return hamlets(p, a, false);
}

enum err
print_place_hamlets_contrast(struct paper *p, const struct area *a)
{
	return hamlets(p, a, true);
}
