#include <string.h>

#include "core/err.h"
#include "core/text.h"
#include "sms/grammar.h"
#include "sms/grammar_item.h"
#include "sms/scan.h"

static const char *const names[MISTAKE__MAX] = {
	[MISTAKE_NOT_A_NUMBER] = "NOT_A_NUMBER",
	[MISTAKE_NO_VALUE] = "NO_VALUE",
	[MISTAKE_BAD_ANSWER] = "BAD_ANSWER",
	[MISTAKE_BAD_FOUR] = "BAD_FOUR",
	[MISTAKE_ITEM_TWICE] = "ITEM_TWICE",
	[MISTAKE_NEGATIVE] = "NEGATIVE",
	[MISTAKE_TOO_LARGE] = "TOO_LARGE",
	[MISTAKE_TOO_FINE] = "TOO_FINE",
	[MISTAKE_UNKNOWN_WORD] = "UNKNOWN_WORD",
	[MISTAKE_NUMBER_ALONE] = "NUMBER_ALONE",
	[MISTAKE_BAD_MONTH] = "BAD_MONTH",
	[MISTAKE_FUTURE_MONTH] = "FUTURE_MONTH",
	[MISTAKE_FIELD_COUNT] = "FIELD_COUNT",
	[MISTAKE_PROBLEM_EMPTY] = "PROBLEM_EMPTY",
	[MISTAKE_PROBLEM_TOO_LONG] = "PROBLEM_TOO_LONG",
	[MISTAKE_NO_BREAK] = "NO_BREAK",
	[MISTAKE_HOUSEHOLD_TWICE] = "HOUSEHOLD_TWICE",
	[MISTAKE_NOTHING] = "NOTHING",
	[MISTAKE_NO_HOUSEHOLD] = "NO_HOUSEHOLD",
	[MISTAKE_HOUSEHOLD_FIRST] = "HOUSEHOLD_FIRST",
	[MISTAKE_UNKNOWN_HOUSEHOLD] = "UNKNOWN_HOUSEHOLD",
	[MISTAKE_TWO_HOUSEHOLDS] = "TWO_HOUSEHOLDS",
	[MISTAKE_TOO_MANY] = "TOO_MANY",
};

const char *
mistake_name(enum mistake_kind kind)
{
	return names[kind];
}

/* ---- reports ------------------------------------------------------------ */

static struct grammar_report *
report_new(struct scan *s, struct grammar *g)
{
	struct grammar_report *r = &g->reports[g->report_count++];

	r->household = -1;
	r->number = "";
	r->period = report_due(s->world->today);
	return r;
}

/* The numbers of his households whose head has the name at ${s}. */
static const char *
namesakes(const struct scan *s, size_t len)
{
	const char *list = NULL;
	int i;

	for (i = 0; i < s->world->count; i++)
		if (strlen(s->heads[i]) == len &&
		    memcmp(s->heads[i], s->at, len) == 0)
			list = list == NULL ?
			    pool_print(s->pool, "%d号",
			    s->world->at[i].short_no) :
			    pool_print(s->pool, "%s和%d号", list,
			    s->world->at[i].short_no);
	return list;
}

/* The household at the start of a report; false where none is written. */
static bool
read_household(struct scan *s, struct grammar_report *r)
{
	const char *word;
	size_t len = 0;
	int index = -1;

	switch (scan_household(s, &index, &len)) {
	case HOUSEHOLD_FOUND:
		r->household = index;
		r->number = pool_print(s->pool, "%d",
		    s->world->at[index].short_no);
		break;
	case HOUSEHOLD_UNKNOWN:
		word = scan_quote(s, s->at, s->at + len);
		item_wrong(r, MISTAKE_UNKNOWN_HOUSEHOLD, "", word);
		break;
	case HOUSEHOLD_TWO:
		word = scan_quote(s, s->at, s->at + len);
		item_wrong(r, MISTAKE_TWO_HOUSEHOLDS, "", word);
		r->mistakes[r->mistake_count - 1].hint = namesakes(s, len);
		break;
	case HOUSEHOLD_NONE:
	case HOUSEHOLD__MAX:
		return false;
	}
	s->at += len;
	return true;
}

