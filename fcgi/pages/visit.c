#include "db/household.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/tabs.h"
#include "fcgi/pages/visit.h"
#include "fcgi/pages/visit_form.h"
#include "fcgi/pages/visit_one.h"

static const struct panel_note notes[] = {
	{ "added", "已保存这条记录。" },
};

/* ---- entries as cards ------------------------------------------------- */

static void
fill_photos(struct page *p, const struct photo_list *photos)
{
	size_t i;

	for (i = 0; i < photos->count; i++)
		page_int(page_part(p, "PHOTO"), "photo_id",
		    photos->at[i].photo_id);
}

static enum err
fill_cards(struct req *r, struct page *p, const struct visit_list *list)
{
	struct photo_list photos;
	struct page *card;
	enum err e;
	size_t i;

	for (i = 0; i < list->count; i++) {
		card = page_part(p, "VISIT");
		visit_one_fill(r, card, &list->at[i]);
		if (list->at[i].photo_count == 0)
			continue;
		if ((e = photo_list(r->db, r->pool, &list->at[i],
		    &photos)) != OK)
			return e;
		fill_photos(card, &photos);
	}
	page_int(p, "visits", list->visits);
	page_int(p, "photos", list->photos);
	if (list->count == 0)
		page_show(p, "NOBODY");
	panel_pager(r, p, list->page, list->pages);
	return OK;
}

static enum err
show_list(struct req *r, struct page *p, const struct visit_form *form,
    const struct visit_list *list)
{
	enum err e;

	visit_form_fill(r, p, form);
	if (!r->who.closed)
		page_show(p, "MAY");
	if (form->typed)
		page_show(p, "OPEN");
	return (e = fill_cards(r, p, list)) != OK ? e : req_show(r);
}

/* ---- a household's ---------------------------------------------------- */

static enum err
show_household(struct req *r, bool typed)
{
	struct visit_filter filter = { .household_id = r->id[0],
	    .ended = r->who.role >= ROLE_COUNTY,
	    .page = req_query_int(r, "page", 1) };
	struct visit_list list;
	struct household h;
	struct page *p;
	enum err e;

	if ((e = household_by_id(r->db, r->pool, &r->who, r->id[0],
	    &h)) != OK || (e = visit_list(r->db, r->pool, &r->who, &filter,
	    &list)) != OK)
		return e;
	p = req_page(r, "visit_place.tpl", "走访");
	page_text(p, "name", h.head_name);
	page_fill(page_part(p, "HOUSEHOLD"), r->pool, &household_shape, &h);
	tabs_fill(r, p, &h);
	return show_list(r, p, &(struct visit_form){ r->path,
	    &visit_form_new, NULL, NULL, typed }, &list);
}

static enum err
household_show(struct req *r)
{
	panel_notice(r, notes, LEN(notes));
	return show_household(r, false);
}

static enum err
household_again(struct req *r)
{
	enum err e = visit_form_again(r);

	return e != OK ? e : show_household(r, true);
}

static enum err
add(struct req *r, struct visit_new *new)
{
	const struct visit_photos *photos;
	int64_t id;
	bool fresh;
	enum err e;

	if ((e = visit_form_read(r, PHOTO_ENTRY_MOST, &new->words,
	    &photos)) != OK)
		return e;
	new->nonce = r->in[VISIT_NONCE].text;
	new->now = r->now;
	e = visit_add(r->db, &r->who, new, &id, &fresh);
	if (e == ERR_CONFLICT)
		r->notice = "这张表刚才已经存成一条记录，现在填的和它不同，还没有保存。"
		    "确实另有一次走访的，请再点一次保存。";
	if (e != OK || (fresh && (e = visit_photo_keep(r, id, photos)) != OK))
		return e;
	return req_go(r, "%s?done=added", r->path);
}

static enum err
household_add(struct req *r)
{
	struct household h;
	enum err e = household_by_id(r->db, r->pool, &r->who, r->id[0], &h);

	return e != OK ? e : add(r, &(struct visit_new){
	    .household_id = h.household_id, .area = h.area });
}

/* ---- a village's ------------------------------------------------------ */

/* A village of his. */
static enum err
find_village(struct req *r, struct area *a)
{
	if (area_level(r->id[0]) != AREA_VILLAGE ||
	    r->id[0] < r->who.low || r->id[0] > r->who.high)
		return ERR_ABSENT;
	return area_by_code(r->db, r->pool, r->id[0], a);
}

static enum err
show_village(struct req *r, bool typed)
{
	struct visit_filter filter = { .area = r->id[0], .of_village = true,
	    .ended = r->who.role >= ROLE_COUNTY,
	    .page = req_query_int(r, "page", 1) };
	struct visit_list list;
	struct page *p, *part;
	struct area a;
	enum err e;

	if ((e = find_village(r, &a)) != OK || (e = visit_list(r->db,
	    r->pool, &r->who, &filter, &list)) != OK)
		return e;
	p = req_page(r, "visit_place.tpl", "村走访");
	page_text(p, "name", a.name);
	part = page_part(p, "VILLAGE");
	page_text(part, "village", a.name);
	page_int(part, "area", a.code);
	return show_list(r, p, &(struct visit_form){ r->path,
	    &visit_form_village, NULL, NULL, typed }, &list);
}

static enum err
village_show(struct req *r)
{
	panel_notice(r, notes, LEN(notes));
	return show_village(r, false);
}

static enum err
village_again(struct req *r)
{
	enum err e = visit_form_again(r);

	return e != OK ? e : show_village(r, true);
}

static enum err
village_add(struct req *r)
{
	struct area a;
	enum err e = find_village(r, &a);

	return e != OK ? e : add(r, &(struct visit_new){ .area = a.code });
}

const struct route visit_routes[] = {
	{ VERB_GET, "/household/#/visit", ROLE_HELPER, NULL, household_show,
	    NULL },
	{ VERB_POST, "/household/#/visit", ROLE_HELPER, &visit_form_new,
	    household_add, household_again },
	{ VERB_GET, "/village/#/visit", ROLE_VILLAGE, NULL, village_show,
	    NULL },
	{ VERB_POST, "/village/#/visit", ROLE_VILLAGE, &visit_form_village,
	    village_add, village_again },
	{ .path = NULL }
};
