#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "db/clock.h"

#define ZONE_SHANGHAI	(8 * 3600)
#define ZONE_MOST	(14 * 3600)

static int zone = ZONE_SHANGHAI;
static int64_t offset;

/* "2022-03-04 09:30:00" or the day alone; the space may be a T. */
static bool
read_wall(const char *s, struct wall *w)
{
	char day[11] = "";
	int n = 0;

	*w = (struct wall){ .hour = 9 };
	memcpy(day, s, strnlen(s, 10));
	if (!date_read(day, &w->day))
		return false;
	if (s[10] == '\0')
		return true;
	return (s[10] == ' ' || s[10] == 'T') &&
	    sscanf(s + 11, "%2d:%2d:%2d%n", &w->hour, &w->minute,
	    &w->second, &n) == 3 && s[11 + n] == '\0' &&
	    w->hour >= 0 && w->hour < 24 && w->minute >= 0 &&
	    w->minute < 60 && w->second >= 0 && w->second < 60;
}

bool
clock_start(void)
{
	const char *set = getenv("BANGFU_NOW"), *east = getenv("BANGFU_ZONE");
	struct wall w;
	char *end;

	if (east != NULL && *east != '\0') {
		long seconds = strtol(east, &end, 10);

		if (*end != '\0' || labs(seconds) > ZONE_MOST) {
			fprintf(stderr, "BANGFU_ZONE=%s: want seconds east "
			    "of UTC, as 28800\n", east);
			return false;
		}
		zone = (int)seconds;
	}
	if (set == NULL || *set == '\0')
		return true;
	if (*set == '+' || *set == '-') {
		offset = strtoll(set, &end, 10);
		if (*end == '\0')
			return true;
	} else if (read_wall(set, &w)) {
		offset = moment_of(w, zone).utc - (int64_t)time(NULL);
		return true;
	}
	fprintf(stderr, "BANGFU_NOW=%s: want 2022-03-04, "
	    "\"2022-03-04 09:30:00\" or +SECONDS\n", set);
	return false;
}

struct moment
clock_now(void)
{
	return (struct moment){ (int64_t)time(NULL) + offset };
}

struct wall
clock_wall(void)
{
	return wall_of(clock_now(), zone);
}

struct date
clock_today(void)
{
	return clock_wall().day;
}

int64_t
clock_order(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return ((int64_t)t.tv_sec + offset) * 1000000000 + t.tv_nsec;
}

int
clock_zone(void)
{
	return zone;
}

int64_t
clock_offset(void)
{
	return offset;
}
