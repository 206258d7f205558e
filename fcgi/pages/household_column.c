#include <inttypes.h>

#include "fcgi/pages/household_column.h"

const char *
household_column_label(enum household_column column)
{
	static const char *const labels[HOUSEHOLD_COLUMN__MAX] = {
		"户编号", "户主", "所在村", "乡镇", "联系电话", "人口数",
		"脱贫年度", "监测对象类别", "风险消除", "原脱贫户",
		"注销状态", "月报状态",
	};

	return labels[column];
}

bool
household_column_number(enum household_column column)
{
	return column == HOUSEHOLD_MEMBERS || column == HOUSEHOLD_EXIT_YEAR;
}

const char *
household_column_show(struct pool *pool, struct mask_sight sight,
    const struct household *h, enum household_column column)
{
	switch (column) {
	case HOUSEHOLD_NUMBER:
		return h->number;
	case HOUSEHOLD_HEAD:
		return mask_value(pool, sight, VEIL_NAME, h->head_name);
	case HOUSEHOLD_VILLAGE:
		return h->village;
	case HOUSEHOLD_TOWNSHIP:
		return h->township;
	case HOUSEHOLD_PHONE:
		return mask_value(pool, sight, VEIL_CONTACT, h->phone);
	case HOUSEHOLD_MEMBERS:
		return pool_print(pool, "%" PRId64, h->member_count);
	case HOUSEHOLD_EXIT_YEAR:
		return !h->exit_year.given ? NULL : pool_print(pool,
		    "%" PRId64, h->exit_year.value);
	case HOUSEHOLD_MONITOR:
		return household_monitor_label(h->monitor_class);
	case HOUSEHOLD_RISK:
		return h->monitor_class == MONITOR_NONE ? "" :
		    h->risk_removed ? "已消除" : "未消除";
	case HOUSEHOLD_EXITED:
		return h->exited ? "是" : "否";
	case HOUSEHOLD_FREE:
		return h->free_after.given ? "已注销" : "";
	case HOUSEHOLD_REPORT:
	case HOUSEHOLD_COLUMN__MAX:
		break;
	}
	return NULL;
}
