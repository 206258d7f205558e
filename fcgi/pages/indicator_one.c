#include <inttypes.h>
#include <string.h>

#include "core/text.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/indicator_one.h"
#include "fcgi/pages/indicator_words.h"
#include "fcgi/pages/panel.h"

static const struct choice needs[] = {
	{ "", "不改变", 0 }, { "1", "必填", 1 }, { "0", "可以不填", 0 },
};

enum { ENTITY, NAME, AREA, YEAR, LABEL, DEFINITION, REQUIRED, LEAST, MOST,
	NATIONAL, ONE__MAX };
static const struct field fields[ONE__MAX] = {
	[ENTITY] = { .name = "entity", .label = "对象", .kind = FIELD_TEXT,
	    .most = 20, .required = true },
	[NAME] = { .name = "name", .label = "指标", .kind = FIELD_TEXT,
	    .most = 40, .required = true },
	[AREA] = { .name = "area", .label = "适用地区", .kind = FIELD_TEXT,
	    .most = 60 },
	[YEAR] = { .name = "year", .label = "适用年度", .kind = FIELD_INT,
	    .least = 0, .most = 9999, .required = true },
	[LABEL] = { .name = "label", .label = "指标名称",
	    .kind = FIELD_TEXT, .most = 60 },
	[DEFINITION] = { .name = "definition", .label = "指标解释",
	    .kind = FIELD_LINES, .most = 500 },
	[REQUIRED] = { .name = "required", .label = "是否必填",
	    .kind = FIELD_CHOICE, .choices = needs,
	    .choice_count = LEN(needs) },
	[LEAST] = { .name = "least", .label = "最小值", .kind = FIELD_TEXT,
	    .most = 20 },
	[MOST] = { .name = "most", .label = "最大值", .kind = FIELD_TEXT,
	    .most = 20 },
	[NATIONAL] = INDICATOR_NATIONAL,
};
const struct form indicator_one_form = { fields, ONE__MAX };
const struct form indicator_forget_form = { fields, YEAR + 1 };

/* A field as it is looked at. */
struct one {
	enum dictionary_entity entity;
	struct dictionary_line line;
	const struct indicator *own;	/* NULL: the dictionary's */
	const struct indicator_list *list;
};

static bool
in_sight(const struct req *r, int64_t area)
{
	return area == 0 || (area >= r->who.low && area <= r->who.high);
}

static enum err
load(struct req *r, const char *entity, const char *name, struct one *o)
{
	const struct dictionary_line *l;
	enum err e;
	size_t i;

	*o = (struct one){ .entity = indicator_words_entity(entity) };
	if (o->entity == DICTIONARY_ENTITY__MAX)
		return ERR_ABSENT;
	if ((e = indicator_all(r->db, r->settings->generation,
	    &o->list)) != OK)
		return e;
	l = dictionary_find(dictionary_of(o->entity), name);
	if (l != NULL) {
		o->line = *l;
		return OK;
	}
	for (i = 0; i < o->list->count && o->own == NULL; i++)
		if (o->list->at[i].kind != NULL &&
		    strcmp(o->list->at[i].entity, entity) == 0 &&
		    strcmp(o->list->at[i].name, name) == 0 &&
		    in_sight(r, o->list->at[i].area))
			o->own = &o->list->at[i];
	if (o->own == NULL)
		return ERR_ABSENT;
	indicator_line(o->own, &o->line);
	return OK;
}

/* What is said for exactly that area and year, or NULL. */
static const struct indicator *
said_for(const struct one *o, int64_t area, int64_t year)
{
	const char *entity = dictionary_of(o->entity)->entity;
	size_t i;

	for (i = 0; i < o->list->count; i++) {
		const struct indicator *s = &o->list->at[i];

		if (strcmp(s->entity, entity) == 0 &&
		    strcmp(s->name, o->line.name) == 0 && s->area == area &&
		    s->year == year)
			return s;
	}
	return NULL;
}

/* ---- showing ---------------------------------------------------------- */

static const char *
scope_label(struct req *r, const struct indicator *s)
{
	return pool_print(r->pool, "%s，%s", s->area == 0 ? "全部地区" :
	    s->area_name, s->year == 0 ? "各年度" :
	    pool_print(r->pool, "%" PRId64 "年", s->year));
}

static void
fill_said(struct req *r, struct page *p, const struct one *o)
{
	const char *entity = dictionary_of(o->entity)->entity;
	struct page *row = NULL;
	size_t i;

	for (i = 0; o->own == NULL && i < o->list->count; i++) {
		const struct indicator *s = &o->list->at[i];

		if (strcmp(s->entity, entity) != 0 || s->kind != NULL ||
		    strcmp(s->name, o->line.name) != 0 ||
		    !in_sight(r, s->area))
			continue;
		row = page_part(p, "SAID");
		page_fill(row, r->pool, &indicator_shape, s);
		page_text(row, "scope", scope_label(r, s));
		page_text(row, "need", !s->required.given ? "—" :
		    s->required.value != 0 ? "必填" : "可以不填");
		page_text(row, "bounds", !s->most.given ? "—" :
		    pool_print(r->pool, "%s — %s", indicator_words_bound(r->pool,
		    &o->line, s->least.value), indicator_words_bound(r->pool,
		    &o->line, s->most.value)));
		if (s->area != 0 || r->who.role == ROLE_ADMIN)
			page_int(page_part(row, "FORGET"), "area", s->area);
	}
	if (row == NULL)
		page_show(p, "NOTHING");
}

