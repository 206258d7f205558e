#include <stddef.h>
#include <string.h>

#include "core/unit.h"

const char *
unit_tier_label(int64_t tier)
{
	static const char *const labels[UNIT__MAX] = {
		[UNIT_NONE] = "", [UNIT_CITY_LEADER] = "市级包保领导",
		[UNIT_CITY_OFFICE] = "市级包保机关或单位",
		[UNIT_COUNTY_LEADER] = "县(市)区包保领导",
		[UNIT_TOWN_LEADER] = "乡镇街道包保领导",
		[UNIT_OTHER] = "其他帮扶单位",
	};

	return tier > UNIT_NONE && tier < UNIT__MAX ? labels[tier] : "";
}

const char *
unit_affiliation_label(const char *code)
{
	static const char *const labels[] = { "中央", "省", "市", "县", "乡镇",
	    "部队", "其他" };

	return code != NULL && code[0] == '0' && code[1] >= '1' &&
	    code[1] <= '7' && code[2] == '\0' ? labels[code[1] - '1'] : "";
}

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
