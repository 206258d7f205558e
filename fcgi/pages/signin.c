#include <stdio.h>
#include <string.h>

#include "db/secret.h"
#include "db/once.h"
#include "db/stranger.h"
#include "db/user.h"
#include "fcgi/http/session.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/signin.h"
#include "fcgi/pages/tries.h"
#include "fcgi/pages/visit_photo.h"

#define TO_MOST		900	/* bytes of the address to come back to */
#define KEEP		"keep."	/* prefix of the words of another form */
#define SWEEP_SECONDS	(24 * 3600)	/* sessions idle so long are forgotten */

enum { LOGIN, PASSWORD, BUREAU, TO, SIGNIN__MAX };
static const struct field fields[SIGNIN__MAX] = {
	[LOGIN] = { .name = "login", .label = "用户名", .kind = FIELD_TEXT,
	    .least = 1, .most = USER_LOGIN_MOST, .required = true },
	[PASSWORD] = { .name = "password", .label = "密码",
	    .kind = FIELD_SECRET, .least = 1, .most = USER_PASSWORD_MOST,
	    .required = true },
	[BUREAU] = { .name = "bureau", .label = "委办局编号",
	    .kind = FIELD_TEXT, .least = 1, .most = 20, .required = true },
	[TO] = { .name = "to", .label = "返回地址", .kind = FIELD_TEXT,
	    .most = TO_MOST },
};
static const struct form form = { fields, SIGNIN__MAX };
static const struct form empty = { NULL, 0 };

/* Only back to a page of our own; a long search is not kept. */
static const char *
own_address(struct req *r, const char *s)
{
	if (s == NULL || s[0] != '/' || s[1] == '/' || s[1] == '\\')
		return "/";
	if (strlen(s) > TO_MOST)
		s = pool_copy_len(r->pool, s, strcspn(s, "?"));
	return strlen(s) > TO_MOST ? "/" : s;
}

static struct page *
start_page(struct req *r, const char *to)
{
	struct page *p = req_bare(r, "signin.tpl");

	page_text(p, "to", own_address(r, to));
	return p;
}

static enum err
show(struct req *r)
{
	if (r->session.user_id != 0)
		return req_go(r, "/");
	start_page(r, req_query(r, "to"));
	return req_show(r);
}

enum err
signin_expired(struct req *r)
{
	enum err e = visit_photo_lapsed(r);
	struct page *p;

	if (e != OK)
		return e;
	p = start_page(r, r->target);
	page_show(p, "EXPIRED");
	frame_keep(r, p, "");
	return req_show(r);
}

/* Whether he may sign in; if not, why is on the field and *${wrong} whether
 * it was a try. */
static bool
recognise(struct req *r, const struct user *u, bool *wrong)
{
	bool ok = secret_password_ok(u->password_hash,
	    r->in[PASSWORD].text);
	const char *wait = tries_wait(r, u);

	*wrong = wait == NULL && (!ok || u->disabled ||
	    strcmp(u->bureau, r->in[BUREAU].text) != 0);
	if (wait != NULL)
		field_spoil(&r->in[PASSWORD], wait);
	else if (*wrong)
		field_spoil(&r->in[PASSWORD],
		    "不对：用户名、密码或委办局编号有误");
	return wait == NULL && !*wrong;
}

/* Back to the form he was filling, as he left it. */
static enum err
resume(struct req *r, const char *to)
{
	struct word *words = pool_array(r->pool, r->words.count,
	    sizeof *words);
	size_t i, n = 0, len = strlen(KEEP);

	for (i = 0; i < r->words.count; i++)
		if (strncmp(r->words.at[i].name, KEEP, len) == 0) {
			words[n] = r->words.at[i];
			words[n++].name += len;
		}
	if (n == 0)
		return ERR_ABSENT;
	r->words = (struct words){ .at = words, .count = n };
	words_sort(r->pool, &r->words);
	r->notice = "已重新登录。您刚才填的内容都在下面，还没有保存，"
	    "请检查后再点一次保存。";
	return route_again(r, pool_copy_len(r->pool, to, strcspn(to, "?")));
}

static enum err
again(struct req *r)
{
	struct page *p = start_page(r, r->in[TO].text);
	size_t i;

	frame_flaws(r, p, &form);
	for (i = 0; i < SIGNIN__MAX; i++)
		frame_field(r, p, &fields[i], &r->in[i]);
	frame_keep(r, p, KEEP);
	return req_show(r);
}

static enum err
forget(struct req *r)
{
	struct moment before = { r->now.utc - SWEEP_SECONDS };
	enum err e = session_sweep(r->db, before);

	if (e == OK)
		e = once_sweep(r->db, before);
	return e != OK ? e : stranger_sweep(r->db, before);
}

/* It is he. */
static enum err
let_in(struct req *r, const struct user *u)
{
	const char *to = own_address(r, r->in[TO].text);
	enum err e;

	if ((e = forget(r)) != OK ||
	    (e = session_begin(r, u->user_id)) != OK ||
	    (e = user_tried(r->db, u->user_id, 0, (struct moment){ 0 })) !=
	    OK || (e = audit_add(r->db, &(struct audit){ r->now, u->user_id,
	    req_address(r), "signin", "" })) != OK)
		return e;
	if (!u->must_change) {
		if ((e = session_become(r)) != OK)
			return e;
		/* another may sign in where the first one's time was up */
		if ((e = resume(r, to)) != ERR_ABSENT && e != ERR_DENIED)
			return e;
	}
	return req_go(r, "%s", to);
}

static enum err
sign_in(struct req *r)
{
	struct user u;
	bool wrong;
	enum err e;

	if ((e = tries_hold(r, r->in[LOGIN].text, &u)) != OK)
		return e;
	if (recognise(r, &u, &wrong))
		return let_in(r, &u);
	if (wrong && (e = tries_count(r, r->in[LOGIN].text, &u)) != OK)
		return e;
	/* the same page again, but with a commit: the try counts */
	r->trouble = ERR_INPUT;
	return again(r);
}

static enum err
sign_out(struct req *r)
{
	enum err e = r->session.user_id != 0 ? session_leave(r) : OK;

	return e != OK ? e : req_go(r, "/signin");
}

const struct route signin_routes[] = {
	{ VERB_GET, "/signin", ROLE_GUEST, NULL, show, NULL },
	{ VERB_POST, "/signin", ROLE_GUEST, &form, sign_in, again },
	{ VERB_POST, "/signout", ROLE_GUEST, &empty, sign_out, NULL },
	{ .path = NULL }
};
