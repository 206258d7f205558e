#include <string.h>

#include "db/helper.h"
#include "db/secret.h"
#include "db/session.h"
#include "db/user.h"
#include "fcgi/pages/account.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/user.h"
#include "fcgi/pages/user_edit.h"
#include "fcgi/pages/user_new.h"
#include "fcgi/pages/user_place.h"

/* ---- the list --------------------------------------------------------- */

static const struct panel_note notes[] = {
	{ "added", "账号已开通。请把用户名、委办局编号和初始密码告诉本人，"
	    "首次登录时必须修改密码。" },
	{ "disabled", "账号已停用，他的登录都已退出。" },
	{ "enabled", "账号已启用。" },
	{ "second", "没有启用：这位帮扶责任人已有另一个正在使用的账号，"
	    "请先停用那一个。" },
	{ "place", "已修改，他的登录都已退出，重新登录后生效。" },
	{ "same", "没有变化，不需要保存。" },
	{ "password", "密码已重置，他的登录都已退出。请把新的初始密码告诉本人，"
	    "下次登录时必须修改。" },
};

/* Word and look of an account's state, the weightiest first. */
static void
fill_state(struct req *r, struct page *p, const struct user *u)
{
	const char *name = "reported", *label = "正常";

	if (u->disabled) {
		name = "free";
		label = "停用";
	} else if (u->locked_until.utc > r->now.utc) {
		name = "overdue";
		label = "锁定";
	} else if (u->must_change) {
		name = "draft";
		label = "待改初始密码";
	}
	page_text(p, "state_name", name);
	page_text(p, "state", label);
}

static void
fill_user(struct req *r, struct page *p, const struct user *u)
{
	page_fill(p, r->pool, &user_shape, u);
	page_text(p, "role", role_label(role_read(u->role)));
	fill_state(r, p, u);
}

static enum err
list(struct req *r)
{
	struct user_filter f = { req_query(r, "find"), req_query(r, "role"),
	    *req_query(r, "all") == '1', req_query_int(r, "page", 1) };
	struct page *p = req_page(r, "user.tpl", "用户");
	struct user_list found;
	size_t i;
	enum err e;

	if ((e = user_list(r->db, r->pool, &r->who, &f, &found)) != OK)
		return e;
	page_text(p, "find", f.find);
	panel_choices(p, "ROLE", &user_place_field, f.role);
	if (f.all)
		page_show(p, "ALL");
	for (i = 0; i < found.count; i++)
		fill_user(r, page_part(p, "LINE"), &found.at[i]);
	if (found.count == 0)
		page_show(p, "EMPTY");
	page_int(p, "users", found.users);
	panel_pager(r, p, found.page, found.pages);
	return req_show(r);
}

/* ---- one account ------------------------------------------------------ */

static const struct {
	const char *deed, *label;
} deeds[] = {
	{ "signin", "登录" }, { "signin-wrong", "密码输错" },
	{ "password", "修改自己的密码" }, { "user-add", "新增用户" },
	{ "user-disable", "停用用户" }, { "user-enable", "启用用户" },
	{ "user-password", "重置密码" }, { "user-place", "修改角色和地区" },
	{ "helper-add", "新增帮扶责任人" },
	{ "helper-phone", "修改手机号" }, { "helper-stop", "停用帮扶责任人" },
	{ "helper-start", "启用帮扶责任人" }, { "month-close", "封账" },
	{ "month-reopen", "重新开放月份" }, { "export", "导出" },
	{ "replay", "重发短信" }, { "simulate", "模拟短信" },
};

static enum err
fill_deeds(struct req *r, struct page *p, int64_t user_id)
{
	struct audit *lines;
	struct page *part;
	size_t count, i, k;
	enum err e;

	if ((e = audit_by_user(r->db, r->pool, user_id, &lines,
	    &count)) != OK)
		return e;
	if (count > 0)
		p = page_part(p, "DEEDS");
	for (i = 0; i < count; i++) {
		part = page_part(p, "DEED");
		page_fill(part, r->pool, &audit_shape, &lines[i]);
		for (k = 0; k < LEN(deeds); k++)
			if (strcmp(deeds[k].deed, lines[i].deed) == 0)
				page_text(part, "deed", deeds[k].label);
	}
	return OK;
}

static enum err
fill_one(struct req *r, struct page *p, const struct user *u)
{
	const char *why = user_edit_refusal(r, u), *place;
	struct page *part;
	struct helper h;
	enum err e;

	if ((e = panel_area_name(r, u->area, &place)) != OK)
		return e;
	fill_user(r, p, u);
	page_text(p, "place", place);
	if (u->helper_id != 0) {
		e = helper_by_id(r->db, r->pool, &r->who, u->helper_id, &h);
		if (e != OK && e != ERR_ABSENT)
			return e;
		if (e == OK)
			page_fill(page_part(p, "HELPER"), r->pool,
			    &helper_shape, &h);
	}
	if (why != NULL) {
		page_text(page_part(p, "REFUSED"), "sentence", why);
		return fill_deeds(r, p, u->user_id);
	}
	part = page_part(p, "MAY");
	page_int(part, "user_id", u->user_id);
	page_int(page_part(part, u->disabled ? "ENABLE" : "DISABLE"),
	    "user_id", u->user_id);
	return fill_deeds(r, p, u->user_id);
}

