#include <string.h>

#include "fcgi/pages/print_household.h"
#include "fcgi/pages/print_pairs.h"
#include "fcgi/pages/print_people.h"

/* Above the tables. */
static const char *const contacts[][2] = {
	{ "联系电话", "phone" }, { "开户银行（选填）", "bank" },
	{ "银行账号（选填）", "bank_account" },
};

static bool
in_head(const struct dictionary_line *l)
{
	size_t i;

	for (i = 0; i < LEN(contacts); i++)
		if (strcmp(l->name, contacts[i][1]) == 0)
			return true;
	return print_part_elsewhere(l);
}

/* The first edition has these before its tables. */
static const char *const standards[] = { "standard", "attribute" };

static bool
not_standard(const struct dictionary_line *l)
{
	size_t i;

	for (i = 0; i < LEN(standards); i++)
		if (strcmp(l->name, standards[i]) == 0)
			return false;
	return true;
}

static bool
not_coded(const struct dictionary_line *l)
{
	return *l->form == '\0' || in_head(l);
}

/* What the registry has beyond the official form. */
static bool
not_other_poor(const struct dictionary_line *l)
{
	return *l->form != '\0' || in_head(l) ||
	    strcmp(l->section, PRINT_MONITORED) == 0;
}

static bool
not_other_old(const struct dictionary_line *l)
{
	return not_other_poor(l) || !not_standard(l);
}

static bool
not_other_marginal(const struct dictionary_line *l)
{
	return *l->form != '\0' || in_head(l) ||
	    (l->kind == DICTIONARY_CODES && strcmp(l->list, "risk") == 0);
}

static void
section(struct paper *p, const struct print_record *k, const char *name,
    const char *const *order)
{
	print_pairs(p, &(struct print_source){ DICTIONARY_HOUSEHOLD, k->row,
	    .elsewhere = not_coded, .order = order }, name);
}

/* The official form goes down its columns. */
static const char *const incomes[] = {
	"A28", "A29", "A29d", "A30", "A29a", "A29e", "A31", "A29b", "A29f",
	"A31a", "A29c", "", "A31b", "A32", NULL
};

/* 七、其他指标 */
static void
others(struct paper *p, const struct print_record *k, bool poor)
{
	static const char *const without[] = { "standard", "attribute",
	    "exit_state", "return_year", "military_family",
	    "return_cause", NULL };

	paper_block(p, poor ? "七、其他指标" : "六、其他指标");
	print_pairs(p, &(struct print_source){ DICTIONARY_HOUSEHOLD, k->row,
	    .elsewhere = poor ? not_other_poor : not_other_marginal,
	    .without = poor ? NULL : without }, NULL);
	print_people_others(p, k);
}

static void
head(struct paper *p, const struct print_record *k, size_t contacts_shown)
{
	size_t i;

	print_part_home(p, k);
	for (i = 0; i < contacts_shown; i++)
		print_part_fact(p, k, contacts[i][0], contacts[i][1]);
}

/* As the city manual of 2016 has it: 基本情况, 家庭成员情况 and the 31 lines of
 * 生产生活条件, with the incomes among them (S0-020 … S0-080). */
static enum err
old_form(struct paper *p, const struct household *h)
{
	struct print_record k;
	enum err e;

	p->ticks = true;
	if ((e = print_part_load(p, &p->r->who, h, &k)) != OK)
		return e;
	paper_sheet(p, "贫困户信息采集表", h);
	paper_block(p, "一、基本情况");
	head(p, &k, LEN(contacts));
	print_pairs(p, &(struct print_source){ DICTIONARY_HOUSEHOLD, k.row,
	    .elsewhere = not_standard }, PRINT_BASICS);
	print_part_causes(p, &k, false);
	paper_block(p, "二、家庭成员情况");
	print_people(p, &k);
	paper_block(p, "三、生产生活条件");
	section(p, &k, NULL, NULL);
	paper_block(p, "四、帮扶责任人");
	if ((e = print_part_helpers(p, &k)) != OK)
		return e;
	paper_block(p, "五、其他指标");
	print_pairs(p, &(struct print_source){ DICTIONARY_HOUSEHOLD, k.row,
	    .elsewhere = not_other_old }, NULL);
	print_people_others(p, &k);
	print_part_signed(p, &k, true);
	return OK;
}

/* 附件4 is 附件1 but for what only a poor household has (S2-030). */
static enum err
form(struct paper *p, const struct household *h, bool poor)
{
	struct print_record k;
	enum err e;

	if ((e = print_part_load(p, &p->r->who, h, &k)) != OK)
		return e;
	paper_sheet(p, poor ? "新识别贫困户信息采集表" :
	    "边缘易致贫户信息采集表", h);
	paper_block(p, "一、基础信息");
	head(p, &k, LEN(contacts) - (poor ? 0 : 1));
	if (poor)
		section(p, &k, PRINT_BASICS, NULL);
	paper_block(p, "二、家庭成员信息");
	print_people(p, &k);
	paper_block(p, poor ? "三、致贫原因（可扩充）" :
	    "三、致贫风险（可扩充）");
	if (poor)
		print_part_causes(p, &k, false);
	else
		print_part_risks(p, &k);
	paper_block(p, "四、收入情况");
	section(p, &k, PRINT_INCOME, incomes);
	paper_block(p, "五、生产生活条件");
	section(p, &k, PRINT_LIVING, NULL);
	if (poor) {
		paper_block(p, "六、帮扶责任人");
		if ((e = print_part_helpers(p, &k)) != OK)
			return e;
	}
	others(p, &k, poor);
	print_part_signed(p, &k, poor);
	return OK;
}

enum err
print_household_poor(struct paper *p, const struct household *h)
{
	return p->year <= PAPER_OLD ? old_form(p, h) : form(p, h, true);
}

enum err
print_household_marginal(struct paper *p, const struct household *h)
{
	return form(p, h, false);
}
