#include <string.h>

#include "core/mask.h"
#include "core/text.h"
#include "fcgi/pages/print_contrast.h"
#include "fcgi/pages/print_pairs.h"
#include "fcgi/pages/print_people.h"
#include "fcgi/pages/tabs.h"

/* Each person's row of last year, and an empty one below. */
static void
contrast_people(struct paper *p, const struct print_record *k)
{
	struct print_people t;
	size_t i;

	print_people_open(p, NULL, &t);
	for (i = 0; i < k->members.count && i < k->rows.count; i++) {
		if (!k->members.at[i].active)
			continue;
		print_people_row(&t, &k->members.at[i], k->rows.at[i], NULL);
		print_people_change(&t);
	}
	print_people_codes(&t, "注：");
}

/* Whether the ${i}th line is the first of its section on the year's form. */
static bool
begins(const struct paper *p, const struct dictionary *d, size_t i)
{
	size_t j;

	if (d->lines[i].column == NULL ||
	    !dictionary_valid(&d->lines[i], p->year))
		return false;
	for (j = 0; j < i; j++)
		if (d->lines[j].column != NULL &&
		    dictionary_valid(&d->lines[j], p->year) &&
		    strcmp(d->lines[j].section, d->lines[i].section) == 0)
			return false;
	return true;
}

enum err
print_contrast_household(struct paper *p, const struct household *h)
{
	struct who last = p->r->who;
	struct household before = *h;
	const struct dictionary *d;
	bool old = true;
	struct print_record k;
	enum err e;
	size_t i;

	last.year--;
	if ((e = print_part_load(p, &last, &before, &k)) == ERR_ABSENT) {
		old = false;
		e = print_part_load(p, &p->r->who, h, &k);
	}
	if (e != OK)
		return e;
	p->ticks = true;
	paper_sheet(p, "贫困户信息对照表", h);
	paper_block(p, NULL);
	print_part_home(p, &k);
	paper_fact(p, "左栏", pool_print(p->r->pool, old ? "%d年数据" :
	    "%d年数据（没有上年度数据）", (int)(old ? last.year :
	    p->year)));
	paper_fact(p, "右栏", "只填有变化的内容");
	d = paper_dictionary(p, DICTIONARY_HOUSEHOLD);
	for (i = 0; i < d->count; i++) {
		if (!begins(p, d, i) || !tabs_has(h, d->lines[i].section))
			continue;
		paper_block(p, d->lines[i].section);
		if (strcmp(d->lines[i].section, PRINT_CAUSES) == 0)
			print_part_causes(p, &k, true);
		print_pairs_contrast(p, &(struct print_source){
		    DICTIONARY_HOUSEHOLD, k.row,
		    .elsewhere = print_part_elsewhere },
		    d->lines[i].section);
	}
	paper_block(p, "家庭成员");
	contrast_people(p, &k);
	print_part_signed(p, NULL, true);
	return OK;
}

/* ---- who came --------------------------------------------------------- */

static bool
among(const struct member_list *list, int64_t id)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (list->at[i].member_id == id && list->at[i].active)
			return true;
	return false;
}

/* Those whom last year's file does not have; where there is none, those who
 * are told to have come. */
static void
increased(struct print_people *t, const struct print_record *k,
    const struct member_list *before)
{
	const struct dictionary_line *l = print_part_reason(t->p,
	    "increase_reason");
	size_t i;

	for (i = 0; i < k->members.count && i < k->rows.count; i++) {
		const struct member *m = &k->members.at[i];
		const char *reason = l == NULL ? NULL : dictionary_plain(
		    t->p->r->pool, l, k->rows.at[i]);

		if (m->active && (before->count > 0 ?
		    !among(before, m->member_id) : reason != NULL))
			print_people_row(t, m, k->rows.at[i], reason);
	}
	print_people_close(t);
}

enum err
print_contrast_increase(struct paper *p, const struct household *h)
{
	struct who last = p->r->who;
	struct member_list before = { 0 };
	struct print_people t;
	struct print_record k;
	enum err e;

	last.year--;
	if ((e = print_part_load(p, &p->r->who, h, &k)) != OK ||
	    (e = member_list(p->r->db, p->r->pool, &last, h->household_id,
	    &before)) != OK)
		return e;
	paper_sheet(p, "贫困户、边缘易致贫户家庭成员自然增加情况表", h);
	paper_block(p, NULL);
	paper_fact(p, "行政村名称", h->village);
	paper_fact(p, "行政区划代码", pool_print(p->r->pool, "%012lld",
	    (long long)h->area));
	paper_fact(p, "户主姓名", h->head_name);
	paper_fact(p, "证件号码", k.members.count == 0 ||
	    k.members.at[0].idno == NULL ? NULL :
	    mask_value(p->r->pool, mask_sight(&p->r->who), VEIL_SECRET,
	    k.members.at[0].idno));
	print_people_open(p, "增加原因", &t);
	increased(&t, &k, &before);
	paper_note(p, "注：1.村委会或驻村工作队针对有家庭成员增加的贫困户，"
	    "以户为单位填报此表。");
	print_part_reasons(p, "increase_reason", "增加原因", "婚入");
	print_people_codes(&t, "3.");
	return OK;
}
