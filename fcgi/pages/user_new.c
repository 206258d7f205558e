#include <ctype.h>
#include <string.h>

#include "core/name.h"
#include "db/helper.h"
#include "db/secret.h"
#include "db/user.h"
#include "fcgi/pages/account.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/once.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/user_new.h"
#include "fcgi/pages/user_place.h"

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

enum { LOGIN, NAME, BUREAU, ROLE, AREA, HELPER, PASSWORD, NONCE, NEW__MAX };
static const struct field fields[NEW__MAX] = {
	[LOGIN] = { .name = "login", .label = "用户名", .kind = FIELD_TEXT,
	    .least = 3, .most = USER_LOGIN_MOST, .required = true,
	    .also = login_flaw },
	[NAME] = { .name = "name", .label = "姓名", .kind = FIELD_TEXT,
	    .least = 1, .most = USER_NAME_MOST, .required = true,
	    .also = name_flaw },
	[BUREAU] = { .name = "bureau", .label = "委办局编号",
	    .kind = FIELD_TEXT, .least = 1, .most = 20, .required = true,
	    .also = bureau_flaw },
	[ROLE] = USER_PLACE_ROLE,
	[AREA] = USER_PLACE_AREA,
	[HELPER] = USER_PLACE_HELPER,
	[PASSWORD] = { .name = "password", .label = "初始密码",
	    .kind = FIELD_TEXT, .least = USER_PASSWORD_LEAST,
	    .most = USER_PASSWORD_MOST, .required = true,
	    .also = account_password_flaw },
	[NONCE] = ONCE_FIELD,
};
static const struct form form = { fields, NEW__MAX };

/* ---- the page --------------------------------------------------------- */

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
	user_place_roles(r, p, role);
	page_text(p, "bureau", self.bureau);
	page_text(p, "password", user_new_password(r->pool));
	once_fill(r, p, NULL);
	return req_show(r);
}

static enum err
again(struct req *r)
{
	struct page *p = req_page(r, "user_new.tpl", "新增用户");
	enum err e;

	if ((e = panel_areas(r, p)) != OK)
		return e;
	user_place_roles(r, p, r->in[ROLE].word);
	panel_form(r, p, &form);
	once_fill(r, p, &r->in[NONCE]);
	return req_show(r);
}

/* ---- adding ----------------------------------------------------------- */

/* Pressed for once more: whether the account has the password told now. */
static enum err
made(struct req *r, int64_t id)
{
	struct user u;
	enum err e = user_by_id(r->db, r->pool, &r->who, id, &u);

	if (e == OK && !secret_password_ok(u.password_hash,
	    r->in[PASSWORD].text))
		return field_spoil(&r->in[PASSWORD],
		    "和刚才开通这个账号时的不同，请到账号页面重置密码");
	return e != OK ? e : req_go(r, "/user/%d?done=added", (int)id);
}

static enum err
add(struct req *r)
{
	struct user u = { .login = r->in[LOGIN].text,
	    .bureau = r->in[BUREAU].text, .name = r->in[NAME].text,
	    .must_change = true };
	struct user_place place = { &r->in[ROLE], &r->in[AREA],
	    &r->in[HELPER], 0 };
	int64_t id;
	enum err e = once_start(r, &r->in[NONCE], &id);

	if (e == OK && id != 0)
		return made(r, id);
	if (e != OK || (e = user_place_take(r, &place, &u)) != OK)
		return e;
	u.password_hash = secret_password(r->pool, r->in[PASSWORD].text);
	e = user_add(r->db, &u, r->who.user_id, r->now, &id);
	if (e == ERR_CONFLICT)
		return field_spoil(&r->in[LOGIN], "已被使用，请换一个");
	if (e != OK || (e = once_end(r, &r->in[NONCE], id)) != OK ||
	    (e = panel_audit(r, "user-add", "user %d", (int)id)) != OK)
		return e;
	return req_go(r, "/user/%d?done=added", (int)id);
}

const struct route user_new_routes[] = {
	{ VERB_GET, "/user/new", ROLE_COUNTY, NULL, show, NULL },
	{ VERB_POST, "/user/new", ROLE_COUNTY, &form, add, again },
	{ .path = NULL }
};
