#include <inttypes.h>
#include <string.h>

#include "core/text.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/indicator_one.h"
#include "fcgi/pages/indicator_words.h"
#include "fcgi/pages/once.h"
#include "fcgi/pages/panel.h"

#define MADE		1	/* it has a name, no number */
#define TEXT_MOST	200	/* characters of an own text unless said */

static const struct choice entities[] = {
	{ "household", "户", DICTIONARY_HOUSEHOLD },
	{ "member", "家庭成员", DICTIONARY_MEMBER },
	{ "helper", "帮扶责任人", DICTIONARY_HELPER },
	{ "unit", "帮扶单位", DICTIONARY_UNIT },
	{ "team", "驻村工作队", DICTIONARY_TEAM },
	{ "team_member", "驻村工作队员", DICTIONARY_TEAM_MEMBER },
};
/* Numbers of persons and phones are secret, and have their own fields. */
static const struct choice kinds[] = {
	{ "text", "文字", 0 }, { "int", "整数", 0 },
	{ "money", "金额（元）", 0 }, { "decimal1", "一位小数", 0 },
	{ "decimal2", "两位小数", 0 }, { "date", "日期", 0 },
	{ "flag", "是或否", 0 }, { "code", "单选", 0 },
	{ "codes", "多选", 0 },
};

enum { ENTITY, NAME, AREA, SECTION, LABEL, DEFINITION, KIND, UNIT, LIST,
	NATIONAL, LEAST, MOST, REQUIRED, NONCE, NEW__MAX };
static const struct field fields[NEW__MAX] = {
	[ENTITY] = { .name = "entity", .label = "对象",
	    .kind = FIELD_CHOICE, .choices = entities,
	    .choice_count = LEN(entities), .required = true },
	[NAME] = { .name = "name", .label = "字段名", .kind = FIELD_TEXT,
	    .most = 30, .required = true },
	[AREA] = { .name = "area", .label = "适用地区", .kind = FIELD_TEXT,
	    .most = 60 },
	[SECTION] = { .name = "section", .label = "所在部分",
	    .kind = FIELD_TEXT, .most = 60, .required = true },
	[LABEL] = { .name = "label", .label = "指标名称",
	    .kind = FIELD_TEXT, .least = 2, .most = 60, .required = true },
	[DEFINITION] = { .name = "definition", .label = "指标解释",
	    .kind = FIELD_LINES, .least = 2, .most = 500, .required = true },
	[KIND] = { .name = "kind", .label = "类型", .kind = FIELD_CHOICE,
	    .choices = kinds, .choice_count = LEN(kinds), .required = true },
	[UNIT] = { .name = "unit", .label = "单位", .kind = FIELD_TEXT,
	    .most = 10 },
	[LIST] = { .name = "list", .label = "代码表", .kind = FIELD_TEXT,
	    .most = 30 },
	[NATIONAL] = INDICATOR_NATIONAL,
	[LEAST] = { .name = "least", .label = "最小值", .kind = FIELD_TEXT,
	    .most = 20 },
	[MOST] = { .name = "most", .label = "最大值", .kind = FIELD_TEXT,
	    .most = 20 },
	[REQUIRED] = { .name = "required", .label = "必填",
	    .kind = FIELD_FLAG },
	[NONCE] = ONCE_FIELD,
};
const struct form indicator_new_form = { fields, NEW__MAX };

bool
indicator_new_may(enum dictionary_entity entity)
{
	size_t i;

	for (i = 0; i < LEN(entities); i++)
		if (entities[i].value == (int64_t)entity)
			return true;
	return false;
}

/* ---- showing ---------------------------------------------------------- */

