#include "core/area.h"
#include "db/area.h"
#include "fcgi/pages/search_tree.h"

static const char *
area_link(const struct search_words *w, int64_t code)
{
	const struct search_chip area = { "", "area", NULL };

	return search_words_address(w, &area, "area", pool_print(w->r->pool,
	    "%lld", (long long)code));
}

static struct page *
fill_node(const struct search_words *w, struct page *page,
    const struct area *a, int depth)
{
	struct page *node = page_part(page, "NODE");

	page_text(node, "name", a->name);
	page_int(node, "depth", depth);
	page_text(node, "link", area_link(w, a->code));
	return node;
}

static enum err
fill_hamlets(const struct search_words *w, struct page *page,
    int64_t village, int depth)
{
	const struct search_chip hamlet = { "", "hamlet", NULL };
	struct search_hamlet *at;
	struct page *node;
	size_t count, i;
	enum err e;

	if ((e = search_hamlets(w->r->db, w->r->pool, &w->r->who, village,
	    &at, &count)) != OK)
		return e;
	for (i = 0; i < count; i++) {
		node = page_part(page, "NODE");
		page_text(node, "name", at[i].name);
		page_int(node, "depth", depth);
		page_text(node, "link", search_words_address(w, &hamlet,
		    "hamlet", at[i].name));
		page_int(page_part(node, "COUNT"), "count",
		    at[i].households);
		if (text_is(at[i].name, w->search.hamlet))
			page_show(node, "HERE");
	}
	return OK;
}

/* What lies right below; of a village's township, the villages. */
static enum err
fill_below(const struct search_words *w, struct page *page, int64_t here,
    int depth)
{
	bool village = area_level(here) == AREA_VILLAGE;
	struct area_list list;
	struct page *node;
	enum err e;
	size_t i;

	if (village && here <= w->r->who.low && here >= w->r->who.high)
		return fill_hamlets(w, page, here, depth);
	if ((e = area_below(w->r->db, w->r->pool, &w->r->who, village ?
	    area_up(here) : here, &list)) != OK)
		return e;
	for (i = 0; i < list.count; i++) {
		node = fill_node(w, page, &list.at[i], depth);
		if (list.at[i].code != here)
			continue;
		if (w->search.hamlet == NULL)
			page_show(node, "HERE");
		if ((e = fill_hamlets(w, page, here, depth + 1)) != OK)
			return e;
	}
	return OK;
}

enum err
search_tree_fill(struct search_words *w, struct page *page)
{
	struct req *r = w->r;
	int64_t here = w->search.area != 0 ? w->search.area :
	    r->session.area;
	struct area_list path = { .count = 0 };
	struct page *box, *node, *crumb;
	int depth = 0;
	enum err e;
	size_t i;

	struct area own = { here, 0, area_level(here), r->session.area_name };

	/* his own area has no way down to it */
	if (here == r->session.area && here != 0)
		path = (struct area_list){ &own, 1 };
	else if ((e = area_path(r->db, r->pool, here, &path)) != OK)
		return e;
	if (w->search.area != 0 && w->search.area != r->session.area)
		search_words_chip(w, path.count > 0 ?
		    path.at[path.count - 1].name : req_query(r, "area"),
		    "area", NULL);
	if (r->who.role <= ROLE_HELPER || here < r->who.low ||
	    here > r->who.high)
		return OK;
	box = page_part(page, "TREE");
	for (i = 0; i < path.count; i++) {
		const struct area *a = &path.at[i];

		if (a->code < r->who.low || area_last(a->code) > r->who.high)
			continue;
		crumb = page_part(page, "PATH");
		page_text(crumb, "name", a->name);
		page_text(crumb, "link", area_link(w, a->code));
		if (a->level == AREA_VILLAGE && r->who.low != r->who.high)
			continue;
		node = fill_node(w, box, a, depth++);
		if (a->code == here && w->search.hamlet == NULL)
			page_show(node, "HERE");
	}
	return fill_below(w, box, here, depth);
}
