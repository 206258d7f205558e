#include <stdlib.h>
#include <string.h>

#include "core/mask.h"
#include "db/clock.h"
#include "db/inbox.h"
#include "db/secret.h"
#include "fcgi/pages/frame.h"
#include "fcgi/pages/message.h"
#include "fcgi/pages/panel.h"

#define TEXT_MOST	1000	/* characters of a repeated message */
#define DAY_SECONDS	(24 * 3600)
#define ENDING_LEAST	3	/* digits that mean the end of a phone */

/* ---- words ------------------------------------------------------------ */

static const struct {
	const char *state, *label;	/* state: how it looks */
} stages[MESSAGE__MAX] = {
	[MESSAGE_NEW] = { "none", "待处理" },
	[MESSAGE_SILENT] = { "future", "不答复" },
	[MESSAGE_DEAD] = { "overdue", "处理失败" },
	[MESSAGE_REPLAYED] = { "returned", "失败后已重发" },
	[MESSAGE_QUEUED] = { "draft", "待发送" },
	[MESSAGE_SENT] = { "late", "已发出" },
	[MESSAGE_DELIVERED] = { "reported", "已送达" },
	[MESSAGE_FAILED] = { "overdue", "发送失败" },
};

static const struct {
	const char *note, *label;
} notes[] = {
	{ "not a mobile number", "不是手机号码，不答复" },
	{ "unknown sender", "号码未登记" },
	{ "unknown sender, told today", "号码未登记，今天已告知过" },
	{ "our own number", "本平台自己的号码，不答复" },
	{ "failed at each try", "多次处理都失败" },
};

static const struct {
	const char *gateway, *label;
} gateways[] = {
	{ "kannel", "短信网关" }, { "simulator", "模拟" },
};

static const char *
note_label(const char *note)
{
	size_t i;

	for (i = 0; i < LEN(notes); i++)
		if (text_is(notes[i].note, note))
			return notes[i].label;
	return note;
}

static const char *
gateway_label(const char *gateway)
{
	size_t i;

	for (i = 0; i < LEN(gateways); i++)
		if (text_is(gateways[i].gateway, gateway))
			return gateways[i].label;
	return gateway;
}

void
message_fill(struct req *r, struct page *page, const struct message *m)
{
	enum message_stage stage = message_stage_read(m->stage);
	struct page *p;

	page_fill(page, r->pool, &message_shape, m);
	page_text(page, "text", mask_prose(r->pool,
	    text_clean(r->pool, m->raw.at, m->raw.len)));
	page_text(page, "phone", mask_value(r->pool, mask_sight(&r->who),
	    VEIL_CONTACT, m->phone));
	page_text(page, "gateway", gateway_label(m->gateway));
	page_text(page, "note", note_label(m->note));
	page_text(page, "direction", m->incoming ? "收到" : "发出");
	if (stage != MESSAGE__MAX) {
		page_text(page, "state_name", stages[stage].state);
		page_text(page, "state", stages[stage].label);
	}
	if (m->incoming)
		page_int(page_part(page, "IN"), "id", m->id);
	else
		page_text(page_part(page, "OUT"), "direction", "发出");
	if (m->helper_id != 0) {
		p = page_part(page, "HELPER");
		page_int(p, "helper_id", m->helper_id);
		page_text(p, "helper_name", m->helper_name);
	}
	if (m->answer != NULL)
		page_text(page_part(page, "ANSWER"), "answer", m->answer);
	if (m->replay_of != 0)
		page_int(page_part(page, "REPLAY"), "replay_of",
		    m->replay_of);
}

/* ---- the log ---------------------------------------------------------- */

/* Digits are the end of a phone, anything else part of the text. */
static void
read_find(struct message_filter *f, const char *find)
{
	size_t n = strspn(find, "0123456789");

	f->ending = f->text = "";
	if (n >= ENDING_LEAST && find[n] == '\0')
		f->ending = find;
	else
		f->text = find;
}

static struct message_filter
filter_of(struct req *r)
{
	const char *way = req_query(r, "way");
	struct message_filter f = {
		.before_in = req_query_int(r, "in", 0),
		.before_out = req_query_int(r, "out", 0),
		.no_in = strcmp(way, "out") == 0,
		.no_out = strcmp(way, "in") == 0,
		.stage = req_query(r, "state") };
	struct wall day = { 0 };

	if (message_stage_read(f.stage) == MESSAGE__MAX)
		f.stage = "";
	if (date_read(req_query(r, "day"), &day.day)) {
		f.from = moment_of(day, clock_zone());
		f.until.utc = f.from.utc + DAY_SECONDS;
	}
	read_find(&f, req_query(r, "find"));
	return f;
}

static void
fill_filter(struct req *r, struct page *p, const struct message_filter *f)
{
	struct page *part;
	int i;

	page_text(p, "find", req_query(r, "find"));
	page_text(p, "day", req_query(r, "day"));
	if (f->no_out)
		page_show(p, "WAY_IN");
	if (f->no_in)
		page_show(p, "WAY_OUT");
	for (i = 0; i < MESSAGE__MAX; i++) {
		part = page_part(p, "STATE");
		page_text(part, "code", message_stage_name(
		    (enum message_stage)i));
		page_text(part, "label", stages[i].label);
		if (strcmp(f->stage, message_stage_name(
		    (enum message_stage)i)) == 0)
			page_show(part, "CHOSEN");
	}
}

