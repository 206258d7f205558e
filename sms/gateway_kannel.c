#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/charset.h"
#include "core/phone.h"
#include "core/text.h"
#include "db/secret.h"
#include "sms/gateway_kannel.h"
#include "sms/grammar.h"

#define SENDER_MOST	40	/* characters of the column */
#define ID_MOST		80
#define TIME_MOST	30

/* The bytes as one clean line of at most ${most} characters. */
static const char *
clean(struct pool *pool, const char *value, size_t len, size_t most)
{
	const char *at = text_clean(pool, value, len), *end;
	struct text t = text_start(pool);
	size_t n, chars = 0;
	uint32_t c;

	end = at + strlen(at);
	for (; at < end && chars < most; at += n, chars++) {
		if ((n = text_next(at, end, &c)) == 0)
			break;
		text_add_len(&t, c < 0x20 ? " " : at, c < 0x20 ? 1 : n);
	}
	return text_trim(pool, t.at);
}

/* The pair ${name} of the query; "" where there is none. */
static const char *
field(struct pool *pool, const struct words *words, const char *name,
    size_t most)
{
	const struct word *w = words_find(words, name);

	return w == NULL ? "" : clean(pool, w->value, w->len, most);
}

/* ASCII of it: the column holds nothing else. */
static const char *
ascii(struct pool *pool, const char *s)
{
	char *copy = pool_copy(pool, s), *p;

	for (p = copy; *p != '\0'; p++)
		if ((unsigned char)*p < 0x20 || (unsigned char)*p > 0x7E)
			*p = '?';
	return *copy == '\0' ? NULL : copy;
}

/* A phone as the registry writes it; anything else as it came. */
static const char *
phone(struct pool *pool, const struct kannel_request *r, const char *name,
    const char *header)
{
	const char *s = field(pool, &r->query, name, SENDER_MOST), *digits;

	if (*s == '\0')
		s = clean(pool, header, strlen(header), SENDER_MOST);
	digits = phone_read(pool, s);
	return digits != NULL ? digits : s;
}

/* The text in UTF-8, where the gateway says it is something else and that
 * is true; the bytes as they are otherwise. */
static struct bytes
recode(struct pool *pool, const char *charset, struct bytes raw)
{
	struct text t;

	if (*charset == '\0' || strcasecmp(charset, "UTF-8") == 0 ||
	    strcasecmp(charset, "US-ASCII") == 0)
		return raw;
	/* Kannel names a charset it did not recode to: see for ourselves */
	if (!charset_wide(charset) && text_ok(raw.at, raw.len, true))
		return raw;
	return charset_utf8(pool, charset, raw, &t) ?
	    (struct bytes){ t.at, t.len } : raw;
}

void
kannel_message(struct pool *pool, struct kannel_request *r,
    struct inbox_new *msg)
{
	const char *charset = field(pool, &r->query, "charset", SENDER_MOST);
	uint8_t raw[SECRET_TOKEN];
	struct bytes text;

	if (*charset == '\0')
		charset = r->charset;
	if (r->len > INBOX_BYTES)
		r->len = INBOX_BYTES;
	text = recode(pool, charset, (struct bytes){ r->body, r->len });
	if (text.len > INBOX_BYTES)
		text.len = INBOX_BYTES;
	/* recode's own copy, or the request's body: both may be written */
	if (text.at == r->body)
		grammar_blank(r->body, text.len);
	else {
		char *copy = pool_copy_len(pool, text.at, text.len);

		grammar_blank(copy, text.len);
		text.at = copy;
	}
	*msg = (struct inbox_new){
		.gateway = "kannel",
		.provider_id = ascii(pool, field(pool, &r->query, "id",
		    ID_MOST)),
		.sender = phone(pool, r, "from", r->from),
		.recipient = phone(pool, r, "to", r->to),
		.raw = text,
		.provider_time = ascii(pool, field(pool, &r->query, "time",
		    TIME_MOST)),
		.received_at = r->now,
	};
	/* so that a spooled copy of it can't count twice */
	if (msg->provider_id == NULL && msg->provider_time == NULL)
		msg->provider_id = pool_print(pool, "own-%s",
		    secret_token(pool, raw));
}
