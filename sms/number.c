#include <stdbool.h>
#include <string.h>

#include "core/err.h"
#include "core/money.h"
#include "core/text.h"
#include "sms/number.h"

#define MOST		INT64_C(1000000000)	/* yuan */
#define DIGITS_MOST	15
#define COUNT_MOST	9999

/* What one character is in a number. */
enum part { PART_NONE, PART_DIGIT, PART_UNIT, PART__MAX };

static const struct {
	const char *at;
	enum part part;
	int64_t value;
} parts[] = {
	{ "零", PART_DIGIT, 0 }, { "〇", PART_DIGIT, 0 },
	{ "一", PART_DIGIT, 1 }, { "二", PART_DIGIT, 2 },
	{ "两", PART_DIGIT, 2 }, { "三", PART_DIGIT, 3 },
	{ "四", PART_DIGIT, 4 }, { "五", PART_DIGIT, 5 },
	{ "六", PART_DIGIT, 6 }, { "七", PART_DIGIT, 7 },
	{ "八", PART_DIGIT, 8 }, { "九", PART_DIGIT, 9 },
	{ "壹", PART_DIGIT, 1 }, { "贰", PART_DIGIT, 2 },
	{ "叁", PART_DIGIT, 3 }, { "肆", PART_DIGIT, 4 },
	{ "伍", PART_DIGIT, 5 }, { "陆", PART_DIGIT, 6 },
	{ "柒", PART_DIGIT, 7 }, { "捌", PART_DIGIT, 8 },
	{ "玖", PART_DIGIT, 9 },
	{ "十", PART_UNIT, 10 }, { "拾", PART_UNIT, 10 },
	{ "百", PART_UNIT, 100 }, { "佰", PART_UNIT, 100 },
	{ "千", PART_UNIT, 1000 }, { "仟", PART_UNIT, 1000 },
	{ "万", PART_UNIT, 10000 }, { "萬", PART_UNIT, 10000 },
};
#define HAN	3	/* bytes of each of them */

static const char *const signs[] = { "亏损", "亏", "负", "-", "−", "－" };
static const char *const yuan[] = { "元整", "元", "块钱", "块", "圆" };
static const char *const nothing[] = { "没有", "无", "没" };

/* A number under way, all values in units of yuan × 10^-decimals. */
struct state {
	int64_t total, section;	/* finished 万, below it; in fen */
	int64_t unit;		/* the last unit, 0 before any */
	int64_t value;		/* digits not yet multiplied */
	int digits, decimals;	/* of value; digits 0: none waiting */
	bool han;		/* waiting digits are Chinese */
	bool zero;		/* a 零 stood before them */
};

static size_t
any(const char *const *words, size_t count, const char *at, const char *end)
{
	size_t i, n;

	for (i = 0; i < count; i++) {
		n = strlen(words[i]);
		if ((size_t)(end - at) >= n && memcmp(at, words[i], n) == 0)
			return n;
	}
	return 0;
}

static bool
digit(const char *at, const char *end)
{
	return at < end && *at >= '0' && *at <= '9';
}

static enum part
part_at(const char *at, const char *end, int64_t *value)
{
	size_t i;

	if (end - at >= HAN && (unsigned char)*at >= 0xE0)
		for (i = 0; i < LEN(parts); i++)
			if (memcmp(at, parts[i].at, HAN) == 0) {
				*value = parts[i].value;
				return parts[i].part;
			}
	return PART_NONE;
}

/* Digits 1200, 1,200, 1200.5 into ${s}; returns the bytes. */
static size_t
arabic(const char *at, const char *end, struct state *s)
{
	const char *p = at;

	for (; p < end; p++) {
		if (*p == ',' && p > at && digit(p + 1, end) &&
		    digit(p + 2, end) && digit(p + 3, end) &&
		    !digit(p + 4, end) && s->decimals == 0)
			continue;
		if (!digit(p, end))
			break;
		if (++s->digits <= DIGITS_MOST)
			s->value = s->value * 10 + (*p - '0');
	}
	if (p < end && *p == '.' && digit(p + 1, end))
		for (p++; digit(p, end); p++)
			if (++s->digits <= DIGITS_MOST) {
				s->value = s->value * 10 + (*p - '0');
				s->decimals++;
			}
	return (size_t)(p - at);
}

/* Waiting digits × ${unit} in fen; a flaw where that is no whole fen. */
static enum number_flaw
times(const struct state *s, int64_t unit, int64_t *fen)
{
	int64_t scale = 1, value = s->value;
	int i;

	if (s->digits > DIGITS_MOST || value > MOST * 100000)
		return NUMBER_LARGE;
	for (i = 0; i < s->decimals; i++)
		scale *= 10;
	if (value / scale > MOST / unit)
		return NUMBER_LARGE;
	for (unit *= FEN_PER_YUAN; scale > 1 && unit % 10 == 0; unit /= 10)
		scale /= 10;
	if (value % scale != 0)
		return NUMBER_FINE;
	*fen = value / scale * unit;
	return NUMBER_OK;
}

static void
clear(struct state *s)
{
	s->value = s->digits = s->decimals = 0;
	s->zero = false;
}

