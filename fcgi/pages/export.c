#include <stdio.h>
#include <string.h>

#include "core/area.h"
#include "db/export.h"
#include "db/user.h"
#include "exchange/export.h"
#include "exchange/schema.h"
#include "fcgi/pages/export.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/panel.h"

#define YEAR_FIRST	2014
#define TICKET_SECONDS	600	/* from the POST to the download */

static const struct choice kinds[] = {
	{ "full", "全部：住户、成员、帮扶关系、月报", EXPORT_FULL },
	{ "reports", "只要月报", EXPORT_REPORTS },
};

static const struct choice profiles[] = {
	{ "plain", "本系统格式", PROFILE_PLAIN },
	{ "national", "国家系统格式", PROFILE_NATIONAL },
};

enum { AREA, YEAR, KIND, PROFILE, UNMASKED, EXPORT__MAX };
static const struct field fields[EXPORT__MAX] = {
	[AREA] = { .name = "area", .label = "地区", .kind = FIELD_TEXT,
	    .least = 1, .most = 60, .required = true },
	[YEAR] = { .name = "year", .label = "年度", .kind = FIELD_INT,
	    .least = YEAR_FIRST, .most = 2999, .required = true },
	[KIND] = { .name = "kind", .label = "内容", .kind = FIELD_CHOICE,
	    .required = true, .choices = kinds, .choice_count = LEN(kinds) },
	[PROFILE] = { .name = "profile", .label = "格式",
	    .kind = FIELD_CHOICE, .choices = profiles,
	    .choice_count = LEN(profiles) },
	[UNMASKED] = { .name = "unmasked", .label = "完整个人信息",
	    .kind = FIELD_FLAG },
};
static const struct form form = { fields, EXPORT__MAX };

/* ---- the page --------------------------------------------------------- */

static enum err
start_page(struct req *r, struct page **p, const char *kind,
    const char *profile, bool unmasked)
{
	const char *own;
	struct page *part;
	enum err e = panel_area_name(r, r->session.area, &own);

	*p = req_page(r, "export.tpl", "导出");
	panel_choices(*p, "KIND", &fields[KIND], kind);
	panel_choices(*p, "PROFILE", &fields[PROFILE], profile);
	page_int(*p, "year", r->who.year);
	page_int(*p, "open_year", r->who.year);
	page_text(*p, "schema_area", own);
	if (r->who.role >= ROLE_COUNTY) {
		part = page_part(*p, "MAY");
		if (unmasked)
			page_show(part, "CHOSEN");
	}
	return e != OK ? e : panel_areas(r, *p);
}

/* ${schema_area}: typed for the schema; NULL: the asker's own. */
static enum err
show_with(struct req *r, const char *schema_area)
{
	const char *name;
	struct page *p;
	enum err e;

	if ((e = panel_area_name(r, r->session.area, &name)) != OK ||
	    (e = start_page(r, &p, "full", "plain", false)) != OK)
		return e;
	page_text(p, "area", name);
	if (schema_area != NULL)
		page_text(p, "schema_area", schema_area);
	return req_show(r);
}

static enum err
show(struct req *r)
{
	return show_with(r, NULL);
}

static enum err
again(struct req *r)
{
	struct page *p;
	enum err e = start_page(r, &p, r->in[KIND].word,
	    r->in[PROFILE].word, r->in[UNMASKED].value != 0);

	if (e != OK)
		return e;
	panel_form(r, p, &form);
	return req_show(r);
}

/* ---- the ticket ------------------------------------------------------- */

/* What a line of the audit says: who reads it back may download. */
#define TICKET_FORMAT	"area %lld year %d %s %s %s"

/* What of a year before the registry's first is there are its months. */
static enum err
judge_year(struct req *r, struct answer *a)
{
	enum err e = export_known(r->db, r->pool, a->value);

	if (e != ERR_ABSENT)
		return e;
	if (a->value > r->who.year)
		return field_spoil(a, pool_print(r->pool,
		    "还没有开始，最近的年度是%d", (int)r->who.year));
	return r->in[KIND].value == EXPORT_REPORTS ? OK : field_spoil(a,
	    "没有自己的档案，只能导出月报，请改选年度或内容");
}

static enum err
ask(struct req *r)
{
	bool unmasked = r->in[UNMASKED].value != 0;
	struct audit line = { r->now, r->session.user_id, req_address(r),
	    "export", NULL };
	struct area area;
	int64_t id;
	enum err e;

	if ((e = panel_area(r, &r->in[AREA], &area)) != OK ||
	    (e = judge_year(r, &r->in[YEAR])) != OK)
		return e;
	if (r->in[PROFILE].value == PROFILE_NATIONAL &&
	    r->in[KIND].value == EXPORT_REPORTS)
		return field_spoil(&r->in[PROFILE],
		    "里没有月报，请选“全部”，或者改选本系统格式");
	if (unmasked && r->who.role < ROLE_COUNTY)
		return field_spoil(&r->in[UNMASKED],
		    "只有县级用户和系统管理员可以导出");
	line.about = pool_print(r->pool, TICKET_FORMAT,
	    (long long)area.code, (int)r->in[YEAR].value, r->in[KIND].text,
	    unmasked ? "unmasked" : "masked",
	    profile_name((enum profile_kind)r->in[PROFILE].value));
	if ((e = audit_add_id(r->db, &line, &id)) != OK)
		return e;
	return req_go(r, "/export/%lld", (long long)id);
}

