#include <inttypes.h>
#include <string.h>

#include "db/village.h"
#include "fcgi/pages/past.h"
#include "fcgi/pages/place.h"
#include "fcgi/pages/place_file.h"
#include "fcgi/pages/sheet.h"

/* The three parts of a village's file (S0-100): each begins with a section
 * of the form and goes on to the next. */
static const struct {
	const char *label, *begins;
} parts[] = {
	{ "基本情况", "基本情况" },
	{ "发展现状", "收入现状" },
	{ "驻村工作队情况", "驻村工作队" },
};

enum err
place_find(struct req *r, int64_t area, struct place *place)
{
	enum err e;

	*place = (struct place){ .area = area };
	if (village_entity(area) == DICTIONARY_ENTITY__MAX ||
	    area < r->who.low || area_last(area) > r->who.high)
		return ERR_ABSENT;
	if ((e = area_path(r->db, r->pool, area, &place->path)) != OK)
		return e;
	if (place->path.count == 0 ||
	    place->path.at[place->path.count - 1].code != area)
		return ERR_ABSENT;
	place->name = place->path.at[place->path.count - 1].name;
	return OK;
}

/* ---- tabs ------------------------------------------------------------- */

/* ${of_file}: what the day of the page is asked for, too. */
static void
tab(struct req *r, struct page *part, const char *label, const char *link,
    bool of_file)
{
	struct page *t = page_part(part, "TAB");
	size_t n = strlen(link);

	page_text(t, "tab_label", label);
	page_text(t, "tab_link", of_file ? past_with(r, link) : link);
	if (strncmp(r->path, link, n) == 0 &&
	    (r->path[n] == '\0' || r->path[n] == '/'))
		page_show(t, "CURRENT");
}

const char *
place_part(const char *section, size_t *number)
{
	for (*number = 0; *number < LEN(parts); (*number)++)
		if (strcmp(parts[*number].begins, section) == 0)
			return parts[*number].label;
	return NULL;
}

static void
history_tab(struct req *r, struct page *part, int64_t area)
{
	if (part != NULL)
		tab(r, part, "变更记录", pool_print(r->pool,
		    "/place/%" PRId64 "/history", area), false);
}

static void
fill_tabs(struct req *r, struct page *page, int64_t area)
{
	enum dictionary_entity entity = village_entity(area);
	const char *names[SHEET_SECTIONS], *label;
	size_t count = sheet_sections(r, entity, names), i, number;
	bool village = entity == DICTIONARY_VILLAGE;
	struct page *part = NULL;

	for (i = 0; i < count; i++) {
		label = village ? place_part(names[i], &number) : NULL;
		if (part == NULL || label != NULL) {
			part = page_part(page, "PART");
			page_text(part, "part_label", label);
		}
		tab(r, part, names[i], pool_print(r->pool,
		    "/place/%" PRId64 "/file/%zu", area, i + 1), true);
	}
	if (!village) {
		history_tab(r, part, area);
		page_int(page_part(page, "COUNTY_PRINTS"), "area", area);
		return;
	}
	part = page_part(page, "PART");
	page_text(part, "part_label", "自然村");
	tab(r, part, "自然村（村民小组）", pool_print(r->pool,
	    "/place/%" PRId64 "/hamlet", area), true);
	part = page_part(page, "PART");
	page_text(part, "part_label", "工作");
	tab(r, part, "住户", pool_print(r->pool, "/household?area=%" PRId64,
	    area), false);
	tab(r, part, "月报", pool_print(r->pool, "/village?area=%" PRId64,
	    area), false);
	history_tab(r, part, area);
	page_int(page_part(page, "PRINTS"), "area", area);
}

void
place_head(struct req *r, struct page *page, const struct place *place)
{
	place_path(r, page, &place->path);
	page_text(page, "place", place->name);
	page_int(page, "area", place->area);
	page_int(page, "year", r->who.year);
	fill_tabs(r, page, place->area);
}

/* ---- the file --------------------------------------------------------- */

struct file {
	struct place place;
	struct sheet sheet;
	struct village_counts counts;
	struct ruling ruling;
};

static enum err
load(struct req *r, struct file *f)
{
	const char *names[SHEET_SECTIONS];
	enum dictionary_entity entity = village_entity(r->id[0]);
	void *row;
	enum err e;

	*f = (struct file){ .sheet = { .entity = entity,
	    .area = r->id[0],
	    .counted = &village_counts_shape, .back = pool_print(r->pool,
	    "/place?area=%" PRId64, area_up(r->id[0])) } };
	if ((e = place_find(r, r->id[0], &f->place)) != OK)
		return e;
	if (r->id[1] < 1 ||
	    r->id[1] > (int64_t)sheet_sections(r, entity, names))
		return ERR_ABSENT;
	f->sheet.section = names[r->id[1] - 1];
	if ((e = village_file(r->db, r->pool, &r->who, r->id[0],
	    &row)) != OK)
		return e;
	f->sheet.row = row;
	/* what was not written by then is not a form of blanks */
	if (r->past.year != 0 &&
	    ((const struct dictionary_head *)row)->version == 0)
		return ERR_ABSENT;
	return sheet_open_place(r, &f->sheet, &f->ruling);
}

/* Only the first section shows what is counted. */
static enum err
count(struct req *r, struct file *f)
{
	f->sheet.counts = &f->counts;
	return r->id[1] != 1 ? OK : village_count(r->db, r->pool, &r->who,
	    r->id[0], NULL, &f->counts);
}

static enum err
show_file(struct req *r, struct file *f, bool typed)
{
	struct page *p;
	enum err e;

	if ((e = count(r, f)) != OK)
		return e;
	p = req_page(r, "place_file.tpl", f->place.name);
	place_head(r, p, &f->place);
	page_text(p, "section", f->sheet.section);
	if (r->past.year == 0 &&
	    (e = place_pick(r, p, area_up(r->id[0]), r->id[0])) != OK)
		return e;
	sheet_start(&f->sheet, p);
	sheet_fill(r, &f->sheet, typed);
	if ((e = sheet_notes(r, &f->sheet)) != OK)
		return e;
	return req_show(r);
}

static enum err
show_now(struct req *r)
{
	struct file f;
	enum err e = load(r, &f);

	sheet_notice(r);
	return e != OK ? e : show_file(r, &f, false);
}

static enum err
show(struct req *r)
{
	return past_show(r, show_now);
}

static enum err
again(struct req *r)
{
	struct file f;
	enum err e = load(r, &f);

	if (e != OK)
		return e;
	sheet_read(r, &f.sheet);
	return show_file(r, &f, true);
}

static enum err
save(struct req *r)
{
	struct file f;
	bool changed;
	enum err e;

	if ((e = load(r, &f)) != OK ||
	    (e = sheet_save(r, &f.sheet, &changed)) != OK)
		return e;
	return req_go(r, "%s?done=%s", r->path, changed ? "saved" : "same");
}

const struct route place_file_routes[] = {
	{ VERB_GET, "/place/#/file/#", ROLE_VILLAGE, NULL, show, NULL },
	{ VERB_POST, "/place/#/file/#", ROLE_VILLAGE, &sheet_form, save,
	    again },
	{ .path = NULL }
};
