#include <stdio.h>
#include <string.h>

#include "db/user.h"
#include "fcgi/http/form.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/panel.h"

void
panel_notice(struct req *r, const struct panel_note *notes, size_t count)
{
	const char *done = req_query(r, "done");
	size_t i;

	for (i = 0; i < count; i++)
		if (strcmp(notes[i].code, done) == 0)
			r->notice = notes[i].sentence;
}

const struct choice panel_sexes[2] = {
	{ "1", "男", 1 }, { "2", "女", 2 },
};

void
panel_choices(struct page *page, const char *section,
    const struct field *field, const char *code)
{
	struct page *p;
	size_t i;

	for (i = 0; i < field->choice_count; i++) {
		p = page_part(page, section);
		page_text(p, "code", field->choices[i].code);
		page_text(p, "label", field->choices[i].label);
		if (text_is(field->choices[i].code, code))
			page_show(p, "CHOSEN");
	}
}

void
panel_form(struct req *r, struct page *page, const struct form *form)
{
	size_t i;

	frame_flaws(r, page, form);
	for (i = 0; i < form->count; i++)
		frame_field(r, page, &form->fields[i], &r->in[i]);
}

void
panel_reason(struct req *r, struct page *page, const struct field *f,
    const char *sample, const struct answer *typed)
{
	struct page *row = page_include(page, "REASON", "reason.tpl");

	page_text(row, "label", f->label);
	page_int(row, "most", f->most);
	page_text(row, "sample", sample);
	if (typed != NULL)
		frame_field(r, row, f, typed);
}

const char *
panel_with(struct req *r, const char *name, const char *value)
{
	struct text t = text_start(r->pool);
	const struct word *w;
	size_t i;

	text_add(&t, r->path);
	for (i = 0; i < r->query.count; i++) {
		w = &r->query.at[i];
		if (strcmp(w->name, name) != 0 &&
		    strcmp(w->name, "done") != 0 && w->len > 0)
			text_print(&t, "%s%s=%s", strchr(t.at, '?') != NULL ?
			    "&" : "?", w->name, form_escape(r->pool,
			    text_clean(r->pool, w->value, w->len)));
	}
	if (value != NULL)
		text_print(&t, "%s%s=%s", strchr(t.at, '?') != NULL ? "&" :
		    "?", name, form_escape(r->pool, value));
	return t.at;
}

void
panel_pager(struct req *r, struct page *page, int64_t at, int64_t pages)
{
	struct page *p;

	if (pages <= 1)
		return;
	p = page_part(page, "PAGER");
	page_int(p, "page", at);
	page_int(p, "pages", pages);
	if (at > 1)
		page_text(page_part(p, "PREV"), "link", panel_with(r, "page",
		    pool_print(r->pool, "%d", (int)at - 1)));
	if (at < pages)
		page_text(page_part(p, "NEXT"), "link", panel_with(r, "page",
		    pool_print(r->pool, "%d", (int)at + 1)));
}

const char *
panel_nonce_flaw(const struct answer *answer)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789-_";

	return answer->text[strspn(answer->text, letters)] != '\0' ?
	    "不对，请重新打开这个页面" : NULL;
}

const char *
panel_show(struct req *r, struct mask_sight sight,
    const struct dictionary_line *l, const void *row,
    const struct dictionary_codes *codes)
{
	const struct date *day;

	if (l->kind == DICTIONARY_DATE && mask_shows(sight, l->veil)) {
		day = shape_in(l->column, row);
		return date_compare(*day, DATE_NEVER) >= 0 ? "至今" :
		    page_day(r->pool, *day);
	}
	return mask_line(r->pool, sight, l,
	    dictionary_show(r->pool, l, row, codes));
}

const char *
panel_birth(struct req *r, struct date day)
{
	return day.year == 0 ? NULL : mask_shows(mask_sight(&r->who),
	    VEIL_PERSONAL) ? page_day(r->pool, day) :
	    pool_print(r->pool, "%d年", day.year);
}

enum err
panel_audit(struct req *r, const char *deed, const char *about, ...)
{
	char line[200];
	va_list ap;

	va_start(ap, about);
	vsnprintf(line, sizeof line, about, ap);
	va_end(ap);
	return audit_add(r->db, &(struct audit){ r->now, r->session.user_id,
	    req_address(r), deed, line });
}

/* ---- areas ------------------------------------------------------------ */

enum err
panel_areas(struct req *r, struct page *page)
{
	const char *township = "", *name;
	struct area_list list;
	struct page *p;
	enum err e;
	size_t i;

	if ((e = area_within(r->db, r->pool, &r->who, &list)) != OK)
		return e;
	for (i = 0; i < list.count; i++) {
		name = list.at[i].name;
		if (list.at[i].level < AREA_VILLAGE)
			township = name;
		p = page_part(page, "AREA");
		page_text(p, "full", list.at[i].level == AREA_VILLAGE ?
		    pool_print(r->pool, "%s %s", township, name) : name);
	}
	return OK;
}

/* 白石山镇 or 白石山镇 某村: each name inside the one before. */
static enum err
by_names(struct req *r, const char *names, struct area *area)
{
	struct who inside = r->who;
	size_t n;
	enum err e;

	do {
		n = strcspn(names, " ");
		if ((e = area_named(r->db, r->pool, &inside, pool_copy_len(
		    r->pool, names, n), area)) != OK)
			return e;
		inside.low = area->code;
		inside.high = area_last(area->code);
		names += n + strspn(names + n, " ");
	} while (*names != '\0');
	return OK;
}

enum err
panel_area_name(struct req *r, int64_t code, const char **name)
{
	struct area_list path;
	size_t n;
	enum err e;

	if ((e = area_path(r->db, r->pool, code, &path)) != OK)
		return e;
	n = path.count;
	*name = n == 0 ? "" : area_level(code) < AREA_VILLAGE || n < 2 ?
	    path.at[n - 1].name : pool_print(r->pool, "%s %s",
	    path.at[n - 2].name, path.at[n - 1].name);
	return OK;
}

enum err
panel_area(struct req *r, struct answer *a, struct area *area)
{
	int64_t code;
	enum err e;

	if (area_read(a->word, &code)) {
		if (code < r->who.low || area_last(code) > r->who.high)
			return field_spoil(a, "不在您负责的地区内，请重新选择");
		e = area_in_year(r->db, r->pool, &r->who, code, area);
	} else {
		e = by_names(r, a->word, area);
	}
	if (e == OK && (area->code < r->who.low || area->code > r->who.high))
		e = ERR_ABSENT;
	if (e == ERR_ABSENT)
		return field_spoil(a, "不是您负责范围内的地区，请填名称或12位代码");
	if (e == ERR_CONFLICT)
		return field_spoil(a, "有不止一个同名地区，请填12位代码");
	return e;
}

int64_t
panel_area_asked(struct req *r)
{
	int64_t asked;

	if (area_read(req_query(r, "area"), &asked) && asked != 0 &&
	    asked >= r->who.low && area_last(asked) <= r->who.high)
		return asked;
	return r->session.area;
}