/* Nothing that is a household: left out, or a name that is not his. */
static void
no_household(struct scan *s, struct grammar_report *r)
{
	const char *from = s->at;

	if (scan_begins(s))
		item_wrong(r, MISTAKE_NO_HOUSEHOLD, "", "");
	else if (scan_digits(s->at, s->end) > 0) {
		s->at += item_run(s->at, s->end);
		item_wrong(r, MISTAKE_UNKNOWN_HOUSEHOLD, "",
		    scan_quote(s, from, s->at));
	} else
		item_wrong(r, MISTAKE_UNKNOWN_HOUSEHOLD, "",
		    scan_strange(s));
}

/* Whether a report starts here after ${gap}.  A name needs something after
 * it: the name may be a word of the language too. */
static bool
starts(const struct scan *s, enum gap gap)
{
	struct scan t = *s;
	size_t len = 0;
	int index;

	if (gap < GAP_LINE || scan_household(s, &index, &len) ==
	    HOUSEHOLD_NONE)
		return false;
	t.at += len;
	return word_item(s->at, s->end).kind == WORD_NONE || scan_begins(&t);
}

/* A number in the middle of a line: the next household without a break, or
 * the amount of nothing. */
static bool
unbroken(struct scan *s)
{
	struct scan t = *s;
	size_t len = 0;
	int index;

	if (scan_household(s, &index, &len) != HOUSEHOLD_FOUND)
		return false;
	t.at += len;
	return scan_begins(&t);
}

static void
read_report(struct scan *s, struct grammar *g, struct grammar_report *r)
{
	enum gap gap;
	const char *word;
	int index;
	size_t len;

	item_numeric(s, r);
	for (gap = scan_gap(s); s->at < s->end; gap = scan_gap(s)) {
		if (starts(s, gap))
			return;
		if (item_read(s, r))
			continue;
		if (unbroken(s) && g->report_count < GRAMMAR_REPORTS) {
			scan_household(s, &index, &len);
			word = scan_quote(s, s->at, s->at + len);
			if (r->mistake_count > 0 && r->mistakes[0].kind ==
			    MISTAKE_NO_HOUSEHOLD) {
				r->mistakes[0].kind = MISTAKE_HOUSEHOLD_FIRST;
				r->mistakes[0].word = word;
				s->at += len;
				continue;
			}
			item_wrong(r, MISTAKE_NO_BREAK, "", word);
			r = report_new(s, g);
			item_wrong(r, MISTAKE_NO_BREAK, "", word);
			read_household(s, r);
			continue;
		}
		item_strange(s, r);
	}
}

/* The same household's same month twice in one message: neither counts. */
static void
find_twice(struct grammar *g)
{
	struct grammar_report *a, *b;
	int i, j;

	for (i = 0; i < g->report_count; i++)
		for (j = i + 1; j < g->report_count; j++) {
			a = &g->reports[i];
			b = &g->reports[j];
			if (a->household < 0 || a->household != b->household ||
			    a->period != b->period)
				continue;
			item_wrong(a, MISTAKE_HOUSEHOLD_TWICE, "", a->number);
			item_wrong(b, MISTAKE_HOUSEHOLD_TWICE, "", b->number);
		}
}

static void
read_reports(struct scan *s, struct grammar *g)
{
	struct grammar_report *r;

	g->kind = GRAMMAR_REPORT;
	g->reports = pool_array(s->pool, GRAMMAR_REPORTS + 1,
	    sizeof *g->reports);
	do {
		if (g->report_count == GRAMMAR_REPORTS) {
			item_wrong(report_new(s, g), MISTAKE_TOO_MANY, "",
			    scan_quote(s, s->at, s->end));
			return;
		}
		r = report_new(s, g);
		if (!read_household(s, r))
			no_household(s, r);
		read_report(s, g, r);
	} while (s->at < s->end);
	find_twice(g);
	for (r = g->reports; r < g->reports + g->report_count; r++)
		item_finish(r);
}

/* ---- messages ----------------------------------------------------------- */

/* What clouds and phones put before the text: 【…】, 回复:. */
static void
skip_head(struct scan *s)
{
	const char *close;

	for (;;) {
		scan_gap(s);
		if (s->end - s->at > 3 && memcmp(s->at, "【", 3) == 0 &&
		    (close = memmem(s->at, (size_t)(s->end - s->at), "】",
		    3)) != NULL)
			s->at = close + 3;
		else if (!scan_is(s, "回复"))
			return;
	}
}

