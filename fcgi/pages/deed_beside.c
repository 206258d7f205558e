#include <string.h>

#include "core/text.h"
#include "fcgi/pages/deed.h"
#include "fcgi/pages/entry.h"
#include "fcgi/pages/panel.h"

/* ---- months ----------------------------------------------------------- */

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
		struct deed *deed = deed_add(r, deeds);

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

/* ---- pairings --------------------------------------------------------- */

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
		struct deed *deed = deed_add(r, deeds);

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

/* ---- visits ------------------------------------------------------------ */

enum { METHOD, ON_DAY, THEME, DETAIL, PHOTOS, WHY, VISIT__MAX };
static const char *const visit_labels[VISIT__MAX] = {
	[METHOD] = "帮扶方式", [ON_DAY] = "帮扶时间", [THEME] = "帮扶主题",
	[DETAIL] = "帮扶内容", [PHOTOS] = "照片", [WHY] = "删除原因",
};

/* What has ended is read by its author and the county alone. */
static bool
hidden(const struct req *r, const struct version_visit *v)
{
	return v->ended && r->who.role < ROLE_COUNTY &&
	    v->author != r->who.user_id;
}

/* What people read of it; NULL: nothing. */
static void
visit_words(struct req *r, const struct version_visit *v,
    const char *words[VISIT__MAX])
{
	words[METHOD] = v->method;
	words[ON_DAY] = page_day(r->pool, v->on_day);
	words[THEME] = *v->theme != '\0' ? v->theme : NULL;
	words[DETAIL] = v->detail;
	words[PHOTOS] = v->photo_count == 0 ? NULL :
	    pool_print(r->pool, "%d张", (int)v->photo_count);
	words[WHY] = v->reason;
}

static const char *
visit_what(const struct version_visit *was, const struct version_visit *v)
{
	if (was == NULL)
		return "登记";
	if (strcmp(was->state, v->state) == 0)
		return "修改";
	return strcmp(v->state, "withdrawn") == 0 ? "撤回" :
	    strcmp(v->state, "removed") == 0 ? "删除" : "恢复";
}

static void
fill_visit(struct req *r, const struct version_visit *was,
    const struct version_visit *v, struct deed *deed)
{
	const char *old[VISIT__MAX] = { NULL }, *new[VISIT__MAX];
	int i;

	deed->changes = pool_array(r->pool, VISIT__MAX,
	    sizeof *deed->changes);
	if (hidden(r, v))
		return;
	if (was != NULL)
		visit_words(r, was, old);
	visit_words(r, v, new);
	for (i = 0; i < VISIT__MAX; i++)
		if (!text_is(old[i], new[i]))
			deed->changes[deed->count++] = (struct deed_change){
			    visit_labels[i], old[i], new[i] };
}

void
deed_visits(struct req *r, const struct version_visit *list, size_t count,
    struct deeds *deeds)
{
	const struct version_visit *was = NULL, *v;
	struct deed *deed;
	size_t i;

	for (i = 0; i < count; i++) {
		v = &list[i];
		if (i + 1 < count && v[1].visit_id == v->visit_id &&
		    v[1].version == v->version)
			continue;
		if (was != NULL && was->visit_id != v->visit_id)
			was = NULL;
		deed = deed_add(r, deeds);
		deed->at = v->since;
		deed->about = pool_print(r->pool, "走访 %s",
		    page_day(r->pool, v->on_day));
		deed->what = visit_what(was, v);
		deed->user = v->user;
		deed->door = entry_door(v->door);
		fill_visit(r, was, v, deed);
		was = v;
	}
}
