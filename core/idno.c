#include <ctype.h>
#include <string.h>

#include "core/idno.h"

char
idno_check(const char *first17)
{
	static const int weight[17] =
	    { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	int sum = 0, i;

	for (i = 0; i < 17; i++)
		sum += weight[i] * (first17[i] - '0');
	return "10X98765432"[sum % 11];
}

struct date
idno_birth(const char *s)
{
#define D(i) (s[i] - '0')
	return (struct date){
	    .year = (int16_t)(D(6) * 1000 + D(7) * 100 + D(8) * 10 + D(9)),
	    .month = (int8_t)(D(10) * 10 + D(11)),
	    .day = (int8_t)(D(12) * 10 + D(13)) };
#undef D
}

bool
idno_male(const char *s)
{
	return (s[16] - '0') % 2 == 1;
}

bool
idno_ok(const char *s, struct date today)
{
	size_t i;

	if (strlen(s) != 18)
		return false;
	for (i = 0; i < 17; i++)
		if (!isdigit((unsigned char)s[i]))
			return false;
	return toupper((unsigned char)s[17]) == idno_check(s) &&
	    date_ok(idno_birth(s)) && date_compare(idno_birth(s), today) <= 0;
}
