#include <string.h>

#include "core/report.h"
#include "fcgi/pages/elsewhere.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/looked.h"

/* The navigation, in the field's own order; only what a role may do.  The
 * lines of a group stand together. */
static const struct {
	const char *group, *label, *path;
	enum role least, most;
} links[] = {
	{ "", "待办", "/", ROLE_HELPER, ROLE_ADMIN },
	{ "扶贫对象", "住户", "/household", ROLE_HELPER, ROLE_ADMIN },
	{ "扶贫对象", "村档案", "/place", ROLE_VILLAGE, ROLE_ADMIN },
	{ "扶贫对象", "问题数据", "/problem", ROLE_VILLAGE, ROLE_ADMIN },
	{ "扶贫对象", "无证件人员", "/missing", ROLE_VILLAGE, ROLE_ADMIN },
	{ "数据采集", "村月报", "/village", ROLE_VILLAGE, ROLE_ADMIN },
	{ "数据采集", "走访", "/visit", ROLE_HELPER, ROLE_ADMIN },
	{ "帮扶力量", "帮扶单位", "/unit", ROLE_VILLAGE, ROLE_ADMIN },
	{ "帮扶力量", "帮扶责任人", "/helper", ROLE_TOWNSHIP, ROLE_ADMIN },
	{ "帮扶力量", "驻村工作队", "/team", ROLE_VILLAGE, ROLE_ADMIN },
	{ "帮扶力量", "结对关系", "/pairing", ROLE_VILLAGE, ROLE_ADMIN },
	{ "数据交换", "导入", "/import", ROLE_VILLAGE, ROLE_ADMIN },
	{ "数据交换", "导出", "/export", ROLE_TOWNSHIP, ROLE_ADMIN },
	{ "消息", "短信记录", "/message", ROLE_COUNTY, ROLE_ADMIN },
	{ "消息", "短信模拟", "/message/simulator", ROLE_ADMIN, ROLE_ADMIN },
	{ "系统管理", "用户", "/user", ROLE_COUNTY, ROLE_ADMIN },
	{ "系统管理", "月份开放", "/month", ROLE_COUNTY, ROLE_ADMIN },
	{ "系统管理", "指标维护", "/indicator", ROLE_COUNTY, ROLE_ADMIN },
	{ "系统管理", "银行维护", "/bank", ROLE_ADMIN, ROLE_ADMIN },
	{ "系统管理", "区划调整", "/area", ROLE_COUNTY, ROLE_ADMIN },
	{ "系统管理", "年度管理", "/year", ROLE_ADMIN, ROLE_ADMIN },
	{ "系统管理", "完整信息查看记录", "/reveal", ROLE_ADMIN, ROLE_ADMIN },
};

/* Whether the page shown lies below the link. */
static bool
current(const char *path, const char *link)
{
	size_t n = strlen(link);

	if (strcmp(link, "/") == 0)
		return strcmp(path, "/") == 0;
	return strncmp(path, link, n) == 0 &&
	    (path[n] == '\0' || path[n] == '/') &&
	    (strcmp(link, "/message") != 0 ||
	    strcmp(path, "/message/simulator") != 0);
}

/* What stands at the foot of a phone's screen, beside 更多. */
static const struct {
	const char *label, *path;
	enum role least, most;
} quick[] = {
	{ "待办", "/", ROLE_HELPER, ROLE_ADMIN },
	{ "住户", "/household", ROLE_HELPER, ROLE_ADMIN },
	{ "走访", "/visit", ROLE_HELPER, ROLE_HELPER },
	{ "填报", "/village", ROLE_VILLAGE, ROLE_ADMIN },
};

static void
fill_link(struct req *r, struct page *p, const char *label,
    const char *path)
{
	page_text(p, "label", label);
	page_text(p, "path", path);
	if (current(r->path, path))
		page_show(p, "HERE");
}

static bool
may(const struct req *r, enum role least, enum role most)
{
	return r->who.role >= least && r->who.role <= most;
}

static void
fill_links(struct req *r, struct page *top)
{
	struct page *group = NULL;
	size_t i;

	for (i = 0; i < LEN(links); i++) {
		if (i > 0 && strcmp(links[i].group, links[i - 1].group) != 0)
			group = NULL;
		if (!may(r, links[i].least, links[i].most))
			continue;
		if (group == NULL) {
			group = page_part(top, "GROUP");
			if (*links[i].group != '\0')
				page_text(page_part(group, "HEAD"), "group",
				    links[i].group);
		}
		fill_link(r, page_part(group, "LINK"), links[i].label,
		    links[i].path);
	}
	for (i = 0; i < LEN(quick); i++)
		if (may(r, quick[i].least, quick[i].most))
			fill_link(r, page_part(top, "QUICK"), quick[i].label,
			    quick[i].path);
}

/* 3月 · 还剩2天, or what is over. */
static const char *
due_label(struct req *r, int period)
{
	struct date last = report_deadline(period, &r->settings->rules);
	int64_t days = date_days(last) - date_days(r->today);

	if (days < 0)
		return pool_print(r->pool, "%d月 · 已截止", period % 100);
	if (days == 0)
		return pool_print(r->pool, "%d月 · 今天截止", period % 100);
	return pool_print(r->pool, "%d月 · 还剩%d天", period % 100,
	    (int)days);
}

