#include <stdio.h>
#include <string.h>

#include "fcgi/http/form.h"
#include "fcgi/http/route.h"
#include "fcgi/http/session.h"

#define ID_DIGITS	18	/* of a number in a path */
#define TRIES_MOST	3	/* of a transaction that hit a deadlock */

/* ---- the table walk --------------------------------------------------- */

/* Whether ${path} fits ${pattern}; the numbers go to ${id}. */
static bool
fits(const char *pattern, const char *path, int64_t *id)
{
	int n = 0, digits;

	for (; *pattern != '\0'; pattern++) {
		if (*pattern != '#') {
			if (*path++ != *pattern)
				return false;
			continue;
		}
		if (n == REQ_IDS)
			return false;
		digits = (int)strspn(path, "0123456789");
		if (digits < 1 || digits > ID_DIGITS)
			return false;
		for (id[n] = 0; digits > 0; digits--)
			id[n] = id[n] * 10 + (*path++ - '0');
		n++;
	}
	return *path == '\0';
}

/* The route of ${path} and ${verb}.  *${other}: it has the path, but for
 * another verb. */
static const struct route *
find(const struct kit *kit, const char *path, enum verb verb, int64_t *id,
    bool *other)
{
	const struct route *const *table;
	const struct route *t;

	*other = false;
	for (table = kit->tables; *table != NULL; table++)
		for (t = *table; t->path != NULL; t++)
			if (fits(t->path, path, id)) {
				if (t->verb == verb)
					return t;
				*other = true;
			}
	return NULL;
}

/* ---- the gate --------------------------------------------------------- */

/* The form is of the year that its page was of. */
static bool
token_ok(struct req *r)
{
	const struct word *w = words_find(&r->words, "token");
	int64_t year;

	if (w == NULL || !req_token_ok(r, w->value, &year))
		return false;
	return year == 0 || year == r->who.year || session_year(r, year);
}

static bool
wants_files(const struct form *f)
{
	size_t i;

	for (i = 0; f != NULL && i < f->count; i++)
		if (f->fields[i].kind == FIELD_FILE)
			return true;
	return false;
}

/* A body with files; not for those who may not send them anyway.  Of a guest
 * less: his session may have ended while he typed, and then it is known whose
 * it was. */
static enum err
read_files(struct req *r, const char *boundary)
{
	bool guest = r->session.user_id == 0 && r->lapsed == 0;
	struct bytes entity;
	enum err e;

	if (!wants_files(r->route->form))
		return ERR_INPUT;
	if (r->who.role < r->route->least && r->session.user_id != 0)
		return OK;
	if ((e = call_spool(r->call, r->pool, multipart_head(r->pool,
	    boundary), guest ? ROUTE_GUEST_MOST : ROUTE_FILES_MOST,
	    &entity)) != OK)
		return guest && e == ERR_INPUT ? OK : e;
	return multipart_read(r->pool, boundary, entity, &r->words,
	    &r->uploads);
}

static enum err
read_body(struct req *r)
{
	const char *type = call_param(r->call, "CONTENT_TYPE");
	const char *boundary = multipart_boundary(r->pool, type);
	char *body;
	size_t len;
	enum err e;

	if (boundary != NULL)
		return read_files(r, boundary);
	if ((e = call_body(r->call, r->pool, FORM_BODY_MOST, &body,
	    &len)) != OK)
		return e;
	if (strncasecmp(type, "application/x-www-form-urlencoded", 33) != 0)
		return ERR_INPUT;
	return form_decode(r->pool, body, len, &r->words);
}

/* The handler inside a transaction; a deadlock is tried again. */
static enum err
transact(struct req *r, handler *handle)
{
	size_t head = r->head.len;
	int tries = 0;
	enum err e;

	do {
		r->head.at[r->head.len = head] = '\0';
		if ((e = db_begin(r->db)) != OK)
			return e;
		if ((e = handle(r)) == OK)
			e = db_commit(r->db);
		else
			db_rollback(r->db);
	} while (e == ERR_BUSY && ++tries < TRIES_MOST);
	return e;
}

/* A form may keep its files even now. */
static enum err
expired(struct req *r)
{
	return wants_files(r->route->form) ? transact(r, r->kit->expired) :
	    r->kit->expired(r);
}

