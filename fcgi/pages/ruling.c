#include <inttypes.h>
#include <string.h>

#include "fcgi/pages/ruling.h"

static const struct field why_field = { .name = "why", .label = "情况说明",
    .kind = FIELD_TEXT, .least = 2, .most = 200, .required = true };

/* why.RULE.MEMBER */
static const char *
control(struct pool *pool, const struct rule_check *c,
    const struct rule_finding *f)
{
	return pool_print(pool, "why.%s.%" PRId64, f->rule->name,
	    rule_subject(c, f));
}

enum err
ruling_read(struct req *r, struct ruling *g)
{
	struct rule_check *c = &g->check;
	struct field field = why_field;
	bool open = false;
	enum err e;
	size_t i;

	if ((e = rule_check(r->db, r->pool, &r->who, c)) != OK)
		return e;
	g->whys = pool_array(r->pool, c->open.count + 1, sizeof *g->whys);
	for (i = 0; i < c->open.count; i++) {
		const struct rule_finding *f = &c->open.at[i];

		if (f->rule->severity == RULE_BLOCK) {
			open = true;
			continue;
		}
		field.name = control(r->pool, c, f);
		open |= field_read(r->pool, &field, 1, &r->words, "",
		    &g->whys[i]) > 0;
	}
	return open ? ERR_INPUT : OK;
}

enum err
ruling_keep(struct req *r, const struct ruling *g)
{
	const char **whys = pool_array(r->pool, g->check.open.count + 1,
	    sizeof *whys);
	size_t i;

	for (i = 0; i < g->check.open.count; i++)
		whys[i] = g->whys[i].text;
	return rule_check_keep(r->db, r->pool, &r->who, &g->check, whys);
}

/* ---- on the page ------------------------------------------------------ */

static bool
on_form(const struct rule_part *p, const char *name, bool member)
{
	size_t i;

	for (i = 0; member == p->of_member && i < p->form->count; i++)
		if (strcmp(p->form->lines[i]->name, name) == 0)
			return true;
	return false;
}

/* Where a finding is told: at the field that the rule marks, or at the first
 * that it looks at; NULL where none of them stands on the form. */
static const char *
told_at(const struct rule_check *c, const struct rule *rule)
{
	const struct rule_part *p = &c->part;
	size_t i;

	if (p->form == NULL || on_form(p, rule->mark, rule->mark_member))
		return p->form == NULL ? NULL : rule->mark;
	for (i = 0; i < rule->use_count; i++)
		if (on_form(p, rule->uses[i].name, rule->uses[i].member))
			return rule->uses[i].name;
	return NULL;
}

void
ruling_fill(struct req *r, struct page *page, const struct ruling *g)
{
	const struct rule_findings *open = &g->check.open;
	struct page *box, *part;
	size_t i;

	if (open->count == 0)
		return;
	box = page_part(page, "RULINGS");
	page_int(box, "count", (int64_t)open->count);
	for (i = 0; i < open->count; i++) {
		const struct rule_finding *f = &open->at[i];

		part = page_part(box, "RULING");
		page_text(part, "sentence", rule_check_sentence(r->pool,
		    &r->who, &g->check, i));
		page_text(part, "field", pool_print(r->pool, "rule-%s-%"
		    PRId64, f->rule->name, rule_subject(&g->check, f)));
		if (f->rule->severity == RULE_WARN)
			page_show(part, "WARNS");
	}
}

static void
ruled(struct req *r, struct page *part, const struct ruling *g, size_t i)
{
	const struct rule_finding *f = &g->check.open.at[i];
	struct page *box;

	page_text(part, "sentence", rule_check_sentence(r->pool, &r->who,
	    &g->check, i));
	page_text(part, "source", f->rule->source);
	page_text(part, "field", pool_print(r->pool, "rule-%s-%" PRId64,
	    f->rule->name, rule_subject(&g->check, f)));
	if (f->rule->severity == RULE_BLOCK) {
		page_show(part, "BLOCKS");
		return;
	}
	box = page_part(part, "EXPLAIN");
	page_text(box, "control", control(r->pool, &g->check, f));
	page_text(box, "word", g->whys[i].word);
	if (g->whys[i].given && g->whys[i].flaw != FLAW_NONE)
		page_text(page_part(box, "WRONG_WHY"), "why",
		    field_sentence(r->pool, &why_field, &g->whys[i]));
}

void
ruling_field(struct req *r, struct page *part, const struct ruling *g,
    const char *name, int64_t member_id)
{
	const struct rule_check *c = &g->check;
	size_t i;

	for (i = 0; i < c->open.count; i++) {
		const struct rule_finding *f = &c->open.at[i];
		int64_t subject = rule_subject(c, f);

		if (text_is(told_at(c, f->rule), name) && (member_id == 0 ||
		    subject == (member_id < 0 ? 0 : member_id)))
			ruled(r, page_part(part, "RULED"), g, i);
	}
}

void
ruling_rest(struct req *r, struct page *part, const struct ruling *g)
{
	const struct rule_check *c = &g->check;
	size_t i;

	for (i = 0; i < c->open.count; i++)
		if (told_at(c, c->open.at[i].rule) == NULL)
			ruled(r, page_part(part, "REST"), g, i);
}