static void
fill_sections(struct req *r, struct page *p, enum dictionary_entity entity,
    const char *chosen)
{
	const struct dictionary *d = dictionary_of(entity);
	const char *last = "";
	struct page *part;
	size_t i;

	for (i = 0; i < d->count; i++) {
		if (!dictionary_valid(&d->lines[i], r->who.year) ||
		    strcmp(last, d->lines[i].section) == 0)
			continue;
		part = page_part(p, "SECTION");
		page_text(part, "section", last = d->lines[i].section);
		if (strcmp(last, chosen) == 0)
			page_show(part, "CHOSEN");
	}
}

/* Each list once; the lists come sorted. */
static enum err
fill_lists(struct req *r, struct page *p)
{
	const struct dictionary_codes *codes;
	const char *last = "";
	enum err e = dictionary_codes(r->db, r->settings->generation,
	    &codes);
	size_t i;

	for (i = 0; e == OK && i < codes->count; i++)
		if (strcmp(codes->at[i].list, last) != 0)
			page_text(page_part(p, "CODES"), "codes",
			    last = codes->at[i].list);
	return e;
}

static enum err
show_new(struct req *r, bool typed)
{
	const char *word = typed ? r->in[ENTITY].word :
	    req_query(r, "entity");
	enum dictionary_entity entity = indicator_new_may(
	    indicator_words_entity(word)) ? indicator_words_entity(word) :
	    DICTIONARY_HOUSEHOLD;
	struct page *p = req_page(r, "indicator_new.tpl", "新增指标");
	enum err e;

	page_text(p, "entity", dictionary_of(entity)->entity);
	page_text(p, "entity_label", indicator_words_entity_label(entity));
	if (typed) {
		panel_form(r, p, &indicator_new_form);
		if (r->in[REQUIRED].value != 0)
			page_show(p, "NEED");
	}
	once_fill(r, p, typed ? &r->in[NONCE] : NULL);
	fill_sections(r, p, entity, typed ? r->in[SECTION].word : "");
	panel_choices(p, "KIND", &fields[KIND], typed ? r->in[KIND].word :
	    "text");
	e = fill_lists(r, p);
	return e != OK ? e : req_show(r);
}

enum err
indicator_new_show(struct req *r)
{
	return show_new(r, false);
}

enum err
indicator_new_again(struct req *r)
{
	return show_new(r, true);
}

/* ---- saving ----------------------------------------------------------- */

/* The endings that say how a number is kept (core/dictionary.h). */
static const char *
whole_name(struct pool *pool, enum dictionary_kind kind, const char *name)
{
	const char *end = kind == DICTIONARY_MONEY ? "_fen" :
	    kind == DICTIONARY_DECIMAL1 || kind == DICTIONARY_DECIMAL2 ?
	    "_100" : "";
	size_t n = strlen(name), m = strlen(end);

	return n > m && strcmp(name + n - m, end) == 0 ? name :
	    pool_print(pool, "%s%s", name, end);
}

static bool
section_known(const struct dictionary *d, int64_t year, const char *section)
{
	size_t i;

	for (i = 0; i < d->count; i++)
		if (dictionary_valid(&d->lines[i], year) &&
		    strcmp(d->lines[i].section, section) == 0)
			return true;
	return false;
}

/* The field's name and its label must be nobody's else. */
static enum err
judge_names(struct req *r, const struct dictionary *d,
    const struct indicator_list *list, const char *name)
{
	struct answer *in = r->in;
	enum err e = OK;
	size_t i;

	if (!dictionary_column_name(name))
		return field_spoil(&in[NAME],
		    "只能用小写字母、数字和下划线，以字母开头");
	if (dictionary_reserved(name) || dictionary_find(d, name) != NULL)
		e = field_spoil(&in[NAME], "已经有了，请换一个");
	for (i = 0; i < d->count && in[LABEL].flaw == FLAW_NONE; i++)
		if (dictionary_valid(&d->lines[i], r->who.year) &&
		    strcmp(d->lines[i].label, in[LABEL].text) == 0)
			e = field_spoil(&in[LABEL], "已经是一个指标的名称");
	for (i = 0; i < list->count && e == OK; i++) {
		const struct indicator *s = &list->at[i];

		if (s->kind == NULL || strcmp(s->entity, d->entity) != 0)
			continue;
		if (strcmp(s->name, name) == 0)
			e = field_spoil(&in[NAME], "已经有了，请换一个");
		else if (text_is(s->label, in[LABEL].text))
			e = field_spoil(&in[LABEL], "已经是一个指标的名称");
	}
	return e;
}

