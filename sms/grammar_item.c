#include <string.h>

#include "core/text.h"
#include "sms/grammar_item.h"
#include "sms/number.h"

void
item_wrong(struct grammar_report *r, enum mistake_kind kind,
    const char *item, const char *word)
{
	struct mistake *m = r->mistakes;

	for (; m < r->mistakes + r->mistake_count; m++)
		if (m->kind == kind && text_is(m->item, item) &&
		    text_is(m->word, word))
			return;
	/* the last place stays for what concerns the whole report */
	if (r->mistake_count == GRAMMAR_MISTAKES)
		m = &r->mistakes[GRAMMAR_MISTAKES - 1];
	else
		r->mistake_count++;
	*m = (struct mistake){ .kind = kind, .item = item, .word = word };
}

/* ---- amounts ------------------------------------------------------------ */

/* Bytes of a word that only looks like an amount: 12oo, 1-15, 1200.5.3. */
size_t
item_run(const char *at, const char *end)
{
	const char *p = at;

	while (p < end && (strchr("0123456789.,-%", *p) != NULL ||
	    word_letters(p, p + 1) > 0))
		p++;
	while (p > at && (p[-1] == '.' || p[-1] == ','))
		p--;
	return (size_t)(p - at);
}

/* Whether the amount that ends at ${at} goes on as something else. */
static bool
goes_on(const char *at, const char *end)
{
	if (at == end)
		return false;
	if (word_letters(at, end) > 0)
		return !word_latin_ok(at, end);
	if (scan_digits(at, end) > 0 || *at == '-' || *at == '%')
		return true;
	return (*at == ',' || *at == '.') && scan_digits(at + 1, end) > 0;
}

/* A number that is a household (3号) or a month (3月), not an amount. */
static bool
elsewhere(const struct scan *s)
{
	struct scan t = *s;
	size_t len = 0;
	int index;

	if (scan_month(s).len > 0 && scan_digits(s->at, s->end) != 6 &&
	    scan_digits(s->at, s->end) != 4)
		return true;
	if (scan_household(s, &index, &len) == HOUSEHOLD_NONE)
		return false;
	if (len <= 3)
		return false;
	t.at += len - 3;
	return scan_is(&t, "号") || scan_is(&t, "户");
}

/* The end of an amount at most: 一千四项正常 is 一千, then 四项正常 (or
 * 四项都正常). */
static const char *
before_four(const struct scan *s)
{
	static const char word[] = "四项";
	const char *p = memmem(s->at, (size_t)(s->end - s->at), word,
	    sizeof word - 1);

	return p == NULL ? s->end : p;
}

/* The amount here, its whole word taken; NUMBER_NONE takes nothing. */
struct number
item_amount(struct scan *s, const char **word)
{
	struct number n = number_read(s->at, before_four(s));
	const char *from = s->at;
	size_t wide;

	*word = "";
	if (n.flaw == NUMBER_NONE && s->at < s->end && (*s->at == '.' ||
	    (word_letters(s->at, s->end) > 0 &&
	    !word_latin_ok(s->at, s->end))))
		n.flaw = NUMBER_WORD;
	if (n.flaw == NUMBER_NONE || (n.len > 0 && elsewhere(s))) {
		n.flaw = NUMBER_NONE;
		return n;
	}
	s->at += n.len;
	if (n.flaw == NUMBER_WORD || goes_on(s->at, s->end)) {
		n.flaw = NUMBER_WORD;
		s->at += (wide = item_run(s->at, s->end));
		if (n.len + wide == 0)
			s->at++;
	}
	*word = scan_quote(s, from, s->at);
	return n;
}

void
item_income(struct grammar_report *r, int which, struct number n,
    const char *word)
{
	const char *item = report_incomes[which].brief;

	if (r->income_given[which]) {
		item_wrong(r, MISTAKE_ITEM_TWICE, item, "");
		return;
	}
	r->income_given[which] = true;
	if (n.flaw == NUMBER_NONE)
		item_wrong(r, MISTAKE_NO_VALUE, item, "");
	else if (n.flaw == NUMBER_WORD)
		item_wrong(r, MISTAKE_NOT_A_NUMBER, item, word);
	else if (n.flaw == NUMBER_FINE)
		item_wrong(r, MISTAKE_TOO_FINE, item, word);
	else if (n.flaw == NUMBER_LARGE || n.fen > REPORT_INCOME_MOST ||
	    n.fen < -REPORT_INCOME_MOST)
		item_wrong(r, MISTAKE_TOO_LARGE, item, word);
	else if (n.fen < 0 && which != INCOME_BUSINESS)
		item_wrong(r, MISTAKE_NEGATIVE, item, word);
	else
		r->month.income_fen[which] = n.fen;
}

