#include <string.h>

#include "core/area.h"
#include "db/helper.h"
#include "db/pairing_find.h"
#include "db/unit.h"
#include "fcgi/http/form.h"
#include "fcgi/pages/pairing.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/team.h"

enum by { BY_HOUSEHOLD, BY_HELPER, BY_UNIT, BY_AREA, BY__MAX };
static const struct {
	const char *code, *label;
} ways[BY__MAX] = {
	[BY_HOUSEHOLD] = { "household", "按户" },
	[BY_HELPER] = { "helper", "按责任人" },
	[BY_UNIT] = { "unit", "按单位" },
	[BY_AREA] = { "area", "按地区" },
};

/* What the address asks for. */
struct asked {
	enum by by;
	struct pairing_filter f;
	struct answer area;	/* as typed, with what is wrong */
};

static enum err
read_asked(struct req *r, struct asked *a)
{
	const char *by = req_query(r, "by");
	struct area area;
	enum err e;

	*a = (struct asked){ .f = { .area = r->session.area,
	    .alone = *req_query(r, "alone") == '1',
	    .helper_id = req_query_int(r, "helper", 0),
	    .unit_id = req_query_int(r, "unit", 0),
	    .word = req_query(r, "find"),
	    .page = req_query_int(r, "page", 1) },
	    .area = { .word = req_query(r, "area"),
	    .text = req_query(r, "area") } };
	while (a->by < BY__MAX && strcmp(ways[a->by].code, by) != 0)
		a->by++;
	if (a->by == BY__MAX)
		a->by = BY_HOUSEHOLD;
	if (*a->area.word == '\0')
		return OK;
	e = panel_area(r, &a->area, &area);
	if (e == OK)
		a->f.area = area.code;
	return e == ERR_INPUT ? OK : e;
}

/* ---- the head --------------------------------------------------------- */

static void
fill_ways(struct req *r, struct page *p, const struct asked *a)
{
	struct page *part;
	enum by by;

	for (by = 0; by < BY__MAX; by++) {
		part = page_part(p, "BY");
		page_text(part, "label", ways[by].label);
		page_text(part, "link", pool_print(r->pool,
		    "/pairing?by=%s&area=%lld%s%s", ways[by].code,
		    (long long)a->f.area, *a->f.word != '\0' ? "&find=" : "",
		    form_escape(r->pool, a->f.word)));
		if (by == a->by)
			page_show(part, "HERE");
	}
}

static enum err
fill_path(struct req *r, struct page *p, const struct asked *a)
{
	struct area_list path;
	struct page *part;
	enum err e;
	size_t i;

	if ((e = area_path(r->db, r->pool, a->f.area, &path)) != OK)
		return e;
	for (i = 0; i < path.count; i++) {
		if (path.at[i].code < r->who.low)
			continue;
		part = page_part(p, "PATH");
		page_text(part, "by", ways[a->by].code);
		page_int(part, "code", path.at[i].code);
		page_text(part, "name", path.at[i].name);
	}
	if (a->f.area != r->session.area && path.count > 0)
		page_text(p, "area_word", path.at[path.count - 1].name);
	return OK;
}

/* One helper or one unit that is asked for, to be taken away again. */
static enum err
fill_chip(struct req *r, struct page *p, const struct asked *a)
{
	const char *name = NULL, *word = a->f.helper_id != 0 ? "helper" :
	    "unit";
	int64_t id = a->f.helper_id != 0 ? a->f.helper_id : a->f.unit_id;
	struct helper h;
	struct unit u;
	struct page *chip;
	enum err e;

	if (id == 0)
		return OK;
	if (a->f.helper_id != 0) {
		e = helper_by_id(r->db, r->pool, &r->who, id, &h);
		name = e == OK ? h.name : NULL;
	} else {
		e = unit_by_id(r->db, r->pool, &r->who, id, &u);
		name = e == OK ? u.name : NULL;
	}
	if (e != OK)
		return e;
	chip = page_part(p, "CHIP");
	page_text(chip, "label", name);
	page_text(chip, "link", panel_with(r, word, NULL));
	chip = page_part(p, "KEPT");
	page_text(chip, "name", word);
	page_int(chip, "value", id);
	return OK;
}

/* ---- by household ----------------------------------------------------- */

static void
fill_row(struct req *r, struct page *p, const struct pairing_row *row,
    bool again)
{
	bool may = r->who.role >= ROLE_TOWNSHIP;
	struct page *part;

	page_int(p, "household_id", row->household_id);
	page_text(p, "head_name", again ? "" : row->head_name);
	page_text(p, "number", row->number);
	page_text(p, "village", row->village);
	if (row->pairing_id == 0) {
		page_show(p, "NOBODY");
		return;
	}
	page_text(p, "unit", row->unit);
	part = page_part(page_part(p, "HELPER"), may ? "LINK" : "PLAIN");
	page_int(part, "helper_id", row->helper_id);
	page_text(part, "helper", row->helper);
	part = page_part(page_part(p, "PERIOD"), may ? "LINK" : "PLAIN");
	page_int(part, "pairing_id", row->pairing_id);
	page_text(part, "period", team_period(r->pool, row->from_day,
	    row->to_day));
}

static void
fill_total(struct req *r, struct page *p, int64_t households, int64_t alone,
    const struct asked *a)
{
	struct page *part;

	page_int(p, "households", households);
	if (alone == 0) {
		page_show(p, "NONE_ALONE");
		return;
	}
	part = page_part(p, "ALONE");
	page_int(part, "alone", alone);
	page_text(part, "alone_link", pool_print(r->pool,
	    "/pairing?area=%lld&alone=1", (long long)a->f.area));
}

