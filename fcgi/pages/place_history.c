#include "db/village.h"
#include "fcgi/pages/history.h"
#include "fcgi/pages/place_file.h"
#include "fcgi/pages/place_history.h"

static enum err
read_deeds(struct req *r, enum dictionary_entity entity,
    struct deeds *deeds)
{
	struct version_rows rows;
	enum err e = version_places(r->db, r->pool, &r->who, entity,
	    r->id[0], &rows);

	return e != OK ? e : deed_rows(r, entity, r->id[0], &rows, deeds);
}

/* What a village has besides its own row. */
static enum err
read_beside(struct req *r, struct deeds *deeds)
{
	struct version_visit *visits;
	size_t count;
	enum err e = read_deeds(r, DICTIONARY_HAMLET, deeds);

	if (e == OK && (e = version_place_visits(r->db, r->pool, &r->who,
	    r->id[0], &visits, &count)) == OK)
		deed_visits(r, visits, count, deeds);
	return e;
}

static enum err
show(struct req *r)
{
	enum dictionary_entity entity = village_entity(r->id[0]);
	struct deeds deeds = { 0 };
	struct place place;
	struct page *p;
	enum err e;

	if ((e = place_find(r, r->id[0], &place)) != OK ||
	    (e = read_deeds(r, entity, &deeds)) != OK)
		return e;
	if (entity == DICTIONARY_VILLAGE &&
	    (e = read_beside(r, &deeds)) != OK)
		return e;
	deed_sort(&deeds);
	p = req_page(r, "place_history.tpl", place.name);
	place_head(r, p, &place);
	page_text(p, "today", date_iso(r->pool, r->today));
	history_page(r, p, &deeds);
	return req_show(r);
}

const struct route place_history_routes[] = {
	{ VERB_GET, "/place/#/history", ROLE_VILLAGE, NULL, show, NULL },
	{ .path = NULL }
};
