#include "core/area.h"
#include "db/pairing.h"
#include "db/pairing_find.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/pairing_one.h"
#include "fcgi/pages/pairing_village.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/user_place.h"

#define OFFERED		200

enum { DEED, HELPER, FROM, REPLACE, LAST, BULK__MAX };
static const struct choice deeds[] = {
	{ "begin", "结对", 1 }, { "end", "结束", 2 },
};
static const struct field fields[BULK__MAX] = {
	[DEED] = { .name = "deed", .label = "操作", .kind = FIELD_CHOICE,
	    .choices = deeds, .choice_count = 2 },
	[HELPER] = { .name = "helper", .label = "帮扶责任人",
	    .kind = FIELD_TEXT, .least = 1, .most = 60 },
	[FROM] = { .name = "from_day", .label = "开始时间",
	    .kind = FIELD_DATE },
	[REPLACE] = { .name = "replace", .label = "原来的责任人",
	    .kind = FIELD_FLAG },
	[LAST] = { .name = "last_day", .label = "最后一天",
	    .kind = FIELD_DATE },
};
static const struct form form = { fields, BULK__MAX };

/* A village of the asker's, its households and what was ticked. */
struct bulk {
	int64_t area;
	struct area_list path;
	struct pairing_rows rows;
	bool *households, *pairings;	/* ticked, row by row */
};

static bool
ticked(const struct req *r, char letter, int64_t id)
{
	return words_find(&r->words, pool_print(r->pool, "%c%lld", letter,
	    (long long)id)) != NULL;
}

static enum err
load(struct req *r, struct bulk *b)
{
	struct pairing_filter f = { .area = r->id[0],
	    .page = req_query_int(r, "page", 1), .page_size = 100 };
	enum err e;
	size_t i;

	*b = (struct bulk){ .area = r->id[0] };
	if (area_level(b->area) != AREA_VILLAGE || b->area < r->who.low ||
	    b->area > r->who.high)
		return ERR_ABSENT;
	if ((e = area_path(r->db, r->pool, b->area, &b->path)) != OK)
		return e;
	if (b->path.count < 2)
		return ERR_ABSENT;
	if ((e = pairing_find(r->db, r->pool, &r->who, &f, &b->rows)) != OK)
		return e;
	b->households = pool_array(r->pool, b->rows.count + 1, sizeof(bool));
	b->pairings = pool_array(r->pool, b->rows.count + 1, sizeof(bool));
	for (i = 0; i < b->rows.count; i++) {
		b->households[i] = ticked(r, 'h',
		    b->rows.at[i].household_id);
		b->pairings[i] = b->rows.at[i].pairing_id != 0 &&
		    ticked(r, 'p', b->rows.at[i].pairing_id);
	}
	return OK;
}

/* ---- the page --------------------------------------------------------- */

static void
fill_household(struct req *r, struct page *p, const struct bulk *b,
    size_t *i)
{
	const struct pairing_row *row = &b->rows.at[*i], *first = row;
	struct page *part;

	page_int(p, "id", row->household_id);
	page_text(p, "head_name", row->head_name);
	page_text(p, "number", row->number);
	if (b->households[*i])
		page_show(p, "TICKED");
	if (row->pairing_id == 0)
		page_show(p, "NOBODY");
	for (; *i < b->rows.count && b->rows.at[*i].household_id ==
	    first->household_id; ++*i) {
		row = &b->rows.at[*i];
		if (row->pairing_id == 0)
			continue;
		part = page_part(p, "PAIR");
		page_int(part, "pairing_id", row->pairing_id);
		page_text(part, "helper", row->helper);
		page_text(part, "unit", row->unit);
		page_text(part, "since", page_day(r->pool, row->from_day));
		if (b->pairings[*i])
			page_show(part, "TICKED");
	}
}