/* The form as it is: what is said for the area and the year asked for. */
static void
fill_known(struct req *r, struct page *p, const struct one *o,
    const struct indicator *s)
{
	struct dictionary_line l = o->line;

	page_text(p, "label", s->label);
	page_text(p, "definition", s->definition);
	page_text(p, "national", s->national);
	if (!s->most.given)
		return;
	l.least = s->least.value;
	l.most = s->most.value;
	page_text(p, "least", indicator_words_bound(r->pool, &l, l.least));
	page_text(p, "most", indicator_words_bound(r->pool, &l, l.most));
}

static void
fill_line(struct req *r, struct page *p, const struct one *o)
{
	const struct dictionary_line *l = &o->line;

	page_text(p, "entity", dictionary_of(o->entity)->entity);
	page_text(p, "entity_label", indicator_words_entity_label(o->entity));
	page_text(p, "name", l->name);
	page_text(p, "base_label", l->label);
	page_text(p, "base_definition", l->definition);
	page_text(p, "section", l->section);
	page_text(p, "kind", indicator_words_kind(l->kind));
	page_text(p, "base_unit", l->unit);
	page_text(p, "form_code", l->form);
	page_text(p, "base_national", l->national);
	page_text(p, "source", l->source);
	page_text(p, "base_need", l->required ? "必填" : "可以不填");
	page_text(p, "base_least", indicator_words_bound(r->pool, l, l->least));
	page_text(p, "base_most", indicator_words_bound(r->pool, l, l->most));
	page_text(p, "years", l->last_year == 9999 ? pool_print(r->pool,
	    "%" PRId64 "年起", l->first_year) : pool_print(r->pool,
	    "%" PRId64 "—%" PRId64 "年", l->first_year, l->last_year));
}

static enum err
show_one(struct req *r, const struct one *o, bool typed)
{
	struct page *p = req_page(r, "indicator_one.tpl", o->line.label);
	const struct indicator none = { 0 }, *s = o->own != NULL ? o->own :
	    said_for(o, req_query_int(r, "area", r->who.role == ROLE_ADMIN ?
	    0 : r->session.area), req_query_int(r, "year", 0));
	const char *need = s == NULL || !s->required.given ? "" :
	    s->required.value != 0 ? "1" : "0";

	fill_line(r, p, o);
	page_int(p, "this_year", r->who.year);
	page_show(p, o->own != NULL ? "OWN" : "SCOPE");
	if (typed) {
		panel_form(r, p, &indicator_one_form);
		need = r->in[REQUIRED].word;
	} else {
		fill_known(r, p, o, s != NULL ? s : &none);
		page_text(p, "area", s != NULL && s->area != 0 ?
		    s->area_name : "");
	}
	panel_choices(p, "NEED", &fields[REQUIRED], need);
	if (typed ? r->in[YEAR].value != 0 : s != NULL && s->year != 0)
		page_show(p, "THIS_YEAR");
	fill_said(r, p, o);
	return req_show(r);
}

enum err
indicator_one_show(struct req *r)
{
	struct one o;
	enum err e = load(r, req_query(r, "entity"), req_query(r, "name"),
	    &o);

	return e != OK ? e : show_one(r, &o, false);
}

enum err
indicator_one_again(struct req *r)
{
	struct one o;
	enum err e = load(r, r->in[ENTITY].word, r->in[NAME].word, &o);

	return e != OK ? e : show_one(r, &o, true);
}

/* ---- saving ----------------------------------------------------------- */

/* On the form of a record without years, whose columns are made by hand; but
 * for whether it is in use, which has a button. */
static bool
by_hand(enum dictionary_entity entity, const struct dictionary_line *l)
{
	return entity >= DICTIONARY_HELPER && l->keep == DICTIONARY_BASE &&
	    strcmp(l->name, "active") != 0;
}

/* What nobody types has no requiredness and no range. */
static const char *
not_typed(enum dictionary_entity entity, const struct dictionary_line *l)
{
	if (by_hand(entity, l))
		return NULL;
	if (l->term_count > 0)
		return "不能规定：这个指标由系统自动计算";
	if (l->keep == DICTIONARY_LOCKED)
		return "不能规定：这个指标只由业务办理改变";
	return l->keep != DICTIONARY_OWN ?
	    "不能规定：这个指标不在表上填写" : NULL;
}

