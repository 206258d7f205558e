#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/date.h"

#define DAY_SECONDS 86400

static int
month_days(int year, int month)
{
	static const int days[13] =
	    { 0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month] + (month == 2 && leap);
}

bool
date_ok(struct date d)
{
	return d.year >= 1900 && d.year <= 9999 &&
	    d.month >= 1 && d.month <= 12 &&
	    d.day >= 1 && d.day <= month_days(d.year, d.month);
}

int
date_compare(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year - b.year;
	if (a.month != b.month)
		return a.month - b.month;
	return a.day - b.day;
}

static bool
digits(const char *s, size_t n, int *value)
{
	*value = 0;
	for (; n > 0; n--, s++) {
		if (!isdigit((unsigned char)*s))
			return false;
		*value = *value * 10 + (*s - '0');
	}
	return true;
}

bool
date_read(const char *s, struct date *d)
{
	int y, m, day;

	if (strlen(s) != 10 || s[4] != '-' || s[7] != '-' ||
	    !digits(s, 4, &y) || !digits(s + 5, 2, &m) ||
	    !digits(s + 8, 2, &day))
		return false;
	*d = (struct date){ (int16_t)y, (int8_t)m, (int8_t)day };
	return date_ok(*d);
}

char *
date_iso(struct pool *pool, struct date d)
{
	if (d.year == 0)
		return pool_copy(pool, "");
	return pool_print(pool, "%04d-%02d-%02d", d.year, d.month, d.day);
}

/* Days from civil and back: years begin in March, eras are 400 years. */
int64_t
date_days(struct date d)
{
	int64_t y = d.year - (d.month <= 2);
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t yoe = y - era * 400;
	int64_t doy = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 +
	    d.day - 1;

	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

struct date
date_of_days(int64_t days)
{
	int64_t z = days + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;
	int64_t month = mp < 10 ? mp + 3 : mp - 9;

	return (struct date){ .year = (int16_t)(yoe + era * 400 + (month <= 2)),
	    .month = (int8_t)month,
	    .day = (int8_t)(doy - (153 * mp + 2) / 5 + 1) };
}

struct wall
wall_of(struct moment m, int zone)
{
	int64_t t = m.utc + zone;
	int64_t days = (t >= 0 ? t : t - (DAY_SECONDS - 1)) / DAY_SECONDS;
	int rest = (int)(t - days * DAY_SECONDS);

	return (struct wall){ date_of_days(days),
	    rest / 3600, rest / 60 % 60, rest % 60 };
}

struct moment
moment_of(struct wall w, int zone)
{
	return (struct moment){ date_days(w.day) * DAY_SECONDS +
	    w.hour * 3600 + w.minute * 60 + w.second - zone };
}

bool
period_ok(int64_t period)
{
	int64_t month = period % 100;

	return period >= 190001 && period <= 999912 &&
	    month >= 1 && month <= 12;
}

int
period_add(int period, int months)
{
	int n = period / 100 * 12 + period % 100 - 1 + months;

	return n / 12 * 100 + n % 12 + 1;
}

int
period_of(struct date d)
{
	return d.year * 100 + d.month;
}

char *
period_label(struct pool *pool, int period)
{
	return pool_print(pool, "%d年%d月", period / 100, period % 100);
}
