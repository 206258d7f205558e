/* gateway_kannel, fake_line, sender: what the edges say and hear. */
#include "case.h"

#include <stdlib.h>

#include "core/text.h"
#include "db/secret.h"
#include "sms/fake_line.h"
#include "sms/gateway_kannel.h"
#include "sms/sender.h"

#define NOW	INT64_C(1646350000)

static const struct {
	const char *name, *from, *to, *id, *time, *charset;
	const char *body;
	size_t len;		/* 0: strlen */
	const char *sender, *text, *want_id;
} requests[] = {
	{ "plain", "19900000001", "10699", "a-1", "1646350000", "UTF-8",
	    "报 3", 0, "19900000001", "报 3", "a-1" },
	{ "country code", "+8619900000001", "10699", "a", "1", "", "x", 0,
	    "19900000001", "x", "a" },
	{ "spaces", "+86 199 0000 0001", "10699", "a", "1", "", "x", 0,
	    "19900000001", "x", "a" },
	{ "a bank", "BANK", "10699", "a", "1", "", "x", 0, "BANK", "x",
	    "a" },
	{ "a sender of bytes", "\xFF\n\x01", "1", "a", "1", "", "x", 0,
	    "\xEF\xBF\xBD", "x", "a" },
	{ "no sender", "", "", "a", "1", "", "x", 0, "", "x", "a" },
	{ "a long sender", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
	    "", "a", "1", "", "x", 0,
	    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "x", "a" },
	{ "a pin", "1", "2", "a", "1", "", "工号1 密码8866 报", 0, "1",
	    "工号1 密码**** 报", "a" },
	{ "no text", "1", "2", "a", "1", "", "", 0, "1", "", "a" },
	{ "bytes", "1", "2", "a", "1", "", "\xFF\xFE", 0, "1", "\xFF\xFE",
	    "a" },
	{ "UTF-16", "1", "2", "a", "1", "UTF-16BE", "\x62\xA5\0 \0003", 6,
	    "1", "报 3", "a" },
	{ "half a surrogate alone", "1", "2", "a", "1", "UTF-16BE",
	    "\xD8\x3D", 2, "1", "\xEF\xBF\xBD", "a" },
	{ "half a surrogate spoils nothing else", "1", "2", "a", "1",
	    "UTF-16BE", "\x62\xA5\0 \xD8\x3D\0003\xDC\0\0004", 12, "1",
	    "报 \xEF\xBF\xBD" "3\xEF\xBF\xBD" "4", "a" },
	{ "a pin beside half a surrogate", "1", "2", "a", "1", "UTF-16BE",
	    "\xDC\0\x5B\xC6\x78\x01\0008\0006", 10, "1",
	    "\xEF\xBF\xBD密码**", "a" },
	{ "half a unit", "1", "2", "a", "1", "UTF-16BE", "\x62\xA5\x62", 3,
	    "1", "报\xEF\xBF\xBD", "a" },
	{ "not even western", "1", "2", "a", "1", "SHIFT_JIS", "a\xFF", 0,
	    "1", "a\xFF", "a" },
	{ "western", "1", "2", "a", "1", "WINDOWS-1252", "caf\xE9", 0, "1",
	    "café", "a" },
	{ "said western, is UTF-8", "1", "2", "a", "1", "WINDOWS-1252",
	    "报", 0, "1", "报", "a" },
	{ "unknown charset", "1", "2", "a", "1", "KLINGON", "\xE9", 0, "1",
	    "\xE9", "a" },
	{ "an id of other letters", "1", "2", "a报", "1", "", "x", 0, "1",
	    "x", "a???" },
	{ "no id but a time", "1", "2", "", "5", "", "x", 0, "1", "x",
	    NULL },
};

static const char *
pair(struct word *w, const char *name, const char *value)
{
	*w = (struct word){ .name = name, .value = value,
	    .len = strlen(value) };
	return value;
}

static void
requests_become_messages(void **state)
{
	struct pool *pool = *state;
	struct kannel_request r;
	struct inbox_new msg;
	struct word words[5];
	int wrong = 0;
	size_t i;

	for (i = 0; i < LEN(requests); i++) {
		pair(&words[0], "from", requests[i].from);
		pair(&words[1], "to", requests[i].to);
		pair(&words[2], "id", requests[i].id);
		pair(&words[3], "time", requests[i].time);
		pair(&words[4], "charset", requests[i].charset);
		r = (struct kannel_request){ .query = { .at = words,
		    .count = LEN(words) }, .from = "", .to = "",
		    .charset = "", .now = { NOW } };
		r.len = requests[i].len != 0 ? requests[i].len :
		    strlen(requests[i].body);
		r.body = pool_copy_len(pool, requests[i].body, r.len);
		kannel_message(pool, &r, &msg);
		wrong += case_text(requests[i].name, msg.sender,
		    requests[i].sender);
		wrong += case_text(requests[i].name, msg.provider_id,
		    requests[i].want_id);
		wrong += case_text(requests[i].name, pool_copy_len(pool,
		    msg.raw.at, msg.raw.len), requests[i].text);
		wrong += case_int(requests[i].name, msg.received_at.utc, NOW);
	}
	assert_int_equal(wrong, 0);
}

