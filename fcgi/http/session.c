#include <string.h>

#include "core/area.h"
#include "db/secret.h"
#include "fcgi/http/session.h"

#define COOKIE		"bf"		/* who is signed in */
#define COOKIE_GUEST	"bfg"		/* who is not */
#define TOUCH_SECONDS	60
#define AGENT_MOST	100		/* bytes of a browser's name */

/* Read again when the generation changes; one process, one copy. */
static struct settings settings = { .generation = -1 };

static enum err
load_settings(struct req *r, int64_t generation)
{
	enum err e = OK;

	if (settings.generation != generation &&
	    (e = settings_read(r->db, r->pool, &settings)) == OK)
		settings.generation = generation;
	r->settings = &settings;
	return e;
}

static void
set_cookie(struct req *r, const char *name, const char *value)
{
	bool https = strcmp(call_param(r->call, "HTTPS"), "on") == 0;

	req_header(r, "Set-Cookie", pool_print(r->pool,
	    "%s=%s; Path=/; HttpOnly; SameSite=Lax%s%s", name, value,
	    *value == '\0' ? "; Max-Age=0" : "", https ? "; Secure" : ""));
}

void
session_hash(const struct req *r, uint8_t hash[SESSION_HASH])
{
	secret_hash(r->key, sizeof r->key, hash);
}

bool
session_year(struct req *r, int64_t year)
{
	const struct settings_year *y = settings_year(r->settings, year);

	if (y == NULL)
		return false;
	r->who.year = year;
	r->who.closed = y->closed;
	return true;
}

static void
be_somebody(struct req *r)
{
	const struct session *s = &r->session;
	struct who *w = &r->who;

	w->role = role_read(s->role);
	w->user_id = s->user_id;
	w->name = s->name;
	w->year = s->year;
	(void)session_year(r, s->looked);
	w->low = s->area;
	w->high = area_last(s->area);
	if (w->role == ROLE_HELPER) {
		w->low = s->helper_id != 0 ? 0 : 1;
		w->high = s->helper_id != 0 ? area_last(0) : 0;
		w->helper_id = s->helper_id;
	}
}

/* A random cookie of his own, so that his POSTs can be told from others'. */
static enum err
be_guest(struct req *r)
{
	const char *cookie = req_cookie(r, COOKIE_GUEST);

	r->session = (struct session){ 0 };
	r->who.role = ROLE_GUEST;
	if (cookie == NULL || !secret_token_read(cookie, r->key))
		set_cookie(r, COOKIE_GUEST, secret_token(r->pool, r->key));
	r->settings = &settings;
	return OK;
}

/* After how long the session is written anew: a tenth of the idle time at
 * most, or who works would be sent away where little is given. */
static int64_t
touch_seconds(void)
{
	int64_t tenth = settings.idle_minutes * 6;

	return tenth < TOUCH_SECONDS ? tenth : TOUCH_SECONDS;
}

enum err
session_load(struct req *r)
{
	const char *cookie = req_cookie(r, COOKIE);
	uint8_t hash[SESSION_HASH];
	int64_t idle;
	enum err e;

	r->who = (struct who){ .today = r->today, .door = "web", .low = 1 };
	if (cookie == NULL || !secret_token_read(cookie, r->key))
		return be_guest(r);
	session_hash(r, hash);
	e = session_read(r->db, r->pool, hash, &r->session);
	if (e == ERR_ABSENT)
		return be_guest(r);
	if (e != OK || (e = load_settings(r, r->session.generation)) != OK)
		return e;
	idle = r->now.utc - r->session.seen_at.utc;
	if (idle > settings.idle_minutes * 60) {
		r->lapsed = r->session.user_id;
		return be_guest(r);
	}
	if (idle > touch_seconds() &&
	    (e = session_touch(r->db, hash, r->now)) != OK)
		return e;
	be_somebody(r);
	return OK;
}

enum err
session_begin(struct req *r, int64_t user_id)
{
	const char *agent = call_param(r->call, "HTTP_USER_AGENT");
	uint8_t hash[SESSION_HASH];
	const char *token = secret_token(r->pool, r->key);
	struct session_start start = { .user_id = user_id,
	    .created_at = r->now, .seen_at = r->now,
	    .address = req_address(r) };

	start.agent = text_clean(r->pool, agent, strnlen(agent, AGENT_MOST));
	session_hash(r, hash);
	start.token_hash = (struct bytes){ hash, sizeof hash };
	set_cookie(r, COOKIE, token);
	return session_add(r->db, &start);
}

enum err
session_become(struct req *r)
{
	uint8_t hash[SESSION_HASH];
	enum err e;

	session_hash(r, hash);
	if ((e = session_read(r->db, r->pool, hash, &r->session)) == OK)
		be_somebody(r);
	return e;
}

enum err
session_leave(struct req *r)
{
	uint8_t hash[SESSION_HASH];

	session_hash(r, hash);
	set_cookie(r, COOKIE, "");
	return session_end(r->db, hash);
}
