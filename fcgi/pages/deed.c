#include <stdlib.h>
#include <string.h>

#include "core/local.h"
#include "core/text.h"
#include "db/indicator.h"
#include "fcgi/pages/deed.h"
#include "fcgi/pages/entry.h"
#include "fcgi/pages/panel.h"

static struct deed *
add(struct req *r, struct deeds *d)
{
	struct deed *more;

	if (d->count == d->room) {
		more = pool_array(r->pool, d->room * 2 + 64, sizeof *more);
		if (d->count > 0)
			memcpy(more, d->at, d->count * sizeof *more);
		d->at = more;
		d->room = d->room * 2 + 64;
	}
	d->at[d->count] = (struct deed){ .order = d->count };
	return &d->at[d->count++];
}

/* ---- rows of the dictionary ------------------------------------------- */

static const char *
place(struct req *r, const char *code)
{
	const char *name;

	if (code == NULL || panel_area_name(r, strtoll(code, NULL, 10),
	    &name) != OK || *name == '\0')
		return code;
	return name;
}

static const char *
local_label(const struct indicator_list *list, const char *name)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (list->at[i].kind != NULL && list->at[i].label != NULL &&
		    strcmp(list->at[i].name, name) == 0)
			return list->at[i].label;
	return name;
}

/* What an area has of its own: 羊的只数：12；… */
static const char *
locals(struct req *r, const char *json)
{
	struct locals l = local_read(r->pool, json);
	const struct indicator_list *list;
	struct text t = text_start(r->pool);
	size_t i;

	if (indicator_all(r->db, r->settings->generation, &list) != OK)
		return json;
	for (i = 0; i < l.count; i++)
		text_print(&t, "%s%s：%s", i > 0 ? "；" : "",
		    local_label(list, l.at[i].name), l.at[i].value);
	return t.at;
}

const char *
deed_value(struct req *r, const struct dictionary_line *l, const void *row,
    const struct dictionary_codes *codes)
{
	const char *s = dictionary_show(r->pool, l, row, codes);

	if (s == NULL || *s == '\0')
		return NULL;
	if (strcmp(l->name, "area") == 0)
		return place(r, s);
	if (strcmp(l->name, DICTIONARY_LOCAL) == 0)
		return locals(r, s);
	if (l->veil == DICTIONARY_SECRET)
		return dictionary_masked(r->pool, l, s);
	return *l->unit == '\0' ? s : pool_print(r->pool, "%s%s", s, l->unit);
}

/* The lines in which two versions differ. */
static size_t
differ(const struct dictionary *d, const struct version *a,
    const struct version *b, bool *is)
{
	size_t i, n = 0;

	for (i = 0; i < d->count; i++) {
		is[i] = d->lines[i].column != NULL &&
		    !shape_same(d->lines[i].column, a, b);
		n += is[i];
	}
	return n;
}

static void
fill_changes(struct req *r, const struct dictionary *d, struct deed *deed,
    const struct version *pair[2], const struct dictionary_codes *codes)
{
	bool *is = pool_array(r->pool, d->count + 1, sizeof *is);
	size_t i, n = differ(d, pair[0], pair[1], is);

	deed->changes = pool_array(r->pool, n + 1, sizeof *deed->changes);
	for (i = 0; i < d->count; i++)
		if (is[i])
			deed->changes[deed->count++] = (struct deed_change){
			    d->lines[i].label,
			    deed_value(r, &d->lines[i], pair[0], codes),
			    deed_value(r, &d->lines[i], pair[1], codes) };
}

/* What a row of the entity is called: itself, or with its name. */
static const struct {
	const char *label;
	bool named;
} abouts[DICTIONARY_ENTITY__MAX] = {
	[DICTIONARY_HOUSEHOLD] = { "户档案", false },
	[DICTIONARY_MEMBER] = { "家庭成员", true },
	[DICTIONARY_COUNTY] = { "县档案", false },
	[DICTIONARY_VILLAGE] = { "村档案", false },
	[DICTIONARY_HAMLET] = { "自然村", true },
};

static const char *
about(struct req *r, enum dictionary_entity entity,
    const struct dictionary *d, const struct version *v)
{
	const struct dictionary_line *l;
	const char *name;

	if (!abouts[entity].named)
		return abouts[entity].label;
	l = dictionary_find(d, "name");
	name = l != NULL ? dictionary_show(r->pool, l, v, NULL) : NULL;
	return pool_print(r->pool, "%s %s", abouts[entity].label,
	    name != NULL ? name : "");
}

static struct deed *
step(struct req *r, struct deeds *deeds, const char *what_of,
    const struct version *v)
{
	struct deed *deed = add(r, deeds);

	deed->at = v->since;
	deed->about = what_of;
	deed->user = v->user != NULL ? v->user : "系统";
	deed->door = entry_door(v->head.door);
	return deed;
}

