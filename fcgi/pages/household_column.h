/*
 * household_column: what every list of households that leaves as a sheet
 * says of each before the fields of its form; the import knows the same
 * columns when the sheet comes back.
 */
#ifndef PAGES_HOUSEHOLD_COLUMN_H
#define PAGES_HOUSEHOLD_COLUMN_H

#include "core/mask.h"
#include "db/household.h"

enum household_column {
	HOUSEHOLD_NUMBER, HOUSEHOLD_HEAD, HOUSEHOLD_VILLAGE,
	HOUSEHOLD_TOWNSHIP, HOUSEHOLD_PHONE, HOUSEHOLD_MEMBERS,
	HOUSEHOLD_EXIT_YEAR, HOUSEHOLD_MONITOR, HOUSEHOLD_RISK,
	HOUSEHOLD_EXITED, HOUSEHOLD_FREE, HOUSEHOLD_REPORT,
	HOUSEHOLD_COLUMN__MAX
};

/** household_column_label(column): 户编号 …  household_column_number(column):
 * whether it is a number that may be added up. */
const char *household_column_label(enum household_column column);
bool household_column_number(enum household_column column);

/** household_column_show(pool, sight, h, column): what it says, masked; NULL:
 * nothing.  Not of HOUSEHOLD_REPORT, which is no part of the household. */
const char *household_column_show(struct pool *pool, struct mask_sight sight,
    const struct household *h, enum household_column column);

#endif
