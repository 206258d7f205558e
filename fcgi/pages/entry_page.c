#include <string.h>

#include "core/money.h"
#include "core/receipt.h"
#include "fcgi/pages/entry.h"

static void
show_bad(struct req *r, struct page *row, int field)
{
	page_show(row, pool_print(r->pool, "%s_BAD",
	    entry_fields[field].name));
}

static void
show_answer(struct req *r, struct page *row, int field, bool yes)
{
	const char *name = entry_fields[field].name;

	page_show(row, yes ? pool_print(r->pool, "%s_YES", name) :
	    pool_print(r->pool, "%s_NO", name));
}

static void
fill_sums(struct req *r, struct page *row, const struct report_month *m)
{
	page_text(row, "property_sum",
	    money_short(r->pool, report_property(m)));
	page_text(row, "transfer_sum",
	    money_short(r->pool, report_transfer(m)));
	page_text(row, "total", money_short(r->pool, report_total(m)));
}

void
entry_fill(struct req *r, struct page *row, const struct entry *e)
{
	bool any = false;
	int i;

	for (i = 0; i < ENTRY__MAX; i++) {
		const struct answer *a = &e->in[i];

		any = any || (i < ENTRY_ANSWER && a->given);
		if (a->flaw != FLAW_NONE)
			show_bad(r, row, i);
		if (i < ENTRY_ANSWER || i >= ENTRY_PROBLEM)
			page_text(row, entry_fields[i].name, a->word);
		else if (a->given && a->flaw == FLAW_NONE)
			show_answer(r, row, i, a->value != 0);
	}
	if (any)
		fill_sums(r, row, &e->month);
}

void
entry_text(struct req *r, struct page *row, const struct report *stored)
{
	const struct report_month *m = &stored->month;
	int i;

	if (stored->version == 0)
		return;
	for (i = 0; i < INCOME__MAX; i++)
		page_text(row, report_incomes[i].name,
		    money_short(r->pool, m->income_fen[i]));
	for (i = 0; i < ANSWER__MAX; i++) {
		page_text(row, report_answers[i].name, !m->answer[i].given ?
		    "" : m->answer[i].value ? "是" : "否");
		if (report_unresolved(m, (enum report_answer)i))
			show_bad(r, row, ENTRY_ANSWER + i);
	}
	page_text(row, "problem", m->problem);
	fill_sums(r, row, m);
}

const char *
entry_door(const char *door)
{
	static const struct {
		const char *door, *label;
	} doors[] = {
		{ "web", "网页" }, { "sms", "短信" }, { "ussd", "USSD" },
		{ "sheet", "表格" }, { "import", "导入" },
		{ "xml", "数据交换" },
	};
	size_t i;

	for (i = 0; door != NULL && i < LEN(doors); i++)
		if (strcmp(doors[i].door, door) == 0)
			return doors[i].label;
	return "系统";
}

void
entry_trace(struct req *r, struct page *row, const struct report *stored)
{
	struct page *p;

	if (stored->version == 0)
		return;
	p = page_part(row, "TRACE");
	page_text(p, "reporter", stored->reporter);
	page_text(p, "door", entry_door(stored->door));
	page_text(p, "at", page_time(r->pool, stored->reported_at));
	if (stored->receipt_id != 0)
		page_text(page_part(p, "RECEIPT"), "receipt",
		    receipt_print(r->pool, stored->receipt_id));
	if (report_state_of(stored) == REPORT_RETURNED)
		page_text(page_part(row, "RETURNED"), "reason",
		    stored->return_reason);
}

size_t
entry_flaws(struct req *r, struct page *page, const char *prefix,
    const struct entry *e)
{
	struct page *line;
	size_t count = 0;
	int i;

	if (e->why != NULL) {
		line = page_part(page, "FLAW");
		page_text(line, "field", pool_copy_len(r->pool, prefix,
		    strcspn(prefix, ".")));
		page_text(line, "sentence", e->why);
		count++;
	}
	for (i = 0; i < ENTRY__MAX; i++) {
		if (e->in[i].flaw == FLAW_NONE)
			continue;
		line = page_part(page, "FLAW");
		page_text(line, "field", pool_print(r->pool, "%s%s", prefix,
		    entry_fields[i].name));
		page_text(line, "sentence", field_sentence(r->pool,
		    &entry_fields[i], &e->in[i]));
		count++;
	}
	return count;
}

/* ---- two editors ------------------------------------------------------- */

static const char *
answer_word(const struct opt_int *a)
{
	return !a->given ? "未选" : a->value != 0 ? "是" : "否";
}

size_t
entry_changes(struct pool *pool, const struct report_month *old,
    const struct report_month *new, struct entry_change changes[ENTRY_SEEN])
{
	size_t n = 0;
	int i;

	for (i = 0; i < INCOME__MAX; i++)
		if (old->income_fen[i] != new->income_fen[i])
			changes[n++] = (struct entry_change){
			    report_incomes[i].name, report_incomes[i].label,
			    money_short(pool, old->income_fen[i]),
			    money_short(pool, new->income_fen[i]) };
	for (i = 0; i < ANSWER__MAX; i++)
		if (strcmp(answer_word(&old->answer[i]),
		    answer_word(&new->answer[i])) != 0)
			changes[n++] = (struct entry_change){
			    report_answers[i].name, report_answers[i].label,
			    answer_word(&old->answer[i]),
			    answer_word(&new->answer[i]) };
	if (!text_is(old->problem, new->problem))
		changes[n++] = (struct entry_change){ "problem",
		    entry_fields[ENTRY_PROBLEM].label,
		    old->problem != NULL ? old->problem : "空",
		    new->problem != NULL ? new->problem : "空" };
	return n;
}

enum err
entry_conflict(struct req *r, struct page *page, const struct entry *e,
    const struct report *stored)
{
	struct report before = { 0 };
	struct entry_change changes[ENTRY_SEEN];
	struct page *box, *line;
	size_t count, i;
	enum err err;

	if (e->version != 0) {
		err = report_at_version(r->db, r->pool, &r->who,
		    &(struct report_at){ stored->household_id,
		    stored->period, e->version }, &before);
		if (err != OK && err != ERR_ABSENT)
			return err;
	}
	count = entry_changes(r->pool, &before.month, &stored->month,
	    changes);
	box = page_part(page, "CONFLICT");
	page_text(box, "month", period_label(r->pool, (int)stored->period));
	page_text(box, "reporter", stored->reporter);
	page_text(box, "door", entry_door(stored->door));
	page_text(box, "at", page_time(r->pool, stored->reported_at));
	for (i = 0; i < count; i++) {
		line = page_part(box, "CHANGE");
		page_text(line, "label", changes[i].label);
		page_text(line, "old", changes[i].old);
		page_text(line, "new", changes[i].new);
	}
	return OK;
}