/* The helpers of the township, to choose from. */
static enum err
offer(struct req *r, struct page *p, const struct bulk *b)
{
	struct helper_filter f = { .area = area_up(b->area),
	    .page_size = OFFERED };
	struct helper_list list;
	struct page *part;
	enum err e;
	size_t i;

	if ((e = helper_list(r->db, r->pool, &r->who, &f, &list)) != OK)
		return e;
	for (i = 0; i < list.count; i++) {
		part = page_part(p, "OFFER");
		page_text(part, "word", pool_print(r->pool, "%lld",
		    (long long)list.at[i].helper_id));
		page_text(part, "label", pool_print(r->pool,
		    "%s · %s · %lld户", list.at[i].name, list.at[i].unit,
		    (long long)list.at[i].households));
	}
	return OK;
}

static enum err
page_of(struct req *r, const struct bulk *b, struct page **out)
{
	const struct area *village = &b->path.at[b->path.count - 1];
	struct page *p = req_page(r, "pairing_village.tpl", "成批结对");
	size_t i;

	*out = p;
	page_int(p, "area", b->area);
	if (!r->who.closed)
		page_show(p, "MAY");
	page_int(p, "up", area_up(b->area));
	page_text(p, "village", village->name);
	page_text(p, "township", village[-1].name);
	page_int(p, "households", b->rows.households);
	page_int(p, "alone", b->rows.alone);
	page_int(p, "page", b->rows.page);
	for (i = 0; i < b->rows.count;)
		fill_household(r, page_part(p, "HOUSEHOLD"), b, &i);
	if (b->rows.count == 0)
		page_show(p, "EMPTY");
	panel_pager(r, p, b->rows.page, b->rows.pages);
	return offer(r, p, b);
}

static enum err
show(struct req *r)
{
	int64_t done = req_query_int(r, "begun", -1);
	int64_t ended = req_query_int(r, "ended", -1);
	int64_t had = req_query_int(r, "had", 0);
	struct bulk b;
	struct page *p;
	enum err e;

	if (done >= 0)
		r->notice = pool_print(r->pool, had > 0 ?
		    "已为%d户安排责任人，另有%d户原来就是他。" :
		    "已为%d户安排责任人。", (int)done, (int)had);
	else if (ended >= 0)
		r->notice = pool_print(r->pool, "已结束%d个结对。",
		    (int)ended);
	if ((e = load(r, &b)) != OK || (e = page_of(r, &b, &p)) != OK)
		return e;
	page_text(p, "from_day", date_iso(r->pool, r->today));
	page_text(p, "last_day", date_iso(r->pool, r->today));
	return req_show(r);
}

static enum err
again(struct req *r)
{
	struct bulk b;
	struct page *p;
	enum err e;

	if ((e = load(r, &b)) != OK || (e = page_of(r, &b, &p)) != OK)
		return e;
	panel_form(r, p, &form);
	if (r->in[REPLACE].value)
		page_show(p, "REPLACE");
	return req_show(r);
}

/* ---- beginning -------------------------------------------------------- */

static enum err
day_of(struct req *r, struct answer *a)
{
	const char *why;

	if (!a->given)
		return field_spoil(a, "没有填");
	why = pairing_one_day_flaw(r, a->day);
	return why != NULL ? field_spoil(a, why) : OK;
}

/* Who was there before stays to the day before.
 * Errors: ERR_INPUT where one of them began later. */
static enum err
replace(struct req *r, const struct bulk *b, size_t i, int64_t helper_id)
{
	struct date last = date_of_days(date_days(r->in[FROM].day) - 1);
	int64_t household_id = b->rows.at[i].household_id;
	enum err e;

	for (; i < b->rows.count &&
	    b->rows.at[i].household_id == household_id; i++) {
		const struct pairing_row *row = &b->rows.at[i];

		if (row->pairing_id == 0 || row->helper_id == helper_id)
			continue;
		if (date_compare(row->from_day, last) > 0)
			return field_spoil(&r->in[FROM], pool_print(r->pool,
			    "太早：%s户的%s从%s才开始", row->head_name,
			    row->helper, page_day(r->pool, row->from_day)));
		if (date_compare(row->to_day, last) > 0 &&
		    (e = pairing_end(r->db, &r->who, row->pairing_id,
		    last)) != OK)
			return e == ERR_ABSENT ? ERR_CONFLICT : e;
	}
	return OK;
}

