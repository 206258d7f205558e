/*
 * who: the asker.  Every query that touches registry data takes one and
 * carries its scope in its WHERE; there is no call without it.
 */
#ifndef CORE_WHO_H
#define CORE_WHO_H

#include <stdbool.h>
#include <stdint.h>

#include "core/date.h"

/* From least to most.  The order is what a route's `least` compares. */
enum role {
	ROLE_GUEST,		/* not signed in */
	ROLE_HELPER,		/* 帮扶责任人: his own households */
	ROLE_VILLAGE,		/* 村级 */
	ROLE_TOWNSHIP,		/* 乡镇级 */
	ROLE_COUNTY,		/* 县级 */
	ROLE_ADMIN,		/* 系统管理员 */
	ROLE__MAX
};

struct who {
	enum role role;
	int64_t user_id;	/* 0: the system itself or a sender of SMS */
	int64_t helper_id;	/* 0 but for a helper */
	int64_t low, high;	/* area codes, both inclusive */
	struct date today;	/* pairings are judged on this day */
	int64_t year;		/* the year of the registry he looks at */
	bool closed;		/* that year is read-only: writing is denied */
	const char *name;	/* 姓名, as shown to others */
	const char *door;	/* web, sms, ussd, sheet, xml, system */
};

/** role_label(role): 帮扶责任人, 村级 …  role_name(role): helper, village … */
const char *role_label(enum role role);
const char *role_name(enum role role);

/** role_read(s): back from role_name; ROLE__MAX where there is none. */
enum role role_read(const char *s);

#endif
