#include <string.h>

#include "core/rule_value.h"

#define WORDS_MOST	40	/* in a list */

/* ---- tests ----------------------------------------------------------- */

/* 03|05|07 */
static int
words(struct rule_parser *p, enum rule_op op, int a)
{
	const char **list = pool_array(p->pool, WORDS_MOST, sizeof *list);
	struct rule_node n = { .op = op, .a = a, .words = list };

	do {
		if (p->token != RULE_TOKEN_WORD)
			return rule_token_wrong(p, "a word of the list is missing");
		if (n.word_count == WORDS_MOST)
			return rule_token_wrong(p, "the list is too long");
		list[n.word_count++] = p->word;
		rule_token_next(p);
	} while (rule_token_take(p, "|"));
	return rule_token_node(p, n);
}

/* A number in a list: one comparison after the other. */
static int
numbers(struct rule_parser *p, int a)
{
	int all = RULE_NONE, one;

	do {
		if (p->token != RULE_TOKEN_WORD || (one = rule_value_literal(p, false)) ==
		    RULE_NONE)
			return rule_token_wrong(p, "a number of the list is missing");
		if (p->nodes[one].type != p->nodes[a].type)
			return rule_token_wrong(p, "the list is of another kind");
		one = rule_token_node(p, (struct rule_node){ .op = RULE_EQUAL,
		    .a = a, .b = one });
		all = all == RULE_NONE ? one : rule_token_node(p, (struct rule_node){
		    .op = RULE_OR, .a = all, .b = one });
	} while (all != RULE_NONE && rule_token_take(p, "|"));
	return all;
}

static int
compare(struct rule_parser *p, enum rule_op op, int a)
{
	enum rule_type type = p->nodes[a].type;
	int b;

	if (type == RULE_IS_WORD && op != RULE_EQUAL && op != RULE_OTHER)
		return rule_token_wrong(p, "words are the same or not, nothing else");
	if (type == RULE_IS_WORD && p->token == RULE_TOKEN_WORD &&
	    !rule_value_is_field(p) && p->at[strspn(p->at, " ")] != '(') {
		b = rule_token_node(p, (struct rule_node){ .op = RULE_WORD,
		    .type = RULE_IS_WORD, .words = NULL });
		if (b != RULE_NONE) {
			const char **word = pool_take(p->pool, sizeof *word);

			*word = p->word;
			p->nodes[b].words = word;
			p->nodes[b].word_count = 1;
		}
		rule_token_next(p);
	} else if ((b = rule_value(p)) != RULE_NONE && p->nodes[b].type != type) {
		return rule_token_wrong(p, "two kinds are not compared");
	}
	return b == RULE_NONE ? RULE_NONE : rule_token_node(p,
	    (struct rule_node){ .op = op, .a = a, .b = b });
}

static int
test(struct rule_parser *p)
{
	static const struct {
		const char *word;
		enum rule_op op;
	} ends[] = {
		{ "empty", RULE_EMPTY }, { "given", RULE_GIVEN },
		{ "right", RULE_RIGHT },
	}, marks[] = {
		{ "=", RULE_EQUAL }, { "!=", RULE_OTHER },
		{ "<", RULE_LESS }, { "<=", RULE_LESS_EQUAL },
		{ ">", RULE_MORE }, { ">=", RULE_MORE_EQUAL },
	};
	int a = rule_value(p);
	bool word;
	size_t i;

	if (a == RULE_NONE)
		return RULE_NONE;
	word = p->nodes[a].type == RULE_IS_WORD;
	for (i = 0; i < LEN(ends); i++)
		if ((word || ends[i].op != RULE_RIGHT) &&
		    rule_token_take(p, ends[i].word))
			return rule_token_node(p, (struct rule_node){
			    .op = ends[i].op, .a = a });
	if (rule_token_take(p, "in"))
		return word ? words(p, RULE_IN, a) : numbers(p, a);
	if (word && rule_token_take(p, "starts"))
		return words(p, RULE_STARTS, a);
	for (i = 0; i < LEN(marks); i++)
		if (rule_token_take(p, marks[i].word))
			return compare(p, marks[i].op, a);
	return rule_token_wrong(p, "a comparison is missing");
}

/* ---- conditions ------------------------------------------------------ */

static int
refusal(struct rule_parser *p)
{
	int a;

	if (p->depth == RULE_DEPTH)
		return rule_token_wrong(p, "the condition is too deep");
	p->depth++;
	if (rule_token_take(p, "not")) {
		a = refusal(p);
		if (a != RULE_NONE)
			a = rule_token_node(p, (struct rule_node){ .op = RULE_NOT,
			    .a = a });
	} else if (rule_token_take(p, "(")) {
		a = rule_token_expect(p, ")", p->condition(p));
	} else {
		a = test(p);
	}
	p->depth--;
	return a;
}

static int
joined(struct rule_parser *p, enum rule_op op, int a, int b)
{
	return a == RULE_NONE || b == RULE_NONE ? RULE_NONE : rule_token_node(p,
	    (struct rule_node){ .op = op, .a = a, .b = b });
}

static int
both(struct rule_parser *p)
{
	int a = refusal(p);

	while (a != RULE_NONE && rule_token_take(p, "and"))
		a = joined(p, RULE_AND, a, refusal(p));
	return a;
}

static int
condition(struct rule_parser *p)
{
	int a = both(p);

	while (a != RULE_NONE && rule_token_take(p, "or"))
		a = joined(p, RULE_OR, a, both(p));
	return a;
}

const char *
rule_parse(struct pool *pool, const struct rule_fields *fields,
    struct rule *rule)
{
	struct rule_parser p = { .pool = pool, .fields = fields,
	    .rule = rule, .at = rule->condition, .condition = condition,
	    .nodes = pool_array(pool, RULE_NODES, sizeof *p.nodes) };

	rule->use_count = 0;
	if ((p.why = rule_value_mark(&p)) != NULL)
		return p.why;
	rule_token_next(&p);
	rule->root = condition(&p);
	if (rule->root != RULE_NONE && p.token != RULE_TOKEN_END)
		rule_token_wrong(&p, pool_print(pool,
		    "more than a condition: %s", p.word));
	rule->tree = p.nodes;
	return p.why;
}
