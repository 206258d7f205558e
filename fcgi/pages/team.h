/*
 * team: work teams in villages (驻村工作队, S1-112): listed, registered,
 * changed, ended.
 */
#ifndef PAGES_TEAM_H
#define PAGES_TEAM_H

#include "db/team.h"
#include "fcgi/http/route.h"

extern const struct route team_routes[];

/** team_period(pool, from, to): 2021年5月1日 至今, or to the last day. */
const char *team_period(struct pool *pool, struct date from, struct date to);

/** team_clause(flaw): what is wrong, a clause in Chinese. */
const char *team_clause(enum team_flaw flaw);

/** team_phone_flaw: the .also of a telephone number of any kind. */
const char *team_phone_flaw(const struct answer *answer);

#endif
