#include <ctype.h>
#include <string.h>

#include "core/rule_token.h"

int
rule_token_wrong(struct rule_parser *p, const char *why)
{
	if (p->why == NULL)
		p->why = why;
	p->token = RULE_TOKEN_WRONG;
	return RULE_NONE;
}

/* ---- tokens ---------------------------------------------------------- */

static bool
is_word(unsigned char c)
{
	return isalnum(c) || c == '_' || c == '.' || c >= 0x80;
}

/* A word; a hyphen between digits belongs to it: 2020-12-31, 08-31. */
static size_t
word_len(const char *s)
{
	size_t n = 0, digits;

	while (is_word((unsigned char)s[n]))
		n++;
	for (digits = strspn(s, "0123456789"); digits == n && n > 0 &&
	    s[n] == '-' && isdigit((unsigned char)s[n + 1]);
	    digits = n)
		n += 1 + strspn(s + n + 1, "0123456789");
	return n;
}

void
rule_token_next(struct rule_parser *p)
{
	static const char *const marks[] = {
		"!=", "<=", ">=", "(", ")", "|", "=", "<", ">", "+", "-", "*",
	};
	size_t i, n;

	if (p->token == RULE_TOKEN_WRONG)
		return;
	p->at += strspn(p->at, " ");
	if (*p->at == '\0') {
		p->token = RULE_TOKEN_END;
		p->word = "";
		return;
	}
	if ((n = word_len(p->at)) > 0) {
		p->token = RULE_TOKEN_WORD;
		p->word = pool_copy_len(p->pool, p->at, n);
		p->at += n;
		return;
	}
	for (i = 0; i < LEN(marks); i++)
		if (strncmp(p->at, marks[i], strlen(marks[i])) == 0) {
			p->token = RULE_TOKEN_MARK;
			p->word = marks[i];
			p->at += strlen(marks[i]);
			return;
		}
	rule_token_wrong(p, "a character that is no part of a condition");
}

/* Whether the token is ${word}; it is passed then. */
bool
rule_token_take(struct rule_parser *p, const char *word)
{
	if ((p->token != RULE_TOKEN_WORD && p->token != RULE_TOKEN_MARK) ||
	    strcmp(p->word, word) != 0)
		return false;
	rule_token_next(p);
	return true;
}

int
rule_token_expect(struct rule_parser *p, const char *mark, int node)
{
	if (node == RULE_NONE)
		return RULE_NONE;
	return rule_token_take(p, mark) ? node : rule_token_wrong(p,
	    pool_print(p->pool, "%s is missing", mark));
}

int
rule_token_node(struct rule_parser *p, struct rule_node node)
{
	if (p->token == RULE_TOKEN_WRONG)
		return RULE_NONE;
	if (p->count == RULE_NODES)
		return rule_token_wrong(p, "the condition is too long");
	p->nodes[p->count] = node;
	return p->count++;
}
