#include <string.h>

#include "db/generate_cells.h"
#include "db/generate_form.h"

enum {
	RISKS, DISASTERS, NOTE, MONITORED_ON, RESETTLED, WITHOUT_LABOUR,
	MEASURES, DEVELOPING, CONTACT, CONTACT_PHONE, REMOVAL_WAY, REMOVED_ON,
	FOUND,				/* the first of a stage's */
	REMOVED = FOUND + 11, MONITOR__MAX = REMOVED + 11
};
enum { WAGE, BUSINESS, PROPERTY, TRANSFER, EXPENSE, CLAIM, OWN_PAY, HOUSING,
    DROPOUT, WATER, UNINSURED, STAGE__MAX };

#define STAGE(at, pre)                                                  \
	[(at) + WAGE] = pre "_wage_fen",                                \
	[(at) + BUSINESS] = pre "_business_fen",                        \
	[(at) + PROPERTY] = pre "_property_fen",                        \
	[(at) + TRANSFER] = pre "_transfer_fen",                        \
	[(at) + EXPENSE] = pre "_expense_fen",                          \
	[(at) + CLAIM] = pre "_claim_fen",                              \
	[(at) + OWN_PAY] = pre "_own_pay_fen",                          \
	[(at) + HOUSING] = pre "_housing",                              \
	[(at) + DROPOUT] = pre "_dropout",                              \
	[(at) + WATER] = pre "_water",                                  \
	[(at) + UNINSURED] = pre "_uninsured"
static const char *const names[MONITOR__MAX] = {
	[RISKS] = "risks", [DISASTERS] = "disasters", [NOTE] = "risk_note",
	[MONITORED_ON] = "monitored_on", [RESETTLED] = "resettled",
	[WITHOUT_LABOUR] = "without_labour", [MEASURES] = "measures",
	[DEVELOPING] = "developing", [CONTACT] = "contact",
	[CONTACT_PHONE] = "contact_phone", [REMOVAL_WAY] = "removal_way",
	[REMOVED_ON] = "removed_on", STAGE(FOUND, "found"),
	STAGE(REMOVED, "removed"),
};
static struct generate_cells cells = { .entity = DICTIONARY_HOUSEHOLD,
    .names = names, .count = MONITOR__MAX };

static void
set(const struct generate_form *f, int cell, const char *text)
{
	generate_cells_text(&cells, cell, f->row, text);
}

static void
put(const struct generate_form *f, int cell, int64_t value)
{
	generate_cells_int(&cells, cell, f->row, value);
}

/* The four answers and the incomes of a stage; ${better}: removed. */
static void
fill_stage(struct generate_form *f, int at, bool better)
{
	int64_t people = f->h->member_count;
	int64_t share = better ? 100 : 55 + random_below(&f->r, 30);
	int i;

	put(f, at + WAGE, f->wage_fen / 100 * share);
	put(f, at + BUSINESS, (2000 + random_below(&f->r, 6000)) * 100);
	put(f, at + PROPERTY, random_below(&f->r, 900) * 100);
	put(f, at + TRANSFER, (people * 1800 + random_below(&f->r, 4000)) *
	    100 + f->pension_fen);
	put(f, at + EXPENSE, (300 + random_below(&f->r, 1500)) * 100);
	put(f, at + CLAIM, 0);
	put(f, at + OWN_PAY, better ? random_below(&f->r, 1500) * 100 :
	    (3000 + random_below(&f->r, 15000)) * 100);
	for (i = HOUSING; i <= UNINSURED; i++)
		put(f, at + i, !better && random_chance(&f->r, 12));
}

/* What went wrong, and what was done against it (rule family 8). */
static void
fill_risks(struct generate_form *f)
{
	static const struct {
		const char *risks, *measures;
	} usual[] = {
		{ "04", "02,10" }, { "07", "02,04" }, { "06", "01,03" },
		{ "02", "11,13" }, { "05", "10,11" },
	};
	/* the first two only where work is lacking, or is had */
	int64_t i = f->labour * 4 <= f->h->member_count && f->wage_fen > 0 &&
	    random_chance(&f->r, 300) ? 0 : f->wage_fen > 0 &&
	    random_chance(&f->r, 300) ? 1 :
	    2 + random_below(&f->r, LEN(usual) - 2);
	const char *risks = usual[i].risks, *measures = usual[i].measures;

	if (f->ill > 0) {
		risks = f->disabled > 0 ? "01,03" : "01";
		measures = f->disabled > 0 ? "07,10,11" : "07,11";
	} else if (f->disabled > 0) {
		risks = "03";
		measures = "10,11";
	} else if (f->pupils > 0 && random_chance(&f->r, 300)) {
		risks = "09";
		measures = "08,09";
	}
	/* a few: the risk has no measure against it */
	if (random_chance(&f->r, 25))
		measures = "14";
	set(f, RISKS, risks);
	if (strcmp(risks, "02") == 0)
		set(f, DISASTERS, random_chance(&f->r, 500) ? "0201" :
		    "0203");
	set(f, MEASURES, measures);
	if (f->able > 0)
		set(f, DEVELOPING, random_chance(&f->r, 900) ? "1" : "2");
}

void
generate_form_monitor(struct generate_form *f)
{
	int year = (int)f->h->year;
	struct date found = { (int16_t)(year - 1), 3, 1 };
	struct date over = { (int16_t)(year - 1), 12, 1 };
	int64_t day = date_days(found) + random_below(&f->r, 90);

	generate_cells_find(&cells);
	put(f, RESETTLED, random_chance(&f->r, 70));
	put(f, WITHOUT_LABOUR, f->able == 0);
	if (f->h->monitor_class == 0)
		return;
	fill_risks(f);
	generate_cells_day(&cells, MONITORED_ON, f->row, date_of_days(day));
	set(f, CONTACT, f->village->clerk);
	set(f, CONTACT_PHONE, f->clerk_phone);
	fill_stage(f, FOUND, false);
	if (!f->h->risk_removed)
		return;
	set(f, REMOVAL_WAY, random_chance(&f->r, 800) ? "1" : "2");
	generate_cells_day(&cells, REMOVED_ON, f->row,
	    date_of_days(date_days(over) + random_below(&f->r, 60)));
	fill_stage(f, REMOVED, true);
}
