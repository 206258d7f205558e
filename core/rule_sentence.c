#include <inttypes.h>
#include <string.h>

#include "core/money.h"
#include "core/rule_node.h"
#include "core/text.h"

/* The node of the condition that reads a number called so, or NULL. */
static const struct rule_node *
named(const struct rule *rule, const char *name, size_t len)
{
	int i;

	for (i = 0; i <= rule->root; i++) {
		const struct rule_node *n = &rule->tree[i];

		if (n->op == RULE_FIELD && n->type == RULE_IS_NUMBER &&
		    n->side != RULE_EACH &&
		    strlen(n->column->name) == len &&
		    memcmp(n->column->name, name, len) == 0)
			return n;
	}
	return NULL;
}

const char *
rule_sentence_flaw(const struct rule *rule)
{
	const char *at = rule->sentence;
	size_t len;

	while ((at = strchr(at, '{')) != NULL) {
		len = strcspn(++at, "}");
		if (at[len] == '\0' || named(rule, at, len) == NULL)
			return "{name} is a number of the condition";
		at += len;
	}
	return NULL;
}

static const char *
number(struct pool *pool, const struct rule_node *n, const void *row)
{
	const void *cell = shape_in(n->column, row);
	int64_t value = n->column->cell == CELL_OPT ?
	    ((const struct opt_int *)cell)->value :
	    n->column->cell == CELL_FLAG ? *(const bool *)cell :
	    *(const int64_t *)cell;

	return n->whole ? pool_print(pool, "%" PRId64, value) :
	    money_short(pool, value);
}

const char *
rule_sentence(struct pool *pool, const struct rule_facts *facts,
    const struct rule_finding *finding)
{
	const struct rule *rule = finding->rule;
	struct text t = text_start(pool);
	const char *at = rule->sentence;
	const struct rule_node *n;
	const void *row;
	size_t len;

	while (at[len = strcspn(at, "{")] != '\0') {
		text_add(&t, pool_copy_len(pool, at, len));
		at += len + 1;
		len = strcspn(at, "}");
		at += len + 1;
		if ((n = named(rule, at - len - 1, len)) == NULL)
			continue;
		row = n->side == RULE_HOUSEHOLD ? facts->household :
		    facts->members[finding->member];
		text_add(&t, number(pool, n, row));
	}
	text_add(&t, at);
	return t.at;
}
