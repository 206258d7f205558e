#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "exchange/xml_write.h"

#define DIGITS_MOST	24	/* of a number, with sign and point */

void
xml_write_start(struct xml_write *w, const struct xml_sink *sink)
{
	*w = (struct xml_write){ .sink = *sink };
	if ((w->at = malloc(XML_ROOM)) == NULL)
		abort();
}

/* Bring the sum up to what is in the buffer. */
static void
sum_up(struct xml_write *w)
{
	if (w->sum != NULL)
		sum_add(w->sum, w->at + w->summed, w->used - w->summed);
	w->summed = w->used;
}

static void
flush(struct xml_write *w)
{
	sum_up(w);
	if (w->flaw == OK && w->used > 0)
		w->flaw = w->sink.write(w->sink.cookie, w->at, w->used);
	w->total += w->used;
	w->used = w->summed = 0;
}

enum err
xml_write_end(struct xml_write *w)
{
	if (w->flaw == OK)
		flush(w);
	free(w->at);
	w->at = NULL;
	return w->flaw;
}

void
xml_write_sum(struct xml_write *w, struct sum *sum)
{
	sum_up(w);
	w->sum = sum;
}

/* ---- bytes ----------------------------------------------------------- */

/* Room for ${len} bytes, at most XML_ROOM. */
static char *
room(struct xml_write *w, size_t len)
{
	if (XML_ROOM - w->used < len)
		flush(w);
	return w->at + w->used;
}

void
xml_write_raw(struct xml_write *w, const char *s, size_t len)
{
	size_t n;

	while (len > 0) {
		n = len < XML_ROOM ? len : XML_ROOM;
		memcpy(room(w, n), s, n);
		w->used += n;
		s += n;
		len -= n;
	}
}

void
xml_write_words(struct xml_write *w, const char *s)
{
	xml_write_raw(w, s, strlen(s));
}

/* ---- text ------------------------------------------------------------ */

/* What stands for the byte in text or in an attribute (C14N); NULL: it
 * stands for itself. */
static const char *
escape(char c, bool attribute)
{
	switch (c) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return attribute ? NULL : "&gt;";
	case '"': return attribute ? "&quot;" : NULL;
	case '\t': return attribute ? "&#x9;" : NULL;
	case '\n': return attribute ? "&#xA;" : NULL;
	case '\r': return "&#xD;";
	default: return NULL;
	}
}

/* The bytes of the character at ${s} that XML may hold; 0: it may not. */
static size_t
legal(const char *s, const char *end)
{
	unsigned char c = (unsigned char)*s;
	uint32_t wide;
	size_t n;

	if (c >= 0x20 && c < 0x80)
		return 1;
	if (c < 0x20)
		return c == '\t' || c == '\n' || c == '\r';
	n = text_next(s, end, &wide);
	return wide == 0xFFFE || wide == 0xFFFF ? 0 : n;
}

static void
add_text(struct xml_write *w, const char *s, bool attribute)
{
	const char *end = s + strlen(s), *from = s, *entity;
	size_t n;

	for (; s < end; s += n) {
		if ((n = legal(s, end)) == 0) {
			if (w->flaw == OK)
				w->flaw = ERR_INPUT;
			return;
		}
		if (n > 1 || (entity = escape(*s, attribute)) == NULL)
			continue;
		xml_write_raw(w, from, (size_t)(s - from));
		xml_write_words(w, entity);
		from = s + 1;
	}
	xml_write_raw(w, from, (size_t)(s - from));
}

void
xml_write_text(struct xml_write *w, const char *s)
{
	add_text(w, s, false);
}

void
xml_write_value(struct xml_write *w, const char *s)
{
	add_text(w, s, true);
}

/* ---- numbers --------------------------------------------------------- */

/* The digits of ${n}, ${least} at least, right before ${end}. */
static char *
digits_of(uint64_t n, int least, char *end)
{
	for (; n > 0 || least > 0; n /= 10, least--)
		*--end = (char)('0' + n % 10);
	return end;
}

static void
add_digits(struct xml_write *w, uint64_t n, int least)
{
	char digits[DIGITS_MOST], *end = digits + sizeof digits;
	char *p = digits_of(n, least, end);

	xml_write_raw(w, p, (size_t)(end - p));
}

static uint64_t
size_of(int64_t n)
{
	return n < 0 ? -(uint64_t)n : (uint64_t)n;
}

void
xml_write_int(struct xml_write *w, int64_t n)
{
	if (n < 0)
		xml_write_raw(w, "-", 1);
	add_digits(w, size_of(n), 1);
}

void
xml_write_money(struct xml_write *w, int64_t fen)
{
	char digits[DIGITS_MOST], *end = digits + sizeof digits;
	char *p = digits_of(size_of(fen), 3, end);
	size_t len = (size_t)(end - p);
	char *to = room(w, len + 2);

	if (fen < 0)
		*to++ = '-';
	memcpy(to, p, len - 2);
	to += len - 2;
	*to++ = '.';
	memcpy(to, p + len - 2, 2);
	w->used = (size_t)(to + 2 - w->at);
}

void
xml_write_day(struct xml_write *w, struct date day)
{
	add_digits(w, (uint64_t)day.year, 4);
	xml_write_raw(w, "-", 1);
	add_digits(w, (uint64_t)day.month, 2);
	xml_write_raw(w, "-", 1);
	add_digits(w, (uint64_t)day.day, 2);
}

void
xml_write_moment(struct xml_write *w, struct moment m)
{
	struct wall wall = wall_of(m, 0);

	xml_write_day(w, wall.day);
	xml_write_raw(w, "T", 1);
	add_digits(w, (uint64_t)wall.hour, 2);
	xml_write_raw(w, ":", 1);
	add_digits(w, (uint64_t)wall.minute, 2);
	xml_write_raw(w, ":", 1);
	add_digits(w, (uint64_t)wall.second, 2);
	xml_write_raw(w, "Z", 1);
}

void
xml_write_period(struct xml_write *w, int64_t period)
{
	add_digits(w, (uint64_t)period / 100, 4);
	xml_write_raw(w, "-", 1);
	add_digits(w, (uint64_t)period % 100, 2);
}

/* ---- attributes ------------------------------------------------------ */

void
xml_write_attribute(struct xml_write *w, const char *name, const char *value)
{
	xml_write_raw(w, " ", 1);
	xml_write_words(w, name);
	xml_write_raw(w, "=\"", 2);
	xml_write_value(w, value);
	xml_write_raw(w, "\"", 1);
}

void
xml_write_count(struct xml_write *w, const char *name, int64_t n)
{
	xml_write_raw(w, " ", 1);
	xml_write_words(w, name);
	xml_write_raw(w, "=\"", 2);
	xml_write_int(w, n);
	xml_write_raw(w, "\"", 1);
}