static enum err
judge_list(struct req *r, const struct dictionary_line *l)
{
	const struct dictionary_codes *codes;
	struct answer *a = &r->in[LIST];
	enum err e;
	size_t i;

	if (!dictionary_coded(l))
		return a->given ? field_spoil(a,
		    "不能填：只有单选和多选有代码表") : OK;
	if (!a->given)
		return field_spoil(a, "必须选择：单选和多选要有代码表");
	if ((e = dictionary_codes(r->db, r->settings->generation,
	    &codes)) != OK)
		return e;
	for (i = 0; i < codes->count; i++)
		if (strcmp(codes->at[i].list, a->text) == 0 &&
		    codes->at[i].first_year <= r->who.year &&
		    codes->at[i].last_year >= r->who.year)
			return OK;
	return field_spoil(a, "不是今年有代码的代码表");
}

static enum err
judge(struct req *r, const struct dictionary *d,
    const struct dictionary_line *l, struct indicator *new)
{
	const struct indicator_list *list;
	struct answer *in = r->in;
	enum err e, worst = indicator_all(r->db, r->settings->generation,
	    &list);

	if (worst != OK)
		return worst;
	worst = judge_names(r, d, list, new->name);
	if (!section_known(d, r->who.year, in[SECTION].text))
		worst = field_spoil(&in[SECTION], "不是表上的一个部分");
	if ((e = judge_list(r, l)) != OK)
		worst = e;
	if ((e = indicator_words_national(list, new, &in[NATIONAL])) != OK)
		worst = e;
	if ((e = indicator_words_range(l, &in[LEAST], &in[MOST], new)) != OK)
		worst = e;
	if ((e = indicator_words_area(r, &in[AREA], &new->area)) != OK)
		worst = e;
	return worst;
}

enum err
indicator_new_save(struct req *r)
{
	struct answer *in = r->in;
	const struct dictionary *d = dictionary_of(
	    indicator_words_entity(in[ENTITY].text));
	struct dictionary_line l = {
	    .kind = dictionary_kind_read(in[KIND].text) };
	struct indicator new = { .entity = d->entity,
	    .name = whole_name(r->pool, l.kind, in[NAME].text),
	    .label = in[LABEL].text, .definition = in[DEFINITION].text,
	    .kind = in[KIND].text, .section = in[SECTION].text,
	    .unit = in[UNIT].given ? in[UNIT].text : NULL,
	    .list = in[LIST].given ? in[LIST].text : NULL,
	    .national = in[NATIONAL].given ? in[NATIONAL].text : NULL,
	    .required = { true, in[REQUIRED].value },
	    .first_year = { true, r->who.year },
	    .last_year = { true, 9999 } };
	int64_t made;
	enum err e = once_start(r, &in[NONCE], &made);

	if (e == OK && made != 0)
		return req_go(r, "/indicator?entity=%s&done=new",
		    new.entity);
	if (e != OK || (e = judge(r, d, &l, &new)) != OK)
		return e;
	if (l.kind == DICTIONARY_TEXT && !new.most.given) {
		new.least = (struct opt_int){ true, 0 };
		new.most = (struct opt_int){ true, TEXT_MOST };
	}
	if ((e = indicator_save(r->db, &r->who, &new)) != OK ||
	    (e = once_end(r, &in[NONCE], MADE)) != OK ||
	    (e = panel_audit(r, "indicator", "%s.%s new", new.entity,
	    new.name)) != OK)
		return e;
	return req_go(r, "/indicator?entity=%s&done=new", new.entity);
}