/* ---- answers ------------------------------------------------------------ */

static void
set_answer(struct grammar_report *r, int which, int value)
{
	if (r->month.answer[which].given)
		item_wrong(r, MISTAKE_ITEM_TWICE,
		    report_answers[which].brief, "");
	r->month.answer[which] = (struct opt_int){ true, value };
}

static void
read_answer(struct scan *s, struct grammar_report *r, int which)
{
	const char *item = report_answers[which].brief, *from;
	size_t n;
	int value;

	r->answers_wrong++;
	scan_weak(s);
	from = s->at;
	n = word_answer(s->at, s->end, (enum report_answer)which, &value);
	if (n == 0) {
		if (s->at == s->end || scan_begins(s) || *s->at == ';') {
			item_wrong(r, MISTAKE_NO_VALUE, item, "");
			return;
		}
		item_wrong(r, MISTAKE_BAD_ANSWER, item, scan_strange(s));
		return;
	}
	s->at += n;
	if (scan_digits(from, s->end) > 0 && goes_on(s->at, s->end)) {
		s->at += item_run(s->at, s->end);
		value = -1;
	}
	if (value < 0)
		item_wrong(r, MISTAKE_BAD_ANSWER, item,
		    scan_quote(s, from, s->at));
	else {
		r->answers_wrong--;
		set_answer(r, which, value);
	}
}

/* The four digits of 保1101, in the form's order. */
bool
item_four(const char *at, size_t len, struct grammar_report *r)
{
	size_t i;

	if (len != ANSWER__MAX || strspn(at, "01") < len)
		return false;
	for (i = 0; i < len; i++)
		set_answer(r, (int)i, at[i] - '0');
	return true;
}

static void
read_four(struct scan *s, struct grammar_report *r)
{
	const char *from;

	scan_weak(s);
	from = s->at;
	s->at += item_run(s->at, s->end);
	if (s->at == from)
		item_wrong(r, MISTAKE_NO_VALUE, "保", "");
	else if (!item_four(from, (size_t)(s->at - from), r) &&
	    ++r->answers_wrong)
		item_wrong(r, MISTAKE_BAD_FOUR, "保",
		    scan_quote(s, from, s->at));
}

static void
all_good(struct grammar_report *r)
{
	int a;

	for (a = 0; a < ANSWER__MAX; a++)
		set_answer(r, a, a != ANSWER_DROPOUT);
}

/* ---- problem ------------------------------------------------------------ */

/* Where the text ends: before a newline that starts another report. */
static const char *
problem_end(const struct scan *s)
{
	struct scan t = *s;
	const char *line;
	size_t len;
	int index;

	while ((line = memchr(t.at, '\n', (size_t)(t.end - t.at))) != NULL) {
		t.at = line;
		scan_gap(&t);
		len = 0;
		if (scan_household(&t, &index, &len) == HOUSEHOLD_FOUND) {
			t.at += len;
			if (scan_begins(&t) || (t.at < t.end &&
			    strchr("#*", *t.at) != NULL))
				return line;
		}
	}
	return s->end;
}

static void
read_problem(struct scan *s, struct grammar_report *r)
{
	static const char *const none[] = { "无", "没有", "没", "否" };
	const char *end, *text;
	size_t i;

	while (s->at < s->end && strchr(" :=,#*", *s->at) != NULL)
		s->at++;
	end = problem_end(s);
	text = text_trim(s->pool, scan_typed(s, s->at, end));
	s->at = end;
	if (r->problem_given)
		item_wrong(r, MISTAKE_ITEM_TWICE, "问题", "");
	r->problem_given = true;
	if (*text == '\0')
		item_wrong(r, MISTAKE_PROBLEM_EMPTY, "问题", "");
	if (text_chars(text) > REPORT_PROBLEM_MOST)
		item_wrong(r, MISTAKE_PROBLEM_TOO_LONG, "问题", "");
	for (i = 0; i < LEN(none); i++)
		if (text_is(text, none[i]))
			text = "";
	r->month.problem = text;
}

