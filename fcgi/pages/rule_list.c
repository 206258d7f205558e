#include <inttypes.h>
#include <string.h>

#include "db/rule_area.h"
#include "db/rule_places.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/rule_list.h"
#include "fcgi/pages/sheet.h"

enum { AREA, RULE, PAGE, LIST__MAX };
static const struct field fields[LIST__MAX] = {
	[AREA] = { .name = "area", .label = "地区", .kind = FIELD_AREA },
	[RULE] = { .name = "rule", .label = "规则", .kind = FIELD_TEXT,
	    .most = 40 },
	[PAGE] = { .name = "page", .label = "页", .kind = FIELD_INT,
	    .least = 1, .most = 100000 },
};
static const struct form form = { fields, LIST__MAX };

/* The way down to the area, and what lies right below it. */
static enum err
fill_area(struct req *r, struct page *p, int64_t here)
{
	struct area_list path, below;
	struct page *part;
	enum err e;
	size_t i;

	if ((e = area_path(r->db, r->pool, here, &path)) != OK ||
	    (e = area_below(r->db, r->pool, &r->who, here, &below)) != OK)
		return e;
	for (i = 0; i < path.count; i++) {
		/* above the scope there is nothing to look at */
		if (path.at[i].code < r->who.low)
			continue;
		part = page_part(p, "PATH");
		page_text(part, "name", path.at[i].name);
		page_text(part, "link", pool_print(r->pool,
		    "/problem?area=%" PRId64, path.at[i].code));
	}
	page_int(p, "here", here);
	page_text(p, "here_name", path.count > 0 ?
	    path.at[path.count - 1].name : "全部");
	for (i = 0; i < below.count; i++) {
		part = page_part(p, "BELOW");
		page_int(part, "code", below.at[i].code);
		page_text(part, "name", below.at[i].name);
	}
	return OK;
}

static void
fill_counts(struct req *r, struct page *p, const struct rule_area *a)
{
	const struct rule_book *book = rule_all();
	struct page *part, *box = NULL;
	size_t i;

	for (i = 0; i < book->count; i++) {
		const struct rule *rule = &book->rules[i];

		if (a->counts[i] == 0 && a->only != rule)
			continue;
		if (box == NULL)
			box = page_part(p, "COUNTS");
		part = page_part(box, "COUNT");
		page_text(part, "sentence", rule->sentence);
		page_text(part, "source", rule->source);
		page_int(part, "count", a->counts[i]);
		page_text(part, "link", pool_print(r->pool, "/problem?area=%"
		    PRId64 "&rule=%s", a->area, rule->name));
		page_show(part, rule->severity == RULE_BLOCK ? "BLOCKS" :
		    "WARNS");
		if (a->only == rule)
			page_show(part, "CHOSEN");
	}
	if (a->only == NULL)
		return;
	part = page_part(p, "ONLY");
	page_text(part, "sentence", a->only->sentence);
	page_text(part, "name", a->only->name);
	page_text(part, "link", pool_print(r->pool, "/problem?area=%" PRId64,
	    a->area));
}

static void
fill_rows(struct req *r, struct page *p, const struct rule_area *a)
{
	struct page *part;
	size_t i;

	for (i = 0; i < a->count; i++) {
		const struct rule_problem *one = &a->at[i];

		part = page_part(p, "ROW");
		page_int(part, "household_id", one->household_id);
		page_text(part, "number", one->number);
		page_text(part, "head_name", one->head_name);
		page_text(part, "village", one->village);
		page_int(part, "open", one->open);
		page_text(part, "sentence", one->first->sentence);
		if (one->blocks > 0)
			page_int(page_part(part, "HARD"), "blocks",
			    one->blocks);
		if (one->open > 1)
			page_int(page_part(part, "MORE"), "more",
			    one->open - 1);
	}
	if (a->found == 0)
		page_show(p, "NONE");
	page_int(p, "households", a->households);
	page_int(p, "found", a->found);
	panel_pager(r, p, a->page, a->pages);
}

