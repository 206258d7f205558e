#include <inttypes.h>

#include "db/hamlet.h"
#include "fcgi/pages/division_split.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/panel.h"

static bool
ticked(const struct req *r, const struct hamlet *h)
{
	return words_find(&r->words, pool_print(r->pool, "h%" PRId64,
	    h->hamlet_id)) != NULL;
}

static enum err
fill_hamlets(struct req *r, struct page *p, int64_t area)
{
	struct page *box = page_part(p, "HAMLETS"), *part;
	struct hamlet_list list;
	bool any = false;
	enum err e;
	size_t i;

	if ((e = hamlet_list(r->db, r->pool, &r->who, area, &list)) != OK)
		return e;
	for (i = 0; i < list.count; i++) {
		if (!list.at[i].active)
			continue;
		any = true;
		part = page_part(box, "HAMLET");
		page_fill(part, r->pool, &hamlet_shape, &list.at[i]);
		if (ticked(r, &list.at[i]))
			page_show(part, "TICKED");
	}
	if (!any)
		page_show(box, "NOTHING");
	return OK;
}

static enum err
find(struct req *r, struct answer *asked, struct area *area)
{
	enum err e = panel_area(r, asked, area);

	return e == OK && area->level != AREA_VILLAGE ?
	    field_spoil(asked, "不是村，请选一个村") : e;
}

enum err
division_split_fill(struct req *r, struct page *page,
    const struct field *field, const struct answer *typed)
{
	struct answer asked = { .word = typed != NULL ? typed->word :
	    req_query(r, "area") };
	bool told = *asked.word != '\0';
	struct page *part;
	struct area area;
	const char *name;
	enum err e = OK;

	if (told && (e = find(r, &asked, &area)) == OK) {
		if ((e = panel_area_name(r, area.code, &name)) != OK)
			return e;
		page_show(page, "FORM");
		part = page_part(page, "CHOSEN");
		page_int(part, "code", area.code);
		page_text(part, "village", name);
		return fill_hamlets(r, page, area.code);
	}
	if (told && e != ERR_INPUT)
		return e;
	part = page_part(page, "PICK");
	frame_field(r, part, field, &asked);
	return panel_areas(r, part);
}

enum err
division_split_read(struct req *r, struct division *d)
{
	struct hamlet_list list;
	int64_t *ids;
	enum err e;
	size_t i;

	if ((e = hamlet_list(r->db, r->pool, &r->who, d->code, &list)) != OK)
		return e;
	d->hamlets = ids = pool_array(r->pool, list.count + 1, sizeof *ids);
	for (i = 0; i < list.count; i++)
		if (list.at[i].active && ticked(r, &list.at[i]))
			ids[d->hamlet_count++] = list.at[i].hamlet_id;
	return OK;
}