/* The address of the older ones: what stood last on this page. */
static const char *
older(struct req *r, const struct message_list *list)
{
	const char *in = pool_print(r->pool, "in=%lld&out=%lld",
	    (long long)list->before_in, (long long)list->before_out);
	struct words query = r->query;
	size_t i, n = 0;
	struct word *kept = pool_array(r->pool, query.count + 1,
	    sizeof *kept);
	const char *rest;

	for (i = 0; i < query.count; i++)
		if (strcmp(query.at[i].name, "in") != 0 &&
		    strcmp(query.at[i].name, "out") != 0)
			kept[n++] = query.at[i];
	r->query = (struct words){ .at = kept, .count = n, .sorted = true };
	rest = panel_with(r, "page", NULL);
	r->query = query;
	return pool_print(r->pool, "%s%s%s", rest,
	    strchr(rest, '?') != NULL ? "&" : "?", in);
}

static enum err
list(struct req *r)
{
	struct message_filter f = filter_of(r);
	struct page *p = req_page(r, "message.tpl", "短信记录");
	struct message_list found;
	size_t i;
	enum err e;

	if ((e = message_list(r->db, r->pool, &r->who, &f, &found)) != OK)
		return e;
	fill_filter(r, p, &f);
	for (i = 0; i < found.count; i++)
		message_fill(r, page_part(p, "LINE"), &found.at[i]);
	if (found.count == 0)
		page_show(p, "EMPTY");
	if (found.more)
		page_text(page_part(p, "OLDER"), "link", older(r, &found));
	if (f.before_in > 0 || f.before_out > 0)
		page_show(p, "NEWEST");
	if (r->who.role >= ROLE_ADMIN)
		page_show(p, "SIMULATOR");
	return req_show(r);
}

/* ---- one message, and its replay -------------------------------------- */

static const struct panel_note done_notes[] = {
	{ "replayed", "已重发：下面是重发的消息，处理后答复会发给原来的号码。" },
};

enum { TEXT, NONCE, REPLAY__MAX };
static const struct field fields[REPLAY__MAX] = {
	[TEXT] = { .name = "text", .label = "重发内容",
	    .kind = FIELD_LINES, .least = 1, .most = TEXT_MOST,
	    .required = true },
	[NONCE] = { .name = "nonce", .label = "表单编号",
	    .kind = FIELD_TEXT, .least = 16, .most = 64, .required = true,
	    .also = panel_nonce_flaw },
};
static const struct form form = { fields, REPLAY__MAX };

static enum err
fill_one(struct req *r, struct page **out, struct message *m)
{
	struct message_list replays;
	struct page *p;
	size_t i;
	enum err e;

	if ((e = message_by_id(r->db, r->pool, &r->who, r->id[0], m)) != OK ||
	    (e = message_replays(r->db, r->pool, &r->who, m->id,
	    &replays)) != OK)
		return e;
	*out = p = req_page(r, "message_one.tpl", "短信");
	message_fill(r, page_part(p, "MAIN"), m);
	for (i = 0; i < replays.count; i++)
		message_fill(r, page_part(p, "AGAIN"), &replays.at[i]);
	return OK;
}

/* Only what was given up is repeated; the rest is answered. */
static bool
may_replay(const struct message *m)
{
	return strcmp(m->stage, "dead") == 0 ||
	    strcmp(m->stage, "replayed") == 0;
}

static enum err
show(struct req *r)
{
	uint8_t raw[SECRET_TOKEN];
	struct page *p, *part;
	struct message m;
	enum err e;

	panel_notice(r, done_notes, LEN(done_notes));
	if ((e = fill_one(r, &p, &m)) != OK)
		return e;
	if (may_replay(&m)) {
		part = page_part(p, "DEAD");
		page_int(part, "id", m.id);
		page_text(part, "word", text_clean(r->pool, m.raw.at,
		    m.raw.len));
		page_text(part, "nonce", secret_token(r->pool, raw));
	}
	return req_show(r);
}

static enum err
again(struct req *r)
{
	struct page *p, *part;
	struct message m;
	enum err e;

	if ((e = fill_one(r, &p, &m)) != OK)
		return e;
	if (!may_replay(&m))
		return ERR_CONFLICT;
	frame_flaws(r, p, &form);
	part = page_part(p, "DEAD");
	page_int(part, "id", m.id);
	page_text(part, "word", r->in[TEXT].word);
	page_text(part, "nonce", r->in[NONCE].word);
	if (r->in[TEXT].flaw != FLAW_NONE)
		page_text(page_part(part, "text_FLAW"), "sentence",
		    field_sentence(r->pool, &fields[TEXT], &r->in[TEXT]));
	return req_show(r);
}

/* The same form sent twice is one message: its nonce is the provider's id. */
static enum err
replay(struct req *r)
{
	struct inbox_new msg = { .recipient = "", .received_at = r->now };
	struct message m;
	bool fresh;
	enum err e;

	if ((e = message_by_id(r->db, r->pool, &r->who, r->id[0], &m)) != OK)
		return e;
	if (!may_replay(&m))
		return ERR_CONFLICT;
	msg.gateway = m.gateway;
	msg.provider_id = pool_print(r->pool, "replay-%s",
	    r->in[NONCE].text);
	msg.sender = m.phone;
	msg.raw = (struct bytes){ r->in[TEXT].text,
	    strlen(r->in[TEXT].text) };
	msg.replay_of = (struct opt_int){ true, m.id };
	if ((e = inbox_add(r->db, &msg, &fresh)) != OK)
		return e;
	if (fresh && (e = panel_audit(r, "replay", "message %lld",
	    (long long)m.id)) != OK)
		return e;
	return req_go(r, "/message/%lld?done=replayed", (long long)m.id);
}

const struct route message_routes[] = {
	{ VERB_GET, "/message", ROLE_COUNTY, NULL, list, NULL },
	{ VERB_GET, "/message/#", ROLE_COUNTY, NULL, show, NULL },
	{ VERB_POST, "/message/#/replay", ROLE_COUNTY, &form, replay,
	    again },
	{ .path = NULL }
};
