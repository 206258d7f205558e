#include <stdlib.h>
#include <string.h>

#include "core/mask.h"
#include "core/phone.h"
#include "db/helper.h"
#include "db/inbox.h"
#include "db/outbox.h"
#include "db/secret.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/message.h"
#include "fcgi/pages/panel.h"
#include "fcgi/pages/simulator.h"

#define TEXT_MOST	5000
#define POLL_SECONDS	60	/* the page asks that long for an answer */

enum { PHONE, TEXT, NONCE, SIMULATOR__MAX };
static const struct field fields[SIMULATOR__MAX] = {
	[PHONE] = { .name = "phone", .label = "手机号", .kind = FIELD_TEXT,
	    .least = 1, .most = 60, .required = true },
	[TEXT] = { .name = "text", .label = "短信内容",
	    .kind = FIELD_LINES, .least = 1, .most = TEXT_MOST,
	    .required = true },
	[NONCE] = { .name = "nonce", .label = "表单编号",
	    .kind = FIELD_TEXT, .least = 16, .most = 64, .required = true,
	    .also = panel_nonce_flaw },
};
static const struct form form = { fields, SIMULATOR__MAX };

/* ---- the page --------------------------------------------------------- */

/* 101 贺英珍 199****0100: chosen by his number, the phone stays masked. */
static const char *
label_of(struct req *r, int64_t id, const char *name, const char *phone)
{
	return pool_print(r->pool, "%lld %s %s", (long long)id, name,
	    mask_phone(r->pool, phone));
}

static enum err
fill_helpers(struct req *r, struct page *p)
{
	struct helper_filter f = { .page_size = HELPER_PAGE_MOST };
	struct helper_list list;
	const struct helper *h;
	size_t i;
	enum err e;

	if ((e = helper_list(r->db, r->pool, &r->who, &f, &list)) != OK)
		return e;
	for (i = 0; i < list.count; i++) {
		h = &list.at[i];
		if (h->phone == NULL)
			continue;
		page_text(page_part(p, "PHONE"), "label", label_of(r,
		    h->helper_id, h->name, h->phone));
	}
	return OK;
}

/* What was sent and, as soon as it is there, the answer: the browser comes
 * back by itself until then. */
static enum err
fill_sent(struct req *r, struct page *p, int64_t id)
{
	struct message m;
	enum err e = message_by_id(r->db, r->pool, &r->who, id, &m);

	if (e != OK)
		return e;
	message_fill(r, page_part(p, "SENT"), &m);
	/* the next one is mostly from the same phone */
	page_text(p, "phone", m.helper_id != 0 ? label_of(r, m.helper_id,
	    m.helper_name, m.phone) : m.phone);
	if (strcmp(m.stage, "new") == 0 &&
	    r->now.utc - m.at.utc < POLL_SECONDS) {
		page_show(p, "WAIT");
		req_header(r, "Refresh", "1");
	}
	return OK;
}

static enum err
show(struct req *r)
{
	struct page *p = req_page(r, "simulator.tpl", "短信模拟");
	int64_t id = req_query_int(r, "sent", 0);
	uint8_t raw[SECRET_TOKEN];
	enum err e;

	if ((e = fill_helpers(r, p)) != OK ||
	    (id > 0 && (e = fill_sent(r, p, id)) != OK))
		return e;
	page_text(p, "nonce", secret_token(r->pool, raw));
	return req_show(r);
}

static enum err
again(struct req *r)
{
	struct page *p = req_page(r, "simulator.tpl", "短信模拟");
	enum err e;

	if ((e = fill_helpers(r, p)) != OK)
		return e;
	panel_form(r, p, &form);
	return req_show(r);
}

/* ---- sending ---------------------------------------------------------- */

/* The phone that was typed, or that of the helper whose number leads. */
static enum err
sender_of(struct req *r, const char **phone)
{
	struct answer *a = &r->in[PHONE];
	size_t digits = strspn(a->text, "0123456789");
	struct helper h;
	enum err e;

	if ((*phone = phone_read(r->pool, a->text)) != NULL)
		return OK;
	if (digits < 1 || digits > 9 ||
	    (a->text[digits] != '\0' && a->text[digits] != ' '))
		return field_spoil(a, "不是手机号，请填11位号码或选一位帮扶责任人");
	e = helper_by_id(r->db, r->pool, &r->who, strtoll(a->text, NULL, 10),
	    &h);
	if (e == ERR_ABSENT)
		return field_spoil(a, "没有这位帮扶责任人");
	if (e == OK && h.phone == NULL)
		return field_spoil(a, "还没有登记手机号，请先登记");
	*phone = h.phone;
	return e;
}

static enum err
send(struct req *r)
{
	const char *id = pool_print(r->pool, "page-%s", r->in[NONCE].text);
	struct inbox_new msg = { .gateway = OUTBOX_SIMULATOR,
	    .provider_id = id, .recipient = "", .received_at = r->now };
	int64_t inbox_id;
	bool fresh;
	enum err e;

	if ((e = sender_of(r, &msg.sender)) != OK)
		return e;
	msg.raw = (struct bytes){ r->in[TEXT].text,
	    strlen(r->in[TEXT].text) };
	if ((e = inbox_add(r->db, &msg, &fresh)) != OK ||
	    (e = message_by_provider(r->db, r->pool, OUTBOX_SIMULATOR, id,
	    &inbox_id)) != OK)
		return e;
	if (fresh && (e = panel_audit(r, "simulate", "message %lld",
	    (long long)inbox_id)) != OK)
		return e;
	return req_go(r, "/message/simulator?sent=%lld",
	    (long long)inbox_id);
}

const struct route simulator_routes[] = {
	{ VERB_GET, "/message/simulator", ROLE_ADMIN, NULL, show, NULL },
	{ VERB_POST, "/message/simulator", ROLE_ADMIN, &form, send, again },
	{ .path = NULL }
};
