#include <stdlib.h>
#include <string.h>

#include "core/report.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/print.h"
#include "fcgi/pages/print_contrast.h"
#include "fcgi/pages/print_household.h"
#include "fcgi/pages/print_month.h"
#include "fcgi/pages/print_place.h"
#include "fcgi/pages/print_village.h"
#include "fcgi/pages/tabs.h"

#define BATCH_MOST	50	/* households at once */

struct form_row {
	const char *code, *label, *source;
	bool monthly;
	/* one of the two */
	enum err (*household)(struct paper *, const struct household *);
	enum err (*village)(struct paper *, const struct area *);
};
static const struct form_row forms[] = {
	{ "poor", "新识别贫困户信息采集表", "附件1", false,
	    print_household_poor, NULL },
	{ "contrast", "贫困户信息对照表", "上年数据和空格", false,
	    print_contrast_household, NULL },
	{ "marginal", "边缘易致贫户信息采集表", "附件4", false,
	    print_household_marginal, NULL },
	{ "increase", "家庭成员自然增加情况表", "附件2", false,
	    print_contrast_increase, NULL },
	{ "visit", "走访服务信息采集表", "每月", true, NULL, NULL },
	{ "decrease", "家庭成员自然减少情况表", "附件3，按村", false, NULL,
	    print_village_decrease },
	{ "unstable", "脱贫不稳定户信息采集表", "附件5，按村", false, NULL,
	    print_village_unstable },
	{ "place", "村信息表", "按村", false, NULL, print_place_village },
	{ "place-contrast", "村信息对照表", "上年数据和空格，按村", false, NULL,
	    print_place_village_contrast },
	{ "hamlet", "自然村信息表", "按村", false, NULL,
	    print_place_hamlets },
	{ "hamlet-contrast", "自然村信息对照表", "上年数据和空格，按村", false,
	    NULL, print_place_hamlets_contrast },
	{ "summary", "走访服务信息采集汇总表", "每月，按村", true, NULL,
	    NULL },
};

/* The monthly ones take a month besides. */
static bool
of_village(const struct form_row *f)
{
	return f->village != NULL || strcmp(f->code, "summary") == 0;
}

static const struct form_row *
form_asked(struct req *r)
{
	const char *code = req_query(r, "form");
	size_t i;

	for (i = 0; i < LEN(forms); i++)
		if (strcmp(forms[i].code, code) == 0)
			return &forms[i];
	return NULL;
}

static int
month_asked(struct req *r)
{
	int64_t period = req_query_int(r, "month", 0);

	return period_ok(period) && period <= period_of(r->today) ?
	    (int)period : report_due(r->today);
}

/* ---- sheets ----------------------------------------------------------- */

static enum err
print_one(struct paper *p, const struct form_row *f, int64_t id)
{
	struct household h;
	enum err e = household_by_id(p->r->db, p->r->pool, &p->r->who, id,
	    &h);

	if (e != OK)
		return e;
	return f->monthly ? print_month_household(p, &h,
	    month_asked(p->r)) : f->household(p, &h);
}

/* Each household of the address; at most so many. */
static enum err
print_households(struct paper *p, const struct form_row *f)
{
	const struct words *q = &p->r->query;
	int64_t id;
	int n = 0, more = 0;
	enum err e;
	size_t i;

	for (i = 0; i < q->count; i++) {
		if (strcmp(q->at[i].name, "household") != 0)
			continue;
		if (n == BATCH_MOST) {
			more++;
			continue;
		}
		if (strspn(q->at[i].value, "0123456789") != q->at[i].len ||
		    q->at[i].len < 1 || q->at[i].len > 18)
			return ERR_ABSENT;
		id = strtoll(q->at[i].value, NULL, 10);
		if ((e = print_one(p, f, id)) != OK)
			return e;
		n++;
	}
	page_int(p->page, "sheets", n);
	if (more > 0)
		page_int(page_part(p->page, "MORE"), "left_out", more);
	if (n == 0)
		page_show(p->page, "NOTHING");
	return OK;
}

static enum err
print_village(struct paper *p, const struct form_row *f)
{
	struct req *r = p->r;
	int64_t code = req_query_int(r, "village", 0);
	struct area a;
	enum err e;

	if (r->who.role < ROLE_VILLAGE)
		return ERR_DENIED;
	if (area_level(code) != AREA_VILLAGE || code < r->who.low ||
	    code > r->who.high)
		return ERR_ABSENT;
	if ((e = area_by_code(r->db, r->pool, code, &a)) != OK)
		return e;
	page_int(p->page, "sheets", 1);
	return f->monthly ? print_month_village(p, &a, month_asked(r)) :
	    f->village(p, &a);
}

static enum err
print(struct req *r)
{
	const struct form_row *f = form_asked(r);
	struct paper p = { .r = r, .year = r->who.year };
	enum err e;

	if (f == NULL)
		return ERR_ABSENT;
	if ((e = dictionary_codes(r->db, r->settings->generation,
	    &p.codes)) != OK)
		return e;
	p.page = req_bare(r, "print.tpl");
	page_global(p.page, "TITLE", f->label);
	e = of_village(f) ? print_village(&p, f) : print_households(&p, f);
	return e != OK ? e : req_show(r);
}

/* ---- which form ------------------------------------------------------- */

static enum err
choose(struct req *r)
{
	struct household h;
	struct page *p, *part;
	enum err e;
	size_t i;

	if ((e = household_by_id(r->db, r->pool, &r->who, r->id[0],
	    &h)) != OK)
		return e;
	p = req_page(r, "print_choose.tpl", "打印");
	page_fill(p, r->pool, &household_shape, &h);
	tabs_fill(r, p, &h);
	for (i = 0; i < LEN(forms); i++) {
		if (of_village(&forms[i]) && r->who.role < ROLE_VILLAGE)
			continue;
		part = page_part(p, of_village(&forms[i]) ? "OF_VILLAGE" :
		    "OF_HOUSEHOLD");
		page_text(part, "form", forms[i].code);
		page_text(part, "label", forms[i].label);
		page_text(part, "source", forms[i].source);
		if (forms[i].monthly)
			page_int(page_part(part, "MONTHLY"), "period",
			    report_due(r->today));
	}
	return req_show(r);
}

const struct route print_routes[] = {
	{ VERB_GET, "/print", ROLE_HELPER, NULL, print, NULL },
	{ VERB_GET, "/household/#/print", ROLE_HELPER, NULL, choose, NULL },
	{ .path = NULL }
};
