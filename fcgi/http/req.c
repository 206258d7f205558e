#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/secret.h"
#include "fcgi/http/cookie.h"
#include "fcgi/http/req.h"

static const int status_of[ERR__MAX] = {
	[OK] = 200, [ERR_INPUT] = 422, [ERR_DENIED] = 403,
	[ERR_ABSENT] = 404, [ERR_CONFLICT] = 409, [ERR_BUSY] = 503,
	[ERR_BROKEN] = 500,
};

int
req_status(enum err e)
{
	return status_of[e];
}

struct page *
req_page(struct req *r, const char *file, const char *title)
{
	struct page *top = req_bare(r, "frame.tpl");

	page_global(top, "TITLE", title);
	if (r->notice != NULL)
		page_text(page_part(top, "NOTICE"), "notice", r->notice);
	r->kit->frame(r, top);
	return page_include(top, "BODY", file);
}

struct page *
req_bare(struct req *r, const char *file)
{
	r->top = page_new(r->pool, file);
	page_global(r->top, "TOKEN", req_token(r));
	return r->top;
}

enum err
req_show(struct req *r)
{
	enum err e = page_render(r->top, &r->body, &r->len);

	if (e != OK)
		return e;
	r->type = "text/html; charset=utf-8";
	r->status = req_status(r->trouble);
	return OK;
}

enum err
req_go(struct req *r, const char *format, ...)
{
	char address[1024];
	va_list ap;
	int n;

	va_start(ap, format);
	n = vsnprintf(address, sizeof address, format, ap);
	va_end(ap);
	if (n < 0 || (size_t)n >= sizeof address)
		return ERR_INPUT;
	req_header(r, "Location", address);
	r->status = 303;
	r->type = "text/plain; charset=utf-8";
	r->body = "";
	r->len = 0;
	return OK;
}

enum err
req_bytes(struct req *r, const char *type, const char *body, size_t len)
{
	r->status = 200;
	r->type = type;
	r->body = body;
	r->len = len;
	return OK;
}

void
req_download(struct req *r, const char *type, const char *name)
{
	r->status = 200;
	r->type = type;
	r->wait = pool_take(r->pool, REQ_WAIT);
	r->body = r->wait;
	r->len = r->waiting = 0;
	req_header(r, "Content-Disposition", pool_print(r->pool,
	    "attachment; filename=\"%s\"", name));
	req_header(r, "Cache-Control", "no-store");
}

/* The head and what waited; from now on pieces pass through. */
static enum err
leave(struct req *r)
{
	enum err e;

	text_print(&r->head, "Status: 200\r\nContent-Type: %s\r\n",
	    r->type);
	r->leaving = true;
	if ((e = call_start(r->call, r->head.at)) != OK)
		return e;
	return call_more(r->call, r->wait, r->waiting);
}

enum err
req_more(struct req *r, const void *at, size_t len)
{
	enum err e;

	if (!r->leaving && len <= REQ_WAIT - r->waiting) {
		memcpy(r->wait + r->waiting, at, len);
		r->len = r->waiting += len;
		return OK;
	}
	if (!r->leaving && (e = leave(r)) != OK)
		return e;
	return call_more(r->call, at, len);
}

void
req_header(struct req *r, const char *name, const char *value)
{
	if (strpbrk(value, "\r\n") == NULL)
		text_print(&r->head, "%s: %s\r\n", name, value);
}

const char *
req_query(const struct req *r, const char *name)
{
	const struct word *w = words_find(&r->query, name);

	if (w == NULL)
		return "";
	return text_trim(r->pool, text_clean(r->pool, w->value, w->len));
}

int64_t
req_query_int(const struct req *r, const char *name, int64_t other)
{
	const char *s = req_query(r, name);
	size_t n = strspn(s, "0123456789");

	return n == 0 || n > 18 || s[n] != '\0' ? other :
	    strtoll(s, NULL, 10);
}

/* What a form's pass is good for: forms of that year's file. */
static const char *
token_about(struct pool *pool, int64_t year)
{
	return year == 0 ? "form" : pool_print(pool, "form %d", (int)year);
}

const char *
req_token(const struct req *r)
{
	const char *pass = secret_pass(r->pool, r->key,
	    token_about(r->pool, r->who.year));

	return r->who.year == 0 ? pass : pool_print(r->pool, "%d.%s",
	    (int)r->who.year, pass);
}

bool
req_token_ok(const struct req *r, const char *token, int64_t *year)
{
	size_t n = strspn(token, "0123456789");

	*year = 0;
	if (n == 4 && token[n] == '.') {
		*year = strtoll(token, NULL, 10);
		token += n + 1;
	}
	return secret_pass_ok(r->pool, r->key, token_about(r->pool, *year),
	    token);
}

const char *
req_address(const struct req *r)
{
	return call_param(r->call, "REMOTE_ADDR");
}

const char *
req_cookie(const struct req *r, const char *name)
{
	return cookie_find(r->pool, call_param(r->call, "HTTP_COOKIE"), name);
}
