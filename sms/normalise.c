#include <glib.h>
#include <string.h>

#include "core/text.h"
#include "sms/normalise.h"

/* The longest NFKC form of one character (U+FDFA) is 18 characters. */
#define FORM_MOST	64

static bool
invisible(uint32_t c)
{
	return text_unseen(c) || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F);
}

/* Write the form of ${c}; returns its bytes. */
static size_t
form(uint32_t c, char out[FORM_MOST])
{
	char one[5] = "", *full;
	size_t n;

	if (invisible(c))
		return 0;
	if (c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029)
		c = '\n';
	if (c == '\t')
		c = ' ';
	if (c >= 0xFF01 && c <= 0xFF5E)
		c -= 0xFEE0;
	if (c < 0x80 || (c >= 0x4E00 && c <= 0x9FFF))
		return text_put(out, c);
	text_put(one, c);
	full = g_utf8_normalize(one, -1, G_NORMALIZE_ALL_COMPOSE);
	if (full == NULL || (n = strlen(full)) > FORM_MOST)
		n = text_put(out, c);
	else
		memcpy(out, full, n);
	g_free(full);
	return n;
}

struct normal
normalise(struct pool *pool, const char *text, size_t len)
{
	struct normal n = { .raw = text_clean(pool, text, len) };
	const char *at = n.raw, *end = at + strlen(at);
	struct text t = text_start(pool);
	uint32_t *from, c;
	char out[FORM_MOST];
	size_t step, bytes, room = strlen(n.raw) + FORM_MOST, i;

	from = pool_array(pool, room, sizeof *from);
	for (; at < end; at += step) {
		if ((step = text_next(at, end, &c)) == 0)
			break;
		bytes = form(c, out);
		if (t.len + bytes + 1 >= room) {
			uint32_t *wider = pool_array(pool, room * 2,
			    sizeof *wider);

			memcpy(wider, from, t.len * sizeof *from);
			from = wider;
			room *= 2;
		}
		for (i = 0; i < bytes; i++)
			from[t.len + i] = (uint32_t)(at - n.raw);
		text_add_len(&t, out, bytes);
	}
	from[t.len] = (uint32_t)(at - n.raw);
	n.at = t.at;
	n.len = t.len;
	n.from = from;
	return n;
}

const char *
normalise_word(struct pool *pool, const char *s)
{
	return text_trim(pool, normalise(pool, s, strlen(s)).at);
}
