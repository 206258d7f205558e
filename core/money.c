#include <ctype.h>
#include <string.h>

#include "core/money.h"
#include "core/text.h"

#define FEN_MOST	INT64_C(100000000000000)	/* a billion yuan ×1000 */
#define WORD_MOST	40

/* What stands for the currency after folding: before and behind. */
#define YUAN_SIGN	'$'	/* ¥ ￥ */
#define YUAN_WORD	'Y'	/* 元 块 */

/* Full-width forms to ASCII, one byte a character.
 * False where the word is too long or strange to be an amount. */
static bool
fold(const char *s, char out[WORD_MOST + 1])
{
	const char *end = s + strlen(s);
	size_t used = 0, n;
	uint32_t c;

	for (; s < end; s += n) {
		if ((n = text_next(s, end, &c)) == 0)
			return false;
		if (c == YUAN_SIGN || c == YUAN_WORD)
			return false;
		if (c >= 0xFF01 && c <= 0xFF5E)
			c -= 0xFEE0;
		if (c == 0x3002)	/* 。 typed for a point */
			c = '.';
		else if (c == 0x3000)
			c = ' ';
		else if (c == 0xFFE5 || c == 0xA5)
			c = YUAN_SIGN;
		else if (c == 0x5143 || c == 0x5757)
			c = YUAN_WORD;
		if (c >= 0x80 || used == WORD_MOST)
			return false;
		out[used++] = (char)c;
	}
	out[used] = '\0';
	return true;
}

/* Past what may stand before the digits: one sign, one ¥, spaces. */
static const char *
before(const char *p, bool *sign, bool *minus)
{
	bool yuan = false;

	for (*sign = *minus = false;; p++) {
		if ((*p == '-' || *p == '+') && !*sign) {
			*sign = true;
			*minus = *p == '-';
		} else if (*p == YUAN_SIGN && !yuan)
			yuan = true;
		else if (*p != ' ')
			return p;
	}
}

/* Whether nothing but one 元 and spaces is left.  A digit behind it (3块5)
 * or behind a space (two amounts) would change the sum: no amount. */
static bool
after(const char *p)
{
	p += strspn(p, " ");
	p += *p == YUAN_WORD;
	p += strspn(p, " ");
	return *p == '\0';
}

/* Whether the commas of ${s} stand before groups of three digits. */
static bool
commas_ok(const char *s)
{
	const char *p = strchr(s, ',');

	if (p == NULL)
		return true;
	if (p == s || p - s > 3)
		return false;
	while (*p == ',') {
		if (!isdigit((unsigned char)p[1]) ||
		    !isdigit((unsigned char)p[2]) ||
		    !isdigit((unsigned char)p[3]))
			return false;
		p += 4;
	}
	return *p != ',' && !isdigit((unsigned char)*p);
}

enum money_flaw
money_read(const char *s, int64_t *fen)
{
	char word[WORD_MOST + 1] = "";
	const char *p;
	bool sign, minus, seen = false;
	int64_t value = 0;
	int decimals = 0;

	if (!fold(s, word))
		return MONEY_WORD;
	p = before(word, &sign, &minus);
	if (after(p))
		return sign ? MONEY_WORD : MONEY_EMPTY;
	if (!commas_ok(p))
		return MONEY_WORD;
	for (; isdigit((unsigned char)*p) || *p == ','; p++) {
		if (*p == ',')
			continue;
		if ((value = value * 10 + (*p - '0')) > FEN_MOST)
			return MONEY_LARGE;
		seen = true;
	}
	value *= FEN_PER_YUAN;
	if (*p == '.') {
		for (p++; isdigit((unsigned char)*p); p++, decimals++)
			if (decimals < 2)
				value += (*p - '0') * (decimals == 0 ? 10 : 1);
			else if (*p != '0')
				return MONEY_FINE;
		if (decimals == 0)
			return MONEY_WORD;
	}
	if (!after(p) || !seen)
		return MONEY_WORD;
	*fen = minus ? -value : value;
	return MONEY_OK;
}

/* The digits from behind, with or without commas between thousands. */
static char *
print(struct pool *pool, int64_t fen, bool commas)
{
	uint64_t left = fen < 0 ? -(uint64_t)fen : (uint64_t)fen;
	char word[WORD_MOST], *end = word + sizeof word, *p = end;
	int i;

	for (i = 0; i < 3 || left > 0; i++, left /= 10) {
		if (i == 2)
			*--p = '.';
		else if (commas && i > 2 && (i - 2) % 3 == 0)
			*--p = ',';
		*--p = (char)('0' + left % 10);
	}
	if (fen < 0)
		*--p = '-';
	return pool_copy_len(pool, p, (size_t)(end - p));
}

char *
money_plain(struct pool *pool, int64_t fen)
{
	return print(pool, fen, false);
}

char *
money_label(struct pool *pool, int64_t fen)
{
	return print(pool, fen, true);
}

char *
money_short(struct pool *pool, int64_t fen)
{
	char *s = money_plain(pool, fen);
	size_t n = strlen(s);

	while (s[n - 1] == '0')
		s[--n] = '\0';
	if (s[n - 1] == '.')
		s[--n] = '\0';
	return s;
}
