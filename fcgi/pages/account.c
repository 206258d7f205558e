#include <ctype.h>
#include <string.h>

#include "db/secret.h"
#include "db/user.h"
#include "fcgi/http/session.h"
#include "fcgi/pages/account.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/tries.h"

const char *
account_password_flaw(const struct answer *a)
{
	bool letter = false, digit = false;
	const char *p;

	for (p = a->text; *p != '\0'; p++) {
		digit = digit || isdigit((unsigned char)*p);
		letter = letter || !isdigit((unsigned char)*p);
	}
	return letter && digit ? NULL : "太简单，要同时有字母和数字";
}

enum { OLD, NEW, AGAIN, PASSWORD__MAX };
static const struct field fields[PASSWORD__MAX] = {
	[OLD] = { .name = "old", .label = "原密码", .kind = FIELD_SECRET,
	    .most = USER_PASSWORD_MOST, .required = true },
	[NEW] = { .name = "new", .label = "新密码", .kind = FIELD_SECRET,
	    .least = USER_PASSWORD_LEAST, .most = USER_PASSWORD_MOST,
	    .required = true, .also = account_password_flaw },
	[AGAIN] = { .name = "again", .label = "第二次输入的新密码",
	    .kind = FIELD_SECRET, .most = USER_PASSWORD_MOST,
	    .required = true },
};
static const struct form form = { fields, PASSWORD__MAX };
static const struct form empty = { NULL, 0 };

static enum err
show_password(struct req *r)
{
	struct page *p = req_page(r, "password.tpl", "修改密码");

	if (r->session.must_change)
		page_show(p, "FIRST");
	return req_show(r);
}

static enum err
again_password(struct req *r)
{
	struct page *p = req_page(r, "password.tpl", "修改密码");
	size_t i;

	if (r->session.must_change)
		page_show(p, "FIRST");
	frame_flaws(r, p, &form);
	for (i = 0; i < PASSWORD__MAX; i++)
		frame_field(r, p, &fields[i], &r->in[i]);
	return req_show(r);
}

/* The old password was right: the new one stands, other sessions end. */
static enum err
set_password(struct req *r, const struct user *u)
{
	uint8_t hash[SESSION_HASH];
	enum err e;

	session_hash(r, hash);
	if ((e = user_set_password(r->db, u->user_id,
	    secret_password(r->pool, r->in[NEW].text), false,
	    u->user_id)) != OK ||
	    (e = session_end_all(r->db, u->user_id, hash)) != OK ||
	    (e = audit_add(r->db, &(struct audit){ r->now, u->user_id,
	    req_address(r), "password", "" })) != OK)
		return e;
	return req_go(r, "/?done=password");
}

/* Who found a session open may not guess on in it. */
static enum err
wrong_old(struct req *r, const struct user *u, const char *wait)
{
	enum err e;

	field_spoil(&r->in[OLD], wait != NULL ? wait : "不对");
	if (wait == NULL && (e = tries_count(r, u->login, u)) != OK)
		return e;
	r->trouble = ERR_INPUT;
	return again_password(r);
}

static enum err
change_password(struct req *r)
{
	const char *new = r->in[NEW].text, *wait;
	struct user u;
	enum err e;

	if ((e = tries_hold(r, r->session.login, &u)) != OK)
		return e;
	wait = tries_wait(r, &u);
	if (wait != NULL ||
	    !secret_password_ok(u.password_hash, r->in[OLD].text))
		return wrong_old(r, &u, wait);
	if (strcmp(new, r->in[AGAIN].text) != 0)
		field_spoil(&r->in[AGAIN], "和第一次不一样");
	else if (strcmp(new, r->in[OLD].text) == 0)
		field_spoil(&r->in[NEW], "和原密码一样，请换一个");
	else
		return set_password(r, &u);
	return ERR_INPUT;
}

/* What a browser says of itself, in words that people use; the first that
 * fits, since each browser also names those it is like. */
struct mark {
	const char *mark, *label;
};
static const struct mark devices[] = {
	{ "iPhone", "苹果手机" }, { "iPad", "苹果平板" },
	{ "Harmony", "鸿蒙手机" }, { "Android", "安卓手机" },
	{ "Windows", "Windows电脑" }, { "Macintosh", "苹果电脑" },
	{ "Linux", "Linux电脑" }, { "", "其他设备" },
};
static const struct mark browsers[] = {
	{ "MicroMessenger", "微信" }, { "QQBrowser", "QQ浏览器" },
	{ "UCBrowser", "UC浏览器" }, { "Huawei", "华为浏览器" },
	{ "Edg", "Edge浏览器" }, { "Firefox", "火狐浏览器" },
	{ "Chrome", "谷歌浏览器" }, { "Safari", "苹果浏览器" },
	{ "", "其他浏览器" },
};

static const char *
marked(const struct mark *list, const char *agent)
{
	while (strstr(agent, list->mark) == NULL)
		list++;
	return list->label;
}

static enum err
show_sessions(struct req *r)
{
	struct page *p = req_page(r, "session.tpl", "我的会话"), *part;
	uint8_t hash[SESSION_HASH];
	struct session_line *lines;
	size_t count, i;
	enum err e;

	if ((e = session_list(r->db, r->pool, r->session.user_id, &lines,
	    &count)) != OK)
		return e;
	session_hash(r, hash);
	for (i = 0; i < count; i++) {
		part = page_part(p, "SESSION");
		page_fill(part, r->pool, &session_line_shape, &lines[i]);
		page_text(part, "device", marked(devices, lines[i].agent));
		page_text(part, "browser", marked(browsers, lines[i].agent));
		if (memcmp(lines[i].token_hash.at, hash, sizeof hash) == 0)
			page_show(part, "HERE");
	}
	return req_show(r);
}

/* Sign out everywhere, here too. */
static enum err
end_sessions(struct req *r)
{
	enum err e = session_end_all(r->db, r->session.user_id, NULL);

	if (e == OK)
		e = session_leave(r);
	return e != OK ? e : req_go(r, "/signin");
}

const struct route account_routes[] = {
	{ VERB_GET, "/account/password", ROLE_HELPER, NULL, show_password,
	    NULL },
	{ VERB_POST, "/account/password", ROLE_HELPER, &form,
	    change_password, again_password },
	{ VERB_GET, "/account/session", ROLE_HELPER, NULL, show_sessions,
	    NULL },
	{ VERB_POST, "/account/session/end", ROLE_HELPER, &empty,
	    end_sessions, NULL },
	{ .path = NULL }
};
