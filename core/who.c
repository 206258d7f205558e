#include <string.h>

#include "core/who.h"

static const struct {
	const char *name, *label;
} roles[ROLE__MAX] = {
	[ROLE_GUEST] = { "guest", "未登录" },
	[ROLE_HELPER] = { "helper", "帮扶责任人" },
	[ROLE_VILLAGE] = { "village", "村级用户" },
	[ROLE_TOWNSHIP] = { "township", "乡镇用户" },
	[ROLE_COUNTY] = { "county", "县级用户" },
	[ROLE_ADMIN] = { "admin", "系统管理员" },
};

const char *
role_label(enum role role)
{
	return roles[role].label;
}

const char *
role_name(enum role role)
{
	return roles[role].name;
}

enum role
role_read(const char *s)
{
	enum role role;

	for (role = ROLE_GUEST; role < ROLE__MAX; role++)
		if (strcmp(roles[role].name, s) == 0)
			break;
	return role;
}