void
deed_of_rows(struct req *r, enum dictionary_entity entity,
    const struct version_rows *rows, const struct dictionary_codes *codes,
    struct deeds *deeds)
{
	const struct dictionary *d = entity == DICTIONARY_HOUSEHOLD ||
	    entity == DICTIONARY_MEMBER ?
	    version_of(entity == DICTIONARY_MEMBER) :
	    version_of_place(entity);
	struct deed *deed;
	size_t i;

	for (i = 0; i < rows->count; i++) {
		const struct version *v = rows->at[i];
		const struct version *before = i > 0 &&
		    rows->at[i - 1]->head.id == v->head.id ?
		    rows->at[i - 1] : NULL;
		bool end = i + 1 == rows->count ||
		    rows->at[i + 1]->head.id != v->head.id;
		const char *of = about(r, entity, d, v);

		deed = step(r, deeds, of, v);
		deed->what = before == NULL ? "建立档案" : "修改";
		if (before != NULL)
			fill_changes(r, d, deed, (const struct version *[]){
			    before, v }, codes);
		if (before != NULL && deed->count == 0)
			deeds->count--;
		if (end && !v->last) {
			deed = step(r, deeds, of, v);
			deed->at = v->until;
			deed->what = "移出";
		}
	}
}

void
deed_rows(struct req *r, bool member, const struct version_rows *rows,
    const struct dictionary_codes *codes, struct deeds *deeds)
{
	deed_of_rows(r, member ? DICTIONARY_MEMBER : DICTIONARY_HOUSEHOLD,
	    rows, codes, deeds);
}

/* ---- months and pairings ---------------------------------------------- */

static const char *
state_label(const char *state)
{
	return strcmp(state, "draft") == 0 ? "草稿" :
	    strcmp(state, "returned") == 0 ? "已退回" : "已填报";
}

void
deed_reports(struct req *r, const struct version_report *list, size_t count,
    struct deeds *deeds)
{
	static const struct report_month none;
	struct entry_change changes[ENTRY_SEEN];
	size_t i, j, n;

	for (i = 0; i < count; i++) {
		const struct report *now = &list[i].r;
		const struct report *was = i > 0 && list[i - 1].r.period ==
		    now->period ? &list[i - 1].r : NULL;
		struct deed *deed = add(r, deeds);

		deed->at = list[i].since;
		deed->about = pool_print(r->pool, "%d月月收入",
		    (int)(now->period % 100));
		deed->what = state_label(now->state);
		deed->user = now->reporter;
		deed->door = entry_door(now->door);
		n = entry_changes(r->pool, was != NULL ? &was->month : &none,
		    &now->month, changes);
		deed->changes = pool_array(r->pool, n + 1,
		    sizeof *deed->changes);
		for (j = 0; j < n; j++)
			deed->changes[deed->count++] = (struct deed_change){
			    changes[j].label, was != NULL ? changes[j].old :
			    NULL, changes[j].new };
		if (now->return_reason != NULL)
			deed->changes[deed->count++] = (struct deed_change){
			    "退回原因", NULL, now->return_reason };
	}
}

static const char *
last_day(struct req *r, struct date d)
{
	return date_compare(d, DATE_NEVER) >= 0 ? "至今" :
	    page_day(r->pool, d);
}

void
deed_pairings(struct req *r, const struct version_pairing *list,
    size_t count, struct deeds *deeds)
{
	size_t i;

	for (i = 0; i < count; i++) {
		const struct version_pairing *p = &list[i], *was = i > 0 &&
		    list[i - 1].pairing_id == p->pairing_id ? &list[i - 1] :
		    NULL;
		struct deed *deed = add(r, deeds);

		deed->at = p->since;
		deed->about = pool_print(r->pool, "帮扶责任人 %s", p->helper);
		deed->what = was == NULL ? "安排" : "修改";
		deed->user = p->user != NULL ? p->user : "系统";
		deed->door = entry_door(p->door);
		deed->changes = pool_array(r->pool, 2,
		    sizeof *deed->changes);
		if (was == NULL || date_compare(was->from_day,
		    p->from_day) != 0)
			deed->changes[deed->count++] = (struct deed_change){
			    "帮扶开始", was != NULL ? page_day(r->pool,
			    was->from_day) : NULL, page_day(r->pool,
			    p->from_day) };
		if (was == NULL || date_compare(was->to_day, p->to_day) != 0)
			deed->changes[deed->count++] = (struct deed_change){
			    "帮扶结束", was != NULL ? last_day(r,
			    was->to_day) : NULL, last_day(r, p->to_day) };
	}
}

/* ---- order ------------------------------------------------------------ */

static int
newer(const void *a, const void *b)
{
	const struct deed *x = a, *y = b;

	if (x->at.utc != y->at.utc)
		return x->at.utc < y->at.utc ? 1 : -1;
	return x->order < y->order ? 1 : x->order > y->order ? -1 : 0;
}

void
deed_sort(struct deeds *d)
{
	if (d->count > 1)
		qsort(d->at, d->count, sizeof *d->at, newer);
}
