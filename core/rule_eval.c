#include <string.h>

#include "core/codes.h"
#include "core/idno.h"
#include "core/rule_node.h"
#include "core/text.h"

/* What is not known is between true and false. */
enum truth { TRUTH_NO, TRUTH_UNKNOWN, TRUTH_YES, TRUTH__MAX };

struct value {
	bool known;
	int64_t number;
	const char *word;
	size_t len;
};

/* Where the evaluator stands. */
struct eval {
	const struct rule_node *tree;
	const struct rule_facts *facts;
	const void *me, *each;
};

static const struct value unknown = { false, 0, NULL, 0 };

static enum truth truth_of(const struct eval *e, int at);
static struct value value_of(const struct eval *e, int at);

static struct value
number(int64_t n)
{
	return (struct value){ true, n, NULL, 0 };
}

static struct value
whole(int64_t n)
{
	struct value v = { .known = !__builtin_mul_overflow(n, 100,
	    &v.number) };

	return v;
}

static bool
there(const void *member)
{
	return ((const struct dictionary_head *)member)->base.active;
}

/* ---- values ---------------------------------------------------------- */

static struct value
word(const char *s)
{
	return s == NULL || *s == '\0' ? unknown :
	    (struct value){ true, 0, s, strlen(s) };
}

static struct value
field(const struct eval *e, const struct rule_node *n)
{
	const void *row = n->side == RULE_HOUSEHOLD ? e->facts->household :
	    n->side == RULE_ME ? e->me : e->each;
	const void *cell = shape_in(n->column, row);
	const struct opt_int *opt = cell;
	const struct date *day = cell;

	switch (n->column->cell) {
	case CELL_TEXT:
		return word(*(const char *const *)cell);
	case CELL_DATE:
		return day->year == 0 ? unknown : whole(date_days(*day));
	case CELL_OPT:
		return !opt->given ? unknown : n->whole ? whole(opt->value) :
		    number(opt->value);
	case CELL_INT:
		return n->whole ? whole(*(const int64_t *)cell) :
		    number(*(const int64_t *)cell);
	case CELL_FLAG:
		return whole(*(const bool *)cell);
	case CELL_BYTES:
	case CELL_TIME:
	case CELL_MONEY:
	case CELL__MAX:
		break;
	}
	return unknown;
}

/* Whole years from the day of birth to the day. */
static struct value
age(const struct eval *e, const struct rule_node *n)
{
	const struct dictionary_head *h = e->facts->household;
	struct value born = value_of(e, n->a);
	struct date d = e->facts->today, b;

	if (!born.known)
		return unknown;
	b = date_of_days(born.number / 100);
	if (n->number != 0)
		d = (struct date){ (int16_t)h->year,
		    (int8_t)(n->number / 100), (int8_t)(n->number % 100) };
	if (date_compare(d, b) < 0)
		return unknown;
	return whole(d.year - b.year - (d.month * 100 + d.day <
	    b.month * 100 + b.day));
}

static struct value
of_word(const struct eval *e, const struct rule_node *n)
{
	struct value v = value_of(e, n->a);
	char c;

	if (!v.known)
		return unknown;
	if (n->op == RULE_DAYS)
		return v;
	if (n->op == RULE_CHARS)
		return whole((int64_t)text_chars(v.word));
	if (n->op == RULE_CODES)
		return whole((int64_t)codes_count(v.word));
	if (n->op == RULE_FIRST) {
		v.len = v.len < (size_t)n->number ? v.len :
		    (size_t)n->number;
		return v;
	}
	if ((size_t)n->number > v.len)
		return unknown;
	c = v.word[n->number - 1];
	return c < '0' || c > '9' ? unknown : whole(c - '0');
}

static struct value
of_members(const struct eval *e, const struct rule_node *n)
{
	struct eval in = *e;
	struct value sum = { .known = true }, one;
	size_t i;

	for (i = 0; i < e->facts->member_count; i++) {
		in.each = e->facts->members[i];
		if (!there(in.each))
			continue;
		if (n->op != RULE_SUM) {
			sum.number += n->op == RULE_MEMBERS ||
			    truth_of(&in, n->a) == TRUTH_YES ? 100 : 0;
			continue;
		}
		one = value_of(&in, n->a);
		if (one.known && __builtin_add_overflow(sum.number,
		    one.number, &sum.number))
			return unknown;
	}
	return sum;
}

static struct value
reckoned(const struct eval *e, const struct rule_node *n)
{
	struct value a = value_of(e, n->a), b = value_of(e, n->b);
	int64_t out;
	bool over;

	if (!a.known || !b.known)
		return unknown;
	over = n->op == RULE_ADD ? __builtin_add_overflow(a.number, b.number,
	    &out) : n->op == RULE_SUB ? __builtin_sub_overflow(a.number,
	    b.number, &out) : __builtin_mul_overflow(a.number, b.number,
	    &out);
	return over ? unknown : number(n->op == RULE_MUL ? out / 100 : out);
}