static enum err
by_household(struct req *r, struct page *p, const struct asked *a)
{
	struct pairing_rows rows;
	struct page *part, *box;
	enum err e;
	size_t i;

	if ((e = pairing_find(r->db, r->pool, &r->who, &a->f, &rows)) != OK)
		return e;
	fill_total(r, p, rows.households, rows.alone, a);
	part = page_part(p, "TICK");
	if (a->f.alone)
		page_show(part, "ONLY");
	box = page_part(p, "ROWS");
	for (i = 0; i < rows.count; i++)
		fill_row(r, page_part(box, "ROW"), &rows.at[i], i > 0 &&
		    rows.at[i - 1].household_id == rows.at[i].household_id);
	if (rows.count == 0)
		page_show(p, "EMPTY");
	panel_pager(r, p, rows.page, rows.pages);
	return OK;
}

/* ---- counted ---------------------------------------------------------- */

static const char *
sum_link(struct req *r, const struct asked *a, const struct pairing_sum *s)
{
	if (a->by == BY_AREA)
		return pool_print(r->pool, "/pairing?by=%s&area=%lld",
		    area_level(s->id) == AREA_VILLAGE ? "household" : "area",
		    (long long)s->id);
	if (s->id == 0)
		return NULL;
	return pool_print(r->pool, "/pairing?%s=%lld&area=%lld",
	    a->by == BY_HELPER ? "helper" : "unit", (long long)s->id,
	    (long long)a->f.area);
}

static void
fill_sum(struct req *r, struct page *p, const struct asked *a,
    const struct pairing_sum *s)
{
	const char *link = sum_link(r, a, s);
	struct page *part = page_part(p, link != NULL ? "LINK" : "PLAIN");

	page_text(part, "name", s->name);
	page_text(part, "link", link);
	page_int(p, "households", s->households);
	if (a->by == BY_HELPER)
		page_text(page_part(p, "UNIT_CELL"), "unit", s->unit);
	if (a->by == BY_UNIT)
		page_int(page_part(p, "HELPERS_CELL"), "helpers",
		    s->helpers);
	if (a->by != BY_AREA) {
		page_int(page_part(p, "VILLAGES_CELL"), "villages",
		    s->villages);
		return;
	}
	part = page_part(p, "ALONE_CELL");
	page_int(part, "paired", s->households - s->alone);
	page_int(part, "alone", s->alone);
}

static void
fill_sums_head(struct page *box, enum by by)
{
	static const char *const firsts[BY__MAX] = {
		[BY_HELPER] = "帮扶责任人", [BY_UNIT] = "帮扶单位",
		[BY_AREA] = "地区",
	};

	page_text(box, "first", firsts[by]);
	page_show(box, by == BY_AREA ? "AREAS_HEAD" : "PAIRED_HEAD");
	page_show(box, by == BY_AREA ? "ALONE_COLUMN" : "VILLAGES_COLUMN");
	if (by == BY_HELPER)
		page_show(box, "UNIT_COLUMN");
	if (by == BY_UNIT)
		page_show(box, "HELPERS_COLUMN");
}

static enum err
by_sums(struct req *r, struct page *p, const struct asked *a)
{
	int64_t households = 0, alone = 0;
	struct pairing_sums sums, areas;
	struct page *box;
	enum err e;
	size_t i;

	if ((e = pairing_by_area(r->db, r->pool, &r->who, &a->f,
	    &areas)) != OK)
		return e;
	sums = areas;
	if (a->by != BY_AREA && (e = (a->by == BY_HELPER ?
	    pairing_by_helper : pairing_by_unit)(r->db, r->pool, &r->who,
	    &a->f, &sums)) != OK)
		return e;
	for (i = 0; i < areas.count; i++) {
		households += areas.at[i].households;
		alone += areas.at[i].alone;
	}
	fill_total(r, p, households, alone, a);
	box = page_part(p, "SUMS");
	fill_sums_head(box, a->by);
	for (i = 0; i < sums.count; i++)
		fill_sum(r, page_part(box, "SUM"), a, &sums.at[i]);
	if (sums.more)
		page_show(box, "MORE");
	if (sums.count == 0)
		page_show(p, "EMPTY");
	return OK;
}

static enum err
show(struct req *r)
{
	struct page *p = req_page(r, "pairing.tpl", "结对关系");
	struct asked a;
	enum err e;

	if ((e = read_asked(r, &a)) != OK || (e = fill_path(r, p, &a)) != OK ||
	    (e = panel_areas(r, p)) != OK || (e = fill_chip(r, p, &a)) != OK)
		return e;
	page_text(p, "by", ways[a.by].code);
	page_text(p, "find", a.f.word);
	fill_ways(r, p, &a);
	if (a.area.flaw != FLAW_NONE) {
		page_text(p, "area_word", a.area.word);
		page_text(page_part(p, "WRONG"), "sentence", pool_print(
		    r->pool, "地区“%s”%s。", a.area.word, a.area.why));
	}
	if (area_level(a.f.area) == AREA_VILLAGE &&
	    r->who.role >= ROLE_TOWNSHIP)
		page_int(page_part(p, "VILLAGE"), "code", a.f.area);
	e = a.by == BY_HOUSEHOLD ? by_household(r, p, &a) :
	    by_sums(r, p, &a);
	return e != OK ? e : req_show(r);
}

const struct route pairing_routes[] = {
	{ VERB_GET, "/pairing", ROLE_VILLAGE, NULL, show, NULL },
	{ .path = NULL }
};
