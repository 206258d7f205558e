#include <stdlib.h>
#include <string.h>

#include "db/generate_cells.h"
#include "db/generate_form.h"
#include "db/generate_village.h"

#define CLERK_FIRST INT64_C(19890000000)	/* phones of villages */

enum {
	HAMLET, PHONE, BANK, ACCOUNT, STANDARD, EXIT_STATE, RECOGNISED,
	MILITARY, RESIDENTS, FILLER, FILLER_PHONE, FILLED_ON, CAUSE, CAUSES,
	WAGE, PLANNING, SUBSISTENCE, POVERTY, PENSION, ECOLOGY, TRANSFER,
	BUSINESS, DIVIDEND, PROPERTY, EXPENSE, ARABLE, PASTURE, WATER,
	FOREST, RETURNED, ORCHARD, ROAD, ROAD_KM, COOPERATIVE, DANGER, HOUSE,
	ELECTRICITY, TOILET, SAFE_WATER, FUEL, ENTERPRISE, LEADER, BROADCAST,
	HOME__MAX
};
static const char *const names[HOME__MAX] = {
	[HAMLET] = "hamlet", [PHONE] = "phone", [BANK] = "bank",
	[ACCOUNT] = "bank_account", [STANDARD] = "standard",
	[EXIT_STATE] = "exit_state", [RECOGNISED] = "recognised_on",
	[MILITARY] = "military_family", [RESIDENTS] = "residents",
	[FILLER] = "form_filler", [FILLER_PHONE] = "form_filler_phone",
	[FILLED_ON] = "form_filled_on", [CAUSE] = "cause_1",
	[CAUSES] = "other_causes", [WAGE] = "wage_fen",
	[PLANNING] = "family_planning_fen",
	[SUBSISTENCE] = "subsistence_fen",
	[POVERTY] = "extreme_poverty_fen", [PENSION] = "pension_fen",
	[ECOLOGY] = "ecology_fen", [TRANSFER] = "other_transfer_fen",
	[BUSINESS] = "business_fen", [DIVIDEND] = "dividend_fen",
	[PROPERTY] = "other_property_fen", [EXPENSE] = "expense_fen",
	[ARABLE] = "arable_mu_100", [PASTURE] = "pasture_mu_100",
	[WATER] = "water_mu_100", [FOREST] = "forest_mu_100",
	[RETURNED] = "returned_forest_mu_100", [ORCHARD] = "orchard_mu_100",
	[ROAD] = "road", [ROAD_KM] = "road_km_100",
	[COOPERATIVE] = "cooperative", [DANGER] = "danger_grade",
	[HOUSE] = "house_m2_100", [ELECTRICITY] = "electricity",
	[TOILET] = "toilet", [SAFE_WATER] = "safe_water", [FUEL] = "fuel",
	[ENTERPRISE] = "leading_enterprise", [LEADER] = "wealth_leader",
	[BROADCAST] = "broadcast",
};
static struct generate_cells cells = { .entity = DICTIONARY_HOUSEHOLD,
    .names = names, .count = HOME__MAX };

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

static bool
chance(struct generate_form *f, int share)
{
	return random_chance(&f->r, share);
}

/* Between the two, in steps. */
static int64_t
between(struct generate_form *f, int64_t least, int64_t most, int64_t step)
{
	return least + random_below(&f->r, (most - least) / step + 1) * step;
}

/* ---- 基本情况, 致贫原因 --------------------------------------------- */

static void
fill_basics(struct generate_form *f)
{
	static const char *const banks[] = { "农村信用社", "中国邮政储蓄银行",
	    "中国农业银行", "农村商业银行" };
	struct generate_household *h = f->h;
	int year = (int)h->year;
	struct date autumn = { (int16_t)(year - 1), 10, 8 };

	set(f, HAMLET, generate_village_hamlet(random_below(&f->r,
	    generate_village_hamlets(f->plan, f->village))));
	set(f, PHONE, *h->phone != '\0' ? h->phone : NULL);
	if (chance(f, 880)) {
		set(f, BANK, random_of_list(&f->r, banks, LEN(banks)));
		set(f, ACCOUNT, pool_print(f->pool, "6200000%012lld",
		    (long long)h->household_id));
	}
	set(f, STANDARD, chance(f, 950) ? "1" : chance(f, 800) ? "2" : "3");
	set(f, EXIT_STATE, !h->exited ? "0" : chance(f, 930) ? "1" : "4");
	generate_cells_day(&cells, RECOGNISED, f->row, random_day(&f->r,
	    h->exited ? 2014 : year - 1));
	put(f, MILITARY, chance(f, 12));
	set(f, FILLER, f->village->clerk);
	set(f, FILLER_PHONE, f->clerk_phone);
	generate_cells_day(&cells, FILLED_ON, f->row,
	    date_of_days(date_days(autumn) + random_below(&f->r, 40)));
}

/* Labour is lacking: at most so many of a hundred can work. */
static bool
lacking(const struct generate_form *f, int64_t share)
{
	return f->labour * 100 <= f->h->member_count * share;
}

static void
fill_causes(struct generate_form *f)
{
	static const char *const usual[] = { "07", "07", "07", "08", "08",
	    "09", "09", "05", "10", "11" };
	static const char *const others[][3] = {
		{ NULL, NULL, NULL }, { "07", "08", "09" },
		{ "08,09", "07,08", "05,07" },
	};
	const char *main = random_of_list(&f->r, usual, LEN(usual)), *more;

	if (f->ill > 0 && chance(f, 700))
		main = "01";
	else if (f->disabled > 0 && chance(f, 800))
		main = "02";
	else if (f->pupils > 1 && chance(f, 450))
		main = "03";
	more = others[random_below(&f->r, 3)][random_below(&f->r, 3)];
	if (!lacking(f, 75) && strcmp(main, "08") == 0)
		main = "07";
	if (!lacking(f, 75) && more != NULL && strstr(more, "08") != NULL)
		more = "09";
	set(f, CAUSE, main);
	if (more != NULL && strstr(more, main) == NULL)
		set(f, CAUSES, more);
}

