#include <string.h>

#include "core/dictionary.h"
#include "db/export.h"
#include "db/export_place.h"
#include "exchange/entity.h"

/* name, label, type, … ; A: attribute, R: required */
#define A .attribute = true, .required = true
#define R .required = true
#define O .required = false

static const struct entity_field household_fields[] = {
	{ "area", "所在村", ENTITY_AREA, A },
	{ "id", "户内部编号", ENTITY_INT, A },
	{ "number", "户编号", ENTITY_NUMBER, A },
	{ "year", "年度", ENTITY_YEAR, A },
	{ "head_name", "户主姓名", ENTITY_NAME, R, .national = "AAC029" },
	{ "phone", "联系电话", ENTITY_PHONE, O, .national = "AAR012" },
	{ "exited", "脱贫户", ENTITY_FLAG, R },
	{ "exit_year", "脱贫年度", ENTITY_YEAR, O, .national = "AAC023" },
	{ "monitor_class", "监测对象类别", ENTITY_CODE, R,
	    .list = "monitor" },
	{ "risk_removed", "风险已消除", ENTITY_FLAG, R },
	{ "member_count", "家庭人口数", ENTITY_INT, R,
	    .national = "AAC017" },
	{ "free_after", "注销月份", ENTITY_PERIOD, O },
};

static const struct entity_field member_fields[] = {
	{ "id", "成员内部编号", ENTITY_INT, A },
	{ "name", "姓名", ENTITY_NAME, R, .national = "AAB002" },
	{ "sex", "性别", ENTITY_CODE, R, .list = "sex",
	    .national = "AAB003" },
	{ "idno", "证件号码", ENTITY_IDNO, O, .national = "AAB004" },
	{ "birth", "出生日期", ENTITY_DATE, O, .personal = true,
	    .national = "AAB005" },
	{ "relation", "与户主关系", ENTITY_CODE, R, .list = "relation",
	    .national = "AAB006" },
	{ "active", "在册", ENTITY_FLAG, R },
};

static const struct entity_field pairing_fields[] = {
	{ "id", "结对内部编号", ENTITY_INT, A },
	{ "helper_id", "帮扶责任人内部编号", ENTITY_INT, R,
	    .national = "AAK110" },
	{ "short_no", "短编号", ENTITY_INT, R },
	{ "from_day", "帮扶开始日期", ENTITY_DATE, R,
	    .national = "AAR020" },
	{ "to_day", "帮扶结束日期", ENTITY_DATE, O, .national = "AAR021" },
};

#define YES_NO .list = "answer"
static const struct entity_field report_fields[] = {
	{ "period", "月份", ENTITY_PERIOD, A },
	{ "wage", "工资性收入", ENTITY_MONEY, R },
	{ "business", "家庭经营性收入", ENTITY_BALANCE, R },
	{ "land", "土地流转收入", ENTITY_MONEY, R },
	{ "dividend", "入股分红收入", ENTITY_MONEY, R },
	{ "solar", "光伏收入", ENTITY_MONEY, R },
	{ "property", "其他财产性收入", ENTITY_MONEY, R },
	{ "policy", "政策性收入", ENTITY_MONEY, R },
	{ "transfer", "其他转移性收入", ENTITY_MONEY, R },
	{ "housing", "是否实现住房安全", ENTITY_CODE, YES_NO },
	{ "water", "是否实现安全饮水", ENTITY_CODE, YES_NO },
	{ "dropout", "是否有义务教育辍学学生", ENTITY_CODE, YES_NO },
	{ "insurance", "是否参加居民基本医疗保险", ENTITY_CODE, YES_NO },
	{ "problem", "存在问题描述", ENTITY_TEXT, .most = 500 },
	{ "state", "填报状态", ENTITY_CHOICE, R,
	    .list = "draft reported returned" },
	{ "late", "补报", ENTITY_FLAG, R },
	{ "version", "版本", ENTITY_INT, R },
	{ "door", "填报渠道", ENTITY_CHOICE, R,
	    .list = "web sms ussd sheet xml system" },
	{ "helper_id", "填报的帮扶责任人内部编号", ENTITY_INT, R },
	{ "reporter", "填报人", ENTITY_NAME, R },
	{ "reported_at", "填报时间", ENTITY_TIME, R },
	{ "return_reason", "退回原因", ENTITY_TEXT, .most = 200 },
};

