#include <string.h>

#include "core/area.h"
#include "db/area_kept.h"
#include "fcgi/pages/search_tree.h"

struct tree {
	const struct search_words *w;
	const char *links;	/* an area's, but for its code */
};

/* The list's address up to the code of another area. */
static const char *
area_links(const struct search_words *w)
{
	const struct search_chip area = { "", "area", NULL };
	const char *all = search_words_address(w, &area, "", "");

	return pool_print(w->r->pool, "%s%carea=", all,
	    strchr(all, '?') != NULL ? '&' : '?');
}

static const char *
link_of(const struct tree *t, int64_t code)
{
	return pool_print(t->w->r->pool, "%s%lld", t->links,
	    (long long)code);
}

static struct page *
fill_node(const struct tree *t, struct page *page, const struct area *a,
    int depth)
{
	struct page *node = page_part(page, "NODE");

	page_text(node, "name", a->name);
	page_int(node, "depth", depth);
	page_text(node, "link", link_of(t, a->code));
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
		if (text_is(at[i].name, w->search.hamlet))
			page_show(node, "HERE");
	}
	return OK;
}

static enum err
areas(const struct search_words *w, enum area_kept_list what, int64_t code,
    struct area_list *list)
{
	struct req *r = w->r;

	return area_kept(r->db, r->pool, &(struct area_asked){
	    r->settings->generation, what, code, r->who.year }, list);
}

/* What lies right below; of a village's township, the villages. */
static enum err
fill_below(const struct tree *t, struct page *page, int64_t here, int depth)
{
	const struct search_words *w = t->w;
	bool village = area_level(here) == AREA_VILLAGE;
	struct area_list list;
	struct page *node;
	enum err e;
	size_t i;

	if (village && here <= w->r->who.low && here >= w->r->who.high)
		return fill_hamlets(w, page, here, depth);
	if ((e = areas(w, AREA_KEPT_BELOW, village ? area_up(here) : here,
	    &list)) != OK)
		return e;
	for (i = 0; i < list.count; i++) {
		node = fill_node(t, page, &list.at[i], depth);
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
	struct tree t = { w, NULL };
	int depth = 0;
	enum err e;
	size_t i;

	struct area own = { here, 0, area_level(here), r->session.area_name };

	/* his own area has no way down to it */
	if (here == r->session.area && here != 0)
		path = (struct area_list){ &own, 1 };
	else if ((e = areas(w, AREA_KEPT_PATH, here, &path)) != OK)
		return e;
	if (w->search.area != 0 && w->search.area != r->session.area)
		search_words_chip(w, path.count > 0 ?
		    path.at[path.count - 1].name : req_query(r, "area"),
		    "area", NULL);
	if (r->who.role <= ROLE_HELPER || here < r->who.low ||
	    here > r->who.high)
		return OK;
	t.links = area_links(w);
	box = page_part(page, "TREE");
	for (i = 0; i < path.count; i++) {
		const struct area *a = &path.at[i];

		if (a->code < r->who.low || area_last(a->code) > r->who.high)
			continue;
		crumb = page_part(page, "PATH");
		page_text(crumb, "name", a->name);
		page_text(crumb, "link", link_of(&t, a->code));
		if (a->level == AREA_VILLAGE && r->who.low != r->who.high)
			continue;
		node = fill_node(&t, box, a, depth++);
		if (a->code == here && w->search.hamlet == NULL)
			page_show(node, "HERE");
	}
	return fill_below(&t, box, here, depth);
}
