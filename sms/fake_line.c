#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "sms/fake_line.h"

#define MARK	"Got message "

struct octets {
	unsigned char *at;
	size_t len;
};

static int
hex(char c)
{
	const char *digits = "0123456789abcdef", *at;

	if (c >= 'A' && c <= 'F')
		c = (char)(c + 32);
	at = c == '\0' ? NULL : strchr(digits, c);
	return at == NULL ? -1 : (int)(at - digits);
}

/* %41+b → "A b". */
static struct octets
decode(struct pool *pool, const char *s)
{
	struct octets o = { pool_take(pool, strlen(s) + 1), 0 };

	for (; *s != '\0'; s++) {
		if (*s == '%' && hex(s[1]) >= 0 && hex(s[2]) >= 0) {
			o.at[o.len++] = (unsigned char)(hex(s[1]) * 16 +
			    hex(s[2]));
			s += 2;
		} else
			o.at[o.len++] = (unsigned char)(*s == '+' ? ' ' : *s);
	}
	return o;
}

static uint32_t
unit(const struct octets *o, size_t at)
{
	return at + 1 < o->len ? (uint32_t)o->at[at] << 8 | o->at[at + 1] : 0;
}

static char *
from_utf16(struct pool *pool, const struct octets *o)
{
	struct text t = text_start(pool);
	uint32_t c, low;
	char bytes[4];
	size_t i;

	for (i = 0; i + 1 < o->len; i += 2) {
		c = unit(o, i);
		low = unit(o, i + 2);
		if (c >= 0xD800 && c < 0xDC00 && low >= 0xDC00 &&
		    low < 0xE000) {
			c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
			i += 2;
		} else if (c >= 0xD800 && c < 0xE000)
			c = 0xFFFD;
		text_add_len(&t, bytes, text_put(bytes, c));
	}
	return t.at;
}

bool
fake_line_read(struct pool *pool, const char *line, struct fake_line *out)
{
	const char *at = strstr(line, MARK), *close;
	char *words, *save = NULL, *type;
	struct octets udh = { NULL, 0 }, data;

	if (at == NULL || (at = strchr(at, '<')) == NULL ||
	    (close = strrchr(at, '>')) == NULL)
		return false;
	words = pool_copy_len(pool, at + 1, (size_t)(close - at - 1));
	*out = (struct fake_line){ .part = 1, .parts = 1 };
	out->from = strtok_r(words, " ", &save);
	out->to = strtok_r(NULL, " ", &save);
	type = strtok_r(NULL, " ", &save);
	if (type != NULL && strcmp(type, "udh") == 0) {
		type = strtok_r(NULL, " ", &save);
		if (type != NULL)
			udh = decode(pool, type);
		type = strtok_r(NULL, " ", &save);
	}
	if (type == NULL || save == NULL)
		return false;
	data = decode(pool, save);
	if (udh.len == 6 && udh.at[1] == 0) {
		out->parts = udh.at[4];
		out->part = udh.at[5];
	}
	out->text = strcmp(type, "text") == 0 ?
	    text_clean(pool, (const char *)data.at, data.len) :
	    from_utf16(pool, &data);
	return true;
}

/* All as %XX: fakesmsc cuts its arguments at spaces. */
static void
percent(struct text *t, uint32_t byte)
{
	text_print(t, "%%%02X", (unsigned)(byte & 0xFF));
}

static void
to_utf16(struct text *t, uint32_t c)
{
	if (c >= 0x10000) {
		to_utf16(t, 0xD800 + ((c - 0x10000) >> 10));
		c = 0xDC00 + ((c - 0x10000) & 0x3FF);
	}
	percent(t, c >> 8);
	percent(t, c);
}

char *
fake_line_print(struct pool *pool, const char *from, const char *to,
    const char *text)
{
	struct text t = text_start(pool);
	const char *end = text + strlen(text), *at;
	bool good = text_ok(text, strlen(text), true);
	size_t n = 1;
	uint32_t c;

	text_print(&t, "%s %s %s ", from, to, good ? "ucs2" : "data");
	for (at = text; at < end; at += n)
		if (good && (n = text_next(at, end, &c)) > 0)
			to_utf16(&t, c);
		else
			percent(&t, (unsigned char)*at);
	return t.at;
}
