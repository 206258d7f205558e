/*
 * team_member: the members of a work team: registered and changed.
 */
#ifndef PAGES_TEAM_MEMBER_H
#define PAGES_TEAM_MEMBER_H

#include "fcgi/http/route.h"

extern const struct route team_member_routes[];

#endif