void
frame_fill(struct req *r, struct page *top)
{
	struct page *p;

	page_global(top, "PLACE", r->session.area_name);
	if (r->session.user_id == 0)
		return;
	p = page_part(top, "USER");
	page_text(p, "name", r->session.name);
	page_text(p, "role", role_label(r->who.role));
	page_text(p, "due", due_label(r, report_due(r->today)));
	page_text(p, "find", req_query(r, "find"));
	fill_links(r, p);
	looked_fill(r, top, p);
}

/* ---- outcomes ---------------------------------------------------------- */

static const struct {
	const char *title, *sentence;
} outcomes[ERR__MAX] = {
	[ERR_INPUT] = { "提交的内容有误",
	    "提交的内容不完整或太大，没有保存。请返回上一页检查后再提交。" },
	[ERR_DENIED] = { "没有权限",
	    "您的账号不能做这项操作，或者页面已经过期。请返回上一页刷新后再试；"
	    "确实需要时请联系县级管理员。" },
	[ERR_ABSENT] = { "没有找到",
	    "没有这个页面，或者它不在您负责的范围内。" },
	[ERR_CONFLICT] = { "有人先改了",
	    "就在刚才别人修改了同一条记录，您的修改没有保存。请返回查看最新内容。" },
	[ERR_BUSY] = { "系统正忙",
	    "数据库暂时连不上，没有保存。请稍等几秒再提交一次。" },
	[ERR_BROKEN] = { "系统出错了",
	    "这是系统的问题，不是您的操作有误。已记录下来，请稍后再试或联系管理员。" },
};

void
frame_keep(struct req *r, struct page *page, const char *strip)
{
	size_t i, n = strlen(strip);
	const struct word *w;
	struct page *part;

	for (i = 0; i < r->words.count; i++) {
		w = &r->words.at[i];
		if (strncmp(w->name, strip, n) != 0 ||
		    strcmp(w->name, "token") == 0)
			continue;
		part = page_part(page, "KEEP");
		page_text(part, "name", w->name + n);
		page_text(part, "value",
		    text_clean(r->pool, w->value, w->len));
	}
}

/* Files can't be kept while the database is away; they are asked for by name. */
static void
fill_files(struct req *r, struct page *p)
{
	struct page *box = NULL, *part;
	size_t i;

	for (i = 0; i < r->uploads.count; i++) {
		if (box == NULL)
			box = page_part(p, "FILES");
		part = page_part(box, "FILE");
		page_text(part, "name", r->uploads.at[i].name);
		page_text(part, "file", r->uploads.at[i].label);
	}
}

/* The same form once more, as it was typed, with the token it came with: the
 * session may be out of reach too.  Passwords are not kept. */
static void
fill_again(struct req *r, struct page *p)
{
	const struct form *f = r->route->form;
	const struct word *token = words_find(&r->words, "token");
	struct page *part;
	size_t i;

	for (i = 0; f != NULL && i < f->count; i++)
		if (f->fields[i].kind == FIELD_SECRET)
			return;
	if (r->verb != VERB_POST || token == NULL)
		return;
	part = page_part(p, "AGAIN");
	page_text(part, "action", r->target);
	page_text(part, "posted_token",
	    text_clean(r->pool, token->value, token->len));
	frame_keep(r, part, "");
	fill_files(r, part);
}

enum err
frame_trouble(struct req *r)
{
	struct page *p = req_page(r, "trouble.tpl",
	    outcomes[r->trouble].title);
	size_t i;

	page_text(p, "title", outcomes[r->trouble].title);
	page_text(p, "sentence", r->trouble == ERR_DENIED && r->who.closed ?
	    pool_print(r->pool, "%d年度已经关闭，只能查看，不能修改，没有保存。"
	    "要改今年的情况，请先回到当前年度。", (int)r->who.year) :
	    outcomes[r->trouble].sentence);
	if (r->trouble == ERR_ABSENT)
		elsewhere_fill(r, p);
	if (r->trouble == ERR_BUSY)
		fill_again(r, p);
	if (r->trouble == ERR_INPUT && r->flaws > 0 &&
	    r->route->form != NULL)
		for (i = 0; i < r->route->form->count; i++)
			if (r->in[i].flaw != FLAW_NONE)
				page_text(page_part(p, "FLAW"), "sentence",
				    field_sentence(r->pool,
				    &r->route->form->fields[i], &r->in[i]));
	return req_show(r);
}

/* ---- forms ------------------------------------------------------------- */

void
frame_flaws(struct req *r, struct page *body, const struct form *form)
{
	struct page *box = NULL, *line;
	size_t i, count = 0;

	for (i = 0; i < form->count; i++) {
		if (r->in == NULL || r->in[i].flaw == FLAW_NONE)
			continue;
		if (box == NULL)
			box = page_part(body, "FLAWS");
		count++;
		line = page_part(box, "FLAW");
		page_text(line, "field", form->fields[i].name);
		page_text(line, "sentence", field_sentence(r->pool,
		    &form->fields[i], &r->in[i]));
	}
	if (box != NULL)
		page_int(box, "count", (int64_t)count);
}

void
frame_field(struct req *r, struct page *part, const struct field *f,
    const struct answer *a)
{
	const char *section;

	if (f->kind != FIELD_SECRET)
		page_text(part, f->name, a->word);
	if (a->flaw == FLAW_NONE)
		return;
	section = pool_print(r->pool, "%s_FLAW", f->name);
	page_text(page_part(part, section), "sentence",
	    field_sentence(r->pool, f, a));
}
