#include <stdint.h>
#include <string.h>

#include "core/codes.h"
#include "core/mask.h"
#include "core/text.h"
#include "fcgi/pages/print_part.h"
#include "fcgi/pages/print_village.h"

#define ROWS_LEAST	5	/* as the official form has */
#define RISKS		3	/* columns of them */
#define HEAD		"01"	/* relation of the head */

static enum err
everybody(struct paper *p, int64_t area, int64_t year,
    enum dictionary_entity entity, struct dictionary_rows *rows)
{
	return dictionary_export(p->r->db, p->r->pool, &p->r->who, entity,
	    &(struct dictionary_range){ area, year, 0, INT64_MAX }, rows);
}

static const struct dictionary_head *
head_of(const struct dictionary_rows *rows, int64_t household_id)
{
	size_t i;

	for (i = 0; i < rows->count; i++) {
		const struct dictionary_head *h = rows->at[i];

		if (h->parent == household_id &&
		    text_is(h->base.relation, HEAD))
			return h;
	}
	return NULL;
}

static bool
was_there(const struct dictionary_rows *before, int64_t member_id)
{
	size_t i;

	for (i = 0; i < before->count; i++) {
		const struct dictionary_head *m = before->at[i];

		if (m->id == member_id)
			return m->base.active;
	}
	return before->count == 0;
}

static const char *
masked(struct paper *p, const struct dictionary_head *h)
{
	return h == NULL || h->base.idno == NULL ? NULL :
	    mask_value(p->r->pool, mask_sight(&p->r->who),
	    VEIL_SECRET, h->base.idno);
}

static void
blank_rows(struct page *table, size_t have, size_t columns)
{
	struct page *row;
	size_t i;

	for (; have < ROWS_LEAST; have++) {
		row = paper_row(table);
		for (i = 0; i < columns; i++)
			paper_cell(row, NULL);
	}
}

static void
columns(struct page *table, const char *const *labels, const char *kinds,
    size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		paper_column(table, labels[i], kinds[i] == 'i' ? "idno" :
		    kinds[i] == 'n' ? "name" : kinds[i] == 's' ? "short" :
		    "text");
}

enum err
print_village_decrease(struct paper *p, const struct area *v)
{
	static const char *const labels[] = { "户主姓名", "户主证件号码",
	    "减少家庭成员姓名", "减少家庭成员证件号码", "减少原因" };
	const struct dictionary_line *reason = print_part_reason(p,
	    "decrease_reason");
	struct dictionary_rows now, before;
	struct page *table, *row;
	size_t i, n = 0;
	enum err e;

	if ((e = everybody(p, v->code, p->year, DICTIONARY_MEMBER, &now)) !=
	    OK || (e = everybody(p, v->code, p->year - 1, DICTIONARY_MEMBER,
	    &before)) != OK)
		return e;
	paper_sheet(p, "贫困户、边缘易致贫户家庭成员自然减少情况表", NULL);
	paper_block(p, NULL);
	paper_fact(p, "行政村名称", v->name);
	paper_fact(p, "行政区划代码", pool_print(p->r->pool, "%012lld",
	    (long long)v->code));
	table = paper_table(p);
	columns(table, labels, "ttttn", LEN(labels));
	for (i = 0; i < now.count; i++) {
		const struct dictionary_head *m = now.at[i], *head;

		if (m->base.active || !was_there(&before, m->id))
			continue;
		head = head_of(&now, m->parent);
		row = paper_row(table);
		paper_cell(row, head != NULL ? head->base.name : NULL);
		paper_cell(row, masked(p, head));
		paper_cell(row, m->base.name);
		paper_cell(row, masked(p, m));
		paper_cell(row, reason == NULL ? NULL :
		    dictionary_plain(p->r->pool, reason, m));
		n++;
	}
	blank_rows(table, n, LEN(labels));
	paper_note(p, "注：1.村委会或驻村工作队针对有家庭成员减少的贫困户，"
	    "以村为单位填报此表。");
	print_part_reasons(p, "decrease_reason", "减少原因", "婚出");
	return OK;
}

static void
risks(struct paper *p, struct page *row, const void *household)
{
	const struct dictionary_line *l = print_part_risk_line(p);
	const char *at = l == NULL ? NULL :
	    dictionary_plain(p->r->pool, l, household);
	size_t i;

	for (i = 0; i < RISKS; i++)
		paper_cell(row, at == NULL ? NULL : paper_code(p, l,
		    codes_next(p->r->pool, &at)));
}

enum err
print_village_unstable(struct paper *p, const struct area *v)
{
	static const char *const labels[] = { "序号", "户主姓名",
	    "居民身份证（残疾人证）号码", "返贫风险1（必填）", "返贫风险2",
	    "返贫风险3" };
	struct dictionary_rows households, people;
	struct page *table, *row;
	const struct dictionary_line *l = print_part_risk_line(p);
	struct area_list path;
	size_t i, n = 0;
	enum err e;

	if ((e = everybody(p, v->code, p->year, DICTIONARY_HOUSEHOLD,
	    &households)) != OK || (e = everybody(p, v->code, p->year,
	    DICTIONARY_MEMBER, &people)) != OK ||
	    (e = area_path(p->r->db, p->r->pool, v->code, &path)) != OK)
		return e;
	paper_sheet(p, "脱贫不稳定户信息采集表", NULL);
	paper_block(p, NULL);
	paper_address(p, &path, NULL);
	table = paper_table(p);
	columns(table, labels, "snittt", LEN(labels));
	for (i = 0; i < households.count; i++) {
		const struct dictionary_head *h = households.at[i], *head;

		if (h->base.monitor_class != MONITOR_UNSTABLE)
			continue;
		head = head_of(&people, h->id);
		row = paper_row(table);
		paper_cell(row, pool_print(p->r->pool, "%zu", ++n));
		paper_cell(row, head != NULL ? head->base.name : NULL);
		paper_cell(row, masked(p, head));
		risks(p, row, h);
	}
	blank_rows(table, n, LEN(labels));
	paper_note(p, pool_print(p->r->pool, "备注：返贫风险包括：%s",
	    l == NULL ? "" : paper_codes(p, l, false)));
	return OK;
}
