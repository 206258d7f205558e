#include <inttypes.h>
#include <string.h>

#include "db/recount.h"
#include "db/setting.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/indicator.h"
#include "fcgi/pages/indicator_one.h"
#include "fcgi/pages/indicator_words.h"
#include "fcgi/pages/panel.h"

static const struct panel_note notes[] = {
	{ "saved", "已保存，马上对所有用户生效。" },
	{ "gone", "已恢复为字典原来的规定。" },
	{ "new", "已新增指标，马上可以填写。" },
	{ "stopped", "已停用，填过的内容还保留着。" },
	{ "divisor", "已保存，正在按新口径重算全部住户的人均纯收入。" },
	{ "same", "没有改动，不用保存。" },
};

/* ---- the list --------------------------------------------------------- */

static enum dictionary_entity
entity_asked(const struct req *r)
{
	enum dictionary_entity entity =
	    indicator_words_entity(req_query(r, "entity"));

	return entity == DICTIONARY_ENTITY__MAX ? DICTIONARY_HOUSEHOLD :
	    entity;
}

static void
fill_entities(struct page *p, enum dictionary_entity here)
{
	struct page *part;
	int i;

	for (i = 0; i < DICTIONARY_ENTITY__MAX; i++) {
		part = page_part(p, "ENTITY");
		page_text(part, "entity", dictionary_of(
		    (enum dictionary_entity)i)->entity);
		page_text(part, "entity_label", indicator_words_entity_label(
		    (enum dictionary_entity)i));
		if (i == (int)here)
			page_show(part, "HERE");
	}
}

/* How often something is said over the line, in the asker's sight. */
static void
fill_said(const struct req *r, struct page *row, const char *entity,
    const struct dictionary_line *l, const struct indicator_list *list)
{
	int64_t n = 0;
	size_t i;

	for (i = 0; i < list->count; i++) {
		const struct indicator *s = &list->at[i];

		n += strcmp(s->entity, entity) == 0 &&
		    strcmp(s->name, l->name) == 0 && s->kind == NULL &&
		    (s->area == 0 || (s->area >= r->who.low &&
		    s->area <= r->who.high));
	}
	if (n > 0)
		page_int(page_part(row, "SAID"), "said", n);
}

static void
fill_row(struct req *r, struct page *row, const struct dictionary_line *l)
{
	page_text(row, "name", l->name);
	page_text(row, "form_code", l->form);
	page_text(row, "label", l->label);
	page_text(row, "kind", indicator_words_kind(l->kind));
	if (l->required)
		page_show(row, "NEED");
	if (l->term_count > 0)
		page_show(row, "COMPUTED");
	else if (l->keep != DICTIONARY_OWN)
		page_show(row, "LOCKED");
	if (l->least != 0 || l->most != 0) {
		struct page *range = page_part(row, "RANGE");

		page_text(range, "range", pool_print(r->pool, "%s — %s",
		    indicator_words_bound(r->pool, l, l->least),
		    indicator_words_bound(r->pool, l, l->most)));
		page_text(range, "unit", l->unit);
	}
	if (l->local)
		page_show(row, "OWN");
}

static void
fill_lines(struct req *r, struct page *p, const struct dictionary *d,
    const struct indicator_list *list)
{
	const char *section = "";
	struct page *box = NULL, *row;
	size_t i;

	for (i = 0; i < d->count; i++) {
		const struct dictionary_line *l = &d->lines[i];

		if (!dictionary_valid(l, r->who.year))
			continue;
		if (box == NULL || strcmp(section, l->section) != 0) {
			box = page_part(p, "SECTION");
			page_text(box, "section", section = l->section);
		}
		row = page_part(box, "LINE");
		page_text(row, "entity", d->entity);
		fill_row(r, row, l);
		fill_said(r, row, d->entity, l, list);
	}
}

/* What the income per head is divided by, and how far it is computed. */
static enum err
fill_divisor(struct req *r, struct page *p)
{
	struct recount k;
	struct page *part;
	enum err e;

	if ((e = recount_read(r->db, r->pool, &k)) != OK)
		return e;
	p = page_part(p, "DIVISOR");
	page_show(p, r->settings->per_resident ? "RESIDENTS" : "REGISTERED");
	if (k.asked_at.utc == 0)
		return OK;
	part = page_part(p, recount_waits(&k) ? "GOING" : "DONE");
	page_fill(part, r->pool, &recount_shape, &k);
	return OK;
}

static enum err
show(struct req *r)
{
	enum dictionary_entity entity = entity_asked(r);
	const struct indicator_list *list;
	struct dictionary d;
	struct page *p;
	enum err e;

	if ((e = indicator_all(r->db, r->settings->generation,
	    &list)) != OK || (e = indicator_dictionary(r->db, r->pool,
	    r->settings->generation, &(struct indicator_at){ entity,
	    r->session.area, r->who.year, false }, &d)) != OK)
		return e;
	panel_notice(r, notes, LEN(notes));
	p = req_page(r, "indicator.tpl", "指标维护");
	page_int(p, "year", r->who.year);
	page_text(p, "entity", d.entity);
	fill_entities(p, entity);
	fill_lines(r, p, &d, list);
	if (indicator_new_may(entity))
		page_text(page_part(p, "NEW"), "entity", d.entity);
	if (r->who.role == ROLE_ADMIN && entity == DICTIONARY_HOUSEHOLD &&
	    (e = fill_divisor(r, p)) != OK)
		return e;
	return req_show(r);
}

/* ---- the divisor ------------------------------------------------------ */

static const struct choice divisors[] = {
	{ "0", "登记人口", 0 }, { "1", "常住人口", 1 },
};
static const struct field divisor_fields[] = {
	{ .name = "divisor", .label = "人均纯收入的人口",
	    .kind = FIELD_CHOICE, .required = true, .choices = divisors,
	    .choice_count = LEN(divisors) },
};
static const struct form divisor_form = { divisor_fields, 1 };

static enum err
divide(struct req *r)
{
	enum err e;

	if ((r->in[0].value != 0) == r->settings->per_resident)
		return req_go(r, "/indicator?done=same");
	if ((e = setting_save(r->db, "per_resident", r->in[0].text)) == OK &&
	    (e = recount_ask(r->db, &r->who)) == OK)
		e = panel_audit(r, "setting", "per_resident=%s",
		    r->in[0].text);
	return e != OK ? e : req_go(r, "/indicator?done=divisor");
}

const struct route indicator_routes[] = {
	{ VERB_GET, "/indicator", ROLE_COUNTY, NULL, show, NULL },
	{ VERB_POST, "/indicator/divisor", ROLE_ADMIN, &divisor_form,
	    divide, show },
	{ VERB_GET, "/indicator/one", ROLE_COUNTY, NULL, indicator_one_show,
	    NULL },
	{ VERB_POST, "/indicator/one", ROLE_COUNTY, &indicator_one_form,
	    indicator_one_save, indicator_one_again },
	{ VERB_POST, "/indicator/forget", ROLE_COUNTY,
	    &indicator_forget_form, indicator_forget, NULL },
	{ VERB_GET, "/indicator/new", ROLE_COUNTY, NULL, indicator_new_show,
	    NULL },
	{ VERB_POST, "/indicator/new", ROLE_COUNTY, &indicator_new_form,
	    indicator_new_save, indicator_new_again },
	{ .path = NULL }
};
