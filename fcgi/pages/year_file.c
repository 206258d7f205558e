#include <string.h>

#include "core/mask.h"
#include "core/money.h"
#include "core/receipt.h"
#include "exchange/csv.h"
#include "fcgi/pages/year.h"
#include "fcgi/pages/year_file.h"

/* The form's order: subtotals stand behind their parts. */
static const char *const heads[] = {
	"户编号", "户主", "月份", "状态", "工资性收入", "家庭经营性收入",
	"土地流转", "入股分红", "光伏收入", "其他财产性", "财产性小计",
	"政策性收入", "其他转移性", "转移性小计", "收入合计", "住房安全",
	"安全饮水", "辍学学生", "医疗保险", "存在问题描述", "退回原因",
	"填报人", "方式", "时间", "回执号",
};

static void
add_money(struct text *t, struct pool *pool, int64_t fen)
{
	csv_cell(t, money_short(pool, fen));
}

static void
add_incomes(struct text *t, struct pool *pool, const struct report_month *m)
{
	int i;

	for (i = 0; i < INCOME__MAX; i++) {
		add_money(t, pool, m->income_fen[i]);
		if (i == INCOME_PROPERTY)
			add_money(t, pool, report_property(m));
	}
	add_money(t, pool, report_transfer(m));
	add_money(t, pool, report_total(m));
}

static void
add_stored(struct text *t, struct req *r, const struct report *stored)
{
	const struct report_month *m = &stored->month;
	struct mask_sight sight = mask_sight_file(&r->who);
	int i;

	add_incomes(t, r->pool, m);
	for (i = 0; i < ANSWER__MAX; i++)
		csv_cell(t, !m->answer[i].given ? "" :
		    m->answer[i].value ? "是" : "否");
	csv_cell(t, m->problem == NULL ? "" :
	    mask_prose(r->pool, m->problem));
	csv_cell(t, report_state_of(stored) == REPORT_RETURNED ?
	    stored->return_reason : "");
	csv_cell(t, mask_value(r->pool, sight, VEIL_NAME, stored->reporter));
	csv_cell(t, entry_door(stored->door));
	csv_cell(t, page_time(r->pool, stored->reported_at));
	csv_cell(t, stored->receipt_id == 0 ? "" :
	    receipt_print(r->pool, stored->receipt_id));
}

static void
add_month(struct text *t, struct req *r, const struct year *y, int i)
{
	const struct report *stored = &y->months[i];
	bool none = stored->version == 0;

	csv_cell(t, y->h.number);
	csv_cell(t, mask_value(r->pool, mask_sight_file(&r->who), VEIL_NAME,
	    y->h.head_name));
	csv_cell(t, pool_print(r->pool, "%d年%d月", y->year, i + 1));
	csv_cell(t, none && year_gate(y, i) == GATE_EARLY ? "" :
	    report_view_label(year_view(r, y, i)));
	if (!none)
		add_stored(t, r, stored);
	csv_end(t);
}

enum err
year_file(struct req *r)
{
	struct text t = text_start(r->pool);
	struct year y;
	enum err e;
	size_t i;

	if ((e = year_name(r, &y)) != OK || (e = year_load(r, &y)) != OK)
		return e;
	for (i = 0; i < LEN(heads); i++)
		csv_cell(&t, heads[i]);
	csv_end(&t);
	for (i = 0; i < 12; i++)
		add_month(&t, r, &y, (int)i);
	req_download(r, "text/csv; charset=utf-8", pool_print(r->pool,
	    "bangfu-%s-%d.csv", y.h.number, y.year));
	if ((e = req_more(r, CSV_MARK, strlen(CSV_MARK))) != OK)
		return e;
	return req_more(r, t.at, t.len);
}
