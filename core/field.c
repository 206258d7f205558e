#include <assert.h>
#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/area.h"
#include "core/field.h"
#include "core/money.h"
#include "core/text.h"

#define WORD_SHOWN	60	/* characters of a wrong word in a sentence */

/* By name, then by place: copies of the pairs stay in the order they came,
 * because equal names are told apart by where their values stand. */
static int
by_name(const void *a, const void *b)
{
	const struct word *x = a, *y = b;
	int c = strcmp(x->name, y->name);

	return c != 0 ? c : (x->name > y->name) - (x->name < y->name);
}

void
words_sort(struct pool *pool, struct words *words)
{
	struct word *copy = pool_array(pool, words->count, sizeof *copy);

	if (words->count > 0)
		memcpy(copy, words->at, words->count * sizeof *copy);
	qsort(copy, words->count, sizeof *copy, by_name);
	words->at = copy;
	words->sorted = true;
}

static const struct word *
find_sorted(const struct words *words, const char *name)
{
	size_t low = 0, high = words->count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (strcmp(words->at[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < words->count && strcmp(words->at[low].name, name) == 0 ?
	    &words->at[low] : NULL;
}

const struct word *
words_find(const struct words *words, const char *name)
{
	size_t i;

	if (words->sorted)
		return find_sorted(words, name);
	for (i = 0; i < words->count; i++)
		if (strcmp(words->at[i].name, name) == 0)
			return &words->at[i];
	return NULL;
}

/* ---- kinds: each turns the checked word into a value ------------------ */

static enum flaw
in_range(const struct field *f, int64_t value)
{
	bool free = f->least == 0 && f->most == 0;

	if (!free && value < f->least)
		return FLAW_LOW;
	return !free && value > f->most ? FLAW_HIGH : FLAW_NONE;
}

static enum flaw
read_text(const struct field *f, struct answer *a)
{
	size_t chars = text_chars(a->word);

	if (f->least > 0 && chars < (size_t)f->least)
		return FLAW_SHORT;
	if (f->most > 0 && chars > (size_t)f->most)
		return FLAW_LONG;
	a->text = a->word;
	return FLAW_NONE;
}

static enum flaw
read_int(const struct field *f, struct answer *a)
{
	const char *p = a->word + (*a->word == '-');
	size_t n = strspn(p, "0123456789");

	if (n == 0 || p[n] != '\0')
		return FLAW_KIND;
	if (n > 18)
		return *a->word == '-' ? FLAW_LOW : FLAW_HIGH;
	a->value = strtoll(a->word, NULL, 10);
	return in_range(f, a->value);
}

static enum flaw
read_money(const struct field *f, struct answer *a)
{
	switch (money_read(a->word, &a->value)) {
	case MONEY_OK:
		return in_range(f, a->value);
	case MONEY_FINE:
		return FLAW_FINE;
	case MONEY_LARGE:
		return FLAW_HIGH;
	default:
		return FLAW_KIND;
	}
}

static enum flaw
read_date(const struct field *f, struct answer *a)
{
	(void)f;
	return date_read(a->word, &a->day) ? FLAW_NONE : FLAW_KIND;
}

static enum flaw
read_period(const struct field *f, struct answer *a)
{
	char digits[7] = "";
	size_t len = strlen(a->word);

	if (len == 7 && a->word[4] == '-') {
		memcpy(digits, a->word, 4);
		memcpy(digits + 4, a->word + 5, 2);
	} else if (len == 6)
		memcpy(digits, a->word, 6);
	if (strspn(digits, "0123456789") != 6)
		return FLAW_KIND;
	a->value = strtoll(digits, NULL, 10);
	return period_ok(a->value) ? in_range(f, a->value) : FLAW_KIND;
}

static enum flaw
read_choice(const struct field *f, struct answer *a)
{
	size_t i;

	for (i = 0; i < f->choice_count; i++)
		if (strcmp(f->choices[i].code, a->word) == 0) {
			a->text = f->choices[i].code;
			a->value = f->choices[i].value;
			return FLAW_NONE;
		}
	return FLAW_CHOICE;
}

static enum flaw
read_flag(const struct field *f, struct answer *a)
{
	(void)f;
	if (strcmp(a->word, "1") != 0 && strcmp(a->word, "0") != 0)
		return FLAW_CHOICE;
	a->value = *a->word == '1';
	return FLAW_NONE;
}

static enum flaw
read_area(const struct field *f, struct answer *a)
{
	(void)f;
	return area_read(a->word, &a->value) ? FLAW_NONE : FLAW_KIND;
}

/* A word where a file should be. */
static enum flaw
read_file(const struct field *f, struct answer *a)
{
	(void)f;
	(void)a;
	return FLAW_KIND;
}

static enum flaw (*const readers[FIELD__MAX])(const struct field *,
    struct answer *) = {
	[FIELD_TEXT] = read_text, [FIELD_LINES] = read_text,
	[FIELD_SECRET] = read_text, [FIELD_INT] = read_int,
	[FIELD_MONEY] = read_money, [FIELD_DATE] = read_date,
	[FIELD_PERIOD] = read_period, [FIELD_CHOICE] = read_choice,
	[FIELD_FLAG] = read_flag, [FIELD_AREA] = read_area,
	[FIELD_FILE] = read_file,
};

/* ---- the reader -------------------------------------------------------- */

/* Browsers send CR LF: one newline is one character. */
static char *
without_returns(struct pool *pool, const char *s)
{
	char *copy = pool_copy(pool, s), *to = copy;

	for (; *s != '\0'; s++)
		if (*s != '\r')
			*to++ = *s;
	*to = '\0';
	return copy;
}

static enum flaw
judge(struct pool *pool, const struct field *f, const char *value,
    size_t len, struct answer *a)
{
	enum flaw flaw;

	a->word = text_clean(pool, value, len);
	a->given = len > 0;
	if (!text_ok(value, len, f->kind == FIELD_LINES))
		return FLAW_BYTES;
	if (f->kind == FIELD_LINES)
		a->word = without_returns(pool, a->word);
	if (f->kind != FIELD_SECRET)
		a->word = text_trim(pool, a->word);
	a->given = *a->word != '\0';
	if (!a->given)
		return f->required ? FLAW_MISSING : FLAW_NONE;
	if ((flaw = readers[f->kind](f, a)) != FLAW_NONE || f->also == NULL)
		return flaw;
	return (a->why = f->also(a)) != NULL ? FLAW_RULE : FLAW_NONE;
}

/* A wrong word has no value. */
static void
spoil(struct answer *a, enum flaw flaw)
{
	a->flaw = flaw;
	a->text = NULL;
	a->value = 0;
	a->day = (struct date){ 0 };
}

bool
field_answer(struct pool *pool, const struct field *f, const char *value,
    size_t len, struct answer *out)
{
	*out = (struct answer){ .word = "" };
	out->flaw = judge(pool, f, value, len, out);
	if (out->flaw != FLAW_NONE)
		spoil(out, out->flaw);
	return out->flaw == FLAW_NONE;
}

/* The one word of that name; *${twice} where there are more. */
static const struct word *
only(const struct words *words, const char *name, bool *twice)
{
	const struct word *w = words_find(words, name), *p;

	*twice = false;
	for (p = w; p != NULL && ++p < words->at + words->count;) {
		if (strcmp(p->name, name) == 0)
			*twice = true;
		else if (words->sorted)
			break;
	}
	return w;
}

size_t
field_read(struct pool *pool, const struct field *fields, size_t count,
    const struct words *words, const char *prefix, struct answer *out)
{
	size_t i, flaws = 0;

	for (i = 0; i < count; i++) {
		const char *name = *prefix == '\0' ? fields[i].name :
		    pool_print(pool, "%s%s", prefix, fields[i].name);
		bool twice;
		const struct word *w = only(words, name, &twice);

		field_answer(pool, &fields[i], w != NULL ? w->value : "",
		    w != NULL ? w->len : 0, &out[i]);
		if (twice)
			spoil(&out[i], FLAW_TWICE);
		flaws += out[i].flaw != FLAW_NONE;
	}
	return flaws;
}

void
field_spoil(struct answer *a, const char *why)
{
	spoil(a, FLAW_RULE);
	a->why = why;
}

/* ---- sentences --------------------------------------------------------- */

/* The word as quoted in a sentence: short, and never a password. */
static const char *
quoted(struct pool *pool, const struct field *f, const struct answer *a)
{
	const char *p = a->word;
	size_t n;

	if (f->kind == FIELD_SECRET || *p == '\0')
		return "";
	for (n = 0; *p != '\0' && n < WORD_SHOWN; n++)
		for (p++; ((unsigned char)*p & 0xC0) == 0x80; p++)
			;
	return pool_print(pool, "“%s%s”",
	    pool_copy_len(pool, a->word, (size_t)(p - a->word)),
	    *p != '\0' ? "…" : "");
}

static const char *
kind_sentence(struct pool *pool, const struct field *f, const char *word)
{
	static const char *const ends[FIELD__MAX] = {
		[FIELD_INT] = "不是整数，请改为例如 3",
		[FIELD_MONEY] = "不是金额，请改为例如 1200 或 1200.50",
		[FIELD_DATE] = "不是日期，请改为例如 2022-03-05",
		[FIELD_PERIOD] = "不是月份，请改为例如 2022-03",
		[FIELD_AREA] = "不是行政区划代码",
		[FIELD_FILE] = "不是文件，请重新选择文件",
	};

	return pool_print(pool, "%s%s%s。", f->label, word,
	    ends[f->kind] != NULL ? ends[f->kind] : "填写有误");
}

/* Too small or too large, and the bound that says so as people read it; a
 * field without bounds has the machine's own. */
static const char *
range_sentence(struct pool *pool, const struct field *f,
    const struct answer *a)
{
	bool low = a->flaw == FLAW_LOW, month = f->kind == FIELD_PERIOD;
	int64_t bound = low ? f->least : f->most;
	const char *word = quoted(pool, f, a), *limit;

	if (f->least == 0 && f->most == 0)
		return pool_print(pool, "%s%s太%s。", f->label, word,
		    low ? "小" : "大");
	if (month)
		return pool_print(pool, "%s%s太%s，不能%s于%s。", f->label,
		    word, low ? "早" : "晚", low ? "早" : "晚",
		    period_label(pool, (int)bound));
	limit = f->kind == FIELD_MONEY ?
	    pool_print(pool, "%s元", money_short(pool, bound)) :
	    pool_print(pool, "%" PRId64, bound);
	return pool_print(pool, "%s%s太%s，不能%s%s。", f->label, word,
	    low ? "小" : "大", low ? "小于" : "超过", limit);
}

const char *
field_sentence(struct pool *pool, const struct field *f,
    const struct answer *a)
{
	const char *word = quoted(pool, f, a);

	switch (a->flaw) {
	case FLAW_NONE:
	case FLAW__MAX:
		return NULL;
	case FLAW_MISSING:
		return pool_print(pool, "请填写%s。", f->label);
	case FLAW_BYTES:
		return pool_print(pool, "%s里有不能保存的字符，请重新输入。",
		    f->label);
	case FLAW_KIND:
		return kind_sentence(pool, f, word);
	case FLAW_FINE:
		return pool_print(pool, "%s%s最多两位小数（到分）。",
		    f->label, word);
	case FLAW_LOW:
	case FLAW_HIGH:
		return range_sentence(pool, f, a);
	case FLAW_SHORT:
		return pool_print(pool, "%s太短，至少%d个字。", f->label,
		    (int)f->least);
	case FLAW_LONG:
		return pool_print(pool, "%s太长，最多%d个字，现在%zu个字。",
		    f->label, (int)f->most, text_chars(a->word));
	case FLAW_CHOICE:
		return pool_print(pool, "%s%s不在可选范围内，请重新选择。",
		    f->label, word);
	case FLAW_TWICE:
		return pool_print(pool, "%s填了两次，请只填一次。", f->label);
	case FLAW_RULE:
		return pool_print(pool, "%s%s%s。", f->label, word, a->why);
	}
	return NULL;
}
