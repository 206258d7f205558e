#include <stddef.h>
#include <string.h>

#include "core/unit.h"

const char *
unit_flaw(int64_t tier, const char *affiliation, const char *leader)
{
	if (leader != NULL && *leader != '\0')
		return NULL;
	if (tier == UNIT_CITY_LEADER || tier == UNIT_COUNTY_LEADER ||
	    tier == UNIT_TOWN_LEADER)
		return "没有填：这一类是包保领导，要写姓名";
	if (affiliation != NULL && strcmp(affiliation, "02") == 0)
		return "没有填：省级单位要写包保领导";
	return NULL;
}
