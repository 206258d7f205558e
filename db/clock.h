/*
 * clock: the only clock.  BANGFU_NOW sets it for demos and tests: either
 * "2022-03-04", "2022-03-04 09:30:00" (local) or an offset in seconds
 * ("+86400", what the supervisor hands to its children so that all agree).
 * It runs on from there.
 */
#ifndef DB_CLOCK_H
#define DB_CLOCK_H

#include "core/date.h"

/** clock_start(): read BANGFU_NOW and BANGFU_ZONE (seconds east, default
 * 28800); call once.  False with a sentence on stderr where unreadable. */
bool clock_start(void);

/** clock_now(): the moment it is.  clock_wall, clock_today: the same where
 * we are. */
struct moment clock_now(void);
struct wall clock_wall(void);
struct date clock_today(void);
/** clock_order(): a number that grows, in nanoseconds: of two events of this
 * machine the later one has the larger. */
int64_t clock_order(void);
/** clock_zone(): seconds east of UTC.  clock_offset(): set minus real. */
int clock_zone(void);
int64_t clock_offset(void);

#endif