/* What is counted of the households (S1-313). */
#define COUNT_FIELDS                                                    \
	{ "households", "在册户数", ENTITY_INT, R },                    \
	{ "persons", "在册人口数", ENTITY_INT, R },                     \
	{ "poor_households", "贫困户数", ENTITY_INT, R },               \
	{ "poor_persons", "贫困人口数", ENTITY_INT, R },                \
	{ "exited_households", "脱贫户数", ENTITY_INT, R },             \
	{ "exited_persons", "脱贫人口数", ENTITY_INT, R },              \
	{ "monitored_households", "监测对象户数", ENTITY_INT, R },      \
	{ "monitored_persons", "监测对象人口数", ENTITY_INT, R },       \
	{ "unstable_households", "脱贫不稳定户数", ENTITY_INT, R },     \
	{ "marginal_households", "边缘易致贫户数", ENTITY_INT, R },     \
	{ "sudden_households", "突发严重困难户数", ENTITY_INT, R },     \
	{ "risk_households", "风险未消除户数", ENTITY_INT, R },         \
	{ "subsistence_households", "在册低保户数", ENTITY_INT, R },    \
	{ "subsistence_persons", "在册低保人口数", ENTITY_INT, R }

static const struct entity_field place_fields[] = {
	{ "area", "行政区划代码", ENTITY_AREA, A },
	{ "year", "年度", ENTITY_YEAR, A },
	{ "name", "名称", ENTITY_TEXT, R, .most = 60 },
	COUNT_FIELDS,
};

static const struct entity_field hamlet_fields[] = {
	{ "id", "自然村内部编号", ENTITY_INT, A },
	{ "serial", "村内序号", ENTITY_INT, R },
	{ "name", "名称", ENTITY_TEXT, R, .most = 60 },
	{ "active", "在用", ENTITY_FLAG, R },
	COUNT_FIELDS,
};

/* Of what is kept by record the dictionary says the rest. */
#define UNIT_FIELD                                                      \
	{ "unit_id", "帮扶单位内部编号", ENTITY_INT, O }
static const struct entity_field unit_fields[] = {
	{ "area", "所在地区", ENTITY_AREA, A },
	{ "id", "帮扶单位内部编号", ENTITY_INT, A },
};
static const struct entity_field helper_fields[] = {
	{ "area", "所在地区", ENTITY_AREA, A },
	{ "id", "帮扶责任人内部编号", ENTITY_INT, A,
	    .national = "AAK110" },
	UNIT_FIELD,
};
static const struct entity_field team_fields[] = {
	{ "area", "驻在村", ENTITY_AREA, A },
	{ "id", "驻村工作队内部编号", ENTITY_INT, A },
	UNIT_FIELD,
};
static const struct entity_field team_member_fields[] = {
	{ "id", "驻村工作队员内部编号", ENTITY_INT, A },
};

/* Their rows begin as all of a dictionary. */
static const struct column head_columns[] = {
	{ "area", CELL_INT, offsetof(struct dictionary_head, base.area) },
	{ "id", CELL_INT, offsetof(struct dictionary_head, id) },
	{ "unit_id", CELL_OPT, offsetof(struct dictionary_head,
	    base.unit_id) },
};
static const struct shape record_shape = {
	head_columns, 3, sizeof(struct dictionary_head)
};
static const struct shape unit_shape = {
	head_columns, 2, sizeof(struct dictionary_head)
};

#define ENTITY(name, label, skip)                                       \
	{ #name, label, &export_##name##_shape, skip, name##_fields,    \
	  LEN(name##_fields) }
/* A child's household is the element it stands in. */
const struct entity entities[ENTITY_KIND__MAX] = {
	[ENTITY_HOUSEHOLD] = ENTITY(household, "户", 0),
	[ENTITY_MEMBER] = ENTITY(member, "家庭成员", 1),
	[ENTITY_PAIRING] = ENTITY(pairing, "帮扶结对", 1),
	[ENTITY_REPORT] = ENTITY(report, "月收入登记", 1),
	[ENTITY_COUNTY] = { "county", "县", &export_place_shape, 0,
	    place_fields, LEN(place_fields) },
	[ENTITY_VILLAGE] = { "village", "行政村", &export_place_shape, 0,
	    place_fields, LEN(place_fields) },
	[ENTITY_HAMLET] = ENTITY(hamlet, "自然村（村民小组）", 0),
	[ENTITY_UNIT] = { "unit", "帮扶单位", &unit_shape, 0, unit_fields,
	    LEN(unit_fields) },
	[ENTITY_HELPER] = { "helper", "帮扶责任人", &record_shape, 0,
	    helper_fields, LEN(helper_fields) },
	[ENTITY_TEAM] = { "team", "驻村工作队", &record_shape, 0,
	    team_fields, LEN(team_fields) },
	[ENTITY_TEAM_MEMBER] = { "team_member", "驻村工作队员", &unit_shape,
	    1, team_member_fields, LEN(team_member_fields) },
};

bool
entity_fits(const struct entity *entity)
{
	size_t i;

	if (entity->shape->count != entity->count + entity->skip)
		return false;
	for (i = 0; i < entity->count; i++)
		if (strcmp(entity->fields[i].name,
		    entity->shape->columns[i + entity->skip].name) != 0)
			return false;
	return true;
}
