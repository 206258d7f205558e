#include "core/mask.h"
#include "core/money.h"
#include "core/text.h"
#include "db/pairing.h"
#include "db/report.h"
#include "db/visit.h"
#include "fcgi/pages/print_month.h"
#include "fcgi/pages/print_part.h"

#define BOX	"□\u2060"
#define TICKED	"☑\u2060"

static const char *
answer(const struct report_month *m, enum report_answer i)
{
	if (m == NULL || !m->answer[i].given)
		return BOX "是 " BOX "否";
	return m->answer[i].value != 0 ? TICKED "是 " BOX "否" :
	    BOX "是 " TICKED "否";
}

static const char *
brief(const struct report_month *m, enum report_answer i)
{
	return !m->answer[i].given ? NULL :
	    m->answer[i].value != 0 ? "是" : "否";
}

static void
pair(struct page *line, const char *label, const char *value)
{
	struct page *part = page_part(line, "PAIR");

	page_text(part, "label", label);
	page_text(part, "value", value);
}

/* Three incomes a line, then the subtotals. */
static void
incomes(struct paper *p, const struct report_month *m, int64_t heads)
{
	struct page *table = page_part(p->block, "PAIRS"), *line = NULL;
	struct pool *pool = p->r->pool;
	int i;

	for (i = 0; i < INCOME__MAX; i++) {
		if (i % 3 == 0)
			line = page_part(table, "LINE");
		pair(line, pool_print(pool, "%s（元）",
		    report_incomes[i].label), m == NULL ? NULL :
		    money_label(pool, m->income_fen[i]));
	}
	pair(line, "收入合计（元）", m == NULL ? NULL :
	    money_label(pool, report_total(m)));
	line = page_part(table, "LINE");
	pair(line, "其中财产性小计（元）", m == NULL ? NULL :
	    money_label(pool, report_property(m)));
	pair(line, "转移性小计（元）", m == NULL ? NULL :
	    money_label(pool, report_transfer(m)));
	pair(line, "人均收入（元）", m == NULL || heads < 1 ? NULL :
	    money_label(pool, report_total(m) / heads));
}

static void
answers(struct paper *p, const struct report_month *m)
{
	struct page *table = page_part(p->block, "PAIRS"), *line, *part;
	int i;

	for (i = 0; i < ANSWER__MAX; i++) {
		line = page_part(table, "LINE");
		part = page_part(line, "WIDE");
		page_text(part, "label", report_answers[i].label);
		page_text(part, "value", answer(m, (enum report_answer)i));
	}
	part = page_part(page_part(table, "LINE"), "TALL");
	page_text(part, "label", "存在问题描述");
	page_text(part, "value", m == NULL ? NULL : m->problem);
}

/* What was done for the household in the month of the visit. */
static enum err
visits(struct paper *p, const struct household *h, int period)
{
	int after = period_add(period, 1);
	struct visit_filter f = { .household_id = h->household_id,
	    .first = { (int16_t)(period / 100), (int8_t)(period % 100), 1 },
	    .last = date_of_days(date_days((struct date){
	    (int16_t)(after / 100), (int8_t)(after % 100), 1 }) - 1) };
	struct visit_list list;
	struct page *table, *row;
	enum err e;
	size_t i;

	if ((e = visit_list(p->r->db, p->r->pool, &p->r->who, &f,
	    &list)) != OK)
		return e;
	table = paper_table(p);
	paper_column(table, "帮扶时间", "day");
	paper_column(table, "帮扶方式", "name");
	paper_column(table, "帮扶内容", "long");
	for (i = 0; i < list.count; i++) {
		row = paper_row(table);
		paper_cell(row, date_iso(p->r->pool, list.at[i].on_day));
		paper_cell(row, list.at[i].method);
		paper_cell(row, list.at[i].detail);
	}
	if (list.count == 0) {
		row = paper_row(table);
		for (i = 0; i < 3; i++)
			paper_cell(row, NULL);
	}
	return OK;
}