/* ---- one item ----------------------------------------------------------- */

bool
item_month(struct scan *s, struct grammar_report *r)
{
	struct scan_month m = scan_month(s);
	const char *word;

	if (m.len == 0)
		return false;
	word = scan_quote(s, s->at, s->at + m.len);
	s->at += m.len;
	if (r->month_given)
		item_wrong(r, MISTAKE_ITEM_TWICE, "月份", "");
	r->month_given = true;
	if (m.period == 0) {
		item_wrong(r, MISTAKE_BAD_MONTH, "月份", word);
		return true;
	}
	r->period = m.period;
	if (m.period >= period_of(s->world->today))
		item_wrong(r, MISTAKE_FUTURE_MONTH, "月份", word);
	return true;
}

/* Whether what stands where an amount should be is no other piece. */
static bool
strange(const struct scan *s)
{
	struct scan t = *s;
	size_t len = 0;
	int index;

	return s->at < s->end && scan_gap(&t) == GAP_NONE &&
	    !scan_begins(s) && scan_household(s, &index, &len) ==
	    HOUSEHOLD_NONE;
}

/* Whether the digits here began with their point: .5 is not 5. */
static bool
pointed(const struct scan *s)
{
	return s->at[-1] == '.' && s->at[-2] != '.' &&
	    scan_digits(s->at, s->end) > 0;
}

bool
item_read(struct scan *s, struct grammar_report *r)
{
	struct term w = word_item(s->at, s->end);
	struct number n;
	const char *word;

	if (w.kind == WORD_NONE)
		return item_month(s, r);
	s->at += w.len;
	if (w.kind == WORD_INCOME) {
		scan_weak(s);
		if (pointed(s))
			s->at--;
		n = item_amount(s, &word);
		if (n.flaw == NUMBER_NONE && strange(s)) {
			n.flaw = NUMBER_WORD;
			word = scan_strange(s);
		}
		item_income(r, w.value, n, word);
	} else if (w.kind == WORD_ANSWER)
		read_answer(s, r, w.value);
	else if (w.kind == WORD_SAID)
		set_answer(r, (int)word_said_which(w.value),
		    word_said_value(w.value));
	else if (w.kind == WORD_FOUR)
		read_four(s, r);
	else if (w.kind == WORD_GOOD)
		all_good(r);
	else
		read_problem(s, r);
	return true;
}

void
item_strange(struct scan *s, struct grammar_report *r)
{
	const char *from = s->at, *word = "", *ignored;
	struct scan label = *s;
	struct number n = { .flaw = NUMBER_NONE };

	if (word_letters(s->at, s->end) == 0)
		n = item_amount(s, &word);
	if (n.flaw != NUMBER_NONE) {
		/* 2/28 is some date: what follows / is nobody's household */
		if (s->end - s->at > 1 && *s->at == '/' &&
		    scan_digits(s->at + 1, s->end) > 0) {
			s->at += 1 + scan_digits(s->at + 1, s->end);
			word = scan_quote(s, from, s->at);
		}
		item_wrong(r, MISTAKE_NUMBER_ALONE, "", word);
		return;
	}
	scan_strange(&label);
	/* a strange label and its value are one word to the reader */
	while (label.at > from && scan_digits(label.at - 1, label.at) > 0)
		label.at--;
	s->at = label.at;
	while (s->at < s->end && *s->at == ' ')
		s->at++;
	if (number_read(s->at, s->end).flaw != NUMBER_NONE)
		item_amount(s, &ignored);
	else
		s->at = label.at;
	item_wrong(r, MISTAKE_UNKNOWN_WORD, "", scan_quote(s, from, s->at));
	r->mistakes[r->mistake_count - 1].hint = word_near(s->pool, from,
	    (size_t)(label.at - from), false);
}

/* ---- the whole ---------------------------------------------------------- */

void
item_finish(struct grammar_report *r)
{
	bool said = r->problem_given;
	int i;

	for (i = 0; i < INCOME__MAX; i++)
		said = said || r->income_given[i];
	for (i = 0; i < ANSWER__MAX; i++)
		said = said || r->month.answer[i].given;
	if (!said && r->mistake_count == 0)
		item_wrong(r, MISTAKE_NOTHING, "", r->number);
}