static enum err
begin(struct req *r, struct bulk *b)
{
	struct answer *in = r->in;
	struct pairing_done done;
	struct helper h = { 0 };
	int64_t begun = 0, had = 0;
	enum err e;
	size_t i;

	if ((e = user_place_helper(r, &in[HELPER], &h)) != OK ||
	    (e = day_of(r, &in[FROM])) != OK)
		return e;
	if (!h.active)
		return field_spoil(&in[HELPER], "已停用，不能再安排");
	for (i = 0; i < b->rows.count; i++) {
		const struct pairing_row *row = &b->rows.at[i];

		if (!b->households[i] || (i > 0 && row->household_id ==
		    row[-1].household_id))
			continue;
		if (in[REPLACE].value && (e = replace(r, b, i,
		    h.helper_id)) != OK)
			return e;
		e = pairing_add(r->db, r->pool, &r->who,
		    &(struct pairing_edit){ row->household_id, h.helper_id,
		    in[FROM].day }, &done);
		if (e == ERR_INPUT)
			return field_spoil(&in[FROM], pool_print(r->pool,
			    "不行：%s户那时已经注销", row->head_name));
		if (e != OK)
			return e;
		begun += !done.had;
		had += done.had;
	}
	if (begun + had == 0)
		return field_spoil(&in[DEED], "没有选中任何户，请先勾选");
	if ((e = panel_audit(r, "pairing-begin", "helper %lld: %lld",
	    (long long)h.helper_id, (long long)begun)) != OK)
		return e;
	return req_go(r, "/pairing/village/%lld?page=%lld&begun=%lld&had=%lld",
	    (long long)b->area, (long long)b->rows.page, (long long)begun,
	    (long long)had);
}

/* ---- ending ----------------------------------------------------------- */

static enum err
end(struct req *r, struct bulk *b)
{
	struct answer *a = &r->in[LAST];
	int64_t ended = 0;
	enum err e;
	size_t i;

	if ((e = day_of(r, a)) != OK)
		return e;
	for (i = 0; i < b->rows.count; i++) {
		const struct pairing_row *row = &b->rows.at[i];

		if (!b->pairings[i])
			continue;
		if (date_compare(row->from_day, a->day) > 0)
			return field_spoil(a, pool_print(r->pool,
			    "早于开始时间：%s户的%s从%s开始", row->head_name,
			    row->helper, page_day(r->pool, row->from_day)));
		if (date_compare(row->to_day, a->day) <= 0)
			continue;
		e = pairing_end(r->db, &r->who, row->pairing_id, a->day);
		if (e != OK)
			return e == ERR_ABSENT ? ERR_CONFLICT : e;
		ended++;
	}
	if (ended == 0)
		return field_spoil(&r->in[DEED],
		    "没有要结束的结对，请先勾选责任人");
	if ((e = panel_audit(r, "pairing-end", "area %lld: %lld",
	    (long long)b->area, (long long)ended)) != OK)
		return e;
	return req_go(r, "/pairing/village/%lld?page=%lld&ended=%lld",
	    (long long)b->area, (long long)b->rows.page, (long long)ended);
}

/* Enter in a field presses neither button: what is filled in tells which one
 * is meant, where it fits only that one. */
static enum err
meant(struct req *r, const struct bulk *b, bool *ends)
{
	bool begins = r->in[HELPER].given;
	size_t i;

	*ends = false;
	for (i = 0; i < b->rows.count; i++) {
		begins |= b->households[i];
		*ends |= b->pairings[i];
	}
	if (!r->in[DEED].given)
		return begins != *ends ? OK : field_spoil(&r->in[DEED],
		    "不明确：请先勾选，再点要做的那个按钮");
	*ends = r->in[DEED].value == 2;
	return OK;
}

static enum err
deed(struct req *r)
{
	struct bulk b;
	bool ends;
	enum err e;

	if ((e = load(r, &b)) != OK || (e = meant(r, &b, &ends)) != OK)
		return e;
	return ends ? end(r, &b) : begin(r, &b);
}

const struct route pairing_village_routes[] = {
	{ VERB_GET, "/pairing/village/#", ROLE_TOWNSHIP, NULL, show, NULL },
	{ VERB_POST, "/pairing/village/#", ROLE_TOWNSHIP, &form, deed,
	    again },
	{ .path = NULL }
};
