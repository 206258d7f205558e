#include "db/secret.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/visit_form.h"

#define DAY_FIRST	((struct date){ 2013, 1, 1 })

/* ---- the fields ------------------------------------------------------- */

#define NONCE(needed) [VISIT_NONCE] = { .name = "nonce",                \
	    .label = "表单编号", .kind = FIELD_TEXT, .least = 16,       \
	    .most = 64, .required = (needed), .also = panel_nonce_flaw }
#define VERSION	{ .name = "version", .label = "版本",                   \
	  .kind = FIELD_INT, .least = 1, .most = INT64_C(999999999),    \
	  .required = true }
#define FILE(n)	{ .name = "photo" #n, .label = "照片" #n,               \
	  .kind = FIELD_FILE }
#define HELD(n)	{ .name = "held" #n, .label = "收到的照片",             \
	  .kind = FIELD_INT, .least = 1, .most = INT64_C(999999999999) }
#define TOSS(n)	{ .name = "toss" #n, .label = "去掉收到的照片" #n,      \
	  .kind = FIELD_FLAG }
#define DROP(n)	{ .name = "drop" #n, .label = "去掉照片" #n,            \
	  .kind = FIELD_INT, .least = 1, .most = INT64_C(999999999999) }
#define FIELDS(needs_theme, detail_label)                               \
	[VISIT_METHOD] = { .name = "method", .label = "帮扶方式",       \
	    .kind = FIELD_TEXT, .least = VISIT_METHOD_LEAST,            \
	    .most = VISIT_METHOD_MOST, .required = true },              \
	[VISIT_DAY] = { .name = "on_day", .label = "帮扶时间",          \
	    .kind = FIELD_DATE, .required = true },                     \
	[VISIT_THEME] = { .name = "theme", .label = "帮扶主题",         \
	    .kind = FIELD_TEXT, .least = 2, .most = VISIT_THEME_MOST,   \
	    .required = (needs_theme) },                                \
	[VISIT_DETAIL] = { .name = "detail", .label = (detail_label),   \
	    .kind = FIELD_LINES, .least = 5,                            \
	    .most = VISIT_DETAIL_MOST, .required = true },              \
	FILE(1), FILE(2), FILE(3), FILE(4), FILE(5),                    \
	HELD(1), HELD(2), HELD(3), HELD(4), HELD(5), HELD(6), HELD(7),  \
	HELD(8), HELD(9), HELD(10),                                     \
	TOSS(1), TOSS(2), TOSS(3), TOSS(4), TOSS(5), TOSS(6), TOSS(7),  \
	TOSS(8), TOSS(9), TOSS(10)

static const struct field new_fields[VISIT_NEW_FIELDS] = {
	NONCE(true), FIELDS(false, "帮扶详情")
};
static const struct field village_fields[VISIT_NEW_FIELDS] = {
	NONCE(true), FIELDS(true, "帮扶内容及成效")
};
static const struct field change_fields[VISIT_FIELDS] = {
	NONCE(false), FIELDS(false, "帮扶详情"), [VISIT_VERSION] = VERSION,
	DROP(1), DROP(2), DROP(3), DROP(4), DROP(5)
};
const struct form visit_form_new = { new_fields, VISIT_NEW_FIELDS };
const struct form visit_form_village = { village_fields, VISIT_NEW_FIELDS };
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
renew(struct req *r)
{
	uint8_t raw[SECRET_TOKEN];

	r->in[VISIT_NONCE] = (struct answer){ .given = true };
	r->in[VISIT_NONCE].word = r->in[VISIT_NONCE].text =
	    secret_token(r->pool, raw);
}

enum err
visit_form_read(struct req *r, size_t room, struct visit_words *words,
    const struct visit_photos **photos)
{
	const char *theme = r->in[VISIT_THEME].text;
	enum err e;

	judge_day(r, &r->in[VISIT_DAY]);
	if (r->in[VISIT_NONCE].text == NULL)
		renew(r);
	if (r->uploads.count > PHOTO_ENTRY_MOST)
		return ERR_INPUT;
	if ((e = visit_photo_read(r, photos)) != OK)
		return e;
	*words = (struct visit_words){ r->in[VISIT_METHOD].text,
	    r->in[VISIT_DAY].day, theme != NULL ? theme : "",
	    r->in[VISIT_DETAIL].text };
	if (r->flaws > 0)
		return ERR_INPUT;
	return visit_photo_count(r, *photos) <= room ? OK :
	    field_spoil(&r->in[VISIT_PHOTO],
	    "太多，一条记录最多5张，请先去掉几张");
}

enum err
visit_form_again(struct req *r)
{
	/* what came with the nonce of an entry that stands is another one */
	if (r->in[VISIT_NONCE].text == NULL ||
	    (r->trouble == ERR_CONFLICT &&
	    r->route->form != &visit_form_change))
		renew(r);
	return visit_photo_stage(r);
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
	page_text(p, "detail_label", about->form->fields[VISIT_DETAIL].label);
	page_show(p, village ? "OF_VILLAGE" : "OF_HOUSEHOLD");
	if (village)
		page_show(p, "THEME_NEEDED");
	if (about->visit != NULL) {
		part = page_part(p, "VERSION");
		page_int(part, "version", about->visit->version);
	}
	page_text(p, "nonce", about->typed ? r->in[VISIT_NONCE].text :
	    secret_token(r->pool, raw));
	fill_words(r, p, about);
	fill_kept(r, p, about);
	if (about->typed)
		visit_photo_fill(r, p);
	fill_files(r, p, about);
}