static struct value
value_of(const struct eval *e, int at)
{
	const struct rule_node *n = &e->tree[at];

	switch (n->op) {
	case RULE_NUMBER:
		return number(n->number);
	case RULE_WORD:
		return word(n->words[0]);
	case RULE_FIELD:
		return field(e, n);
	case RULE_ADD:
	case RULE_SUB:
	case RULE_MUL:
		return reckoned(e, n);
	case RULE_AGE:
		return age(e, n);
	case RULE_CHARS:
	case RULE_CODES:
	case RULE_DAYS:
	case RULE_DIGIT:
	case RULE_FIRST:
		return of_word(e, n);
	case RULE_COUNT:
	case RULE_SUM:
	case RULE_MEMBERS:
		return of_members(e, n);
	case RULE_YEAR:
		return whole(((const struct dictionary_head *)
		    e->facts->household)->year);
	case RULE_MONTH:
		return whole(period_of(e->facts->today));
	case RULE_TODAY:
		return whole(date_days(e->facts->today));
	default:
		return unknown;
	}
}

/* ---- tests ----------------------------------------------------------- */

static enum truth
truth(bool yes)
{
	return yes ? TRUTH_YES : TRUTH_NO;
}

/* Whether one of the words in ${v} (several codes of one field stand side by
 * side) is ${w}. */
static bool
has(const struct value *v, const char *w, size_t len)
{
	const char *p, *end = v->word + v->len, *stop;

	for (p = v->word; p <= end; p = stop + 1) {
		for (stop = p; stop < end && *stop != ',';)
			stop++;
		if ((size_t)(stop - p) == len && memcmp(p, w, len) == 0)
			return true;
	}
	return v->len == len && memcmp(v->word, w, len) == 0;
}

static enum truth
of_list(const struct eval *e, const struct rule_node *n)
{
	struct value v = value_of(e, n->a);
	size_t i, len;

	if (!v.known)
		return TRUTH_UNKNOWN;
	for (i = 0; i < n->word_count; i++) {
		len = strlen(n->words[i]);
		if (n->op == RULE_STARTS ? v.len >= len &&
		    memcmp(v.word, n->words[i], len) == 0 :
		    has(&v, n->words[i], len))
			return TRUTH_YES;
	}
	return TRUTH_NO;
}

static enum truth
compared(const struct eval *e, const struct rule_node *n)
{
	struct value a = value_of(e, n->a), b = value_of(e, n->b);

	if (!a.known || !b.known)
		return TRUTH_UNKNOWN;
	if (a.word != NULL && b.word != NULL)
		return truth(has(&a, b.word, b.len) == (n->op == RULE_EQUAL));
	switch (n->op) {
	case RULE_EQUAL:
		return truth(a.number == b.number);
	case RULE_OTHER:
		return truth(a.number != b.number);
	case RULE_LESS:
		return truth(a.number < b.number);
	case RULE_LESS_EQUAL:
		return truth(a.number <= b.number);
	case RULE_MORE:
		return truth(a.number > b.number);
	default:
		return truth(a.number >= b.number);
	}
}

static enum truth
joined(const struct eval *e, const struct rule_node *n)
{
	enum truth a = truth_of(e, n->a), b;

	if (a == (n->op == RULE_OR ? TRUTH_YES : TRUTH_NO))
		return a;
	b = truth_of(e, n->b);
	return n->op == RULE_OR ? (a > b ? a : b) : a < b ? a : b;
}

static enum truth
truth_of(const struct eval *e, int at)
{
	const struct rule_node *n = &e->tree[at];
	struct value v;

	switch (n->op) {
	case RULE_OR:
	case RULE_AND:
		return joined(e, n);
	case RULE_NOT:
		return (enum truth)(TRUTH_YES - truth_of(e, n->a));
	case RULE_IN:
	case RULE_STARTS:
		return of_list(e, n);
	case RULE_EMPTY:
	case RULE_GIVEN:
		v = value_of(e, n->a);
		return truth(v.known == (n->op == RULE_GIVEN));
	case RULE_RIGHT:
		v = value_of(e, n->a);
		return !v.known ? TRUTH_UNKNOWN : truth(idno_flaw(v.word,
		    e->facts->today) == IDNO_RIGHT);
	default:
		return compared(e, n);
	}
}

bool
rule_broken(const struct rule *rule, const struct rule_facts *facts,
    size_t member)
{
	struct eval e = { rule->tree, facts, NULL, NULL };

	if (rule->member)
		e.me = facts->members[member];
	return truth_of(&e, rule->root) == TRUTH_YES;
}