/* ---- 收入 ------------------------------------------------------------- */

static void
fill_income(struct generate_form *f)
{
	int64_t people = f->h->member_count, business = 0;

	put(f, WAGE, f->wage_fen);
	put(f, PLANNING, chance(f, 60) ? 96000 : 0);
	put(f, SUBSISTENCE, f->subsistence ?
	    people * between(f, 180000, 420000, 6000) : 0);
	put(f, POVERTY, 0);
	if (f->aged > 0)
		put(f, PENSION, f->pension_fen);
	put(f, ECOLOGY, chance(f, 400) ? between(f, 20000, 180000, 5000) : 0);
	put(f, TRANSFER, people * between(f, 60000, 240000, 1000));
	if (f->able > 0 || chance(f, 500))
		business = between(f, 100000, 1600000, 5000);
	put(f, BUSINESS, business);
	put(f, EXPENSE, business / 100 * between(f, 12, 38, 1));
	put(f, DIVIDEND, chance(f, 520) ? between(f, 20000, 160000, 2000) :
	    0);
	put(f, PROPERTY, chance(f, 350) ? between(f, 10000, 260000, 1000) :
	    0);
	put(f, RESIDENTS, people > f->away ? people - f->away : 1);
}

/* ---- 生产生活条件 ------------------------------------------------------ */

static void
fill_land(struct generate_form *f)
{
	int64_t forest = chance(f, 450) ? between(f, 50, 3000, 50) : 0;

	put(f, ARABLE, between(f, 0, 1200, 10) + (chance(f, 3) ? 12000 : 0));
	put(f, PASTURE, 0);
	put(f, WATER, chance(f, 8) ? between(f, 20, 300, 10) : 0);
	put(f, FOREST, forest);
	put(f, RETURNED, forest / 300 * 100);
	put(f, ORCHARD, forest > 0 && chance(f, 500) ? forest / 400 * 100 :
	    0);
}

static void
fill_living(struct generate_form *f)
{
	static const char *const roads[] = { "03", "03", "03", "03", "03",
	    "04", "02", "01" };
	static const char *const fuels[] = { "04", "04", "04", "03", "01" };

	set(f, ROAD, random_of_list(&f->r, roads, LEN(roads)));
	put(f, ROAD_KM, between(f, 0, 180, 5) + (chance(f, 5) ? 600 : 0));
	put(f, COOPERATIVE, chance(f, 420));
	set(f, DANGER, chance(f, 760) ? "1" : chance(f, 965) ? "2" : "3");
	put(f, HOUSE, between(f, 4000, 12000, 500) +
	    f->h->member_count * 900);
	put(f, ELECTRICITY, 1);
	put(f, TOILET, chance(f, 830));
	put(f, SAFE_WATER, chance(f, 994));
	set(f, FUEL, random_of_list(&f->r, fuels, LEN(fuels)));
	put(f, ENTERPRISE, chance(f, 460));
	put(f, LEADER, chance(f, 390));
	put(f, BROADCAST, chance(f, 996));
}

/* ---- the household ---------------------------------------------------- */

static void
compute(struct generate_form *f)
{
	const struct dictionary *d = dictionary_of(DICTIONARY_HOUSEHOLD);
	struct dictionary_head *head = f->row;

	head->year = f->h->year;
	head->base.member_count = f->h->member_count;
	dictionary_divide(d, false, f->row);
	dictionary_compute(d, f->h->year, f->row);
}

void
generate_form_fill(const struct generate_plan *plan,
    const struct generate_village *village, struct generate_rows *rows)
{
	struct generate_household *h =
	    &rows->households[rows->household_count - 1];
	void *people[GENERATE_MEMBERS_MOST];
	struct generate_form f = { .plan = plan, .village = village,
	    .pool = rows->pool, .h = h, .rows = people,
	    .r = random_of(plan->options->seed, RANDOM_FORM,
	    h->household_id - plan->household_base, 0),
	    .row = generate_rows_household(rows,
	    rows->household_count - 1) };
	size_t i = rows->member_count;

	while (i > 0 && rows->members[i - 1].household_id == h->household_id)
		i--;
	f.members = &rows->members[i];
	f.count = rows->member_count - i;
	memset(f.row, 0, rows->household_size);
	f.clerk_phone = pool_print(f.pool, "%lld",
	    (long long)(CLERK_FIRST + (village - plan->villages)));
	f.subsistence = chance(&f, h->workers == 0 ? 600 : 90);
	for (i = 0; i < f.count; i++) {
		people[i] = generate_rows_member(rows,
		    (size_t)(f.members - rows->members) + i);
		memset(people[i], 0, rows->member_size);
		generate_form_member(&f, i);
	}
	/* Nobody who can work: 低保, but for a few. */
	f.subsistence |= f.able == 0 && chance(&f, 985);
	for (i = 0; i < f.count; i++)
		generate_form_subsist(&f, i);
	generate_cells_find(&cells);
	fill_basics(&f);
	fill_causes(&f);
	fill_income(&f);
	fill_land(&f);
	fill_living(&f);
	generate_form_monitor(&f);
	compute(&f);
}
