#include <string.h>

#include "fcgi/pages/print_household.h"
#include "fcgi/pages/print_part.h"

/* Sections that no official form names come behind, in their own order. */
static void
further(struct paper *p, const struct print_record *k, const char *const *had)
{
	static const char *const numbers[] = { "七", "八", "九", "十" };
	const struct dictionary *d = paper_dictionary(p,
	    DICTIONARY_HOUSEHOLD);
	const char *seen[LEN(numbers)];
	size_t i, j, n = 0;
	bool known;

	for (i = 0; i < d->count && n < LEN(numbers); i++) {
		const struct dictionary_line *l = &d->lines[i];

		known = l->column == NULL || !dictionary_valid(l, p->year);
		for (j = 0; had[j] != NULL; j++)
			known = known || strcmp(had[j], l->section) == 0;
		for (j = 0; j < n; j++)
			known = known || strcmp(seen[j], l->section) == 0;
		if (known)
			continue;
		seen[n] = l->section;
		paper_block(p, pool_print(p->r->pool, "%s、%s", numbers[n],
		    l->section));
		print_part_section(p, k, l->section, NULL);
		n++;
	}
}

/* ---- the forms -------------------------------------------------------- */

static void
people_parts(struct paper *p, const struct print_record *k)
{
	paper_block(p, "二、家庭成员信息");
	print_part_people(p, k, true);
	paper_block(p, NULL);
	print_part_people(p, k, false);
}

enum err
print_household_poor(struct paper *p, const struct household *h)
{
	static const char *const had[] = { PRINT_BASICS, PRINT_CAUSES, PRINT_INCOME,
	    PRINT_LIVING, PRINT_MONITORED, NULL };
	struct print_record k;
	enum err e;

	if ((e = print_part_load(p, &p->r->who, h, &k)) != OK)
		return e;
	paper_sheet(p, "新识别贫困户信息采集表", h);
	paper_block(p, "一、基础信息");
	print_part_home(p, &k);
	print_part_section(p, &k, PRINT_BASICS, NULL);
	people_parts(p, &k);
	paper_block(p, "三、致贫原因（可扩充）");
	print_part_section(p, &k, PRINT_CAUSES, NULL);
	paper_block(p, "四、收入情况");
	print_part_section(p, &k, PRINT_INCOME, NULL);
	paper_block(p, "五、生产生活条件");
	print_part_section(p, &k, PRINT_LIVING, NULL);
	paper_block(p, "六、帮扶责任人");
	if ((e = print_part_helpers(p, &k)) != OK)
		return e;
	further(p, &k, had);
	print_part_signed(p, &k, true);
	return OK;
}

enum err
print_household_marginal(struct paper *p, const struct household *h)
{
	static const char *const without[] = { "standard", "attribute",
	    "exit_state", "return_year", "military_family", "bank_account",
	    NULL };
	struct print_record k;
	enum err e;

	if ((e = print_part_load(p, &p->r->who, h, &k)) != OK)
		return e;
	paper_sheet(p, "边缘易致贫户信息采集表", h);
	paper_block(p, "一、基础信息");
	print_part_home(p, &k);
	print_part_section(p, &k, PRINT_BASICS, without);
	people_parts(p, &k);
	paper_block(p, "三、致贫风险（可扩充）");
	print_part_section(p, &k, PRINT_MONITORED, NULL);
	paper_block(p, "四、收入情况");
	print_part_section(p, &k, PRINT_INCOME, NULL);
	paper_block(p, "五、生产生活条件");
	print_part_section(p, &k, PRINT_LIVING, NULL);
	print_part_signed(p, &k, false);
	return OK;
}
