#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/money.h"
#include "core/rule_value.h"

/* ---- fields ---------------------------------------------------------- */

#define BASE(m) { #m, CELL_OF(((struct dictionary_base *)0)->m),        \
	offsetof(struct dictionary_head, base.m) }
static const struct column household_base[] = {
	BASE(exited), BASE(risk_removed), BASE(monitor_class),
	BASE(exit_year), BASE(phone_shared),
};
/* What the households of a place have in all. */
static const struct column place_base[] = {
	BASE(homes), BASE(homes_persons), BASE(homes_arable_mu_100),
	BASE(homes_forest_mu_100),
};
static const struct column member_base[] = {
	BASE(name), BASE(idno), BASE(relation), BASE(sex), BASE(birth),
};

struct found {
	const struct column *column;
	const struct dictionary_line *line;	/* NULL: base only */
};

static bool
find_in(const struct dictionary *d, const struct column *base, size_t count,
    const char *name, struct found *f)
{
	size_t i;

	f->line = dictionary_find(d, name);
	f->column = f->line != NULL ? f->line->column : NULL;
	for (i = 0; f->column == NULL && i < count; i++)
		if (strcmp(base[i].name, name) == 0)
			f->column = &base[i];
	return f->column != NULL;
}

/* A name where it stands: a member's first, where there is one. */
static bool
find_field(const struct rule_parser *p, bool member, const char *name,
    bool *of_member, struct found *f)
{
	const struct rule_fields *fields = p->fields;

	if (fields->member == NULL) {
		*of_member = false;
		return find_in(fields->household, place_base,
		    LEN(place_base), name, f);
	}
	*of_member = member && find_in(fields->member, member_base,
	    LEN(member_base), name, f);
	return *of_member || find_in(fields->household, household_base,
	    LEN(household_base), name, f);
}

static const char *
use(struct rule_parser *p, const char *name, bool member,
    const struct found *f)
{
	struct rule *r = p->rule;
	size_t i;

	if (f->line != NULL && (f->line->first_year > r->first_year ||
	    f->line->last_year < r->last_year))
		return pool_print(p->pool,
		    "%s is not on the form in all of its years", name);
	for (i = 0; i < r->use_count; i++)
		if (r->uses[i].member == member &&
		    strcmp(r->uses[i].name, name) == 0)
			return NULL;
	if (r->use_count == RULE_USES)
		return "it looks at too many fields";
	r->uses[r->use_count++] = (struct rule_use){ name, member };
	return NULL;
}

static bool
ends(const char *name, const char *with)
{
	size_t n = strlen(name), w = strlen(with);

	return n > w && strcmp(name + n - w, with) == 0;
}

static int
field(struct rule_parser *p)
{
	bool me = strncmp(p->word, "me.", 3) == 0, member;
	const char *name = p->word + (me ? 3 : 0), *why;
	struct rule_node n = { .op = RULE_FIELD };
	struct found f;

	if (me && (!p->inside || !p->rule->member))
		return rule_token_wrong(p, "me. is for count and sum of a"
		    " member's rule");
	if (!find_field(p, p->inside || p->rule->member, name, &member, &f) ||
	    (me && !member))
		return rule_token_wrong(p, pool_print(p->pool, "no such field: %s",
		    p->word));
	if ((why = use(p, name, member, &f)) != NULL)
		return rule_token_wrong(p, why);
	n.column = f.column;
	n.side = !member ? RULE_HOUSEHOLD : p->inside && !me ? RULE_EACH :
	    RULE_ME;
	n.type = n.column->cell == CELL_TEXT ? RULE_IS_WORD :
	    n.column->cell == CELL_DATE ? RULE_IS_DAY : RULE_IS_NUMBER;
	n.whole = f.line == NULL ? !ends(name, "_100") :
	    f.line->kind != DICTIONARY_MONEY &&
	    f.line->kind != DICTIONARY_DECIMAL1 &&
	    f.line->kind != DICTIONARY_DECIMAL2;
	rule_token_next(p);
	return rule_token_node(p, n);
}

bool
rule_value_is_field(const struct rule_parser *p)
{
	struct found f;
	bool member;

	return p->token == RULE_TOKEN_WORD && isalpha((unsigned char)*p->word) &&
	    (strncmp(p->word, "me.", 3) == 0 || find_field(p, p->inside ||
	    p->rule->member, p->word, &member, &f));
}

const char *
rule_value_mark(struct rule_parser *p)
{
	struct rule *r = p->rule;
	struct found f;

	if (!find_field(p, true, r->mark, &r->mark_member, &f) ||
	    (r->member && !r->mark_member))
		return "no such field to mark";
	return use(p, r->mark, r->mark_member, &f);
}

/* ---- values ---------------------------------------------------------- */

/* A field of a type, as what a function looks at. */
static int
argument(struct rule_parser *p, enum rule_type type)
{
	int a;

	if (p->token != RULE_TOKEN_WORD)
		return rule_token_wrong(p, "the name of a field is missing");
	if ((a = field(p)) != RULE_NONE && p->nodes[a].type != type)
		return rule_token_wrong(p, "a field of another kind is wanted");
	return a;
}

static int
whole_number(struct rule_parser *p, int64_t most)
{
	int n;

	if (p->token != RULE_TOKEN_WORD || strlen(p->word) > 3 ||
	    strspn(p->word, "0123456789") != strlen(p->word))
		return rule_token_wrong(p, "a whole number is missing");
	n = (int)strtol(p->word, NULL, 10);
	if (n < 1 || n > most)
		return rule_token_wrong(p, "the number is out of its range");
	rule_token_next(p);
	return n;
}