static enum err
show(struct req *r)
{
	struct user u;
	enum err e;

	if ((e = user_by_id(r->db, r->pool, &r->who, r->id[0], &u)) != OK)
		return e;
	panel_notice(r, notes, LEN(notes));
	if ((e = fill_one(r, req_page(r, "user_one.tpl", u.name), &u)) != OK)
		return e;
	return req_show(r);
}

/* Whether a helper would speak through two accounts; ERR_ABSENT if not. */
static enum err
second_account(struct req *r, const struct user *u)
{
	struct user other;

	if (!u->disabled || u->helper_id == 0)
		return ERR_ABSENT;
	return user_of_helper(r->db, r->pool, u->helper_id, &other);
}

static enum err
set_disabled(struct req *r, bool disabled)
{
	const char *deed = disabled ? "user-disable" : "user-enable";
	struct user u;
	enum err e;

	if ((e = user_edit_take(r, &u)) != OK)
		return e;
	if (!disabled && (e = second_account(r, &u)) != ERR_ABSENT)
		return e != OK ? e : req_go(r, "/user/%d?done=second",
		    (int)u.user_id);
	if (u.disabled != disabled && (
	    (e = user_set_disabled(r->db, u.user_id, disabled,
	    r->who.user_id)) != OK ||
	    (e = session_end_all(r->db, u.user_id, NULL)) != OK ||
	    (e = panel_audit(r, deed, "user %d", (int)u.user_id)) != OK))
		return e;
	return req_go(r, "/user/%d?done=%s", (int)u.user_id,
	    disabled ? "disabled" : "enabled");
}

static enum err
disable(struct req *r)
{
	return set_disabled(r, true);
}

static enum err
enable(struct req *r)
{
	return set_disabled(r, false);
}

/* ---- a new initial password ------------------------------------------- */

enum { PASSWORD, RESET__MAX };
static const struct field fields[RESET__MAX] = {
	[PASSWORD] = { .name = "password", .label = "新的初始密码",
	    .kind = FIELD_TEXT, .least = USER_PASSWORD_LEAST,
	    .most = USER_PASSWORD_MOST, .required = true,
	    .also = account_password_flaw },
};
static const struct form reset_form = { fields, RESET__MAX };
static const struct form empty = { NULL, 0 };

static enum err
start_reset(struct req *r, struct page **p)
{
	struct user u;
	enum err e;

	if ((e = user_edit_take(r, &u)) != OK)
		return e;
	*p = req_page(r, "user_password.tpl", "重置密码");
	page_fill(*p, r->pool, &user_shape, &u);
	return OK;
}

/* Shown before it is set: nobody is left with a password that nobody saw. */
static enum err
show_reset(struct req *r)
{
	struct page *p;
	enum err e;

	if ((e = start_reset(r, &p)) != OK)
		return e;
	page_text(p, "password", user_new_password(r->pool));
	return req_show(r);
}

static enum err
again_reset(struct req *r)
{
	struct page *p;
	enum err e;

	if ((e = start_reset(r, &p)) != OK)
		return e;
	panel_form(r, p, &reset_form);
	return req_show(r);
}

static enum err
reset(struct req *r)
{
	struct user u;
	enum err e;

	if ((e = user_edit_take(r, &u)) != OK ||
	    (e = user_set_password(r->db, u.user_id, secret_password(r->pool,
	    r->in[PASSWORD].text), true, r->who.user_id)) != OK ||
	    (e = session_end_all(r->db, u.user_id, NULL)) != OK ||
	    (e = panel_audit(r, "user-password", "user %d",
	    (int)u.user_id)) != OK)
		return e;
	return req_go(r, "/user/%d?done=password", (int)u.user_id);
}

const struct route user_routes[] = {
	{ VERB_GET, "/user", ROLE_COUNTY, NULL, list, NULL },
	{ VERB_GET, "/user/#", ROLE_COUNTY, NULL, show, NULL },
	{ VERB_POST, "/user/#/disable", ROLE_COUNTY, &empty, disable, NULL },
	{ VERB_POST, "/user/#/enable", ROLE_COUNTY, &empty, enable, NULL },
	{ VERB_GET, "/user/#/password", ROLE_COUNTY, NULL, show_reset,
	    NULL },
	{ VERB_POST, "/user/#/password", ROLE_COUNTY, &reset_form, reset,
	    again_reset },
	{ .path = NULL }
};
