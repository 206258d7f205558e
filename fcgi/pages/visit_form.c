#include <string.h>

#include "db/secret.h"
#include "db/store.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/visit_form.h"

#define DAY_FIRST	((struct date){ 2013, 1, 1 })

/* ---- the fields ------------------------------------------------------- */

#define NONCE	{ .name = "nonce", .label = "表单编号",                 \
	  .kind = FIELD_TEXT, .least = 16, .most = 64, .required = true, \
	  .also = panel_nonce_flaw }
#define VERSION	{ .name = "version", .label = "版本",                   \
	  .kind = FIELD_INT, .least = 1, .most = INT64_C(999999999),    \
	  .required = true }
#define FILE(n)	{ .name = "photo" #n, .label = "照片" #n,               \
	  .kind = FIELD_FILE }
#define DROP(n)	{ .name = "drop" #n, .label = "去掉照片" #n,            \
	  .kind = FIELD_INT, .least = 1, .most = INT64_C(999999999999) }
#define FIELDS(needs_theme)                                             \
	[VISIT_METHOD] = { .name = "method", .label = "帮扶方式",       \
	    .kind = FIELD_TEXT, .least = VISIT_METHOD_LEAST,            \
	    .most = VISIT_METHOD_MOST, .required = true },              \
	[VISIT_DAY] = { .name = "on_day", .label = "帮扶时间",          \
	    .kind = FIELD_DATE, .required = true },                     \
	[VISIT_THEME] = { .name = "theme", .label = "帮扶主题",         \
	    .kind = FIELD_TEXT, .least = 2, .most = VISIT_THEME_MOST,   \
	    .required = (needs_theme) },                                \
	[VISIT_DETAIL] = { .name = "detail", .label = "帮扶详情",       \
	    .kind = FIELD_LINES, .least = 5,                            \
	    .most = VISIT_DETAIL_MOST, .required = true },              \
	FILE(1), FILE(2), FILE(3), FILE(4), FILE(5)

static const struct field new_fields[VISIT_DROP] = {
	[VISIT_MARK] = NONCE, FIELDS(false)
};
static const struct field village_fields[VISIT_DROP] = {
	[VISIT_MARK] = NONCE, FIELDS(true)
};
static const struct field change_fields[VISIT_FIELDS] = {
	[VISIT_MARK] = VERSION, FIELDS(false),
	DROP(1), DROP(2), DROP(3), DROP(4), DROP(5)
};
const struct form visit_form_new = { new_fields, VISIT_DROP };
const struct form visit_form_village = { village_fields, VISIT_DROP };
const struct form visit_form_change = { change_fields, VISIT_FIELDS };

/* ---- reading ---------------------------------------------------------- */

static void
judge_day(struct req *r, struct answer *a)
{
	if (date_compare(a->day, r->today) > 0)
		field_spoil(a, "还没有到，请填今天或以前的日期");
	else if (date_compare(a->day, DAY_FIRST) < 0)
		field_spoil(a, "太早，请填2013年以后的日期");
	else
		return;
	r->flaws++;
}

static void
spoil_photo(struct req *r, struct answer *a, const struct upload *u,
    const char *why)
{
	a->word = u->label;
	field_spoil(a, why);
	r->flaws++;
}

/* One control's file; a browser sends one. */
static enum err
read_photo(struct req *r, int i, struct visit_photos *photos)
{
	const struct field *f = &r->route->form->fields[VISIT_PHOTO + i];
	struct answer *a = &r->in[VISIT_PHOTO + i];
	const struct upload *u = uploads_find(&r->uploads, f->name);
	struct photo_made *made = &photos->at[photos->count];
	enum photo_flaw flaw;
	size_t k;
	enum err e;

	if (u == NULL)
		return OK;
	if ((e = photo_make(r->pool, u->content, made, &flaw)) != OK)
		return e;
	if (flaw != PHOTO_FINE) {
		spoil_photo(r, a, u, photo_sentence(flaw));
		return OK;
	}
	for (k = 0; k < photos->count; k++)
		if (photos->at[k].kept.len == made->kept.len &&
		    memcmp(photos->at[k].kept.at, made->kept.at,
		    made->kept.len) == 0) {
			spoil_photo(r, a, u, "和前面的照片一样，请换一张");
			return OK;
		}
	photos->count++;
	return OK;
}

enum err
visit_form_read(struct req *r, struct visit_words *words,
    struct visit_photos *photos)
{
	const char *theme = r->in[VISIT_THEME].text;
	enum err e;
	int i;

	*photos = (struct visit_photos){ .count = 0 };
	judge_day(r, &r->in[VISIT_DAY]);
	if (r->uploads.count > PHOTO_ENTRY_MOST)
		return ERR_INPUT;
	for (i = 0; i < PHOTO_ENTRY_MOST; i++)
		if ((e = read_photo(r, i, photos)) != OK)
			return e;
	*words = (struct visit_words){ r->in[VISIT_METHOD].text,
	    r->in[VISIT_DAY].day, theme != NULL ? theme : "",
	    r->in[VISIT_DETAIL].text };
	return r->flaws > 0 ? ERR_INPUT : OK;
}

