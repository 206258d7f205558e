#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/area.h"
#include "core/field.h"
#include "core/money.h"
#include "core/text.h"

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

/* As money is read, but a number of something else. */
static enum flaw
read_decimal(const struct field *f, struct answer *a)
{
	if (strstr(a->word, "元") != NULL || strstr(a->word, "¥") != NULL ||
	    strstr(a->word, "￥") != NULL)
		return FLAW_KIND;
	return read_money(f, a);
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
	[FIELD_MONEY] = read_money, [FIELD_DECIMAL] = read_decimal,
	[FIELD_DATE] = read_date, [FIELD_PERIOD] = read_period,
	[FIELD_CHOICE] = read_choice,
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
	flaw = f->kind == FIELD_CHOICES ? field_choices(pool, f, a) :
	    readers[f->kind](f, a);
	if (flaw != FLAW_NONE || f->also == NULL)
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
	if (w == NULL)
		return NULL;
	for (p = w + 1; p < words->at + words->count; p++) {
		if (strcmp(p->name, name) == 0)
			*twice = true;
		else if (words->sorted)
			break;
	}
	return w;
}

/* All words of that name as one. */
static struct word
joined(struct pool *pool, const struct words *words, const char *name)
{
	const struct word *w = words_find(words, name);
	struct text t = text_start(pool);

	for (; w != NULL && w < words->at + words->count; w++) {
		if (strcmp(w->name, name) == 0) {
			text_add_len(&t, ",", t.len > 0 && w->len > 0);
			text_add_len(&t, w->value, w->len);
		} else if (words->sorted)
			break;
	}
	return (struct word){ name, t.at, t.len };
}

/* A field out of the words. */
static void
read_one(struct pool *pool, const struct field *f, const char *name,
    const struct words *words, struct answer *out)
{
	bool twice = false;
	const struct word *w;
	struct word all;

	if (f->kind == FIELD_CHOICES) {
		all = joined(pool, words, name);
		w = &all;
	} else
		w = only(words, name, &twice);
	field_answer(pool, f, w != NULL ? w->value : "",
	    w != NULL ? w->len : 0, out);
	if (twice)
		spoil(out, FLAW_TWICE);
}

size_t
field_read(struct pool *pool, const struct field *fields, size_t count,
    const struct words *words, const char *prefix, struct answer *out)
{
	size_t i, flaws = 0;

	for (i = 0; i < count; i++) {
		const char *name = *prefix == '\0' ? fields[i].name :
		    pool_join(pool, prefix, fields[i].name);

		read_one(pool, &fields[i], name, words, &out[i]);
		flaws += out[i].flaw != FLAW_NONE;
	}
	return flaws;
}

enum err
field_spoil(struct answer *a, const char *why)
{
	spoil(a, FLAW_RULE);
	a->why = why;
	return ERR_INPUT;
}
