/*
 * member_leave: a member who is no more in the household (自然减少, S1-201,
 * S2-021), and back again where that was a mistake; he stays in its file
 * (S1-310).  By the county, as members are added.
 *
 * SECURITY: the number is shown masked; of another area only that it is
 * there.
 */
#ifndef PAGES_MEMBER_LEAVE_H
#define PAGES_MEMBER_LEAVE_H

#include "fcgi/http/route.h"

/* /household/#/member/#/leave, /household/#/member/#/return */
extern const struct route member_leave_routes[];

#endif
