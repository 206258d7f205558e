/* The numeric form of a report, for phones without Chinese:
 * 3#1200#300#0#0#120#0#260#0#1101 (grammar_item.h). */
#include <string.h>

#include "sms/grammar_item.h"
#include "sms/number.h"

#define NUMERIC_FIELDS	(INCOME__MAX + 1)

static bool
sharp(char c)
{
	return c == '#' || c == '*';
}

/* Whether a row stands here: #digit or #-digit and then another #, or as many
 * # on the line as a row has. */
static bool
is_row(const struct scan *s)
{
	const char *p = s->at;
	int count = 0;

	for (; p < s->end && *p != '\n'; p++)
		count += sharp(*p);
	p = s->at;
	if (p == s->end || !sharp(*p++))
		return false;
	if (count >= INCOME__MAX && p < s->end && sharp(*p))
		return true;
	if (p < s->end && *p == '-')
		p++;
	if (scan_digits(p, s->end) == 0)
		return false;
	p += item_run(p, s->end);
	return p < s->end && sharp(*p);
}

/* Cut the row into fields; returns how many, the row's end in *${end}. */
static int
cut(const struct scan *s, const char *field[], int most, const char **end)
{
	const char *p = s->at;
	int count = 0;

	for (; p < s->end && sharp(*p); p++) {
		if (count < most)
			field[count] = p + 1;
		count++;
		if (word_letters(p + 1, s->end) > 0 ||
		    (unsigned char)p[1] >= 0x80) {
			/* text: #WT …, not a field */
			count--;
			break;
		}
		while (p + 1 < s->end && !sharp(p[1]) &&
		    strchr("\n; /", p[1]) == NULL &&
		    memcmp(p + 1, "。", 3) != 0)
			p++;
	}
	/* an # at the very end closes the row as dialled codes do */
	if (count > 0 && count <= most && field[count - 1] == p)
		count--;
	*end = p;
	return count;
}

static void
read_fields(struct scan *s, struct grammar_report *r, const char *field[])
{
	const char *word, *at;
	struct number n;
	size_t len;
	int i;

	for (i = 0; i < INCOME__MAX; i++) {
		s->at = field[i];
		n = item_amount(s, &word);
		if (n.flaw != NUMBER_NONE && !sharp(*s->at))
			n.flaw = NUMBER_WORD;
		item_income(r, i, n, word);
	}
	at = field[INCOME__MAX];
	len = item_run(at, s->end);
	s->at = at + len;
	if (!item_four(at, len, r) && ++r->answers_wrong)
		item_wrong(r, MISTAKE_BAD_FOUR, "末四位",
		    scan_quote(s, at, s->at));
}

void
item_numeric(struct scan *s, struct grammar_report *r)
{
	const char *field[NUMERIC_FIELDS + 2] = { NULL }, *end;
	struct scan t = *s;
	bool dated;
	int count;

	if (!is_row(s))
		return;
	count = cut(s, field, NUMERIC_FIELDS + 2, &end);
	t.at = field[0];
	dated = scan_month(&t).len == 6;
	if (count != NUMERIC_FIELDS + (dated ? 1 : 0)) {
		item_wrong(r, MISTAKE_FIELD_COUNT, "", "");
		r->mistakes[r->mistake_count - 1].count = dated ? count - 1 :
		    count;
		s->at = end;
	} else {
		if (dated)
			item_month(&t, r);
		read_fields(s, r, field + (dated ? 1 : 0));
		if (s->at < end)
			s->at = end;
	}
}