/* ---- the files of villages ---------------------------------------------- */

/* Where the marked field is filled in, and the finding explained. */
static const char *
place_link(struct req *r, const struct rule_places_one *one)
{
	const struct dictionary_line *l = dictionary_find(dictionary_of(
	    one->entity), one->first->mark);
	const char *names[SHEET_SECTIONS], *home;
	size_t count = sheet_sections(r, one->entity, names), i;

	home = one->hamlet_id == 0 ? pool_print(r->pool, "/place/%" PRId64,
	    one->area) : pool_print(r->pool, "/place/%" PRId64 "/hamlet/%"
	    PRId64, one->area, one->hamlet_id);
	for (i = 0; l != NULL && i < count; i++)
		if (strcmp(names[i], l->section) == 0)
			return pool_print(r->pool, "%s/file/%zu#%s", home,
			    i + 1, l->name);
	return home;
}

static void
fill_place(struct req *r, struct page *part,
    const struct rule_places_one *one)
{
	static const char *const files[DICTIONARY_ENTITY__MAX] = {
		[DICTIONARY_COUNTY] = "县档案",
		[DICTIONARY_VILLAGE] = "村档案",
		[DICTIONARY_HAMLET] = "自然村档案",
	};

	page_text(part, "link", place_link(r, one));
	page_text(part, "name", one->hamlet == NULL ? one->name :
	    pool_print(r->pool, "%s %s", one->name, one->hamlet));
	page_text(part, "file", files[one->entity]);
	page_int(part, "open", one->open);
	page_text(part, "sentence", one->sentence);
	if (one->blocks > 0)
		page_int(page_part(part, "HARD"), "blocks", one->blocks);
	if (one->open > 1)
		page_show(part, "MORE");
}

/* Beside the first page of the area's households. */
static enum err
fill_places(struct req *r, struct page *p, int64_t area)
{
	struct rule_places places = { .area = area };
	struct page *box;
	enum err e;
	size_t i;

	if ((e = rule_places(r->db, r->pool, &r->who, &places)) != OK)
		return e;
	box = page_part(p, "PLACES");
	for (i = 0; i < places.count; i++)
		fill_place(r, page_part(box, "PLACE"), &places.at[i]);
	page_show(box, places.found > 0 ? "EXPLAINED" : "NO_PLACE");
	page_int(box, "looked", places.looked);
	page_int(box, "found", places.found);
	if (places.found > (int64_t)places.count)
		page_int(page_part(box, "FIRST"), "count",
		    (int64_t)places.count);
	return OK;
}

static enum err
show(struct req *r)
{
	struct page *p = req_page(r, "rule_list.tpl", "问题数据");
	int64_t here = r->in[AREA].given && r->in[AREA].flaw == FLAW_NONE ?
	    r->in[AREA].value : r->session.area;
	struct rule_area a = { .area = here, .page = r->in[PAGE].value };
	enum err e;

	if (here < r->who.low || area_last(here) > r->who.high)
		return ERR_ABSENT;
	if (r->in[RULE].text != NULL)
		a.only = rule_find(rule_all(), r->in[RULE].text);
	if ((e = fill_area(r, p, here)) != OK)
		return e;
	e = rule_area(r->db, r->pool, &r->who, &a);
	if (e == ERR_INPUT) {
		page_int(page_part(p, "TOO_MANY"), "households",
		    a.households);
		return req_show(r);
	}
	if (e != OK)
		return e;
	fill_counts(r, p, &a);
	fill_rows(r, p, &a);
	if (a.only == NULL && a.page == 1 &&
	    (e = fill_places(r, p, here)) != OK)
		return e;
	return req_show(r);
}

const struct route rule_list_routes[] = {
	{ VERB_GET, "/problem", ROLE_VILLAGE, &form, show, NULL },
	{ .path = NULL }
};
