#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "core/text.h"

#define ROOM_LEAST	256
#define REPLACEMENT	0xFFFD

struct text
text_start(struct pool *pool)
{
	return (struct text){ .pool = pool,
	    .at = pool_take(pool, ROOM_LEAST), .room = ROOM_LEAST };
}

void
text_room(struct text *t, size_t more)
{
	size_t room = t->room;
	char *at;

	if (more < room - t->len)
		return;
	while (more >= room - t->len)
		room *= 2;
	at = pool_raw(t->pool, room);
	memcpy(at, t->at, t->len + 1);
	t->at = at;
	t->room = room;
}

void
text_add_len(struct text *t, const char *s, size_t len)
{
	text_room(t, len);
	memcpy(t->at + t->len, s, len);
	t->len += len;
	t->at[t->len] = '\0';
}

void
text_add(struct text *t, const char *s)
{
	text_add_len(t, s, strlen(s));
}

void
text_int(struct text *t, int64_t n)
{
	uint64_t left = n < 0 ? -(uint64_t)n : (uint64_t)n;
	char word[20], *end = word + sizeof word, *p = end;

	do
		*--p = (char)('0' + left % 10);
	while ((left /= 10) > 0);
	if (n < 0)
		*--p = '-';
	text_add_len(t, p, (size_t)(end - p));
}

void
text_join(struct text *t, const char *between, const char *s)
{
	if (t->len > 0)
		text_add(t, between);
	text_add(t, s);
}

void
text_print(struct text *t, const char *format, ...)
{
	size_t left = t->room - t->len;
	va_list ap;
	int n;

	va_start(ap, format);
	n = vsnprintf(t->at + t->len, left, format, ap);
	va_end(ap);
	assert(n >= 0);
	if ((size_t)n >= left) {
		text_room(t, (size_t)n);
		va_start(ap, format);
		vsnprintf(t->at + t->len, (size_t)n + 1, format, ap);
		va_end(ap);
	}
	t->len += (size_t)n;
}

size_t
text_next(const char *at, const char *end, uint32_t *c)
{
	static const uint32_t least[5] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *p = (const unsigned char *)at;
	size_t i, n;
	uint32_t v;

	if (at >= end)
		return 0;
	if (p[0] < 0x80) {
		*c = p[0];
		return 1;
	}
	n = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
	if (p[0] < 0xC2 || p[0] > 0xF4 || (size_t)(end - at) < n)
		return 0;
	v = p[0] & (0xFFu >> (n + 1));
	for (i = 1; i < n; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return 0;
		v = v << 6 | (p[i] & 0x3F);
	}
	if (v < least[n] || v > 0x10FFFF || (v >= 0xD800 && v <= 0xDFFF))
		return 0;
	*c = v;
	return n;
}

size_t
text_put(char out[4], uint32_t c)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xC0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xE0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3F));
		out[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3F));
	out[2] = (char)(0x80 | (c >> 6 & 0x3F));
	out[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

/* What text may hold: XML 1.0 characters without the C1 controls. */
static bool
storable(uint32_t c, bool lines)
{
	if (c == '\n' || c == '\t' || c == '\r')
		return lines;
	return c >= 0x20 && !(c >= 0x7F && c <= 0x9F) &&
	    c != 0xFFFE && c != 0xFFFF;
}

bool
text_ok(const char *s, size_t len, bool lines)
{
	const char *end = s + len;
	uint32_t c;
	size_t n;

	for (; s < end; s += n)
		if ((n = text_next(s, end, &c)) == 0 || !storable(c, lines))
			return false;
	return true;
}

size_t
text_chars(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += ((unsigned char)*s & 0xC0) != 0x80;
	return n;
}

size_t
text_units(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++) {
		n += ((unsigned char)*s & 0xC0) != 0x80;
		n += (unsigned char)*s >= 0xF0;
	}
	return n;
}

char *
text_clean(struct pool *pool, const char *s, size_t len)
{
	struct text t = text_start(pool);
	const char *end = s + len;
	char bytes[4];
	uint32_t c;
	size_t n;

	while (s < end) {
		if ((n = text_next(s, end, &c)) == 0) {
			c = REPLACEMENT;
			n = 1;
		} else if (!storable(c, true))
			c = ' ';
		text_add_len(&t, bytes, text_put(bytes, c));
		s += n;
	}
	return t.at;
}

/* The bytes of white space at ${s}: ASCII's, the one that keeps words
 * together, or the ideographic space. */
static size_t
space(const char *s)
{
	if (*s == ' ' || (*s >= '\t' && *s <= '\r'))
		return 1;
	if (strncmp(s, "\xC2\xA0", 2) == 0)
		return 2;
	return strncmp(s, "\xE3\x80\x80", 3) == 0 ? 3 : 0;
}

/* U+200D stays: it makes one picture of several. */
bool
text_unseen(uint32_t c)
{
	return c == 0xAD || (c >= 0x200B && c <= 0x200F && c != 0x200D) ||
	    (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) ||
	    c == 0xFEFF;
}

static char *
seen(struct pool *pool, const char *s)
{
	char *copy = pool_copy(pool, s), *to = copy;
	const char *end = s + strlen(s);
	uint32_t c;
	size_t n;

	for (; s < end; s += n) {
		if ((n = text_next(s, end, &c)) == 0)
			n = 1;
		else if (text_unseen(c))
			continue;
		memcpy(to, s, n);
		to += n;
	}
	*to = '\0';
	return copy;
}

char *
text_trim(struct pool *pool, const char *s)
{
	const char *last, *p;
	size_t n;

	s = seen(pool, s);
	while ((n = space(s)) > 0)
		s += n;
	for (last = p = s; *p != '\0'; p += n > 0 ? n : 1)
		if ((n = space(p)) == 0)
			last = p + 1;
	return pool_copy_len(pool, s, (size_t)(last - s));
}

size_t
text_cells(char *line, const char **cells, size_t most)
{
	char *comma = line;
	size_t n;

	for (n = 0; comma != NULL; n++) {
		if (n < most)
			cells[n] = line;
		if ((comma = strchr(line, ',')) != NULL) {
			*comma = '\0';
			line = comma + 1;
		}
	}
	return n;
}

char *
text_line(char **rest)
{
	char *line = *rest, *end = strchrnul(line, '\n');

	if (*line == '\0')
		return NULL;
	*rest = *end == '\0' ? end : end + 1;
	*end = '\0';
	return line;
}

size_t
text_lines(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += *s == '\n';
	return n;
}

bool
text_is(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}