/* Read a ticket; false for a line that is none. */
static bool
read_ticket(const char *about, struct export_options *o)
{
	char kind[12], masked[12], profile[12];
	long long area;

	if (sscanf(about, "area %lld year %d %11s %11s %11s", &area,
	    &o->year, kind, masked, profile) != 5)
		return false;
	o->area = area;
	o->kind = export_kind_read(kind);
	o->unmasked = strcmp(masked, "unmasked") == 0;
	o->profile = profile_read(profile);
	return o->kind != EXPORT_KIND__MAX &&
	    o->profile != PROFILE_KIND__MAX;
}

/* ---- the file --------------------------------------------------------- */

static enum err
pass(void *cookie, const char *at, size_t len)
{
	return req_more(cookie, at, len);
}

/* 130630 of 130630000000. */
static const char *
short_code(struct pool *pool, int64_t area)
{
	static const int digits[AREA__MAX] = { 1, 2, 4, 6, 9, 12 };
	const char *s = pool_print(pool, "%012lld", (long long)area);

	return pool_copy_len(pool, s, (size_t)digits[area_level(area)]);
}

static enum err
download(struct req *r)
{
	struct xml_sink sink = { pass, r };
	struct export_options o = { .generated = r->now,
	    .generation = r->settings->generation };
	struct audit line;
	enum err e;

	if ((e = audit_by_id(r->db, r->pool, r->session.user_id, r->id[0],
	    &line)) != OK)
		return e;
	if (strcmp(line.deed, "export") != 0 || !read_ticket(line.about, &o) ||
	    r->now.utc - line.at.utc > TICKET_SECONDS)
		return ERR_ABSENT;
	/* his scope may be another since */
	if (o.area < r->who.low || area_last(o.area) > r->who.high ||
	    (o.unmasked && r->who.role < ROLE_COUNTY))
		return ERR_DENIED;
	req_download(r, "application/xml; charset=utf-8",
	    pool_print(r->pool, "bangfu-%s-%d-%s.xml",
	    short_code(r->pool, o.area), o.year,
	    o.profile == PROFILE_NATIONAL ? "national" :
	    export_kind_name(o.kind)));
	return export_write(r->db, &r->who, &o, &sink, NULL);
}

/* ---- its schema ------------------------------------------------------- */

enum { OF_AREA, OF_PROFILE, OF_UNMASKED, SCHEMA__MAX };
static const struct field schema_fields[SCHEMA__MAX] = {
	[OF_AREA] = { .name = "area", .label = "地区", .kind = FIELD_TEXT,
	    .most = 60 },
	[OF_PROFILE] = { .name = "profile", .label = "格式",
	    .kind = FIELD_CHOICE, .choices = profiles,
	    .choice_count = LEN(profiles) },
	[OF_UNMASKED] = { .name = "unmasked", .label = "完整个人信息",
	    .kind = FIELD_FLAG },
};
static const struct form schema_form = { schema_fields, SCHEMA__MAX };

/* The area that was typed, or the asker's own. */
static enum err
schema_area(struct req *r, int64_t *code)
{
	struct area area = { .code = r->session.area };
	enum err e = r->flaws > 0 ? ERR_INPUT : !r->in[OF_AREA].given ? OK :
	    panel_area(r, &r->in[OF_AREA], &area);

	*code = area.code;
	return e;
}

/* The page again, with what is wrong above it. */
static enum err
refuse_schema(struct req *r)
{
	const char *sentence = "";
	int i;

	for (i = 0; i < SCHEMA__MAX; i++)
		if (r->in[i].flaw != FLAW_NONE)
			sentence = field_sentence(r->pool, &schema_fields[i],
			    &r->in[i]);
	r->trouble = ERR_INPUT;
	r->notice = pool_print(r->pool, "格式定义没有下载：%s", sentence);
	return show_with(r, r->in[OF_AREA].word);
}

static enum err
schema(struct req *r)
{
	struct xml_sink sink = { pass, r };
	struct schema_options o = { .year = (int)r->id[0],
	    .generation = r->settings->generation };
	enum err e;

	if (r->id[0] < YEAR_FIRST || r->id[0] > r->who.year)
		return ERR_ABSENT;
	e = schema_area(r, &o.area);
	if (e != OK)
		return e == ERR_INPUT ? refuse_schema(r) : e;
	o.profile = (enum profile_kind)r->in[OF_PROFILE].value;
	o.unmasked = r->in[OF_UNMASKED].value != 0;
	req_download(r, "application/xml; charset=utf-8",
	    pool_print(r->pool, "bangfu-%s-%d%s.xsd",
	    short_code(r->pool, o.area), o.year,
	    o.profile == PROFILE_NATIONAL ? "-national" : ""));
	return schema_write(r->db, &o, &sink);
}

const struct route export_routes[] = {
	{ VERB_GET, "/export", ROLE_TOWNSHIP, NULL, show, NULL },
	{ VERB_POST, "/export", ROLE_TOWNSHIP, &form, ask, again },
	{ VERB_GET, "/export/#", ROLE_TOWNSHIP, NULL, download, NULL },
	{ VERB_GET, "/export/schema/#", ROLE_TOWNSHIP, &schema_form,
	    schema, NULL },
	{ .path = NULL }
};
