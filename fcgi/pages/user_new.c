#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/area.h"
#include "core/phone.h"
#include "db/helper.h"
#include "db/secret.h"
#include "db/user.h"
#include "fcgi/pages/account.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/user_new.h"

const char *
user_new_password(struct pool *pool)
{
	static const char letters[] = "abcdefghjkmnpqrstuvwxyz";
	static const char digits[] = "23456789";
	char s[9] = "";
	int i;

	for (i = 0; i < 4; i++) {
		s[i] = letters[secret_random(sizeof letters - 1)];
		s[i + 4] = digits[secret_random(sizeof digits - 1)];
	}
	return pool_copy(pool, s);
}

static const char *
login_flaw(const struct answer *a)
{
	const char *p;

	for (p = a->text; *p != '\0'; p++)
		if (!isascii((unsigned char)*p) ||
		    (!isalnum((unsigned char)*p) && strchr("._-", *p) ==
		    NULL))
			return "只能用字母、数字和 . _ -";
	return NULL;
}

static const char *
bureau_flaw(const struct answer *a)
{
	return login_flaw(a) != NULL ? "只能用字母和数字" : NULL;
}

static const struct choice roles[] = {
	{ "helper", "帮扶责任人", ROLE_HELPER },
	{ "village", "村级用户", ROLE_VILLAGE },
	{ "township", "乡镇用户", ROLE_TOWNSHIP },
	{ "county", "县级用户", ROLE_COUNTY },
	{ "admin", "系统管理员", ROLE_ADMIN },
};
const struct field user_new_role = { .name = "role", .label = "角色",
	.kind = FIELD_CHOICE, .choices = roles, .choice_count = LEN(roles) };

enum { LOGIN, NAME, BUREAU, ROLE, AREA, HELPER, PASSWORD, NEW__MAX };
static const struct field fields[NEW__MAX] = {
	[LOGIN] = { .name = "login", .label = "用户名", .kind = FIELD_TEXT,
	    .least = 3, .most = USER_LOGIN_MOST, .required = true,
	    .also = login_flaw },
	[NAME] = { .name = "name", .label = "姓名", .kind = FIELD_TEXT,
	    .least = 1, .most = 60, .required = true },
	[BUREAU] = { .name = "bureau", .label = "委办局编号",
	    .kind = FIELD_TEXT, .least = 1, .most = 20, .required = true,
	    .also = bureau_flaw },
	[ROLE] = { .name = "role", .label = "角色", .kind = FIELD_CHOICE,
	    .required = true, .choices = roles, .choice_count = LEN(roles) },
	[AREA] = { .name = "area", .label = "负责地区", .kind = FIELD_TEXT,
	    .least = 1, .most = 60 },
	[HELPER] = { .name = "helper", .label = "对应的帮扶责任人",
	    .kind = FIELD_TEXT, .least = 1, .most = 60 },
	[PASSWORD] = { .name = "password", .label = "初始密码",
	    .kind = FIELD_TEXT, .least = USER_PASSWORD_LEAST,
	    .most = USER_PASSWORD_MOST, .required = true,
	    .also = account_password_flaw },
};
static const struct form form = { fields, NEW__MAX };

/* ---- the page --------------------------------------------------------- */

/* Only the roles that the asker may give. */
static void
fill_roles(struct req *r, struct page *p, const char *chosen)
{
	struct field f = fields[ROLE];

	for (f.choice_count = 0; f.choice_count < LEN(roles) &&
	    roles[f.choice_count].value <= (int64_t)r->who.role;)
		f.choice_count++;
	panel_choices(p, "ROLE", &f, chosen);
}

/* The link on a helper's page names him. */
static enum err
fill_helper(struct req *r, struct page *p, int64_t helper_id)
{
	struct helper h;
	enum err e = helper_by_id(r->db, r->pool, &r->who, helper_id, &h);

	if (e != OK)
		return e;
	page_text(p, "name", h.name);
	page_text(p, "helper", h.phone != NULL ? h.phone :
	    pool_print(r->pool, "%d", (int)helper_id));
	if (h.phone != NULL)
		page_text(p, "login", h.phone);
	return OK;
}