enum err
visit_form_keep(struct req *r, int64_t visit_id,
    const struct visit_photos *photos)
{
	const struct photo_made *m;
	uint8_t hashes[2][STORE_HASH];
	struct bytes named[2] = { { hashes[0], STORE_HASH },
	    { hashes[1], STORE_HASH } };
	enum err e;
	size_t i;

	for (i = 0; i < photos->count; i++) {
		m = &photos->at[i];
		if ((e = store_put(r->pool, m->kept, hashes[0])) != OK ||
		    (e = store_put(r->pool, m->small, hashes[1])) != OK ||
		    (e = photo_add(r->db, &r->who, visit_id, &m->head,
		    named)) != OK)
			return e;
	}
	return visit_count(r->db, &r->who, visit_id);
}

/* ---- showing ---------------------------------------------------------- */

/* What is typed, or what stands. */
static void
fill_words(struct req *r, struct page *p, const struct visit_form *about)
{
	const struct visit *v = about->visit;
	int i;

	page_text(p, "today", date_iso(r->pool, r->today));
	if (about->typed) {
		frame_flaws(r, p, about->form);
		for (i = VISIT_METHOD; i < VISIT_PHOTO; i++)
			frame_field(r, p, &about->form->fields[i],
			    &r->in[i]);
		return;
	}
	if (v == NULL) {
		page_text(p, "on_day", date_iso(r->pool, r->today));
		return;
	}
	page_text(p, "method", v->method);
	page_text(p, "on_day", date_iso(r->pool, v->on_day));
	page_text(p, "theme", v->theme);
	page_text(p, "detail", v->detail);
}

/* The controls of as many photos as there is room for. */
static void
fill_files(struct req *r, struct page *p, const struct visit_form *about)
{
	size_t have = about->photos != NULL ? about->photos->count : 0, i;
	struct page *part;

	page_int(p, "room", (int64_t)(PHOTO_ENTRY_MOST - have));
	for (i = 0; i < PHOTO_ENTRY_MOST; i++) {
		const struct field *f =
		    &about->form->fields[VISIT_PHOTO + i];
		const struct answer *a = about->typed ?
		    &r->in[VISIT_PHOTO + i] : NULL;

		part = page_part(p, "FILE");
		page_text(part, "name", f->name);
		page_text(part, "label", f->label);
		if (i > 0)
			page_show(part, "MORE");
		if (a != NULL && a->flaw != FLAW_NONE)
			page_text(page_part(part, "WRONG"), "sentence",
			    field_sentence(r->pool, f, a));
	}
}

/* Browsers don't keep what was chosen. */
static void
fill_lost(struct req *r, struct page *p)
{
	struct text t = text_start(r->pool);
	size_t i;

	for (i = 0; i < r->uploads.count; i++)
		text_join(&t, "、", r->uploads.at[i].label);
	if (t.len > 0)
		page_text(page_part(p, "LOST"), "files", t.at);
}

static void
fill_kept(struct req *r, struct page *p, const struct visit_form *about)
{
	struct page *part;
	size_t i;

	for (i = 0; about->photos != NULL && i < about->photos->count &&
	    i < PHOTO_ENTRY_MOST; i++) {
		part = page_part(p, "KEPT");
		page_int(part, "photo_id", about->photos->at[i].photo_id);
		page_text(part, "name",
		    about->form->fields[VISIT_DROP + i].name);
		if (about->typed && r->in[VISIT_DROP + i].given)
			page_show(part, "CHOSEN");
	}
}

void
visit_form_fill(struct req *r, struct page *page,
    const struct visit_form *about)
{
	struct page *p = page_include(page, "FORM", "visit_form.tpl");
	static const char *const ways[2][6] = {
		{ "技术帮扶", "产业帮扶", "技能帮扶", "社会救助帮扶",
		    "走访慰问", "政策宣传" },
		{ "项目帮扶", "资金帮扶", "领导重视", "现场办公",
		    "走访慰问", "产业帮扶" },
	};
	bool village = about->form == &visit_form_village ||
	    (about->visit != NULL && about->visit->household_id == 0);
	uint8_t raw[SECRET_TOKEN];
	struct page *part;
	size_t i;

	page_text(p, "action", about->action);
	for (i = 0; i < LEN(ways[0]); i++)
		page_text(page_part(p, "WAY"), "way", ways[village][i]);
	if (village)
		page_show(p, "THEME_NEEDED");
	if (about->visit != NULL) {
		part = page_part(p, "VERSION");
		page_int(part, "version", about->visit->version);
	} else {
		part = page_part(p, "NONCE");
		page_text(part, "nonce", about->typed &&
		    r->in[VISIT_MARK].flaw == FLAW_NONE ?
		    r->in[VISIT_MARK].word : secret_token(r->pool, raw));
	}
	fill_words(r, p, about);
	fill_kept(r, p, about);
	fill_files(r, p, about);
	fill_lost(r, p);
}
