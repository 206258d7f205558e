/*
 * unit: the tiers of those who help (S0-090) and who must name a leader.
 */
#ifndef CORE_UNIT_H
#define CORE_UNIT_H

#include <stdint.h>

/* The codes of the list unit_tier. */
enum unit_tier {
	UNIT_NONE,
	UNIT_CITY_LEADER,	/* 市级包保领导 */
	UNIT_CITY_OFFICE,	/* 市级包保机关或单位 */
	UNIT_COUNTY_LEADER,	/* 县(市)区包保领导 */
	UNIT_TOWN_LEADER,	/* 乡镇街道包保领导 */
	UNIT_OTHER,
	UNIT__MAX
};

/** unit_flaw(tier, affiliation, leader): where the tier is a leader's, or
 * the unit is of the province (02), he is named (S0-091).  NULL: so it is;
 * else a clause in Chinese for the leader's field. */
const char *unit_flaw(int64_t tier, const char *affiliation,
    const char *leader);

#endif
