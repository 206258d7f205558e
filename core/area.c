#include <ctype.h>
#include <string.h>

#include "core/area.h"

#define DIGITS 12

/* The codes inside an area of each level. */
static const int64_t span[AREA__MAX] = {
	[AREA_COUNTRY] = INT64_C(1000000000000),
	[AREA_PROVINCE] = INT64_C(10000000000),
	[AREA_CITY] = 100000000,
	[AREA_COUNTY] = 1000000,
	[AREA_TOWNSHIP] = 1000,
	[AREA_VILLAGE] = 1,
};

bool
area_read(const char *s, int64_t *code)
{
	size_t n = strlen(s), i;

	*code = 0;
	if (strcmp(s, "0") == 0)
		return true;
	if (n != 2 && n != 4 && n != 6 && n != 9 && n != DIGITS)
		return false;
	for (i = 0; i < DIGITS; i++) {
		if (i < n && !isdigit((unsigned char)s[i]))
			return false;
		*code = *code * 10 + (i < n ? s[i] - '0' : 0);
	}
	/* provinces are 11 and more: no code begins with a zero */
	return *code >= 10 * span[AREA_PROVINCE];
}

enum area_level
area_level(int64_t code)
{
	enum area_level level = AREA_COUNTRY;

	while (level < AREA_VILLAGE && code % span[level] != 0)
		level++;
	return level;
}

int64_t
area_last(int64_t code)
{
	return code + span[area_level(code)] - 1;
}

int64_t
area_up(int64_t code)
{
	enum area_level level = area_level(code);

	if (level == AREA_COUNTRY)
		return 0;
	return code - code % span[level - 1];
}

int64_t
area_span_below(int64_t code)
{
	enum area_level level = area_level(code);

	return level < AREA_VILLAGE ? span[level + 1] : 1;
}

const char *
area_label(enum area_level level)
{
	static const char *const labels[AREA__MAX] = {
		[AREA_COUNTRY] = "全国", [AREA_PROVINCE] = "省",
		[AREA_CITY] = "市", [AREA_COUNTY] = "县",
		[AREA_TOWNSHIP] = "乡镇", [AREA_VILLAGE] = "村",
	};

	return labels[level];
}
