#include "core/mask.h"
#include "core/money.h"
#include "core/receipt.h"
#include "fcgi/pages/table_out.h"
#include "fcgi/pages/year.h"
#include "fcgi/pages/year_file.h"

#define ROW_MOST	(1u << 16)	/* bytes that a month takes to make */

/* The form's order: subtotals stand behind their parts. */
static const char *const heads[] = {
	"户编号", "户主", "月份", "状态", "工资性收入", "家庭经营性收入",
	"土地流转", "入股分红", "光伏收入", "其他财产性", "财产性小计",
	"政策性收入", "其他转移性", "转移性小计", "收入合计", "住房安全",
	"安全饮水", "辍学学生", "医疗保险", "存在问题描述", "退回原因",
	"填报人", "方式", "时间", "回执号",
};

static void
add_money(struct table_out *o, int64_t fen)
{
	table_out_number(o, money_short(o->pool, fen));
}

static void
add_incomes(struct table_out *o, const struct report_month *m)
{
	int i;

	for (i = 0; i < INCOME__MAX; i++) {
		add_money(o, m->income_fen[i]);
		if (i == INCOME_PROPERTY)
			add_money(o, report_property(m));
	}
	add_money(o, report_transfer(m));
	add_money(o, report_total(m));
}

static void
add_stored(struct table_out *o, const struct report *stored)
{
	const struct report_month *m = &stored->month;
	struct mask_sight sight = mask_sight_file(&o->r->who);
	int i;

	add_incomes(o, m);
	for (i = 0; i < ANSWER__MAX; i++)
		table_out_cell(o, !m->answer[i].given ? "" :
		    m->answer[i].value ? "是" : "否");
	table_out_cell(o, m->problem == NULL ? "" :
	    mask_prose(o->pool, m->problem));
	table_out_cell(o, report_state_of(stored) == REPORT_RETURNED ?
	    stored->return_reason : "");
	table_out_cell(o, mask_value(o->pool, sight, VEIL_NAME,
	    stored->reporter));
	table_out_cell(o, entry_door(stored->door));
	table_out_cell(o, page_time(o->pool, stored->reported_at));
	table_out_cell(o, stored->receipt_id == 0 ? "" :
	    receipt_print(o->pool, stored->receipt_id));
}

static enum err
send_month(struct table_out *o, const struct year *y, int i)
{
	const struct report *stored = &y->months[i];
	bool none = stored->version == 0;

	table_out_cell(o, y->h.number);
	table_out_cell(o, mask_value(o->pool, mask_sight_file(&o->r->who),
	    VEIL_NAME, y->h.head_name));
	table_out_cell(o, pool_print(o->pool, "%d年%d月", y->year, i + 1));
	table_out_cell(o, none && year_gate(y, i) == GATE_EARLY ? "" :
	    report_view_label(year_view(o->r, y, i)));
	if (!none)
		add_stored(o, stored);
	return table_out_row(o);
}

static enum err
send_year(struct table_out *o, const struct year *y)
{
	enum err e;
	size_t i;

	for (i = 0; i < LEN(heads); i++)
		table_out_cell(o, heads[i]);
	e = table_out_row(o);
	for (i = 0; e == OK && i < 12; i++)
		e = send_month(o, y, (int)i);
	return e;
}

enum err
year_file(struct req *r)
{
	struct table_out out;
	struct year y;
	enum err e;

	if ((e = year_name(r, &y)) != OK || (e = year_load(r, &y)) != OK)
		return e;
	e = table_out_start(r, &(struct table_out_file){
	    .name = pool_print(r->pool, "bangfu-%s-%d", y.h.number, y.year),
	    .row_most = ROW_MOST }, &out);
	return table_out_end(&out, e != OK ? e : send_year(&out, &y));
}
