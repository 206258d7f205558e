#include "core/pager.h"
#include "db/clock.h"
#include "db/household.h"
#include "fcgi/pages/deed.h"
#include "fcgi/pages/history.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/tabs.h"

#define PAGE 50

/* Whose history; the address's "of". */
enum { ALL, FILE_OF, MEMBERS, MONTHS, PAIRINGS, VISITS, OF__MAX };
static const struct choice kinds[OF__MAX] = {
	{ "", "全部", ALL }, { "file", "户档案", FILE_OF },
	{ "member", "家庭成员", MEMBERS }, { "month", "月收入", MONTHS },
	{ "pairing", "帮扶责任人", PAIRINGS }, { "visit", "走访", VISITS },
};
static const struct field of_field = { .name = "of", .label = "内容",
    .kind = FIELD_CHOICE, .choices = kinds, .choice_count = OF__MAX };
static const struct form history_form = { &of_field, 1 };

static enum err
read_rows(struct req *r, const struct household *h, bool member,
    struct deeds *deeds)
{
	struct version_rows rows;
	enum err e = version_list(r->db, r->pool, &r->who, h->household_id,
	    member, &rows);

	return e != OK ? e : deed_rows(r, member ? DICTIONARY_MEMBER :
	    DICTIONARY_HOUSEHOLD, h->area, &rows, deeds);
}

static enum err
read_deeds(struct req *r, const struct household *h, int64_t of,
    struct deeds *deeds)
{
	struct version_report *months;
	struct version_pairing *pairings;
	struct version_visit *visits;
	size_t count;
	enum err e = OK;

	if (of == ALL || of == FILE_OF)
		e = read_rows(r, h, false, deeds);
	if (e == OK && (of == ALL || of == MEMBERS))
		e = read_rows(r, h, true, deeds);
	if (e == OK && (of == ALL || of == MONTHS) &&
	    (e = version_reports(r->db, r->pool, &r->who, r->id[0], &months,
	    &count)) == OK)
		deed_reports(r, months, count, deeds);
	if (e == OK && (of == ALL || of == PAIRINGS) &&
	    (e = version_pairings(r->db, r->pool, &r->who, r->id[0],
	    &pairings, &count)) == OK)
		deed_pairings(r, pairings, count, deeds);
	if (e == OK && (of == ALL || of == VISITS) &&
	    (e = version_visits(r->db, r->pool, &r->who, r->id[0], &visits,
	    &count)) == OK)
		deed_visits(r, visits, count, deeds);
	deed_sort(deeds);
	return e;
}

static void
fill_deed(struct req *r, struct page *p, const struct deed *d)
{
	struct wall w = wall_of(d->at, clock_zone());
	struct page *c;
	size_t i;

	page_text(p, "at", page_time(r->pool, d->at));
	page_text(p, "iso", date_iso(r->pool, w.day));
	page_text(p, "about", d->about);
	page_text(p, "what", d->what);
	page_text(p, "user", d->user);
	page_text(p, "door", d->door);
	for (i = 0; i < d->count; i++) {
		c = page_part(p, "CHANGE");
		page_text(c, "label", d->changes[i].label);
		page_text(c, "new", d->changes[i].new != NULL ?
		    d->changes[i].new : "空");
		page_text(page_part(c, "OLD"), "old", d->changes[i].old !=
		    NULL ? d->changes[i].old : "空");
	}
}

void
history_page(struct req *r, struct page *p, const struct deeds *deeds)
{
	struct pager at = pager_of((int64_t)deeds->count, PAGE,
	    req_query_int(r, "page", 1));
	size_t i;

	page_int(p, "count", (int64_t)deeds->count);
	for (i = (size_t)at.offset; i < deeds->count &&
	    i < (size_t)at.offset + PAGE; i++)
		fill_deed(r, page_part(p, "DEED"), &deeds->at[i]);
	if (deeds->count == 0)
		page_show(p, "NOTHING");
	panel_pager(r, p, at.page, at.pages);
}

static enum err
show(struct req *r)
{
	int64_t of = r->flaws == 0 && r->in[0].given ? r->in[0].value : ALL;
	struct deeds deeds = { 0 };
	struct household h;
	struct page *p;
	enum err e;

	if ((e = household_by_id(r->db, r->pool, &r->who, r->id[0],
	    &h)) != OK || (e = read_deeds(r, &h, of, &deeds)) != OK)
		return e;
	p = req_page(r, "history.tpl", "变更记录");
	page_fill(p, r->pool, &household_shape, &h);
	page_text(p, "today", date_iso(r->pool, r->today));
	tabs_fill(r, p, &h);
	panel_choices(p, "OF", &of_field, kinds[of].code);
	history_page(r, p, &deeds);
	return req_show(r);
}

const struct route history_routes[] = {
	{ VERB_GET, "/household/#/history", ROLE_HELPER, &history_form,
	    show, NULL },
	{ .path = NULL }
};
