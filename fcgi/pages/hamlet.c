#include <inttypes.h>
#include <string.h>

#include "db/hamlet.h"
#include "db/village.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/hamlet.h"
#include "fcgi/pages/once.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/past.h"
#include "fcgi/pages/place_file.h"
#include "fcgi/pages/sheet.h"

static const struct panel_note notes[] = {
	{ "saved", "已保存。" },
	{ "same", "没有改动，不用保存。" },
	{ "added", "已增加。请接着填写它的档案。" },
	{ "named", "已改名，住在这里的住户的档案也一起改了。" },
	{ "ended", "已撤销。它的档案还在，不再计入自然村数。" },
	{ "kept", "已恢复。" },
};

enum { NAME, NONCE, NAME__MAX };
static const struct field name_fields[NAME__MAX] = {
	[NAME] = { .name = "name", .label = "名称", .kind = FIELD_TEXT,
	    .least = 1, .most = HAMLET_NAME_MOST, .required = true },
	[NONCE] = ONCE_FIELD,
};
static const struct form name_form = { name_fields, NAME__MAX };

enum { NEW_NAME, VERSION, RENAME__MAX };
#define VERSION_FIELD	{ .name = "version", .label = "版本",           \
	.kind = FIELD_INT, .least = 1, .most = 999999999,               \
	.required = true }
static const struct field rename_fields[RENAME__MAX] = {
	[NEW_NAME] = { .name = "name", .label = "名称", .kind = FIELD_TEXT,
	    .least = 1, .most = HAMLET_NAME_MOST, .required = true },
	[VERSION] = VERSION_FIELD,
};
static const struct form rename_form = { rename_fields, RENAME__MAX };

static const struct choice lives[] = {
	{ "0", "撤销", 0 }, { "1", "恢复", 1 },
};
enum { ACTIVE, SEEN, KEEP__MAX };
static const struct field keep_fields[KEEP__MAX] = {
	[ACTIVE] = { .name = "active", .label = "状态",
	    .kind = FIELD_CHOICE, .choices = lives,
	    .choice_count = LEN(lives), .required = true },
	[SEEN] = VERSION_FIELD,
};
static const struct form keep_form = { keep_fields, KEEP__MAX };

/* What people are told at the name's field. */
static const char *const sentences[HAMLET_FLAW__MAX] = {
	[HAMLET_TAKEN] = "和本村另一个自然村同名，请另起一个",
	[HAMLET_LIVED_IN] = "还有住户，请先把他们的档案改到别的自然村",
	[HAMLET_FULL] = "太多，一个村最多200个自然村",
};

/* ---- the list --------------------------------------------------------- */

struct village {
	struct place place;
	struct hamlet_list list;
};

static enum err
load_village(struct req *r, struct village *v)
{
	enum err e;

	if (area_level(r->id[0]) != AREA_VILLAGE)
		return ERR_ABSENT;
	if ((e = place_find(r, r->id[0], &v->place)) != OK)
		return e;
	return hamlet_list(r->db, r->pool, &r->who, r->id[0], &v->list);
}

static void
fill_list(struct req *r, struct page *p, const struct village *v)
{
	int64_t living = 0;
	struct page *row;
	size_t i;

	for (i = 0; i < v->list.count; i++) {
		const struct hamlet *h = &v->list.at[i];

		row = page_part(p, "HAMLET");
		page_fill(row, r->pool, &hamlet_shape, h);
		page_text(row, "link", past_with(r, pool_print(r->pool,
		    "/place/%" PRId64 "/hamlet/%" PRId64 "/file/1", h->area,
		    h->hamlet_id)));
		page_text(row, "state", h->active ? "在用" : "已撤销");
		if (!h->active)
			page_show(row, "ENDED");
		living += h->active;
	}
	if (v->list.count == 0)
		page_show(p, "NOTHING");
	page_int(p, "count", living);
}

static enum err
show_list(struct req *r, bool typed)
{
	struct village v;
	struct page *p;
	enum err e;

	if ((e = load_village(r, &v)) != OK)
		return e;
	p = req_page(r, "hamlet_list.tpl", v.place.name);
	place_head(r, p, &v.place);
	fill_list(r, p, &v);
	if (!r->who.closed) {
		p = page_part(p, "ADD");
		page_int(p, "area", v.place.area);
		if (typed)
			panel_form(r, p, &name_form);
		once_fill(r, p, typed ? &r->in[NONCE] : NULL);
	}
	return req_show(r);
}

