#include <inttypes.h>
#include <string.h>

#include "db/household.h"
#include "db/rule.h"
#include "fcgi/pages/entry.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/rule.h"
#include "fcgi/pages/tabs.h"

static const struct panel_note done[] = {
	{ "noted", "情况说明已保存，这条提示不再列出。" },
};

enum { RULE, MEMBER, WHY, EXPLAIN__MAX };
static const struct field fields[EXPLAIN__MAX] = {
	[RULE] = { .name = "rule", .label = "规则", .kind = FIELD_TEXT,
	    .least = 1, .most = 40, .required = true },
	[MEMBER] = { .name = "member", .label = "成员", .kind = FIELD_INT,
	    .least = 0, .most = INT64_MAX, .required = true },
	[WHY] = { .name = "why", .label = "情况说明", .kind = FIELD_TEXT,
	    .least = 2, .most = 200, .required = true },
};
static const struct form form = { fields, EXPLAIN__MAX };

/* The household with all that is open. */
struct problem {
	struct household h;
	struct rule_check check;
	struct rule_notes notes;
};

static enum err
load(struct req *r, struct problem *p)
{
	void *row;
	enum err e;

	*p = (struct problem){ .check = { .household = NULL } };
	if ((e = household_by_id(r->db, r->pool, &r->who, r->id[0],
	    &p->h)) != OK || (e = dictionary_household(r->db, r->pool,
	    &r->who, r->id[0], &row)) != OK || (e = dictionary_members(r->db,
	    r->pool, &r->who, r->id[0], &p->check.members)) != OK)
		return e;
	p->check.household = row;
	if ((e = rule_check(r->db, r->pool, &r->who, &p->check)) != OK)
		return e;
	return rule_notes(r->db, r->pool, &r->who, r->id[0], &p->notes);
}

/* ---- the page --------------------------------------------------------- */

/* Where the marked field is filled in. */
static const char *
place(struct req *r, const struct rule *rule, int64_t member_id)
{
	const struct dictionary_line *l = dictionary_find(dictionary_of(
	    rule->mark_member ? DICTIONARY_MEMBER : DICTIONARY_HOUSEHOLD),
	    rule->mark);
	const char *home = pool_print(r->pool, "/household/%" PRId64,
	    r->id[0]);
	const char *names[TABS_SECTIONS];
	size_t count = tabs_sections(r, names), i;

	if (rule->mark_member && (member_id == 0 ||
	    strcmp(rule->mark, "relation") == 0))
		return pool_print(r->pool, "%s/member", home);
	if (rule->mark_member)
		return pool_print(r->pool, "%s/member/%" PRId64 "#%s", home,
		    member_id, rule->mark);
	for (i = 0; l != NULL && i < count; i++)
		if (strcmp(names[i], l->section) == 0)
			return pool_print(r->pool, "%s/file/%zu#%s", home,
			    i + 1, rule->mark);
	return home;
}

static const char *
label_of(const struct rule *rule)
{
	const struct dictionary_line *l = dictionary_find(dictionary_of(
	    rule->mark_member ? DICTIONARY_MEMBER : DICTIONARY_HOUSEHOLD),
	    rule->mark);

	return l != NULL ? l->label : rule->mark;
}

/* 户, or the member's name. */
static const char *
subject(const struct problem *p, int64_t member_id)
{
	const struct dictionary_head *m;
	size_t i;

	if (member_id == 0)
		return "户";
	for (i = 0; i < p->check.members.count; i++) {
		m = p->check.members.at[i];
		if (m->id == member_id)
			return m->base.name;
	}
	return "";
}

static void
fill_explain(struct req *r, struct page *part, const struct rule *rule,
    int64_t member_id, bool typed)
{
	struct page *box = page_part(part, "EXPLAIN");

	page_text(box, "rule", rule->name);
	page_int(box, "member", member_id);
	if (!typed || !text_is(r->in[RULE].text, rule->name) ||
	    r->in[MEMBER].value != member_id)
		return;
	page_text(box, "word", r->in[WHY].word);
	if (r->in[WHY].flaw != FLAW_NONE)
		page_text(page_part(box, "WRONG"), "flaw",
		    field_sentence(r->pool, &fields[WHY], &r->in[WHY]));
}

