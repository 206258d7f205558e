#include <stdlib.h>
#include <string.h>

#include "core/err.h"
#include "core/mask.h"
#include "core/text.h"
#include "sms/number.h"
#include "sms/scan.h"

/* What may stand between two pieces and means nothing else.  A point or a
 * dash inside a number never gets here. */
static const char *const weak[] = {
	" ", ",", "、", ":", "=", "#", "*", "+", ".", "!", "~", "…",
};
static const char *const breaks[] = { ";", "。", "/" };

#define QUOTE_MOST	12	/* characters of a strange word shown */
#define LONG_DIGITS	11	/* as long as a phone or an ID number */
#define MOST_DIGITS	20	/* no number that anybody means is longer */
#define SHORT_DIGITS	4

static size_t
here(const struct scan *s, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(s->end - s->at) >= n &&
	    memcmp(s->at, word, n) == 0 ? n : 0;
}

static size_t
any(const struct scan *s, const char *const *words, size_t count)
{
	size_t i, n;

	for (i = 0; i < count; i++)
		if ((n = here(s, words[i])) > 0)
			return n;
	return 0;
}

enum gap
scan_gap(struct scan *s)
{
	enum gap gap = GAP_NONE;
	size_t n;

	while (s->at < s->end) {
		if ((n = any(s, breaks, LEN(breaks))) > 0)
			gap = GAP_BREAK;
		else if (*s->at == '\n') {
			n = 1;
			gap = gap < GAP_LINE ? GAP_LINE : gap;
		} else if ((n = any(s, weak, LEN(weak))) > 0)
			gap = gap < GAP_WEAK ? GAP_WEAK : gap;
		else
			break;
		s->at += n;
	}
	return gap;
}

void
scan_weak(struct scan *s)
{
	size_t n;

	while ((n = s->at < s->end && *s->at == '\n' ? 1 :
	    any(s, weak, LEN(weak))) > 0)
		s->at += n;
}

bool
scan_is(struct scan *s, const char *word)
{
	size_t n = here(s, word);

	s->at += n;
	return n > 0;
}

size_t
scan_digits(const char *at, const char *end)
{
	const char *p = at;

	while (p < end && *p >= '0' && *p <= '9')
		p++;
	return (size_t)(p - at);
}

/* ---- months ------------------------------------------------------------- */

/* The month ${m} without a year, seen from ${today}. */
static int
nearest(int m, struct date today)
{
	int now = period_of(today);
	int period = now / 100 * 100 + m;

	if (period > now && period_add(period, -12) >= period_add(now, -6))
		return period_add(period, -12);
	return period;
}

/* 3月, 三月, 3月份 at ${at}; year 0 where none was said. */
static struct scan_month
named(const struct scan *s, const char *at, int year)
{
	struct scan t = *s;
	size_t len = 0;
	int m;

	if ((m = number_count(at, s->end, &len)) == 0) {
		/* 0月 is a wrong month, not something else */
		if ((len = scan_digits(at, s->end)) == 0)
			return (struct scan_month){ 0 };
	}
	t.at = at + len;
	if (!scan_is(&t, "月"))
		return (struct scan_month){ 0 };
	scan_is(&t, "份");
	if (m < 1 || m > 12)
		m = 0;
	return (struct scan_month){ m == 0 ? 0 : year != 0 ?
	    year * 100 + m : nearest(m, s->world->today),
	    (size_t)(t.at - s->at) };
}

/* Of a short run of digits. */
static int
value(const struct scan *s, const char *at, size_t digits)
{
	return (int)strtol(pool_copy_len(s->pool, at, digits), NULL, 10);
}

/* What joins the parts of a date, taken where a digit follows. */
static bool
joined(struct scan *s)
{
	if (s->at == s->end || strchr("-./", *s->at) == NULL ||
	    scan_digits(s->at + 1, s->end) == 0)
		return false;
	s->at++;
	return true;
}

/* 202203, 2022-03, 2022.3, 2022/3, 2022年3月 at a run of digits. */
static struct scan_month
dated(const struct scan *s, size_t digits)
{
	struct scan t = *s;
	struct scan_month month;
	int number = value(s, s->at, digits), m;
	size_t n;

	t.at += digits;
	if (digits == 6 && number / 100 >= 2000 && number / 100 < 2100 &&
	    period_ok(number))
		return (struct scan_month){ number, digits };
	if (digits != 4 || number < 2000 || number >= 2100)
		return (struct scan_month){ 0 };
	if (scan_is(&t, "年")) {
		month = named(s, t.at, number);
		if (month.len == 0)
			month.len = (size_t)(t.at - s->at);
		return month;
	}
	if (!joined(&t))
		return (struct scan_month){ 0 };
	if ((n = scan_digits(t.at, t.end)) < 1 || n > 2)
		return (struct scan_month){ 0 };
	m = value(s, t.at, n);
	t.at += n;
	if (joined(&t)) {	/* 2022/2/3: a day is no month */
		t.at += scan_digits(t.at, t.end);
		m = 0;
	}
	return (struct scan_month){ m >= 1 && m <= 12 ? number * 100 + m : 0,
	    (size_t)(t.at - s->at) };
}

struct scan_month
scan_month(const struct scan *s)
{
	static const char *const last[] = { "上个月", "上月" };
	static const char *const this[] = { "这个月", "本月" };
	struct scan_month month;
	size_t n;

	if ((n = any(s, last, LEN(last))) > 0)
		return (struct scan_month){ report_due(s->world->today), n };
	if ((n = any(s, this, LEN(this))) > 0)
		return (struct scan_month){ period_of(s->world->today), n };
	n = scan_digits(s->at, s->end);
	if ((n == 4 || n == 6) && (month = dated(s, n)).len > 0)
		return month;
	return named(s, s->at, 0);
}