static enum err
list_now(struct req *r)
{
	panel_notice(r, notes, LEN(notes));
	return show_list(r, false);
}

static enum err
list(struct req *r)
{
	return past_show(r, list_now);
}

static enum err
list_again(struct req *r)
{
	return show_list(r, true);
}

static enum err
add(struct req *r)
{
	struct hamlet_deed deed = { .area = r->id[0],
	    .name = r->in[NAME].text };
	struct village v;
	enum err e;

	if ((e = load_village(r, &v)) != OK ||
	    (e = once_start(r, &r->in[NONCE], &deed.hamlet_id)) != OK)
		return e;
	if (deed.hamlet_id == 0) {
		e = hamlet_add(r->db, r->pool, &r->who, &deed);
		if (e == ERR_INPUT)
			return field_spoil(&r->in[NAME],
			    sentences[deed.flaw]);
		if (e == OK)
			e = once_end(r, &r->in[NONCE], deed.hamlet_id);
	}
	return e != OK ? e : req_go(r, "/place/%" PRId64 "/hamlet/%"
	    PRId64 "/file/1?done=added", r->id[0], deed.hamlet_id);
}

/* ---- the file --------------------------------------------------------- */

struct file {
	struct village v;
	const struct hamlet *h;
	struct sheet sheet;
	struct village_counts counts;
	struct ruling ruling;
	int64_t at;			/* section, from 1 */
};

static const char *
section_link(struct req *r, int64_t section)
{
	return pool_print(r->pool, "/place/%" PRId64 "/hamlet/%" PRId64
	    "/file/%" PRId64, r->id[0], r->id[1], section);
}

static enum err
load(struct req *r, int64_t section, struct file *f)
{
	const char *names[SHEET_SECTIONS];
	struct dictionary_rows rows;
	enum err e;
	size_t i;

	*f = (struct file){ .at = section, .sheet = {
	    .entity = DICTIONARY_HAMLET, .area = r->id[0], .back = pool_print(r->pool,
	    "/place/%" PRId64 "/hamlet", r->id[0]),
	    .counted = &village_counts_shape } };
	if ((e = load_village(r, &f->v)) != OK)
		return e;
	f->h = hamlet_find(&f->v.list, r->id[1]);
	if (f->h == NULL || section < 1 || section > (int64_t)sheet_sections(
	    r, DICTIONARY_HAMLET, names))
		return ERR_ABSENT;
	f->sheet.section = names[section - 1];
	f->sheet.action = section_link(r, section);
	if ((e = dictionary_of_parent(r->db, r->pool, &r->who,
	    DICTIONARY_HAMLET, r->id[0], &rows)) != OK)
		return e;
	for (i = 0; i < rows.count; i++) {
		const struct dictionary_head *head = rows.at[i];

		if (head->id == r->id[1])
			f->sheet.row = head;
	}
	return f->sheet.row == NULL ? ERR_ABSENT :
	    sheet_open_place(r, &f->sheet, &f->ruling);
}

static void
fill_tabs(struct req *r, struct page *p, const struct file *f)
{
	const char *names[SHEET_SECTIONS];
	size_t count = sheet_sections(r, DICTIONARY_HAMLET, names), i;
	struct page *tab;

	for (i = 0; i < count; i++) {
		tab = page_part(p, "SECTION");
		page_text(tab, "tab_label", names[i]);
		page_text(tab, "tab_link", past_with(r, section_link(r,
		    (int64_t)i + 1)));
		if ((int64_t)i + 1 == f->at)
			page_show(tab, "CURRENT");
	}
}

/* The forms beside the file: its name, and whether there is such a place. */
static void
fill_deeds(struct req *r, struct page *p, const struct hamlet *h,
    const struct form *typed)
{
	struct page *part;

	if (r->who.closed)
		return;
	part = page_part(p, "RENAME");
	page_int(part, "version", h->version);
	page_text(part, "name", h->name);
	if (typed == &rename_form) {
		frame_flaws(r, p, typed);
		frame_field(r, part, &rename_fields[NEW_NAME],
		    &r->in[NEW_NAME]);
	}
	part = page_part(p, h->active ? "END" : "KEEP");
	page_int(part, "version", h->version);
	if (typed == &keep_form)
		frame_flaws(r, p, typed);
}