static void
nothing_is_refused(void **state)
{
	struct pool *pool = pool_new((size_t)64 << 20);
	struct kannel_request r = { .from = "+8619900000002", .to = "",
	    .charset = "", .len = 500000 };
	struct inbox_new msg, again;

	(void)state;
	assert_true(secret_start());
	r.body = pool_take(pool, r.len);
	memset(r.body, 'x', r.len);
	kannel_message(pool, &r, &msg);
	assert_int_equal(msg.raw.len, INBOX_BYTES);
	assert_string_equal(msg.sender, "19900000002");
	/* neither id nor time: an id of our own, a new one each time */
	assert_non_null(msg.provider_id);
	kannel_message(pool, &r, &again);
	assert_string_not_equal(msg.provider_id, again.provider_id);
	pool_free(pool);
}

static const struct {
	const char *line, *to, *text;
	int part, parts;
} lines[] = {
	{ "INFO: Got message 1: <10699 19900000100 ucs-2 %62%A5%00+%003>",
	    "19900000100", "报 3", 1, 1 },
	{ "Got message 2: <1 2 udh %05%00%03%01%03%02 data b%A5>", "2", "报",
	    2, 3 },
	{ "Got message 2: <1 2 text hello+you>", "2", "hello you", 1, 1 },
	{ "Got message 2: <1 2 ucs-2 %D8%3D%DE%00>", "2", "😀", 1, 1 },
	{ "Got message 2: <1 2 ucs-2 %D8%3D>", "2", "\xEF\xBF\xBD", 1, 1 },
	{ "Got message 2: <1 2 ucs-2 >", "2", "", 1, 1 },
	{ "fakesmsc: sent message 1", NULL, NULL, 0, 0 },
	{ "Got message 1: <1 2>", NULL, NULL, 0, 0 },
	{ "Got message 1: <", NULL, NULL, 0, 0 },
	{ "Got message 1: <1 2 udh>", NULL, NULL, 0, 0 },
	{ "Got message 1: >1 2 text x<", NULL, NULL, 0, 0 },
	{ "", NULL, NULL, 0, 0 },
};

static void
fake_lines_are_read(void **state)
{
	struct pool *pool = *state;
	struct fake_line l;
	int wrong = 0;
	size_t i;
	bool good;

	for (i = 0; i < LEN(lines); i++) {
		good = fake_line_read(pool, lines[i].line, &l);
		wrong += case_int(lines[i].line, good, lines[i].to != NULL);
		if (!good || lines[i].to == NULL)
			continue;
		wrong += case_text(lines[i].line, l.to, lines[i].to);
		wrong += case_text(lines[i].line, l.text, lines[i].text);
		wrong += case_int(lines[i].line, l.part, lines[i].part);
		wrong += case_int(lines[i].line, l.parts, lines[i].parts);
	}
	assert_int_equal(wrong, 0);
	assert_string_equal(fake_line_print(pool, "1", "2", "报😀"),
	    "1 2 ucs2 %62%A5%D8%3D%DE%00");
	assert_string_equal(fake_line_print(pool, "1", "2", "a\xFF"),
	    "1 2 data %61%FF");
}

static const struct {
	const char *name, *body;
	long status;
	bool refused;
	int64_t tries;
	const char *state;
	int64_t after;		/* of tries */
	int least, most;	/* seconds until the next one */
} answers[] = {
	{ "taken", "0: Accepted for delivery", 202, false, 0, "sent", 1, 0,
	    0 },
	{ "kept", "3: Queued for later delivery", 202, false, 2, "sent", 3,
	    0, 0 },
	{ "nobody there", "", 0, true, 0, "queued", 0, 1, 1 },
	{ "nobody there for long", "", 0, true, 3, "queued", 3, 1, 1 },
	{ "silence", "", 0, false, 0, "queued", 1, 48, 72 },
	{ "not now", "Temporal failure", 503, false, 0, "queued", 1, 48, 72 },
	{ "not now, twice", "", 503, false, 1, "queued", 2, 240, 360 },
	{ "not now, thrice", "", 503, false, 2, "queued", 3, 720, 1080 },
	{ "not now, again", "", 500, false, 3, "queued", 4, 2880, 4320 },
	{ "not now, for days", "", 503, false, 40, "queued", 41, 2880, 4320 },
	{ "our password", "Authorization failed", 403, false, 0, "queued", 1,
	    48, 72 },
	{ "a bad number", "Not a number", 400, false, 0, "failed", 1, 0, 0 },
	{ "not found", "\xFF", 404, false, 0, "failed", 1, 0, 0 },
};

static void
kannel_is_understood(void **state)
{
	struct outbox_result result;
	struct outbox_row row = { .outbox_id = 7 };
	struct http_job job;
	int wrong = 0, left;
	size_t i;

	assert_true(secret_start());
	for (i = 0; i < LEN(answers); i++) {
		job = (struct http_job){ .status = answers[i].status,
		    .refused = answers[i].refused };
		job.len = strlen(answers[i].body);
		memcpy(job.body, answers[i].body, job.len);
		row.tries = answers[i].tries;
		result = sender_result(*state, &row, &job,
		    (struct moment){ NOW });
		left = result.next_at.utc == 0 ? 0 :
		    (int)(result.next_at.utc - NOW);
		wrong += case_text(answers[i].name, result.state,
		    answers[i].state);
		wrong += case_int(answers[i].name, result.tries,
		    answers[i].after);
		wrong += case_int(answers[i].name, left >= answers[i].least &&
		    left <= answers[i].most, 1);
		wrong += case_int(answers[i].name, result.note == NULL ||
		    text_ok(result.note, strlen(result.note), false), 1);
	}
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		POOL_TEST(requests_become_messages),
		cmocka_unit_test(nothing_is_refused),
		POOL_TEST(fake_lines_are_read),
		POOL_TEST(kannel_is_understood),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