/* 工号1001 密码8866 before a report. */
static bool
read_ident(struct scan *s)
{
	if (!scan_is(s, "工号"))
		return false;
	scan_gap(s);
	s->at += scan_digits(s->at, s->end);
	scan_gap(s);
	if (scan_is(s, "密码")) {
		scan_gap(s);
		while (s->at < s->end && (*s->at == '*' ||
		    (*s->at >= '0' && *s->at <= '9')))
			s->at++;
	}
	scan_gap(s);
	return true;
}

/* A household's name that is longer than the keyword it begins with. */
static bool
name_first(const struct scan *s, size_t keyword)
{
	struct scan t = *s;
	size_t len = 0;
	int index;

	if (scan_household(s, &index, &len) == HOUSEHOLD_NONE ||
	    len < keyword)
		return false;
	t.at += len;
	return scan_begins(&t);
}

/* Neither a keyword nor a household: a near miss or something strange. */
static void
read_strange(struct scan *s, struct grammar *g)
{
	size_t len = word_letters(s->at, s->end);
	const char *from = s->at;

	if (len == 0)
		for (; from + len < s->end && (unsigned char)from[len] >=
		    0x80; len += 3)
			;
	if (from + len > s->end)
		len = (size_t)(s->end - from);
	g->hint = word_near(s->pool, from, len, true);
	if (g->hint != NULL) {
		g->kind = GRAMMAR_NEAR;
		g->about = scan_quote(s, from, from + len);
		return;
	}
	g->kind = GRAMMAR_STRANGE;
	g->about = scan_quote(s, from, s->end);
}

static void
read_message(struct scan *s, struct grammar *g)
{
	struct term w;

	skip_head(s);
	g->ident = read_ident(s);
	if (s->at == s->end) {
		g->kind = GRAMMAR_EMPTY;
		return;
	}
	w = word_command(s->at, s->end);
	if (w.kind != WORD_NONE && !name_first(s, w.len)) {
		s->at += w.len;
		g->command = (enum command)w.value;
		scan_gap(s);
		if (g->command == COMMAND_REPORT && s->at < s->end) {
			read_reports(s, g);
			return;
		}
		g->kind = GRAMMAR_COMMAND;
		g->about = scan_quote(s, s->at, s->end);
		return;
	}
	if (scan_begins(s) || name_first(s, 0) || starts(s, GAP_LINE))
		read_reports(s, g);
	else
		read_strange(s, g);
}

struct grammar
grammar_read(struct pool *pool, const char *text, size_t len,
    const struct grammar_world *world)
{
	struct grammar g = { .about = "" };
	struct normal normal = normalise(pool, text, len);
	const char **heads = pool_array(pool, (size_t)world->count + 1,
	    sizeof *heads);
	struct scan s = { .pool = pool, .text = &normal, .at = normal.at,
	    .end = normal.at + normal.len, .world = world, .heads = heads };
	int i;

	for (i = 0; i < world->count; i++)
		heads[i] = normalise_word(pool, world->at[i].head);
	read_message(&s, &g);
	return g;
}

/* ---- PIN ---------------------------------------------------------------- */

/* Bytes of what may stand between 密码 and the digits. */
static size_t
pin_gap(const char *at, const char *end)
{
	static const char *const gaps[] = { " ", "\t", "\n", "\r", ":", "=",
	    "：", "＝", "　", "是", "为" };
	size_t i, n;

	for (i = 0; i < LEN(gaps); i++) {
		n = strlen(gaps[i]);
		if ((size_t)(end - at) >= n && memcmp(at, gaps[i], n) == 0)
			return n;
	}
	return 0;
}

/* Bytes of the digit at ${at}, full-width ones too; 0 where none is. */
static size_t
pin_digit(const char *at, const char *end)
{
	if (scan_digits(at, end) > 0)
		return 1;
	return end - at >= 3 && memcmp(at, "\xEF\xBC", 2) == 0 &&
	    (unsigned char)at[2] >= 0x90 && (unsigned char)at[2] <= 0x99 ?
	    3 : 0;
}

bool
grammar_blank(char *text, size_t len)
{
	static const char word[] = "密码";
	char *end = text + len, *p = text;
	bool found = false;
	size_t n;

	while ((p = memmem(p, (size_t)(end - p), word,
	    sizeof word - 1)) != NULL) {
		p += sizeof word - 1;
		while ((n = pin_gap(p, end)) > 0)
			p += n;
		for (; (n = pin_digit(p, end)) > 0; p += n) {
			memset(p, '*', n);
			found = true;
		}
	}
	return found;
}
