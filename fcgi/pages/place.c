#include <inttypes.h>

#include "db/village.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/place.h"

void
place_path(struct req *r, struct page *page, const struct area_list *path)
{
	struct page *part;
	size_t i;

	for (i = 0; i < path->count; i++) {
		if (path->at[i].code < r->who.low)
			continue;
		part = page_part(page, "PATH");
		page_int(part, "code", path->at[i].code);
		page_text(part, "name", path->at[i].name);
	}
}

enum err
place_pick(struct req *r, struct page *page, int64_t area, int64_t here)
{
	struct who inside = r->who;
	struct page *pick, *group = NULL, *part;
	struct area_list list;
	enum err e;
	size_t i;

	if (area_level(area) < AREA_COUNTY)
		return OK;
	if (inside.low < area)
		inside.low = area;
	if (inside.high > area_last(area))
		inside.high = area_last(area);
	if ((e = area_within(r->db, r->pool, &inside, &list)) != OK ||
	    list.count < 2)
		return e;
	pick = page_part(page, "PICK");
	for (i = 0; i < list.count; i++) {
		if (list.at[i].level == AREA_TOWNSHIP) {
			group = page_part(pick, "TOWNSHIP");
			page_text(group, "township", list.at[i].name);
		}
		if (list.at[i].level != AREA_VILLAGE || group == NULL)
			continue;
		part = page_part(group, "VILLAGE");
		page_int(part, "code", list.at[i].code);
		page_text(part, "village", list.at[i].name);
		if (list.at[i].code == here)
			page_show(part, "CHOSEN");
	}
	return OK;
}

/* ---- the list --------------------------------------------------------- */

static void
fill_line(struct req *r, struct page *p, const struct village_line *l)
{
	bool village = area_level(l->code) == AREA_VILLAGE;

	page_fill(p, r->pool, &village_line_shape, l);
	page_text(p, "link", pool_print(r->pool, village ?
	    "/place/%" PRId64 : "/place?area=%" PRId64, l->code));
	page_text(p, "state", !village ? pool_print(r->pool, "%" PRId64,
	    l->filled) : l->filled != 0 ? "已填" : "未填");
	page_text(p, "more", village ? pool_print(r->pool,
	    "/place/%" PRId64 "/hamlet", l->code) : pool_print(r->pool,
	    "/place?area=%" PRId64, l->code));
}

static enum err
show_list(struct req *r, int64_t area)
{
	struct village_lines lines;
	struct area_list path;
	struct page *p;
	enum err e;
	size_t i;

	if ((e = village_list(r->db, r->pool, &r->who, area, &lines)) != OK ||
	    (e = area_path(r->db, r->pool, area, &path)) != OK)
		return e;
	p = req_page(r, "place.tpl", "村档案");
	place_path(r, p, &path);
	page_text(p, "here", path.count > 0 ?
	    path.at[path.count - 1].name : area_label(AREA_COUNTRY));
	page_int(p, "year", r->who.year);
	if (village_entity(area) == DICTIONARY_COUNTY && area >= r->who.low &&
	    area_last(area) <= r->who.high)
		page_int(page_part(p, "COUNTY"), "area", area);
	if ((e = place_pick(r, p, area, 0)) != OK)
		return e;
	for (i = 0; i < lines.count; i++)
		fill_line(r, page_part(p, "LINE"), &lines.at[i]);
	if (lines.count == 0)
		page_show(p, "NOTHING");
	page_fill(page_part(p, "SUM"), r->pool, &village_line_shape,
	    &lines.sum);
	return req_show(r);
}

static enum err
show(struct req *r)
{
	int64_t area = panel_area_asked(r);

	if (area_level(area) == AREA_VILLAGE)
		return req_go(r, "/place/%" PRId64 "/file/1", area);
	return show_list(r, area);
}

/* A short address for every area: its file, or what is below it. */
static enum err
open_one(struct req *r)
{
	if (village_entity(r->id[0]) == DICTIONARY_ENTITY__MAX)
		return req_go(r, "/place?area=%" PRId64, r->id[0]);
	return req_go(r, "/place/%" PRId64 "/file/1", r->id[0]);
}

const struct route place_routes[] = {
	{ VERB_GET, "/place", ROLE_VILLAGE, NULL, show, NULL },
	{ VERB_GET, "/place/#", ROLE_VILLAGE, NULL, open_one, NULL },
	{ .path = NULL }
};
