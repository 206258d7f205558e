/*
 * member: the tab 家庭成员 of a household: all who were ever in it (S1-310),
 * and what each is to the head, changed for all at once so that there is one
 * head before and after.
 */
#ifndef PAGES_MEMBER_H
#define PAGES_MEMBER_H

#include "fcgi/http/route.h"

/* /household/#/member */
extern const struct route member_routes[];

#endif