enum err
print_month_household(struct paper *p, const struct household *h)
{
	struct req *r = p->r;
	int period = p->period;
	struct report_key key = { h->household_id, period / 100 };
	struct report months[12];
	const struct report_month *m;
	const char *address;
	enum err e;

	if ((e = report_year(r->db, r->pool, &r->who, &key, months)) != OK ||
	    (e = print_part_address(p, h->area, &address)) != OK)
		return e;
	m = months[period % 100 - 1].version == 0 ? NULL :
	    &months[period % 100 - 1].month;
	paper_sheet(p, pool_print(r->pool, "走访服务信息采集表（%s）",
	    period_label(r->pool, period)), h);
	paper_block(p, "一、基本情况");
	paper_fact(p, "户主姓名", h->head_name);
	paper_fact(p, "家庭住址", address);
	paper_fact(p, "联系电话", mask_value(r->pool, mask_sight(&r->who),
	    VEIL_CONTACT, h->phone));
	paper_fact(p, "家庭人口", pool_print(r->pool, "%d人",
	    (int)h->member_count));
	paper_fact(p, "户类型", pool_print(r->pool, "%s%s%s",
	    h->exited ? "脱贫户" : "", h->exited && h->monitor_class > 0 ?
	    "、" : "", household_monitor_label(h->monitor_class)));
	paper_block(p, "二、收入情况");
	incomes(p, m, h->member_count);
	paper_block(p, "三、“三保障”和饮水安全情况");
	answers(p, m);
	paper_block(p, "四、走访帮扶情况");
	if ((e = visits(p, h, period)) != OK)
		return e;
	paper_sign(p, "户主签名：");
	paper_sign(p, "走访人员签名：");
	paper_sign(p, "走访日期：　　　年　　月　　日");
	paper_note(p, "注：本表由走访人员填写，户主和走访人员签字确认，由村级"
	    "汇总留存。");
	return OK;
}

/* ---- the village's ---------------------------------------------------- */

static void
sum_up(int64_t *sums, const struct report_month *m)
{
	int i;

	for (i = 0; i < INCOME__MAX; i++)
		sums[i] += m->income_fen[i];
	sums[INCOME__MAX] += report_total(m);
}

static void
village_row(struct paper *p, struct page *table,
    const struct report_row *h, int number)
{
	const struct report_month *m = h->r.version == 0 ? NULL :
	    &h->r.month;
	struct page *row = paper_row(table);
	struct pool *pool = p->r->pool;
	int i;

	paper_cell(row, pool_print(pool, "%d", number));
	paper_cell(row, h->head_name);
	paper_cell(row, h->number);
	paper_cell(row, pool_print(pool, "%d", (int)h->member_count));
	for (i = 0; i < INCOME__MAX; i++)
		paper_cell(row, m == NULL ? NULL :
		    money_label(pool, m->income_fen[i]));
	paper_cell(row, m == NULL ? NULL :
	    money_label(pool, report_total(m)));
	for (i = 0; i < ANSWER__MAX; i++)
		paper_cell(row, m == NULL ? NULL :
		    brief(m, (enum report_answer)i));
	paper_cell(row, m == NULL ? NULL : m->problem);
}

static void
village_columns(struct page *table)
{
	int i;

	paper_column(table, "序号", "short");
	paper_column(table, "户主姓名", "name");
	paper_column(table, "户编号", "number");
	paper_column(table, "人口", "short");
	for (i = 0; i < INCOME__MAX; i++)
		paper_column(table, report_incomes[i].label, "num");
	paper_column(table, "收入合计", "num");
	for (i = 0; i < ANSWER__MAX; i++)
		paper_column(table, report_answers[i].label, "flag");
	paper_column(table, "存在问题描述", "long");
}

enum err
print_month_village(struct paper *p, const struct area *v)
{
	struct req *r = p->r;
	int period = p->period;
	struct report_ask ask = { v->code, period };
	int64_t sums[INCOME__MAX + 1] = { 0 };
	struct report_rows rows;
	struct page *table, *row;
	int number = 0, i;
	const char *address;
	enum err e;
	size_t k;

	if ((e = report_village(r->db, r->pool, &r->who, &ask, &rows)) !=
	    OK || (e = print_part_address(p, v->code, &address)) != OK)
		return e;
	paper_sheet(p, pool_print(r->pool, "走访服务信息采集汇总表（%s）",
	    period_label(r->pool, period)), NULL);
	paper_block(p, NULL);
	paper_fact(p, "行政村", address);
	paper_fact(p, "单位", "元");
	table = paper_table(p);
	village_columns(table);
	for (k = 0; k < rows.count; k++) {
		const struct report_row *h = &rows.at[k];

		if (h->free_after.given && h->free_after.value < period)
			continue;
		village_row(p, table, h, ++number);
		if (h->r.version != 0)
			sum_up(sums, &h->r.month);
	}
	row = paper_row(table);
	paper_cell(row, "合计");
	paper_cell(row, pool_print(r->pool, "%d户", number));
	paper_cell(row, NULL);
	paper_cell(row, NULL);
	for (i = 0; i <= INCOME__MAX; i++)
		paper_cell(row, money_label(r->pool, sums[i]));
	for (i = 0; i <= ANSWER__MAX; i++)
		paper_cell(row, NULL);
	paper_sign(p, "村级汇总人签名：");
	paper_sign(p, "乡镇研判人签名：");
	paper_sign(p, "日期：　　　年　　月　　日");
	return OK;
}
