#include <stdlib.h>
#include <string.h>

#include "core/dictionary_cell.h"
#include "core/money.h"

#define YEAR_FIRST	2014	/* of the registry (S1-101) */
#define YEAR_LAST	9999

/* One letter, then digits: A33, A29a, B3-2. */
bool
dictionary_cell_form(const char *s)
{
	const char *rest;
	size_t n;

	if (*s == '\0')
		return true;
	n = strspn(s + 1, "0123456789");
	rest = s + 1 + n;
	if (*s < 'A' || *s > 'C' || n == 0 || n > 3)
		return false;
	if (*rest == '-')
		return rest[1] >= '1' && rest[1] <= '9' && rest[2] == '\0';
	return *rest == '\0' || (*rest >= 'a' && *rest <= 'f' &&
	    rest[1] == '\0');
}

bool
dictionary_cell_national(const char *s)
{
	return *s == '\0' || (strlen(s) == 6 && strspn(s,
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3 &&
	    strspn(s + 3, "0123456789") == 3);
}

bool
dictionary_cell_source(const char *s)
{
	size_t n;

	if (s[0] != 'S' || s[1] < '0' || s[1] > '9' || s[2] != '-')
		return false;
	n = strspn(s + 3, "0123456789");
	return n == 3 && s[6] == '\0';
}

bool
dictionary_cell_year(const char *s, int64_t *year)
{
	if (strlen(s) != 4 || strspn(s, "0123456789") != 4)
		return false;
	*year = strtoll(s, NULL, 10);
	return *year >= YEAR_FIRST && *year <= YEAR_LAST;
}

bool
dictionary_cell_bound(bool fine, const char *s, int64_t *out)
{
	const char *digits = s + (*s == '-');
	size_t n = strspn(digits, "0123456789");

	if (fine)
		return money_read(s, out) == MONEY_OK;
	*out = strtoll(s, NULL, 10);
	return n > 0 && n < 18 && digits[n] == '\0';
}
