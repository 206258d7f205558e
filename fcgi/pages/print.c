#include <string.h>

#include "core/report.h"
#include "fcgi/pages/place_file.h"
#include "fcgi/pages/print.h"
#include "fcgi/pages/print_batch.h"
#include "fcgi/pages/print_contrast.h"
#include "fcgi/pages/print_household.h"
#include "fcgi/pages/print_month.h"
#include "fcgi/pages/print_place.h"
#include "fcgi/pages/print_village.h"
#include "fcgi/pages/tabs.h"

struct form_row {
	const char *code, *label, *source;
	int64_t first_year, last_year;
	bool monthly;
	int64_t monitor;	/* of a whole village that class alone */
	/* one of the three */
	enum err (*household)(struct paper *, const struct household *);
	enum err (*village)(struct paper *, const struct area *);
	enum err (*county)(struct paper *, const struct area *);
};
static const struct form_row forms[] = {
	{ "poor", "贫困户信息采集表", "2017年及以前", 2014, 2017,
	    .household = print_household_poor },
	{ "poor", "新识别贫困户信息采集表", "附件1", 2018, 9999,
	    .household = print_household_poor },
	{ "contrast", "贫困户信息对照表", "上年数据和空格", 2015, 9999,
	    .household = print_contrast_household },
	{ "marginal", "边缘易致贫户信息采集表", "附件4", 2020, 9999,
	    .monitor = MONITOR_MARGINAL,
	    .household = print_household_marginal },
	{ "increase", "家庭成员自然增加情况表", "附件2", 2018, 9999,
	    .household = print_contrast_increase },
	{ "visit", "走访服务信息采集表", "每月", 2021, 9999, .monthly = true,
	    .household = print_month_household },
	{ "decrease", "家庭成员自然减少情况表", "附件3，按村", 2018, 9999,
	    .village = print_village_decrease },
	{ "unstable", "脱贫不稳定户信息采集表", "附件5，按村", 2020, 9999,
	    .village = print_village_unstable },
	{ "place", "村信息表", "按村", 2014, 9999,
	    .village = print_place_file },
	{ "place-contrast", "村信息对照表", "上年数据和空格，按村", 2015, 9999,
	    .village = print_place_contrast },
	{ "hamlet", "自然村信息表", "按村", 2014, 9999,
	    .village = print_place_hamlets },
	{ "hamlet-contrast", "自然村信息对照表", "上年数据和空格，按村", 2015, 9999,
	    .village = print_place_hamlets_contrast },
	{ "summary", "走访服务信息采集汇总表", "每月，按村", 2021, 9999,
	    .monthly = true, .village = print_month_village },
	{ "county", "县信息表", "按县", 2014, 9999,
	    .county = print_place_file },
	{ "county-contrast", "县信息对照表", "上年数据和空格，按县", 2015, 9999,
	    .county = print_place_contrast },
};

static bool
of_year(const struct form_row *f, int64_t year)
{
	return year >= f->first_year && year <= f->last_year;
}

/* As the year has it; one of other years where it has none. */
static const struct form_row *
form_asked(struct req *r)
{
	const char *code = req_query(r, "form");
	const struct form_row *other = NULL;
	size_t i;

	for (i = 0; i < LEN(forms); i++) {
		if (strcmp(forms[i].code, code) != 0)
			continue;
		if (of_year(&forms[i], r->who.year))
			return &forms[i];
		other = &forms[i];
	}
	return other;
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
print_county(struct paper *p, const struct form_row *f)
{
	int64_t code = req_query_int(p->r, "county", 0);
	struct place place;
	enum err e;

	if (p->r->who.role < ROLE_VILLAGE)
		return ERR_DENIED;
	if (area_level(code) != AREA_COUNTY)
		return ERR_ABSENT;
	if ((e = place_find(p->r, code, &place)) != OK)
		return e;
	page_int(p->page, "sheets", 1);
	return f->county(p, &place.path.at[place.path.count - 1]);
}

static enum err
print_form(struct paper *p, const struct form_row *f)
{
	struct area village;
	enum err e;

	if (f->household != NULL)
		return print_batch(p, &(struct print_batch){ f->code,
		    f->monitor, f->monthly, f->household });
	if (f->county != NULL)
		return print_county(p, f);
	if ((e = print_batch_village(p, &village)) != OK)
		return e;
	page_int(p->page, "sheets", 1);
	return f->village(p, &village);
}

static enum err
other_year(struct paper *p, const struct form_row *f)
{
	page_int(p->page, "sheets", 0);
	page_text(page_part(p->page, "OTHER_YEAR"), "sentence",
	    pool_print(p->r->pool, "%d年还没有《%s》，这张表从%d年开始使用。"
	    "请先切换年度，或者换一张表。", (int)p->year, f->label,
	    (int)f->first_year));
	return req_show(p->r);
}

static enum err
print(struct req *r)
{
	const struct form_row *f = form_asked(r);
	struct paper p = { .r = r, .year = r->who.year,
	    .period = month_asked(r) };
	enum err e;

	if (f == NULL)
		return ERR_ABSENT;
	if ((e = dictionary_codes(r->db, r->settings->generation,
	    &p.codes)) != OK)
		return e;
	p.page = req_bare(r, "print.tpl");
	page_global(p.page, "TITLE", f->label);
	if (!of_year(f, p.year))
		return other_year(&p, f);
	return (e = print_form(&p, f)) != OK ? e : req_show(r);
}

/* ---- which form ------------------------------------------------------- */

static void
offer(struct req *r, struct page *p, const char *section,
    const struct form_row *f)
{
	struct page *part = page_part(p, section);

	page_text(part, "form", f->code);
	page_text(part, "label", f->label);
	page_text(part, "source", f->source);
	if (f->monthly)
		page_int(page_part(part, "MONTHLY"), "period",
		    report_due(r->today));
}

static enum err
choose(struct req *r)
{
	struct household h;
	struct page *p, *whole = NULL;
	enum err e;
	size_t i;

	if ((e = household_by_id(r->db, r->pool, &r->who, r->id[0],
	    &h)) != OK)
		return e;
	p = req_page(r, "print_choose.tpl", "打印");
	page_fill(p, r->pool, &household_shape, &h);
	tabs_fill(r, p, &h);
	if (r->who.role >= ROLE_VILLAGE)
		whole = page_part(p, "WHOLE");
	for (i = 0; i < LEN(forms); i++) {
		if (!of_year(&forms[i], r->who.year))
			continue;
		if (forms[i].household != NULL) {
			offer(r, p, "OF_HOUSEHOLD", &forms[i]);
			if (whole != NULL)
				offer(r, whole, "OF_ALL", &forms[i]);
		} else if (forms[i].village != NULL && whole != NULL) {
			offer(r, whole, "OF_VILLAGE", &forms[i]);
		}
	}
	return req_show(r);
}

const struct route print_routes[] = {
	{ VERB_GET, "/print", ROLE_HELPER, NULL, print, NULL },
	{ VERB_GET, "/household/#/print", ROLE_HELPER, NULL, choose, NULL },
	{ .path = NULL }
};
