#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "fcgi/pages/print_batch.h"

enum err
print_batch_village(struct paper *p, struct area *village)
{
	struct req *r = p->r;
	int64_t code = req_query_int(r, "village", 0);

	if (r->who.role < ROLE_VILLAGE)
		return ERR_DENIED;
	if (area_level(code) != AREA_VILLAGE || code < r->who.low ||
	    code > r->who.high)
		return ERR_ABSENT;
	return area_by_code(r->db, r->pool, code, village);
}

/* Those that were ticked, as the address has them. */
static enum err
ticked(struct req *r, struct household_ids *ids)
{
	const struct words *q = &r->query;
	size_t i;

	ids->at = pool_array(r->pool, q->count + 1, sizeof *ids->at);
	ids->count = 0;
	for (i = 0; i < q->count; i++) {
		if (strcmp(q->at[i].name, "household") != 0)
			continue;
		if (strspn(q->at[i].value, "0123456789") != q->at[i].len ||
		    q->at[i].len < 1 || q->at[i].len > 18)
			return ERR_ABSENT;
		ids->at[ids->count++] = strtoll(q->at[i].value, NULL, 10);
	}
	return OK;
}

static enum err
choose(struct paper *p, const struct print_batch *b,
    struct household_ids *ids)
{
	struct area village;
	enum err e;

	if (*req_query(p->r, "village") == '\0')
		return ticked(p->r, ids);
	if ((e = print_batch_village(p, &village)) != OK)
		return e;
	return household_of_village(p->r->db, p->r->pool, &p->r->who,
	    &(struct household_choice){ village.code, b->monitor,
	    b->monthly ? p->period : 0 }, ids);
}

/* ---- parts ------------------------------------------------------------ */

static const char *
link_to(struct paper *p, const struct print_batch *b,
    const struct household_ids *ids, int64_t part)
{
	struct text t = text_start(p->r->pool);
	int64_t village = req_query_int(p->r, "village", 0);
	size_t i;

	text_print(&t, "/print?form=%s&part=%" PRId64, b->form, part);
	if (b->monthly)
		text_print(&t, "&month=%d", p->period);
	if (village != 0)
		text_print(&t, "&village=%" PRId64, village);
	for (i = 0; village == 0 && i < ids->count; i++)
		text_print(&t, "&household=%" PRId64, ids->at[i]);
	return t.at;
}

static void
fill_parts(struct paper *p, const struct print_batch *b,
    const struct household_ids *ids, int64_t part)
{
	int64_t count = (int64_t)ids->count, last = part * PRINT_BATCH_MOST,
	    parts = (count + PRINT_BATCH_MOST - 1) / PRINT_BATCH_MOST;
	struct page *bar = page_part(p->page, "PARTS");

	page_int(bar, "part", part);
	page_int(bar, "parts", parts);
	page_int(bar, "first", last - PRINT_BATCH_MOST + 1);
	page_int(bar, "last", last < count ? last : count);
	page_int(bar, "households", count);
	if (part > 1)
		page_text(page_part(bar, "BACK"), "previous",
		    link_to(p, b, ids, part - 1));
	if (part < parts)
		page_text(page_part(bar, "MORE"), "next",
		    link_to(p, b, ids, part + 1));
}

enum err
print_batch(struct paper *p, const struct print_batch *b)
{
	int64_t part = req_query_int(p->r, "part", 1), parts;
	struct household_ids ids;
	struct household h;
	enum err e;
	size_t i, end;

	if ((e = choose(p, b, &ids)) != OK)
		return e;
	parts = ((int64_t)ids.count + PRINT_BATCH_MOST - 1) /
	    PRINT_BATCH_MOST;
	part = part > parts ? parts : part;
	part = part < 1 ? 1 : part;
	i = (size_t)(part - 1) * PRINT_BATCH_MOST;
	end = i + PRINT_BATCH_MOST < ids.count ? i + PRINT_BATCH_MOST :
	    ids.count;
	page_int(p->page, "sheets", (int64_t)(end - i));
	if (parts > 1)
		fill_parts(p, b, &ids, part);
	if (parts == 0)
		page_show(p->page, "NOTHING");
	for (; i < end; i++)
		if ((e = household_by_id(p->r->db, p->r->pool, &p->r->who,
		    ids.at[i], &h)) != OK || (e = b->print(p, &h)) != OK)
			return e;
	return OK;
}
