/*
 * rule_token: the words and marks of a rule's condition, and the nodes that
 * its parser makes of them.  The first thing wrong is kept, and ends it all.
 */
#ifndef CORE_RULE_TOKEN_H
#define CORE_RULE_TOKEN_H

#include "core/rule_node.h"

enum rule_token {
	RULE_TOKEN_END, RULE_TOKEN_WORD, RULE_TOKEN_MARK, RULE_TOKEN_WRONG,
	RULE_TOKEN__MAX
};

#define RULE_NONE	(-1)		/* no node: something is wrong */

struct rule_parser {
	struct pool *pool;
	const struct rule_fields *fields;
	struct rule *rule;
	const char *at;			/* behind the token */
	enum rule_token token;
	const char *word;		/* the token: a word or a mark */
	struct rule_node *nodes;
	int count, depth;
	bool inside;			/* of count or sum */
	const char *why;
	/* What count( reads: a whole condition. */
	int (*condition)(struct rule_parser *);
};

/** rule_token_wrong(p, why): keep it; RULE_NONE. */
int rule_token_wrong(struct rule_parser *p, const char *why);

/** rule_token_next(p): on to the next token. */
void rule_token_next(struct rule_parser *p);

/** rule_token_take(p, word): whether the token is ${word}; passed then. */
bool rule_token_take(struct rule_parser *p, const char *word);

/** rule_token_expect(p, mark, node): ${node} where the mark follows. */
int rule_token_expect(struct rule_parser *p, const char *mark, int node);

/** rule_token_node(p, node): one more; its place, or RULE_NONE. */
int rule_token_node(struct rule_parser *p, struct rule_node node);

#endif
