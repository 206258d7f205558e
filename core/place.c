#include "core/place.h"

/* A file that lacks one of the two has nothing to compare. */
static const struct {
	const char *part, *whole;
} pairs[] = {
	{ "low_income_households", "total_households" },
	{ "five_guarantee_households", "total_households" },
	{ "low_income_persons", "total_persons" },
	{ "five_guarantee_persons", "total_persons" },
	{ "minority_persons", "total_persons" },
	{ "women", "total_persons" },
	{ "disabled_persons", "total_persons" },
	{ "labour", "total_persons" },
	{ "migrant_workers", "total_persons" },
	{ "students", "total_persons" },
	{ "party_members", "total_persons" },
	{ "irrigated_mu_100", "arable_mu_100" },
	{ "returned_forest_mu_100", "forest_mu_100" },
	{ "orchard_mu_100", "forest_mu_100" },
	{ "pensioners", "pension_insured" },
	{ "unsafe_water_households", "total_households" },
	{ "hard_water_households", "total_households" },
	{ "piped_households", "total_households" },
	{ "powerless_households", "total_households" },
	{ "dangerous_households", "total_households" },
	{ "rebuilt_households", "total_households" },
	{ "cooperative_households", "total_households" },
	{ "toilet_households", "total_households" },
	{ "broadcast_households", "total_households" },
	{ "broadband_households", "total_households" },
	{ "mobile_households", "total_households" },
	{ "loan_households", "total_households" },
	{ "powered_hamlets", "hamlet_count" },
	{ "roadless_hamlets", "hamlet_count" },
	{ "move_done_households", "move_planned_households" },
	{ "move_done_persons", "move_planned_persons" },
	{ "poor_village_count", "village_count" },
	{ "loan_villages", "village_count" },
};

static const struct dictionary_line *
line_of(const struct dictionary *d, int64_t year, const char *name)
{
	const struct dictionary_line *l = dictionary_find(d, name);

	return l != NULL && l->column != NULL &&
	    l->column->cell == CELL_OPT && dictionary_valid(l, year) ? l :
	    NULL;
}

bool
place_next(const struct dictionary *d, int64_t year, const void *row,
    size_t *at, struct place_flaw *flaw)
{
	const struct opt_int *part, *whole;

	while (*at < LEN(pairs)) {
		flaw->part = line_of(d, year, pairs[*at].part);
		flaw->whole = line_of(d, year, pairs[*at].whole);
		(*at)++;
		if (flaw->part == NULL || flaw->whole == NULL)
			continue;
		part = shape_in(flaw->part->column, row);
		whole = shape_in(flaw->whole->column, row);
		if (part->given && whole->given && part->value > whole->value)
			return true;
	}
	return false;
}