static void
fill_open(struct req *r, struct page *page, const struct problem *p,
    bool typed)
{
	const struct rule_findings *open = &p->check.open;
	size_t i;

	for (i = 0; i < open->count; i++) {
		const struct rule *rule = open->at[i].rule;
		int64_t id = rule_subject(&p->check, &open->at[i]);
		struct page *part = page_part(page, "OPEN");

		page_text(part, "subject", subject(p, id));
		page_text(part, "label", label_of(rule));
		page_text(part, "link", place(r, rule, id));
		page_text(part, "sentence", rule->sentence);
		page_text(part, "source", rule->source);
		page_show(part, rule->severity == RULE_BLOCK ? "BLOCKS" :
		    "WARNS");
		if (rule->severity == RULE_WARN &&
		    r->who.role >= ROLE_VILLAGE && !r->who.closed)
			fill_explain(r, part, rule, id, typed);
	}
	if (open->count == 0)
		page_show(page, "GOOD");
	page_int(page, "open", (int64_t)open->count);
}

static void
fill_notes(struct req *r, struct page *page, const struct problem *p)
{
	struct page *box, *part;
	size_t i;

	if (p->notes.count == 0)
		return;
	box = page_part(page, "NOTES");
	for (i = 0; i < p->notes.count; i++) {
		const struct rule_note *n = &p->notes.at[i];
		const struct rule *rule = rule_find(rule_all(), n->rule);

		part = page_part(box, "NOTE");
		page_text(part, "subject", subject(p, n->member_id));
		page_text(part, "sentence", rule != NULL ? rule->sentence :
		    n->rule);
		page_text(part, "explanation", n->explanation);
		page_text(part, "name", n->name);
		page_text(part, "door", entry_door(n->door));
		page_text(part, "at", page_time(r->pool, n->at));
	}
}

static enum err
show_problem(struct req *r, bool typed)
{
	struct problem p;
	struct page *page;
	enum err e;

	if ((e = load(r, &p)) != OK)
		return e;
	page = req_page(r, "rule.tpl", "问题数据");
	page_fill(page, r->pool, &household_shape, &p.h);
	tabs_fill(r, page, &p.h);
	fill_open(r, page, &p, typed);
	fill_notes(r, page, &p);
	return req_show(r);
}

static enum err
show(struct req *r)
{
	panel_notice(r, done, LEN(done));
	return show_problem(r, false);
}

static enum err
again(struct req *r)
{
	return show_problem(r, true);
}

/* ---- an explanation --------------------------------------------------- */

static enum err
explain(struct req *r)
{
	struct problem p;
	enum err e;
	size_t i;

	if (r->who.closed)
		return ERR_DENIED;
	if ((e = load(r, &p)) != OK)
		return e;
	for (i = 0; i < p.check.open.count; i++) {
		const struct rule_finding *f = &p.check.open.at[i];

		if (f->rule->severity != RULE_WARN ||
		    strcmp(f->rule->name, r->in[RULE].text) != 0 ||
		    rule_subject(&p.check, f) != r->in[MEMBER].value)
			continue;
		if ((e = rule_note_add(r->db, &r->who, &(struct rule_note){
		    .household_id = r->id[0],
		    .member_id = r->in[MEMBER].value,
		    .rule = f->rule->name,
		    .explanation = r->in[WHY].text }, r->now)) != OK)
			return e;
		return req_go(r, "%s?done=noted", r->path);
	}
	/* it was put right, or explained, in between */
	return req_go(r, "%s", r->path);
}

const struct route rule_routes[] = {
	{ VERB_GET, "/household/#/problem", ROLE_HELPER, NULL, show, NULL },
	{ VERB_POST, "/household/#/problem", ROLE_VILLAGE, &form, explain,
	    again },
	{ .path = NULL }
};
