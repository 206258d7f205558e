#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "fcgi/pages/import_word.h"

#define SERIAL_1970	25569	/* 1970-01-01 to a spreadsheet */
#define SERIAL_LEAST	10000	/* 1927 */
#define SERIAL_MOST	73050	/* 2099 */

/* ---- days -------------------------------------------------------------- */

/* At most ${most} digits at *${at}, which moves behind them; -1: none. */
static int
number(const char **at, int most)
{
	int value = 0, n;

	for (n = 0; n < most && **at >= '0' && **at <= '9'; n++)
		value = value * 10 + *(*at)++ - '0';
	return n == 0 ? -1 : value;
}

/* Past one of the two, if it stands there. */
static bool
past(const char **at, const char *one, const char *other)
{
	const char *s = strncmp(*at, one, strlen(one)) == 0 ? one : other;

	if (strncmp(*at, s, strlen(s)) != 0)
		return false;
	*at += strlen(s);
	return true;
}

/* A spreadsheet's own number of a day: 44625. */
static bool
serial(const char *cell, struct date *day)
{
	int64_t n = strtoll(cell, NULL, 10);

	if (strlen(cell) != 5 || strspn(cell, "0123456789") != 5 ||
	    n < SERIAL_LEAST || n > SERIAL_MOST)
		return false;
	*day = date_of_days(n - SERIAL_1970);
	return true;
}

const char *
import_word_day(struct pool *pool, const char *cell)
{
	struct date of;
	const char *at = cell, *part;
	int year, month, day;
	bool packed = strlen(cell) == 8 && strspn(cell, "0123456789") == 8;

	if (serial(cell, &of))
		return date_iso(pool, of);
	year = number(&at, 4);
	part = *at == '/' ? "/" : *at == '.' ? "." : "-";
	if (!packed && !past(&at, part, "年"))
		return cell;
	month = number(&at, 2);
	if (!packed && !past(&at, part, "月"))
		return cell;
	day = number(&at, 2);
	past(&at, "日", "");
	past(&at, " 00:00:00", " 0:00");
	return *at != '\0' || year < 1000 || month < 1 || day < 1 ? cell :
	    pool_print(pool, "%04d-%02d-%02d", year, month, day);
}

/* ---- codes ------------------------------------------------------------- */

/* Bytes of what parts two labels at ${s}; 0: nothing does. */
static size_t
gap(const char *s)
{
	static const char *const gaps[] = { "、", "，", "；", ",", ";", " " };
	size_t i;

	for (i = 0; i < LEN(gaps); i++)
		if (strncmp(s, gaps[i], strlen(gaps[i])) == 0)
			return strlen(gaps[i]);
	return 0;
}

/* Bytes of the word at ${s} if a label or code ends there; 0: none. */
static size_t
starts(const char *s, const char *word)
{
	size_t n = strlen(word);

	return n > 0 && strncmp(s, word, n) == 0 && (s[n] == '\0' ||
	    gap(s + n) > 0) ? n : 0;
}

/* The longest label or code at ${s}: labels may hold what parts them. */
static const char *
code_at(const struct field *f, const char *s, size_t *len)
{
	const char *code = NULL;
	size_t i, n;

	*len = 0;
	for (i = 0; i < f->choice_count; i++) {
		const struct choice *c = &f->choices[i];

		n = starts(s, c->label);
		if (n == 0)
			n = starts(s, c->code);
		if (n > *len) {
			*len = n;
			code = c->code;
		}
	}
	return code;
}

static const char *
codes_of(struct pool *pool, const struct field *f, const char *cell)
{
	struct text t = text_start(pool);
	const char *s = cell, *code;
	size_t n;

	while (*s != '\0') {
		if ((n = gap(s)) > 0) {
			s += n;
			continue;
		}
		if ((code = code_at(f, s, &n)) == NULL)
			return cell;
		text_join(&t, ",", code);
		s += n;
	}
	return t.at;
}

static const char *
code_of(const struct field *f, const char *cell)
{
	size_t n;
	const char *code = code_at(f, cell, &n);

	return code != NULL && cell[n] == '\0' ? code : cell;
}

const char *
import_word(struct pool *pool, const struct field *f, const char *cell)
{
	switch (f->kind) {
	case FIELD_DATE:
		return import_word_day(pool, cell);
	case FIELD_CHOICE:
		return code_of(f, cell);
	case FIELD_CHOICES:
		return codes_of(pool, f, cell);
	default:
		return cell;
	}
}