/* 08-31 → 831 */
static int
day_of_year(struct rule_parser *p)
{
	const char *s = p->word;
	struct date d;

	if (p->token != RULE_TOKEN_WORD || strlen(s) != 5 ||
	    !date_read(pool_print(p->pool, "2019-%s", s), &d))
		return rule_token_wrong(p, "a day like 08-31 is missing");
	rule_token_next(p);
	return d.month * 100 + d.day;
}

static int
age(struct rule_parser *p)
{
	struct rule_node n = { .op = RULE_AGE, .type = RULE_IS_NUMBER };

	n.a = argument(p, RULE_IS_DAY);
	if (n.a != RULE_NONE && rule_token_take(p, "on"))
		n.number = day_of_year(p);
	return rule_token_node(p, n);
}

static int
of_word(struct rule_parser *p, enum rule_op op)
{
	struct rule_node n = { .op = op, .type = op == RULE_FIRST ?
	    RULE_IS_WORD : RULE_IS_NUMBER };

	n.a = argument(p, op == RULE_DAYS ? RULE_IS_DAY : RULE_IS_WORD);
	if (n.a != RULE_NONE && (op == RULE_DIGIT || op == RULE_FIRST))
		n.number = whole_number(p, 60);
	return rule_token_node(p, n);
}

static int
of_members(struct rule_parser *p, enum rule_op op)
{
	struct rule_node n = { .op = op, .type = RULE_IS_NUMBER };

	if (p->inside)
		return rule_token_wrong(p, "no count or sum within another");
	p->inside = true;
	n.a = op == RULE_COUNT ? p->condition(p) : rule_value(p);
	p->inside = false;
	if (n.a != RULE_NONE && op == RULE_SUM &&
	    p->nodes[n.a].type != RULE_IS_NUMBER)
		return rule_token_wrong(p, "only numbers are added up");
	return rule_token_node(p, n);
}

static int
call(struct rule_parser *p, const char *name)
{
	static const struct {
		const char *name;
		enum rule_op op;
	} words[] = {
		{ "chars", RULE_CHARS }, { "codes", RULE_CODES },
		{ "days", RULE_DAYS }, { "digit", RULE_DIGIT },
		{ "first", RULE_FIRST },
	};
	size_t i;

	if (strcmp(name, "age") == 0)
		return age(p);
	for (i = 0; i < LEN(words); i++)
		if (strcmp(name, words[i].name) == 0)
			return of_word(p, words[i].op);
	if (strcmp(name, "count") == 0)
		return of_members(p, RULE_COUNT);
	if (strcmp(name, "sum") == 0)
		return of_members(p, RULE_SUM);
	return rule_token_wrong(p, pool_print(p->pool, "no such function: %s", name));
}

int
rule_value_literal(struct rule_parser *p, bool less)
{
	struct rule_node n = { .op = RULE_NUMBER, .type = RULE_IS_NUMBER };
	struct date d;

	if (date_read(p->word, &d) && !less) {
		n.type = RULE_IS_DAY;
		n.number = date_days(d) * 100;
	} else if (strspn(p->word, "0123456789.") != strlen(p->word) ||
	    money_read(p->word, &n.number) != MONEY_OK) {
		return rule_token_wrong(p, pool_print(p->pool, "not a number: %s",
		    p->word));
	}
	if (less)
		n.number = -n.number;
	rule_token_next(p);
	return rule_token_node(p, n);
}

static int
factor(struct rule_parser *p)
{
	static const struct {
		const char *word;
		enum rule_op op;
		enum rule_type type;
	} names[] = {
		{ "members", RULE_MEMBERS, RULE_IS_NUMBER },
		{ "year", RULE_YEAR, RULE_IS_NUMBER },
		{ "this_month", RULE_MONTH, RULE_IS_NUMBER },
		{ "today", RULE_TODAY, RULE_IS_DAY },
	};
	bool less = rule_token_take(p, "-");
	const char *name = p->word;
	size_t i;

	if (p->token != RULE_TOKEN_WORD)
		return rule_token_wrong(p, "a field or a number is missing");
	if (less || isdigit((unsigned char)*p->word))
		return rule_value_literal(p, less);
	for (i = 0; i < LEN(names); i++)
		if (rule_token_take(p, names[i].word))
			return rule_token_node(p, (struct rule_node){
			    .op = names[i].op, .type = names[i].type });
	if (p->at[strspn(p->at, " ")] != '(')
		return field(p);
	rule_token_next(p);
	rule_token_next(p);
	return rule_token_expect(p, ")", call(p, name));
}

static int
arithmetic(struct rule_parser *p, enum rule_op op, int a, int b)
{
	if (a == RULE_NONE || b == RULE_NONE)
		return RULE_NONE;
	if (p->nodes[a].type != RULE_IS_NUMBER ||
	    p->nodes[b].type != RULE_IS_NUMBER)
		return rule_token_wrong(p, "only numbers are reckoned with");
	return rule_token_node(p, (struct rule_node){ .op = op,
	    .type = RULE_IS_NUMBER, .a = a, .b = b });
}

static int
term(struct rule_parser *p)
{
	int a = factor(p);

	while (a != RULE_NONE && rule_token_take(p, "*"))
		a = arithmetic(p, RULE_MUL, a, factor(p));
	return a;
}

int
rule_value(struct rule_parser *p)
{
	int a = term(p);

	while (a != RULE_NONE) {
		if (rule_token_take(p, "+"))
			a = arithmetic(p, RULE_ADD, a, term(p));
		else if (rule_token_take(p, "-"))
			a = arithmetic(p, RULE_SUB, a, term(p));
		else
			break;
	}
	return a;
}