/* A unit has come: 十 百 千 万. */
static enum number_flaw
unit(struct state *s, int64_t u)
{
	enum number_flaw flaw;
	int64_t fen = 0;

	if (s->unit != 0 && u >= s->unit && u != 10000)
		return NUMBER_WORD;
	if (u == 10000) {
		if (s->total != 0 || (s->digits == 0 && s->section == 0))
			return NUMBER_WORD;
		if (s->digits > 0 && s->unit != 0 && s->decimals > 0)
			return NUMBER_WORD;
		if (s->digits > 0 &&
		    (flaw = times(s, u, &fen)) != NUMBER_OK)
			return flaw;
		s->total = s->section * u + fen;
		s->section = 0;
	} else {
		if (s->han && s->digits > 1 && s->decimals == 0)
			return NUMBER_WORD;
		if (s->digits == 0) {
			if (u != 10)
				return NUMBER_WORD;
			s->value = s->digits = 1;
		}
		if ((flaw = times(s, u, &fen)) != NUMBER_OK)
			return flaw;
		s->section += fen;
	}
	s->unit = u;
	clear(s);
	return NUMBER_OK;
}

/* The end: 一千二 is 1200, 一千零二 1002, 1千200 1200. */
static enum number_flaw
finish(struct state *s, int64_t *fen)
{
	int64_t last = 0, u = 1;
	enum number_flaw flaw;

	if (s->digits > 0) {
		if (s->unit > 10 && s->digits == 1 && !s->zero)
			u = s->unit / 10;
		if (s->unit != 0 && s->decimals == 0 &&
		    s->value * u >= s->unit)
			return NUMBER_WORD;
		if ((flaw = times(s, u, &last)) != NUMBER_OK)
			return flaw;
	}
	*fen = s->total + s->section + last;
	return *fen > MOST * FEN_PER_YUAN ? NUMBER_LARGE : NUMBER_OK;
}

/* One Chinese digit. */
static bool
han(struct state *s, int64_t value)
{
	if (value == 0 && s->unit != 0 && s->digits == 0) {
		s->zero = true;
		return true;
	}
	if (s->digits > 0 && (!s->han || s->unit != 0))
		return false;
	s->han = true;
	s->digits++;
	s->value = s->value * 10 + value;
	return s->digits <= DIGITS_MOST;
}

/* 点 and the digits after it. */
static size_t
point(const char *at, const char *end, struct state *s)
{
	const char *p = at + HAN;
	int64_t value;

	while (part_at(p, end, &value) == PART_DIGIT &&
	    s->digits < DIGITS_MOST) {
		s->value = s->value * 10 + value;
		s->digits++;
		s->decimals++;
		p += HAN;
	}
	return s->decimals > 0 ? (size_t)(p - at) : 0;
}

/* The number without sign and yuan. */
static struct number
core(const char *at, const char *end)
{
	struct number n = { .flaw = NUMBER_OK };
	struct state s = { 0 };
	const char *p = at;
	enum part part;
	int64_t value = 0;
	size_t step;

	while (p < end && n.flaw == NUMBER_OK) {
		if (digit(p, end)) {
			if (s.digits > 0)
				n.flaw = NUMBER_WORD;
			s.han = false;
			p += arabic(p, end, &s);
			continue;
		}
		if (s.han && s.digits > 0 && s.decimals == 0 &&
		    end - p > HAN && memcmp(p, "点", HAN) == 0 &&
		    (step = point(p, end, &s)) > 0) {
			p += step;
			continue;
		}
		part = part_at(p, end, &value);
		/* 1200四项正常: the digits end where the Chinese begins */
		if (part == PART_NONE || (part == PART_DIGIT && !s.han &&
		    s.digits > 0))
			break;
		if (part == PART_UNIT)
			n.flaw = unit(&s, value);
		else if (!han(&s, value))
			n.flaw = NUMBER_WORD;
		p += HAN;
	}
	n.len = (size_t)(p - at);
	if (p == at)
		n.flaw = NUMBER_NONE;
	if (n.flaw == NUMBER_OK)
		n.flaw = finish(&s, &n.fen);
	return n;
}

struct number
number_read(const char *at, const char *end)
{
	struct number n;
	size_t sign = 0, mark = 0, none;

	if ((none = any(nothing, LEN(nothing), at, end)) > 0)
		return (struct number){ .flaw = NUMBER_OK, .len = none };
	if (end - at >= 2 && memcmp(at, "¥", 2) == 0)
		mark = 2;
	sign = any(signs, LEN(signs), at + mark, end);
	if (mark == 0 && end - at - (ptrdiff_t)sign >= 2 &&
	    memcmp(at + sign, "¥", 2) == 0)
		mark = 2;
	n = core(at + sign + mark, end);
	if (n.flaw == NUMBER_NONE) {
		if (sign + mark > 0)
			n.flaw = NUMBER_WORD;
		n.len = sign + mark;
		return n;
	}
	n.len += sign + mark;
	n.len += any(yuan, LEN(yuan), at + n.len, end);
	if (sign > 0)
		n.fen = -n.fen;
	return n;
}

int
number_count(const char *at, const char *end, size_t *len)
{
	const char *p = at;
	struct number n;
	int64_t value;

	for (value = 0; digit(p, end); p++)
		if ((value = value * 10 + (*p - '0')) > COUNT_MOST)
			return 0;
	if (p > at) {
		*len = (size_t)(p - at);
		return (int)value;
	}
	n = core(at, end);
	if (n.flaw != NUMBER_OK || n.fen > COUNT_MOST * FEN_PER_YUAN ||
	    n.fen % FEN_PER_YUAN != 0)
		return 0;
	*len = n.len;
	return (int)(n.fen / FEN_PER_YUAN);
}
