#include <string.h>

#include "core/phone.h"
#include "core/text.h"

#define DIGITS 11

/* The plain character of ${c}; full-width forms are 0xFEE0 above. */
static uint32_t
plain(uint32_t c)
{
	return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
}

/* White space, zero-width marks and what stands between groups. */
static bool
between(uint32_t c)
{
	return c == ' ' || c == '\t' || c == 0xA0 || c == 0x3000 ||
	    c == '-' || c == '.' || c == '(' || c == ')' ||
	    (c >= 0x2010 && c <= 0x2015) || c == 0x200D || text_unseen(c);
}

/* ${s} after ${prefix}, or NULL. */
static const char *
after(const char *s, const char *prefix)
{
	size_t n = strlen(prefix);

	return strncmp(s, prefix, n) == 0 ? s + n : NULL;
}

const char *
phone_read(struct pool *pool, const char *s)
{
	static const char *const prefixes[] = { "+86", "0086", "86", "0",
	    "" };
	struct text t = text_start(pool);
	const char *end = s + strlen(s), *rest;
	uint32_t c;
	size_t n, i;

	for (; s < end; s += n) {
		if ((n = text_next(s, end, &c)) == 0)
			return NULL;
		c = plain(c);
		if (between(c))
			continue;
		if (c != '+' && (c < '0' || c > '9'))
			return NULL;
		text_add_len(&t, (char[]){ (char)c }, 1);
	}
	for (i = 0; i < LEN(prefixes); i++)
		if ((rest = after(t.at, prefixes[i])) != NULL &&
		    strlen(rest) == DIGITS && rest[0] == '1' &&
		    strspn(rest, "0123456789") == DIGITS)
			return rest;
	return NULL;
}
