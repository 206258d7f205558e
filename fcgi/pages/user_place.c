#include <stdlib.h>
#include <string.h>

#include "core/area.h"
#include "core/phone.h"
#include "db/helper.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/user_place.h"

const struct choice user_place_choices[USER_PLACE_ROLES] = {
	{ "helper", "帮扶责任人", ROLE_HELPER },
	{ "village", "村级用户", ROLE_VILLAGE },
	{ "township", "乡镇用户", ROLE_TOWNSHIP },
	{ "county", "县级用户", ROLE_COUNTY },
	{ "admin", "系统管理员", ROLE_ADMIN },
};
const struct field user_place_field = USER_PLACE_ROLE;

void
user_place_roles(struct req *r, struct page *p, const char *chosen)
{
	struct field f = user_place_field;

	for (f.choice_count = 0; f.choice_count < USER_PLACE_ROLES &&
	    user_place_choices[f.choice_count].value <= (int64_t)r->who.role;)
		f.choice_count++;
	panel_choices(p, "ROLE", &f, chosen);
}

enum err
user_place_helper(struct req *r, struct answer *a, struct helper *h)
{
	const char *phone = phone_read(r->pool, a->word);
	struct helper_filter f = { .word = a->word };
	struct helper_list list;
	enum err e;

	if (!a->given)
		return field_spoil(a, "没有填：要说明是哪一位帮扶责任人");
	if (phone != NULL)
		f.word = phone;
	else if (strspn(a->word, "0123456789") == strlen(a->word) &&
	    strlen(a->word) < 10) {
		e = helper_by_id(r->db, r->pool, &r->who,
		    strtoll(a->word, NULL, 10), h);
		return e == ERR_ABSENT ? field_spoil(a,
		    "没有找到，请填手机号、编号或姓名") : e;
	}
	if ((e = helper_list(r->db, r->pool, &r->who, &f, &list)) != OK)
		return e;
	if (list.helpers == 0)
		return field_spoil(a, "没有找到，请填手机号、编号或姓名");
	if (list.helpers > 1)
		return field_spoil(a, "不止一位，请改填手机号或编号");
	*h = list.at[0];
	return OK;
}

static enum err
take_helper(struct req *r, const struct user_place *at, struct user *u)
{
	struct helper h = { 0 };
	struct user other;
	enum err e;

	if ((e = user_place_helper(r, at->helper, &h)) != OK)
		return e;
	if (!h.active)
		return field_spoil(at->helper, "已停用，不能开通账号");
	e = user_of_helper(r->db, r->pool, h.helper_id, &other);
	if (e == OK && other.user_id != at->user_id)
		return field_spoil(at->helper, pool_print(r->pool,
		    "已有账号%s，不能再开一个", other.login));
	if (e != OK && e != ERR_ABSENT)
		return e;
	u->helper_id = h.helper_id;
	u->area = h.area;
	return OK;
}

static enum err
take_area(struct req *r, const struct user_place *at, struct user *u)
{
	static const enum area_level levels[ROLE__MAX] = {
		[ROLE_VILLAGE] = AREA_VILLAGE,
		[ROLE_TOWNSHIP] = AREA_TOWNSHIP,
		[ROLE_COUNTY] = AREA_COUNTY,
	};
	enum role role = (enum role)at->role->value;
	struct answer *a = at->area;
	struct area area;
	enum err e;

	if (at->helper->given)
		return field_spoil(at->helper,
		    "填了，但角色不是帮扶责任人，请改其中一项");
	if (!a->given)
		return field_spoil(a, "没有填：请选择负责地区");
	if ((e = panel_area(r, a, &area)) != OK)
		return e;
	if (levels[role] != AREA_COUNTRY &&
	    (enum area_level)area.level != levels[role])
		return field_spoil(a, pool_print(r->pool, "不是%s，%s要选到%s",
		    area_label(levels[role]), role_label(role),
		    area_label(levels[role])));
	u->helper_id = 0;
	u->area = area.code;
	return OK;
}

enum err
user_place_take(struct req *r, const struct user_place *at, struct user *u)
{
	if (at->role->value > (int64_t)r->who.role)
		return field_spoil(at->role, "高于您自己的角色，不能授予");
	u->role = at->role->text;
	return at->role->value == ROLE_HELPER ? take_helper(r, at, u) :
	    take_area(r, at, u);
}