static enum err
show_file(struct req *r, struct file *f, const struct form *typed)
{
	struct page *p;
	enum err e;

	f->sheet.counts = &f->counts;
	if (f->at == 1 && (e = village_count(r->db, r->pool, &r->who,
	    r->id[0], f->h->name, &f->counts)) != OK)
		return e;
	p = req_page(r, "hamlet.tpl", f->h->name);
	place_head(r, p, &f->v.place);
	page_text(p, "hamlet", f->h->name);
	page_int(p, "hamlet_id", f->h->hamlet_id);
	page_text(p, "section", f->sheet.section);
	fill_tabs(r, p, f);
	sheet_start(&f->sheet, p);
	sheet_fill(r, &f->sheet, typed == &sheet_form);
	fill_deeds(r, p, f->h, typed);
	if ((e = sheet_notes(r, &f->sheet)) != OK)
		return e;
	return req_show(r);
}

static enum err
show_now(struct req *r)
{
	struct file f;
	enum err e = load(r, r->id[2], &f);

	panel_notice(r, notes, LEN(notes));
	return e != OK ? e : show_file(r, &f, NULL);
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
	enum err e = load(r, r->id[2], &f);

	if (e != OK)
		return e;
	sheet_read(r, &f.sheet);
	return show_file(r, &f, &sheet_form);
}

static enum err
save(struct req *r)
{
	struct file f;
	bool changed;
	enum err e;

	if ((e = load(r, r->id[2], &f)) != OK ||
	    (e = sheet_save(r, &f.sheet, &changed)) != OK)
		return e;
	return req_go(r, "%s?done=%s", r->path, changed ? "saved" : "same");
}

/* ---- its name, and its end -------------------------------------------- */

static enum err
again_deed(struct req *r, const struct form *form)
{
	struct file f;
	enum err e = load(r, 1, &f);

	return e != OK ? e : show_file(r, &f, form);
}

static enum err
again_rename(struct req *r)
{
	return again_deed(r, &rename_form);
}

static enum err
again_keep(struct req *r)
{
	return again_deed(r, &keep_form);
}

static enum err
done(struct req *r, enum err e, const struct hamlet_deed *deed,
    const char *word)
{
	if (e == ERR_INPUT)
		return field_spoil(&r->in[0], sentences[deed->flaw]);
	if (e != OK)
		return e;
	return req_go(r, "/place/%" PRId64 "/hamlet/%" PRId64
	    "/file/1?done=%s", r->id[0], r->id[1], word);
}

static enum err
rename_one(struct req *r)
{
	struct hamlet_deed deed = { .area = r->id[0],
	    .hamlet_id = r->id[1], .version = r->in[VERSION].value,
	    .name = r->in[NEW_NAME].text };
	struct file f;
	enum err e = load(r, 1, &f);

	return e != OK ? e : done(r, hamlet_rename(r->db, r->pool, &r->who,
	    &deed), &deed, "named");
}

static enum err
keep_one(struct req *r)
{
	struct hamlet_deed deed = { .area = r->id[0],
	    .hamlet_id = r->id[1], .version = r->in[SEEN].value,
	    .active = r->in[ACTIVE].value != 0 };
	struct file f;
	enum err e = load(r, 1, &f);

	return e != OK ? e : done(r, hamlet_keep(r->db, r->pool, &r->who,
	    &deed), &deed, deed.active ? "kept" : "ended");
}

const struct route hamlet_routes[] = {
	{ VERB_GET, "/place/#/hamlet", ROLE_VILLAGE, NULL, list, NULL },
	{ VERB_POST, "/place/#/hamlet", ROLE_VILLAGE, &name_form, add,
	    list_again },
	{ VERB_GET, "/place/#/hamlet/#/file/#", ROLE_VILLAGE, NULL, show,
	    NULL },
	{ VERB_POST, "/place/#/hamlet/#/file/#", ROLE_VILLAGE, &sheet_form,
	    save, again },
	{ VERB_POST, "/place/#/hamlet/#/name", ROLE_VILLAGE, &rename_form,
	    rename_one, again_rename },
	{ VERB_POST, "/place/#/hamlet/#/keep", ROLE_VILLAGE, &keep_form,
	    keep_one, again_keep },
	{ .path = NULL }
};