/* Another field of the same form is called so. */
static bool
label_taken(const struct one *o, const char *label)
{
	const struct dictionary *d = dictionary_of(o->entity);
	size_t i;

	for (i = 0; i < d->count; i++)
		if (strcmp(d->lines[i].label, label) == 0 &&
		    strcmp(d->lines[i].name, o->line.name) != 0 &&
		    d->lines[i].first_year <= o->line.last_year &&
		    o->line.first_year <= d->lines[i].last_year)
			return true;
	return false;
}

static enum err
judge(struct req *r, const struct one *o, struct indicator *said)
{
	struct answer *in = r->in;
	const char *why = not_typed(o->entity, &o->line);
	enum err e = OK, worst = OK;

	if (in[LABEL].given && label_taken(o, in[LABEL].text))
		worst = field_spoil(&in[LABEL], "是另一个指标的名称");
	if (why != NULL && in[REQUIRED].given)
		worst = field_spoil(&in[REQUIRED], why);
	else if (in[REQUIRED].given && in[REQUIRED].value == 0 &&
	    o->line.required && by_hand(o->entity, &o->line))
		worst = field_spoil(&in[REQUIRED],
		    "不能规定：没有它就不能登记");
	if (why != NULL && (in[LEAST].given || in[MOST].given))
		worst = field_spoil(in[LEAST].given ? &in[LEAST] : &in[MOST],
		    why);
	else if ((e = indicator_words_range(&o->line, &in[LEAST], &in[MOST],
	    said)) != OK)
		worst = e;
	if (o->own == NULL && in[YEAR].value != 0 &&
	    !dictionary_valid(&o->line, in[YEAR].value))
		worst = field_spoil(&in[YEAR], "的表上没有这个指标");
	if (o->own == NULL &&
	    (e = indicator_words_area(r, &in[AREA], &said->area)) != OK)
		worst = e;
	if (worst == OK && !in[LABEL].given && !in[DEFINITION].given &&
	    !in[REQUIRED].given && !said->most.given && o->own == NULL)
		worst = field_spoil(&in[LABEL],
		    "和下面各项都没有填写，没有要改的内容");
	if (o->own == NULL && in[NATIONAL].given)
		worst = field_spoil(&in[NATIONAL],
		    "不能填：这个指标的国家字段由数据字典规定");
	else if ((e = indicator_words_national(o->list, said,
	    &in[NATIONAL])) != OK)
		worst = e;
	if (o->own != NULL && !in[LABEL].given)
		worst = field_spoil(&in[LABEL], "必须填写");
	return worst;
}

enum err
indicator_one_save(struct req *r)
{
	struct indicator said = { 0 };
	struct answer *in = r->in;
	struct one o;
	enum err e = load(r, in[ENTITY].text, in[NAME].text, &o);

	if (e != OK)
		return e;
	if (o.own != NULL)
		said = *o.own;
	said.entity = dictionary_of(o.entity)->entity;
	said.name = o.line.name;
	if (o.own == NULL)
		said.year = in[YEAR].value;
	if ((e = judge(r, &o, &said)) != OK)
		return e;
	said.label = in[LABEL].given ? in[LABEL].text : NULL;
	said.definition = in[DEFINITION].given ? in[DEFINITION].text : NULL;
	said.national = in[NATIONAL].given ? in[NATIONAL].text : NULL;
	said.required = (struct opt_int){ in[REQUIRED].given,
	    in[REQUIRED].value };
	if ((e = indicator_save(r->db, &r->who, &said)) != OK ||
	    (e = panel_audit(r, "indicator", "%s.%s area %" PRId64 " year %"
	    PRId64, said.entity, said.name, said.area, said.year)) != OK)
		return e;
	return req_go(r, "/indicator?entity=%s&done=saved", said.entity);
}

/* An area's own field leaves the forms after this year's end. */
static enum err
stop(struct req *r, const struct one *o)
{
	struct indicator own = *o->own;

	own.last_year = (struct opt_int){ true, r->who.year - 1 };
	if (own.first_year.value > own.last_year.value)
		own.first_year = own.last_year;
	return indicator_save(r->db, &r->who, &own);
}

enum err
indicator_forget(struct req *r)
{
	struct indicator said = { .year = r->in[YEAR].value };
	struct one o;
	enum err e = load(r, r->in[ENTITY].text, r->in[NAME].text, &o);

	if (e != OK)
		return e;
	said.entity = dictionary_of(o.entity)->entity;
	said.name = o.line.name;
	if (o.own == NULL &&
	    (e = indicator_words_area(r, &r->in[AREA], &said.area)) != OK)
		return e;
	e = o.own != NULL ? stop(r, &o) :
	    indicator_remove(r->db, &r->who, &said);
	if (e == OK)
		e = panel_audit(r, "indicator", "%s.%s forgotten",
		    said.entity, said.name);
	return e != OK ? e : req_go(r, "/indicator?entity=%s&done=%s",
	    said.entity, o.own != NULL ? "stopped" : "gone");
}
