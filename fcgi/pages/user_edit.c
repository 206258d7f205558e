#include <string.h>

#include "db/helper.h"
#include "db/session.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/user_edit.h"
#include "fcgi/pages/user_place.h"

const char *
user_edit_refusal(const struct req *r, const struct user *u)
{
	if (u->user_id == r->who.user_id)
		return "这是您自己的账号：不能停用自己，修改密码请用右上角的菜单。";
	if (role_read(u->role) > r->who.role)
		return "这个账号的角色高于您自己的，不能由您修改。";
	return NULL;
}

enum err
user_edit_take(struct req *r, struct user *u)
{
	enum err e;

	if ((e = user_by_id(r->db, r->pool, &r->who, r->id[0], u)) != OK)
		return e;
	return user_edit_refusal(r, u) != NULL ? ERR_DENIED : OK;
}

enum { ROLE, AREA, HELPER, EDIT__MAX };
static const struct field fields[EDIT__MAX] = {
	[ROLE] = USER_PLACE_ROLE,
	[AREA] = USER_PLACE_AREA,
	[HELPER] = USER_PLACE_HELPER,
};
static const struct form form = { fields, EDIT__MAX };

static enum err
start(struct req *r, struct user *u, struct page **p)
{
	enum err e;

	if ((e = user_edit_take(r, u)) != OK)
		return e;
	*p = req_page(r, "user_edit.tpl", "修改角色和地区");
	page_int(*p, "user_id", u->user_id);
	page_text(*p, "account", u->name);
	page_text(*p, "login", u->login);
	return panel_areas(r, *p);
}

static enum err
show(struct req *r)
{
	const char *place;
	struct page *p;
	struct user u;
	enum err e;

	if ((e = start(r, &u, &p)) != OK)
		return e;
	user_place_roles(r, p, u.role);
	if (u.helper_id != 0) {
		page_text(p, "helper", pool_print(r->pool, "%d",
		    (int)u.helper_id));
		return req_show(r);
	}
	if ((e = panel_area_name(r, u.area, &place)) != OK)
		return e;
	page_text(p, "area", place);
	return req_show(r);
}

static enum err
again(struct req *r)
{
	struct page *p;
	struct user u;
	enum err e;

	if ((e = start(r, &u, &p)) != OK)
		return e;
	user_place_roles(r, p, r->in[ROLE].word);
	panel_form(r, p, &form);
	return req_show(r);
}

static enum err
edit(struct req *r)
{
	struct user u, to;
	struct user_place place;
	enum err e;

	if ((e = user_edit_take(r, &u)) != OK)
		return e;
	place = (struct user_place){ &r->in[ROLE], &r->in[AREA],
	    &r->in[HELPER], u.user_id };
	to = u;
	if ((e = user_place_take(r, &place, &to)) != OK)
		return e;
	if (strcmp(to.role, u.role) == 0 && to.area == u.area &&
	    to.helper_id == u.helper_id)
		return req_go(r, "/user/%d?done=same", (int)u.user_id);
	if ((e = user_set_place(r->db, &to, r->who.user_id)) != OK ||
	    (e = session_end_all(r->db, u.user_id, NULL)) != OK ||
	    (e = panel_audit(r, "user-place", "user %d: %s %lld -> %s %lld",
	    (int)u.user_id, u.role, (long long)u.area, to.role,
	    (long long)to.area)) != OK)
		return e;
	return req_go(r, "/user/%d?done=place", (int)u.user_id);
}

const struct route user_edit_routes[] = {
	{ VERB_GET, "/user/#/edit", ROLE_COUNTY, NULL, show, NULL },
	{ VERB_POST, "/user/#/edit", ROLE_COUNTY, &form, edit, again },
	{ .path = NULL }
};