/* A guest is asked to sign in and comes back; others may not. */
static enum err
turn_away(struct req *r)
{
	enum err e;

	if (r->session.user_id != 0)
		return ERR_DENIED;
	if (r->verb == VERB_POST)
		return expired(r);
	e = req_go(r, "%s?to=%s", r->kit->sign_in,
	    form_escape(r->pool, r->target));
	/* too long to come back to */
	return e == ERR_INPUT ? req_go(r, "%s", r->kit->sign_in) : e;
}

static void
read_form(struct req *r)
{
	const struct form *f = r->route->form;

	if (f == NULL)
		return;
	r->in = pool_array(r->pool, f->count + 1, sizeof *r->in);
	r->flaws = field_read(r->pool, f->fields, f->count,
	    r->verb == VERB_POST ? &r->words : &r->query, "", r->in);
}

static enum err
post(struct req *r)
{
	enum err e = r->flaws > 0 ? ERR_INPUT : transact(r, r->route->handle);

	if ((e == ERR_INPUT || e == ERR_CONFLICT) &&
	    r->route->again != NULL) {
		r->trouble = e;
		e = wants_files(r->route->form) ?
		    transact(r, r->route->again) : r->route->again(r);
	}
	return e;
}

/* All that must be true before any handler runs; in this order. */
static enum err
serve(struct req *r)
{
	bool other;
	enum err e;

	r->route = find(r->kit, r->path, r->verb, r->id, &other);
	if (r->route == NULL) {
		if (other)
			r->status = 405;
		return ERR_ABSENT;
	}
	if ((e = session_load(r)) != OK) {
		/* so that what was typed can be shown again */
		if (r->verb == VERB_POST && read_body(r) != OK)
			r->words.count = 0;
		return e;
	}
	if (r->verb == VERB_POST && (e = read_body(r)) != OK)
		return e;
	if (r->who.role < r->route->least)
		return turn_away(r);
	if (r->session.must_change && r->route->least > ROLE_GUEST &&
	    strcmp(r->path, r->kit->must_change) != 0 &&
	    strcmp(r->path, "/signout") != 0)
		return req_go(r, "%s", r->kit->must_change);
	if (r->verb == VERB_POST && !token_ok(r))
		return r->session.user_id == 0 &&
		    r->route->least > ROLE_GUEST ? expired(r) : ERR_DENIED;
	read_form(r);
	return r->verb == VERB_POST ? post(r) : r->route->handle(r);
}

/* ---- the answer ------------------------------------------------------- */

/* When not even the page of an error can be made. */
static const char last_resort[] =
	"<!DOCTYPE html><html lang=\"zh-CN\"><meta charset=\"utf-8\">"
	"<title>帮扶</title><p>系统暂时不能处理这个请求，请稍后再试。"
	"已经保存的数据不会丢失。</p>";

static void
answer(struct req *r)
{
	text_print(&r->head, "Status: %d\r\nContent-Type: %s\r\n"
	    "Content-Length: %zu\r\n", r->status, r->type, r->len);
	if (strncmp(r->type, "text/html", 9) == 0 || r->status == 303)
		req_header(r, "Cache-Control", "no-store");
	call_answer(r->call, r->head.at, r->body, r->len);
}

void
route_serve(struct req *r)
{
	size_t head = r->head.len;
	int was;
	enum err e = serve(r);

	if (r->leaving) {
		if (e != OK)
			call_cut(r->call);
		return;
	}
	if (e == OK && r->status == 0) {
		fprintf(stderr, "route: %s left no answer\n", r->route->path);
		e = ERR_BROKEN;
	}
	if (e != OK) {
		was = r->status == 405 ? 405 : req_status(e);
		r->trouble = e;
		if (r->wait != NULL)
			r->head.at[r->head.len = head] = '\0';
		if (r->kit->trouble(r) != OK) {
			r->type = "text/html; charset=utf-8";
			r->body = last_resort;
			r->len = sizeof last_resort - 1;
		}
		r->status = was;
	}
	answer(r);
}

enum err
route_again(struct req *r, const char *path)
{
	bool other;

	r->route = find(r->kit, path, VERB_POST, r->id, &other);
	if (r->route == NULL || r->route->again == NULL)
		return ERR_ABSENT;
	if (r->who.role < r->route->least)
		return ERR_DENIED;
	r->path = path;
	read_form(r);
	return r->route->again(r);
}