static enum err
show(struct req *r)
{
	struct page *p = req_page(r, "user_new.tpl", "新增用户");
	int64_t helper_id = req_query_int(r, "helper", 0);
	const char *role = helper_id > 0 ? "helper" : "";
	struct user self;
	enum err e;

	if ((e = user_by_login(r->db, r->pool, r->session.login,
	    &self)) != OK || (e = panel_areas(r, p)) != OK ||
	    (helper_id > 0 && (e = fill_helper(r, p, helper_id)) != OK))
		return e;
	fill_roles(r, p, role);
	page_text(p, "bureau", self.bureau);
	page_text(p, "password", user_new_password(r->pool));
	return req_show(r);
}

static enum err
again(struct req *r)
{
	struct page *p = req_page(r, "user_new.tpl", "新增用户");
	enum err e;

	if ((e = panel_areas(r, p)) != OK)
		return e;
	fill_roles(r, p, r->in[ROLE].word);
	panel_form(r, p, &form);
	return req_show(r);
}

/* ---- adding ----------------------------------------------------------- */

/* Whose account it will be: named by phone, number or name. */
static enum err
find_helper(struct req *r, struct helper *h)
{
	struct answer *a = &r->in[HELPER];
	const char *phone = phone_read(r->pool, a->word);
	struct helper_filter f = { .word = a->word };
	struct helper_list list;
	enum err e;

	if (!a->given)
		return field_spoil(a, "没有填：帮扶责任人账号要说明是哪一位");
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
take_helper(struct req *r, struct user *u)
{
	struct helper h;
	struct user other;
	enum err e;

	if ((e = find_helper(r, &h)) != OK)
		return e;
	if (!h.active)
		return field_spoil(&r->in[HELPER], "已停用，不能开通账号");
	if ((e = user_of_helper(r->db, r->pool, h.helper_id, &other)) == OK)
		return field_spoil(&r->in[HELPER], pool_print(r->pool,
		    "已有账号%s，不能再开一个", other.login));
	if (e != ERR_ABSENT)
		return e;
	u->helper_id = h.helper_id;
	u->area = h.area;
	return OK;
}

static enum err
take_area(struct req *r, struct user *u)
{
	static const enum area_level levels[ROLE__MAX] = {
		[ROLE_VILLAGE] = AREA_VILLAGE,
		[ROLE_TOWNSHIP] = AREA_TOWNSHIP,
		[ROLE_COUNTY] = AREA_COUNTY,
	};
	enum role role = (enum role)r->in[ROLE].value;
	struct answer *a = &r->in[AREA];
	struct area area;
	enum err e;

	if (r->in[HELPER].given)
		return field_spoil(&r->in[HELPER],
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
	u->area = area.code;
	return OK;
}

static enum err
add(struct req *r)
{
	struct user u = { .login = r->in[LOGIN].text,
	    .bureau = r->in[BUREAU].text, .name = r->in[NAME].text,
	    .role = r->in[ROLE].text, .must_change = true };
	enum role role = (enum role)r->in[ROLE].value;
	int64_t id;
	enum err e;

	if (role > r->who.role)
		return field_spoil(&r->in[ROLE], "高于您自己的角色，不能授予");
	if ((e = role == ROLE_HELPER ? take_helper(r, &u) :
	    take_area(r, &u)) != OK)
		return e;
	u.password_hash = secret_password(r->pool, r->in[PASSWORD].text);
	e = user_add(r->db, &u, r->who.user_id, r->now, &id);
	if (e == ERR_CONFLICT)
		return field_spoil(&r->in[LOGIN], "已被使用，请换一个");
	if (e != OK || (e = panel_audit(r, "user-add", "user %d",
	    (int)id)) != OK)
		return e;
	return req_go(r, "/user/%d?done=added", (int)id);
}

const struct route user_new_routes[] = {
	{ VERB_GET, "/user/new", ROLE_COUNTY, NULL, show, NULL },
	{ VERB_POST, "/user/new", ROLE_COUNTY, &form, add, again },
	{ .path = NULL }
};