bool
scan_begins(const struct scan *s)
{
	struct scan t = *s;

	scan_weak(&t);
	return scan_month(&t).len > 0 ||
	    word_item(t.at, t.end).kind != WORD_NONE;
}

/* ---- households --------------------------------------------------------- */

static enum scan_household
by_name(const struct scan *s, int *index, size_t *len)
{
	enum scan_household found = HOUSEHOLD_NONE;
	size_t n;
	int i;

	*len = 0;
	for (i = 0; i < s->world->count; i++) {
		if (text_chars(s->heads[i]) < 2 ||
		    (n = here(s, s->heads[i])) == 0 || n < *len)
			continue;
		found = n == *len ? HOUSEHOLD_TWO : HOUSEHOLD_FOUND;
		if (n > *len)
			*index = i;
		*len = n;
	}
	return found;
}

/* By a run of ${digits} digits. */
static enum scan_household
by_digits(const struct scan *s, const char *at, size_t digits, int *index)
{
	const struct grammar_household *h = s->world->at;
	const char *word = pool_copy_len(s->pool, at, digits);
	int i;

	for (i = 0; i < s->world->count; i++)
		if (digits <= SHORT_DIGITS ?
		    h[i].short_no == value(s, at, digits) :
		    text_is(h[i].number, word)) {
			*index = i;
			return HOUSEHOLD_FOUND;
		}
	return HOUSEHOLD_UNKNOWN;
}

/* What a number must not be followed by to be a household. */
static bool
spoilt(const struct scan *t)
{
	static const char *const other[] = { "月", "年", "万", "千", "百",
	    "十", "元", "块", "人", "口", "-" };

	if (t->at < t->end && *t->at == '.' &&
	    scan_digits(t->at + 1, t->end) > 0)
		return true;
	if (any(t, other, LEN(other)) > 0)
		return true;
	return word_letters(t->at, t->end) > 0 &&
	    !word_latin_ok(t->at, t->end);
}

enum scan_household
scan_household(const struct scan *s, int *index, size_t *len)
{
	enum scan_household found = by_name(s, index, len);
	struct scan t = *s;
	size_t digits, n = 0;
	bool before, after;
	const char *at;
	int count;

	if (found != HOUSEHOLD_NONE)
		return found;
	before = scan_is(&t, "第") || scan_is(&t, "户");
	at = t.at;
	digits = scan_digits(t.at, t.end);
	count = digits > 0 ? 0 : number_count(t.at, t.end, &n);
	t.at += digits > 0 ? digits : n;
	if (t.at == at || (!before && digits == 6 && scan_month(s).len == 6))
		return HOUSEHOLD_NONE;
	after = scan_is(&t, "号户") || scan_is(&t, "号") || scan_is(&t, "户");
	*len = (size_t)(t.at - s->at);
	if (!after && (spoilt(&t) || (digits == 0 && !before)))
		return HOUSEHOLD_NONE;
	if (digits > 0)
		return by_digits(s, at, digits, index);
	for (*index = 0; *index < s->world->count; (*index)++)
		if (s->world->at[*index].short_no == count)
			return HOUSEHOLD_FOUND;
	return HOUSEHOLD_UNKNOWN;
}

/* ---- strange words ------------------------------------------------------ */

/* Whether something readable starts here, in the middle of a strange run. */
static bool
readable(const struct scan *s)
{
	struct term w;

	if (*s->at == '\n' || any(s, weak, LEN(weak)) > 0 ||
	    any(s, breaks, LEN(breaks)) > 0)
		return true;
	if (word_letters(s->at, s->end) > 0)
		return false;
	w = word_item(s->at, s->end);
	return w.kind != WORD_NONE && w.kind != WORD_FOUR;
}

const char *
scan_strange(struct scan *s)
{
	const char *from = s->at;
	uint32_t c;
	size_t n;

	do {
		n = word_letters(s->at, s->end);
		if (n == 0)
			n = text_next(s->at, s->end, &c);
		s->at += n > 0 ? n : 1;
	} while (s->at < s->end && !readable(s));
	return scan_quote(s, from, s->at);
}

const char *
scan_typed(const struct scan *s, const char *from, const char *to)
{
	const uint32_t *map = s->text->from;
	size_t a = map[from - s->text->at], b = map[to - s->text->at];

	/* one typed character may have become several; never cut it */
	return pool_copy_len(s->pool, s->text->raw + a, b > a ? b - a : 0);
}

const char *
scan_quote(const struct scan *s, const char *from, const char *to)
{
	const char *typed = text_trim(s->pool, scan_typed(s, from, to)), *at;
	const char *end = typed + strlen(typed);
	struct text t = text_start(s->pool);
	size_t n, shown = 0, digits;
	char bytes[4];
	uint32_t c;

	for (at = typed; at < end; at += n) {
		if (shown++ >= QUOTE_MOST) {
			text_add(&t, "…");
			break;
		}
		if ((digits = scan_digits(at, end)) > MOST_DIGITS) {
			text_add_len(&t, at, 3);
			text_add(&t, "…");
			break;
		}
		if (digits >= LONG_DIGITS) {
			text_add(&t, mask_idno(s->pool,
			    pool_copy_len(s->pool, at, digits)));
			shown += digits - 1;
			n = digits;
			continue;
		}
		if ((n = text_next(at, end, &c)) == 0)
			break;
		if (c < 0x20 || c == '"')
			c = ' ';
		text_add_len(&t, bytes, text_put(bytes, c));
	}
	return t.at;
}
